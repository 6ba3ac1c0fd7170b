package aggregate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// Terms counts, for each stem of a review, the opinion sentences of positive and of negative tone that hold it. Names
// and words without meaning of their own are left out. The result is sorted by stem.
func Terms(doc *review.Document, scores []review.Score) []review.Term {
	type form struct{ stem, word string }
	var found []review.Term
	index := make(map[string]int)
	forms := make(map[form]int)
	seen := make(map[string]int) // stem → sentence that last held it, + 1
	for i := range doc.Sentences {
		score := &scores[i]
		class := score.Class()
		if score.Weight == 0 || score.Stance() != review.Opinion || class == review.Neutral {
			continue
		}
		for _, tok := range doc.Sentences[i].Tokens {
			if tok.Stem == "" || !meaningful(tok) {
				continue
			}
			at, ok := index[tok.Stem]
			if !ok {
				at = len(found)
				index[tok.Stem] = at
				found = append(found, review.Term{Stem: tok.Stem})
			}
			forms[form{tok.Stem, strings.ToLower(tok.In(doc.Review.Text))}]++
			if seen[tok.Stem] == i+1 {
				continue
			}
			seen[tok.Stem] = i + 1
			if class == review.Positive {
				found[at].Positive++
			} else {
				found[at].Negative++
			}
		}
	}
	best := make(map[string]int, len(found))
	for f, n := range forms {
		term := &found[index[f.stem]]
		if n > best[f.stem] || (n == best[f.stem] && f.word < term.Word) {
			best[f.stem], term.Word = n, f.word
		}
	}
	slices.SortFunc(found, func(a, b review.Term) int { return strings.Compare(a.Stem, b.Stem) })
	return found
}

// empty are verbs and adverbs so common that they mark nothing.
var empty = map[string]bool{
	"be": true, "is": true, "was": true, "are": true, "were": true, "been": true, "am": true, "have": true, "has": true,
	"had": true, "do": true, "doe": true, "did": true, "n't": true, "not": true, "'s": true, "'re": true, "'ve": true,
	"'ll": true, "'m": true, "'d": true, "so": true, "very": true, "just": true, "also": true, "then": true,
}

// meaningful reports whether a token can mark praise or blame: adjectives, adverbs, common nouns, verbs.
func meaningful(tok review.Token) bool {
	if len(tok.Tag) < 2 || tok.Len() < 2 || empty[tok.Stem] {
		return false
	}
	switch tok.Tag[:2] {
	case "JJ", "RB", "VB":
		return true
	case "NN":
		return tok.Tag == "NN" || tok.Tag == "NNS"
	case "UH":
		return true
	}
	return false
}

// Marker is a term with how strongly it marks praise or blame.
type Marker struct {
	Stem, Term         string
	Reviews            int
	Positive, Negative int
	LogOdds            float64 // log of the odds ratio of standing in praise rather than blame, smoothed by the prior
	Z                  float64 // LogOdds in standard errors
}

// minReviews is how many reviews a term must stand in to be listed: one reviewer's pet word marks nothing.
const minReviews = 2

// Markers weighs the terms by the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008,
// "Fightin' Words"), the prior being the corpus's own frequencies. Sorted by stem.
func (t *Totals) Markers() []Marker {
	sides := Sides{Reviews: t.Reviews}
	for _, term := range t.Terms {
		sides.Positive += term.Positive
		sides.Negative += term.Negative
	}
	out := make([]Marker, 0, len(t.Terms))
	for _, stem := range sortedKeys(t.Terms) {
		if marker, ok := sides.Marker(stem, t.Terms[stem]); ok {
			out = append(out, marker)
		}
	}
	return out
}

// Sides are the sums over all terms of a corpus, against which each is weighed.
type Sides struct {
	Reviews            int // of the corpus
	Positive, Negative int // sentences, counted once for each term they hold
}

// Marker weighs one term; false where it is not to be listed.
func (s Sides) Marker(stem string, term *TermTotals) (Marker, bool) {
	if term.Reviews < minReviews && s.Reviews > minReviews {
		return Marker{}, false
	}
	positive, negative := float64(s.Positive), float64(s.Negative)
	total := positive + negative
	// The prior weighs as much as a tenth of the corpus.
	prior := float64(term.Positive+term.Negative) / 10
	pos, neg := float64(term.Positive)+prior, float64(term.Negative)+prior
	allPos, allNeg := positive+total/10, negative+total/10
	odds := math.Log(pos/max(allPos-pos, 1e-9)) - math.Log(neg/max(allNeg-neg, 1e-9))
	if prior == 0 || math.IsInf(odds, 0) || math.IsNaN(odds) {
		return Marker{}, false
	}
	return Marker{
		Stem: stem, Term: most(term.Word), Reviews: term.Reviews, Positive: term.Positive, Negative: term.Negative,
		LogOdds: odds, Z: odds / math.Sqrt(1/pos+1/neg),
	}, true
}

// Strongest are the n markers of most praise (or, for blame, the n of most blame) among those, strongest first.
func Strongest(markers []Marker, n int, praise bool) []Marker {
	sign := 1.0
	if !praise {
		sign = -1
	}
	var side []Marker
	for _, m := range markers {
		if m.Z*sign > 0 {
			side = append(side, m)
		}
	}
	slices.SortFunc(side, func(a, b Marker) int {
		return cmp.Or(cmp.Compare(b.Z*sign, a.Z*sign), strings.Compare(a.Stem, b.Stem))
	})
	return side[:min(n, len(side))]
}
