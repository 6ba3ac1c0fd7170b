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
	leastShare = 0.03
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
			for _, ev := range sc.Evidence {
				change[words(doc.Review.Text, ev.Spans)] += side.sign * sc.Weight * ev.Weight / total
			}
		}
	}
	least := leastShare * math.Abs(after.Tone.Value-before.Tone.Value)
	var out []review.WordChange
	for word, weight := range change {
		if math.Abs(weight) >= least && strings.ContainsFunc(word, unicode.IsLetter) {
			out = append(out, review.WordChange{Word: word, Weight: weight})
		}
	}
	slices.SortFunc(out, func(a, b review.WordChange) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)), strings.Compare(a.Word, b.Word))
	})
	return slices.Clip(out[:min(len(out), maxWords)])
}

// words is the text of evidence in lower case, its parts joined by an ellipsis: "not … gripping".
func words(text string, spans []review.Span) string {
	parts := make([]string, len(spans))
	for i, span := range spans {
		parts[i] = strings.Join(strings.Fields(strings.ToLower(span.In(text))), " ")
	}
	return strings.Join(parts, " … ")
}
