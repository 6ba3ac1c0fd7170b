package report

import (
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// offsets turns byte offsets into a text into offsets in Unicode code points, as files for people count them.
type offsets []int32 // nil = the text is ASCII: both are the same

func newOffsets(text string) offsets {
	at := 0
	for at < len(text) && text[at] < utf8.RuneSelf {
		at++
	}
	if at == len(text) {
		return nil
	}
	table := make(offsets, len(text)+1)
	count := int32(-1)
	for i := 0; i < len(text); i++ {
		if utf8.RuneStart(text[i]) {
			count++
		}
		table[i] = count
	}
	table[len(text)] = count + 1
	return table
}

func (o offsets) of(at int) int {
	if o == nil {
		return at
	}
	return int(o[at])
}

func (o offsets) span(s review.Span) review.Span {
	return review.Span{Start: o.of(s.Start), End: o.of(s.End)}
}

// analysis is a copy of an with all spans in code points.
func (o offsets) analysis(an *review.Analysis) *review.Analysis {
	if o == nil {
		return an
	}
	out := *an
	out.Review.Marks = mapped(an.Review.Marks, func(m *review.Mark) { m.Span = o.span(m.Span) })
	out.Sentences = mapped(an.Sentences, func(s *review.Sentence) { s.Span = o.span(s.Span) })
	out.Scores = mapped(an.Scores, func(s *review.Score) {
		s.Evidence = mapped(s.Evidence, func(e *review.Evidence) {
			e.Spans = mapped(e.Spans, func(span *review.Span) { *span = o.span(*span) })
		})
		s.Clauses = mapped(s.Clauses, func(c *review.Clause) { c.Span = o.span(c.Span) })
	})
	out.About.Mentions = mapped(an.About.Mentions, func(m *review.Mention) { m.Span = o.span(m.Span) })
	return &out
}

// mapped is a copy of list with change applied to each item.
func mapped[T any](list []T, change func(*T)) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	copy(out, list)
	for i := range out {
		change(&out[i])
	}
	return out
}
