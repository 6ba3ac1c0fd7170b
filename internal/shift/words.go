package shift

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"tonearc/pipeline/review"
)

// A shift lists at most maxWords words, each with at least leastShare of the change.
const (
	maxWords   = 10
	leastShare = 0.05
)

// wordShift says which words changed the tone from one stretch to the next (Gallagher et al. 2021). The tone of a
// stretch is read as the sum over its words of how often a word stands there times how much it moves the tone there;
// a word's share in the change is the difference of these products. Weights of sentences count as they do for the tone.
func wordShift(doc *review.Document, scores []review.Score, before, after review.Stretch) []review.WordChange {
	change := make(map[string]float64)
	for _, side := range []struct {
		st   review.Stretch
		sign float64
	}{{before, -1}, {after, 1}} {
		total := 0.0
		for _, sc := range scores[side.st.First:side.st.End] {
			total += sc.Weight
		}
		if total == 0 {
			continue
		}
		for _, sc := range scores[side.st.First:side.st.End] {
			for k := range sc.Evidence {
				ev := &sc.Evidence[k]
				change[words(doc.Review.Text, ev)] += side.sign * sc.Weight * ev.Weight / total
			}
		}
	}
	least := leastShare * math.Abs(after.Tone.Value-before.Tone.Value)
	var out []review.WordChange
	for word, weight := range change {
		if math.Abs(weight) >= least && legible(word) {
			out = append(out, review.WordChange{Word: word, Weight: weight})
		}
	}
	slices.SortFunc(out, func(a, b review.WordChange) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)), strings.Compare(a.Word, b.Word))
	})
	return slices.Clip(out[:min(len(out), maxWords)])
}

// words is what a reader should see of evidence: its words in lower case without those that mean nothing by themselves,
// gaps marked by an ellipsis ("not … gripping"); empty where nothing is left. What the user's own lexicon lists stays as
// it is.
func words(text string, ev *review.Evidence) string {
	var out strings.Builder
	meant, gap := false, false
	for i, span := range ev.Spans {
		gap = gap || i > 0
		for _, field := range strings.Fields(span.In(text)) {
			word := plain(field)
			kept := ev.Source == "lexicon" || means(word)
			if !kept && !negations[word] {
				gap = true
				continue
			}
			if out.Len() > 0 {
				if gap {
					out.WriteString(" …")
				}
				out.WriteByte(' ')
			}
			out.WriteString(word)
			meant, gap = meant || kept, false
		}
	}
	if !meant {
		return ""
	}
	return out.String()
}

// legible reports whether a reader can make something of a word: letters, or a sign such as 👎.
func legible(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.So, r) })
}
