package entity

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"tonearc/pipeline/review"
)

//go:embed data/aspects.txt
var aspectsText []byte

// aspectOrder is the order of the AspectKind constants.
var aspectOrder = [...]review.AspectKind{
	review.Prose, review.Plot, review.Pacing, review.Characters, review.World, review.Ending,
	review.Ideas, review.Humour, review.Length, review.Narration, review.Edition,
}

// other is the kind of the phrases that hold a word of the lexicon and speak of no side of the book.
const other = -1

// aspectEntry is an entry of the lexicon of aspects.
type aspectEntry struct {
	words []string
	kind  int8 // index into aspectOrder; other
	weak  bool // has other senses: see sense.go
}

// aspectLexicon is the entries by their first word, longer ones first.
type aspectLexicon map[string][]aspectEntry

// readAspects reads the lexicon.
var readAspects = sync.OnceValues(func() (aspectLexicon, error) {
	index := make(aspectLexicon)
	err := eachLine(aspectsText, func(line string) error {
		if line == "" || strings.HasPrefix(line, "#") {
			return nil
		}
		heading, rest, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("aspects: line without a heading: %.40q", line)
		}
		name, weak := strings.CutSuffix(heading, " weak")
		kind := slices.Index(aspectOrder[:], review.AspectKind(name))
		if kind < 0 && name != "none" {
			return fmt.Errorf("aspects: unknown aspect %q", name)
		}
		for _, entry := range strings.Split(rest, ",") {
			words := strings.Fields(splitSuffixes(entry))
			index[words[0]] = append(index[words[0]], aspectEntry{words, int8(kind), weak})
		}
		return nil
	})
	for _, entries := range index {
		sort.SliceStable(entries, func(i, j int) bool { return len(entries[i].words) > len(entries[j].words) })
	}
	return index, err
})

// splitSuffixes cuts a phrase as the tokeniser does: "couldn't" is "could n't", "author's" is "author 's".
func splitSuffixes(phrase string) string {
	return strings.NewReplacer("n't", " n't", "'s", " 's").Replace(phrase)
}

// leastOpinion is the probability of opinion from which a sentence counts as judging.
const leastOpinion = 0.5

// aspects finds the sentences that speak of each side of each book, with the tone of the clause that does. main is the
// book under review, -1 where it is not known. Sentences that are not the reviewer's own words do not count, nor do those
// that speak of several books or of one that is not named.
func (r *reading) aspects(families []family, main int) []review.Aspect {
	var out [len(aspectOrder)][]review.Aspect // of each kind, a book at a time
	isListened := false                       // a narrator may also be who tells the story: only where somebody listened is it a reading
	for i := range r.doc.Sentences {
		here := r.focus[i].book
		if r.focus[i].unsure {
			here = main
		}
		if r.isQuoted(i) || here < 0 && main >= 0 {
			continue
		}
		r.aspectsIn(i, func(k int8, span review.Span, strong bool) {
			book := here
			if subject := r.subjectOf(i, span); subject >= 0 && families[subject].kind == kindBook {
				book = subject
			}
			isListened = isListened || strong && aspectOrder[k] == review.Narration
			sides := &out[k]
			at := slices.IndexFunc(*sides, func(a review.Aspect) bool { return a.Book == book })
			if at < 0 {
				at = len(*sides)
				*sides = append(*sides, review.Aspect{Kind: aspectOrder[k], Book: book})
			}
			a, tone := &(*sides)[at], r.toneAt(i, span)
			switch last := len(a.Tones) - 1; {
			case last < 0 || a.Sentences[last] != i:
				a.Sentences = append(a.Sentences, i)
				a.Tones = append(a.Tones, tone)
			case math.Abs(tone) > math.Abs(a.Tones[last]):
				a.Tones[last] = tone
			}
		})
	}
	var kept []review.Aspect
	for k, sides := range out {
		if aspectOrder[k] == review.Narration && !isListened {
			continue
		}
		slices.SortFunc(sides, func(a, b review.Aspect) int { return a.Book - b.Book })
		for _, a := range sides {
			r.weigh(&a)
			kept = append(kept, a)
		}
	}
	return kept
}

