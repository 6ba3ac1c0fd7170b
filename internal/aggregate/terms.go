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
	var room [64]occurrence // on the stack: most reviews need no more
	all := room[:0]
	for i := range doc.Sentences {
		score := &scores[i]
		class := score.Class()
		if score.Weight == 0 || score.Stance() != review.Opinion || class == review.Neutral {
			continue
		}
		toks := doc.Sentences[i].Tokens
		for k := range toks {
			if tok := &toks[k]; tok.Stem != "" && meaningful(tok) {
				all = append(all, occurrence{tok.Stem, strings.ToLower(tok.In(doc.Review.Text)), int32(i), class == review.Positive})
			}
		}
	}
	slices.SortFunc(all, func(a, b occurrence) int {
		return cmp.Or(strings.Compare(a.stem, b.stem), int(a.sentence-b.sentence))
	})
	stems := 0
	for i := range all {
		if i == 0 || all[i].stem != all[i-1].stem {
			stems++
		}
	}
	found := make([]review.Term, 0, stems)
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].stem == all[from].stem {
			to++
		}
		found = append(found, termOf(all[from:to]))
		from = to
	}
	return found
}

// occurrence is a token that Terms counts.
type occurrence struct {
	stem, word string
	sentence   int32
	positive   bool // the tone of the sentence; else it is negative
}

// termOf sums up the occurrences of one stem, which come in the order of the sentences; it leaves them in another. The
// word is the one that stands most often, the first by spelling of several.
func termOf(all []occurrence) review.Term {
	term := review.Term{Stem: all[0].stem}
	for i := range all {
		switch {
		case i > 0 && all[i].sentence == all[i-1].sentence:
		case all[i].positive:
			term.Positive++
		default:
			term.Negative++
		}
	}
	if len(all) > 1 {
		slices.SortFunc(all, func(a, b occurrence) int { return strings.Compare(a.word, b.word) })
	}
	most := 0
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].word == all[from].word {
			to++
		}
		if to-from > most {
			most, term.Word = to-from, all[from].word
		}
		from = to
	}
	return term
}

// empty reports whether a stem is that of a verb or adverb so common that it marks nothing.
func empty(stem string) bool {
	switch stem {
	case "be", "is", "was", "are", "were", "been", "am", "have", "has", "had", "do", "doe", "did", "n't", "not", "'s", "'re", "'ve",
		"'ll", "'m", "'d", "so", "veri", "just", "also", "then":
		return true
	}
	return false
}

// meaningful reports whether a token can mark praise or blame: adjectives, adverbs, common nouns, verbs.
func meaningful(tok *review.Token) bool {
	if len(tok.Tag) < 2 || tok.Len() < 2 {
		return false
	}
	switch tok.Tag[:2] {
	case "JJ", "RB", "VB", "UH":
	case "NN":
		if tok.Tag != "NN" && tok.Tag != "NNS" {
			return false
		}
	default:
		return false
	}
	return !empty(tok.Stem)
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
		Stem: stem, Term: term.most(), Reviews: term.Reviews, Positive: term.Positive, Negative: term.Negative,
		LogOdds: odds, Z: odds / math.Sqrt(1/pos+1/neg),
	}, true
}

// count adds n to a surface form. It keeps a copy: the word may be a part of a review.
func (t *TermTotals) count(word string, n int) {
	at, known := slices.BinarySearchFunc(t.Words, word, func(w WordCount, word string) int { return strings.Compare(w.Word, word) })
	if !known {
		t.Words = slices.Insert(t.Words, at, WordCount{Word: strings.Clone(word)})
	}
	t.Words[at].N += n
}

// most is the most frequent surface form; of several the first in the alphabet.
func (t *TermTotals) most() string {
	var best WordCount
	for _, w := range t.Words {
		if w.N > best.N {
			best = w
		}
	}
	return best.Word
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
