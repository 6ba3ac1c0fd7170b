package report

import (
	"tonearc/pipeline/review"
)

// shiftRow is one tested shift of a review.
type shiftRow struct {
	an    *review.Analysis
	at    int
	shift *review.Shift
}

// quote is the text of a sentence; "" where there is none.
func (r *shiftRow) quote(sentence int) string {
	if sentence < 0 || sentence >= len(r.an.Sentences) {
		return ""
	}
	return oneLine(r.an.Sentences[sentence].In(r.an.Review.Text))
}

var shiftsTable = table[shiftRow]{
	name: "shifts", doc: "One row per tested shift of tone.", key: []string{"review_id", "shift"},
	links: []link{
		{[]string{"review_id"}, "reviews", []string{"review_id"}},
		{[]string{"review_id", "sentence"}, "sentences", []string{"review_id", "sentence"}},
	},
	columns: []column[shiftRow]{
		text("review_id", "the review", func(r *shiftRow) string { return r.an.Review.ID }),
		integer("shift", "1-based, as numbered on the page", func(r *shiftRow) int { return r.at + 1 }),
		integer("sentence", "first sentence of the new stretch, 0-based", func(r *shiftRow) int { return r.shift.Sentence }),
		number("position", "as a share of the review", 0, 1, func(r *shiftRow) float64 { return r.shift.Position }),
		number("before", "tone of the stretch before", -1, 1, func(r *shiftRow) float64 { return r.shift.Before }),
		number("after", "tone of the stretch after", -1, 1, func(r *shiftRow) float64 { return r.shift.After }),
		number("change", "after minus before", -2, 2, func(r *shiftRow) float64 { return r.shift.After - r.shift.Before }),
		number("effect", "size of the change in spreads within the stretches", 0, 0, func(r *shiftRow) float64 { return r.shift.Effect }),
		{field{name: "p_value", kind: "number", doc: "how often chance alone would do this, corrected for the search", low: 0, high: 1},
			func(dst []byte, r *shiftRow) []byte { return appendPValue(dst, r.shift.PValue) }},
		word("direction", "which way it goes", []string{"up", "down"}, func(r *shiftRow) string { return string(r.shift.Direction) }),
		word("cause", "why, where it can be told", []string{"target", "stance", "contrast"}, func(r *shiftRow) string { return string(r.shift.Cause) }),
		text("quote_before", "the sentence that carries the tone before", func(r *shiftRow) string { return r.quote(r.shift.QuoteBefore) }),
		text("quote_after", "the sentence that carries the tone after", func(r *shiftRow) string { return r.quote(r.shift.QuoteAfter) }),
		text("changed_words", "words that make the change, as word:+0.10, separated by |", func(r *shiftRow) string {
			var list []byte
			for _, change := range r.shift.Words {
				list = appendWeighted(list, change.Word, change.Weight)
			}
			return string(list)
		}),
	},
}

func appendShifts(dst []byte, an *review.Analysis) []byte {
	for at := range an.Arc.Shifts {
		dst = shiftsTable.row(dst, &shiftRow{an, at, &an.Arc.Shifts[at]})
	}
	return dst
}