// subjectOf is the family whose name opens the piece of a sentence in which words stand: "While Emma plods, this one
// dances." -1 where something else opens it.
func (r *reading) subjectOf(i int, span review.Span) int {
	piece := r.piece(i, span, r.doc.Sentences[i].Span)
	for at := r.starts[i]; at < r.starts[i+1] && r.words[at].Start < span.Start; at++ {
		w := &r.words[at]
		switch {
		case w.Start < piece.Start:
		case r.familyAt(at) >= 0:
			return r.familyAt(at)
		case !isQuote(w.low) && !isArticle(w.low) && w.low != "while" && w.low != "where" && w.low != "whereas":
			return -1
		}
	}
	return -1
}

// aspectsIn calls found for every place in sentence i that speaks of a side of a book: the kind's index in aspectOrder,
// the words, and whether they can mean nothing else.
func (r *reading) aspectsIn(i int, found func(kind int8, span review.Span, strong bool)) {
	score := r.score(i)
	judging := score.Opinion >= leastOpinion
	end := r.starts[i+1]
	for at := r.starts[i]; at < end; at++ {
		if !r.words[at].hasAspects {
			continue
		}
		for _, entry := range r.words[at].form.aspects {
			if entry.weak && !judging || score.Opinion < 0.25 || !r.matches(at, end, entry.words) {
				continue
			}
			k, after := entry.kind, at+int32(len(entry.words))
			if k == other {
				at = after - 1
				break
			}
			if r.isNamePart(at) || r.isAcronym(at, after) {
				break
			}
			if entry.weak && !r.isJudged(i, at, after, aspectOrder[k]) {
				continue
			}
			found(k, review.Span{Start: r.words[at].Start, End: r.words[after-1].End}, !entry.weak)
			break
		}
	}
}

// weigh gives an aspect its tone and the sentence that says it best: a sure one, strong, on the side of the mean, and not
// too long.
func (r *reading) weigh(a *review.Aspect) {
	all := make([]attitude, len(a.Sentences))
	for i, sent := range a.Sentences {
		all[i] = attitude{sent, a.Tones[i], max(r.score(sent).Weight, 0.1)}
	}
	a.Tone = estimate(all)
	best := -1.0
	for i, sent := range a.Sentences {
		score := r.score(sent)
		s := score.Opinion * (0.2 + math.Abs(a.Tones[i]))
		if a.Tones[i]*a.Tone.Value < 0 {
			s *= 0.3
		}
		if n := r.doc.Sentences[sent].Len(); n > 250 {
			s *= 0.7
		}
		if s > best {
			best, a.Quote = s, sent
		}
	}
}

// matches reports whether the words stand from word at on.
func (r *reading) matches(at, end int32, words []string) bool {
	if int32(len(words)) > end-at {
		return false
	}
	for i, word := range words {
		low := r.words[at+int32(i)].low
		if low != word && (len(low) < len(word) || !strings.Contains(low, "’") || strings.ReplaceAll(low, "’", "'") != word) {
			return false
		}
	}
	return true
}

// isNamePart reports whether a word belongs to a name that was chosen: "The End of the Affair" is no ending.
func (r *reading) isNamePart(at int32) bool { return r.familyOf[at] > 0 }

// isAcronym reports whether one of the words [at, after) stands in capitals as a name does: "ART is back", not "the
// PROSE", and where not all of the words about it shout.
func (r *reading) isAcronym(at, after int32) bool {
	for i := at; i < after; i++ {
		w := &r.words[i]
		if !w.caps || len(w.low) < 2 {
			continue
		}
		if i > at && !r.words[i-1].caps || i+1 < after && !r.words[i+1].caps {
			return true // the other words of the phrase have none
		}
		sent := w.sent
		before, next := i-1, r.around(i+1, sent)
		if before >= r.starts[sent] && (belongs(r.words[before].tag) || r.words[before].caps) || next == ":" || next == "-" || next == "–" || next == "—" || r.isShouted(r.starts[sent], r.starts[sent+1]) {
			continue
		}
		return true
	}
	return false
}
