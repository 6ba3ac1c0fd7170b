package report

import (
	"slices"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

var aspects = []string{
	string(review.Prose), string(review.Plot), string(review.Pacing), string(review.Characters), string(review.World),
	string(review.Ending), string(review.Ideas), string(review.Humour), string(review.Length), string(review.Narration),
	string(review.Edition),
}

// aspectRow is one aspect of the book under review. What a review says of the sides of other books stands on its page and
// counts for those books.
type aspectRow struct {
	an     *review.Analysis
	aspect *review.Aspect
}

var aspectsTable = table[aspectRow]{
	name: "aspects", doc: "One row per aspect of the book under review that a review praises or blames.", key: []string{"review_id", "aspect"},
	links: []link{{[]string{"review_id"}, "reviews", []string{"review_id"}}},
	columns: concat([]column[aspectRow]{
		text("review_id", "the review", func(r *aspectRow) string { return r.an.Review.ID }),
		word("aspect", "what is spoken of", aspects, func(r *aspectRow) string { return string(r.aspect.Kind) }),
		text("sentences", "0-based, separated by |", func(r *aspectRow) string {
			var list []byte
			for k, at := range r.aspect.Sentences {
				if k > 0 {
					list = append(list, '|')
				}
				list = appendNumber(list, float64(at))
			}
			return string(list)
		}),
	}, tones("towards it", func(r *aspectRow) review.Estimate { return r.aspect.Tone }), []column[aspectRow]{
		text("quote", "the sentence that says it best", func(r *aspectRow) string {
			return oneLine(r.an.Sentences[r.aspect.Quote].In(r.an.Review.Text))
		}),
	}),
}

// merge makes one row of two: where several books are under review, a side of each.
func (r *aspectRow) merge(other aspectRow) {
	both := *r.aspect
	both.Sentences = slices.Compact(slices.Sorted(slices.Values(slices.Concat(both.Sentences, other.aspect.Sentences))))
	both.Tone = aggregate.Blend(both.Tone, other.aspect.Tone)
	r.aspect = &both
}

func appendAspects(dst []byte, an *review.Analysis) []byte {
	rows := make([]aspectRow, 0, len(an.About.Aspects))
	for k := range an.About.Aspects {
		row := aspectRow{an, &an.About.Aspects[k]}
		if !an.About.IsUnderReview(row.aspect.Book) {
			continue
		}
		if last := len(rows) - 1; last >= 0 && rows[last].aspect.Kind == row.aspect.Kind {
			rows[last].merge(row)
		} else {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b aspectRow) int { return strings.Compare(string(a.aspect.Kind), string(b.aspect.Kind)) })
	for k := range rows {
		dst = aspectsTable.row(dst, &rows[k])
	}
	return dst
}

// comparisonRow is one sentence that sets an entity against another.
type comparisonRow struct {
	an         *review.Analysis
	comparison *review.Comparison
	subject    string
	object     string
}

var comparisonsTable = table[comparisonRow]{
	name: "comparisons", doc: "One row per comparison of one book or author with another.",
	links: []link{
		{[]string{"review_id", "sentence"}, "sentences", []string{"review_id", "sentence"}},
		{[]string{"review_id", "subject_id"}, "entities", []string{"review_id", "entity_id"}},
		{[]string{"review_id", "object_id"}, "entities", []string{"review_id", "entity_id"}},
	},
	columns: []column[comparisonRow]{
		text("review_id", "the review", func(r *comparisonRow) string { return r.an.Review.ID }),
		integer("sentence", "0-based", func(r *comparisonRow) int { return r.comparison.Sentence }),
		text("subject_id", "what is compared", func(r *comparisonRow) string { return r.subject }),
		text("object_id", "with what", func(r *comparisonRow) string { return r.object }),
		word("direction", "the subject is better, worse, or like the object", []string{"better", "worse", "like"}, func(r *comparisonRow) string { return string(r.comparison.Direction) }),
		text("text", "the sentence", func(r *comparisonRow) string { return r.an.Sentences[r.comparison.Sentence].In(r.an.Review.Text) }),
	},
}

func appendComparisons(dst []byte, i int, an *review.Analysis, res *aggregate.Resolution) []byte {
	of := res.Of(i)
	var rows []comparisonRow
	for k := range an.About.Comparisons {
		c := &an.About.Comparisons[k]
		if of[c.Subject] != of[c.Object] { // else the corpus knows both for one
			rows = append(rows, comparisonRow{an, c, res.Entities[of[c.Subject]].ID, res.Entities[of[c.Object]].ID})
		}
	}
	slices.SortStableFunc(rows, func(a, b comparisonRow) int {
		if a.comparison.Sentence != b.comparison.Sentence {
			return a.comparison.Sentence - b.comparison.Sentence
		}
		return strings.Compare(a.subject+"\x00"+a.object, b.subject+"\x00"+b.object)
	})
	for k := range rows {
		dst = comparisonsTable.row(dst, &rows[k])
	}
	return dst
}
