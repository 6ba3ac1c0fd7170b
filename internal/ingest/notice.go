package ingest

import (
	"strings"

	"tonearc/pipeline/review"
)

// cutNotice takes away a box that stands above a post and is no part of it: a block quotation with a heading of its own,
// as series of posts begin with to say what they are. Nobody quotes a book that way, and what is quoted counts for no tone.
// A text that is nothing else stays.
func cutNotice(b *body) {
	end := 0
	for _, m := range b.marks {
		if m.Start > 0 {
			break
		}
		switch m.Kind {
		case review.Quotation:
			end = max(end, m.End)
		case review.Heading:
			if end == 0 || m.End >= end { // the quotation is the longer mark, so it comes first
				return
			}
			rest := strings.TrimLeftFunc(b.text[end:], isBlank)
			if rest == "" {
				return
			}
			b.cut(len(b.text) - len(rest))
			return
		}
	}
}

// cut takes away the first n bytes of the text, with the marks that lie in them.
func (b *body) cut(n int) {
	b.text = b.text[n:]
	var marks []review.Mark
	for _, m := range b.marks {
		if m.End > n {
			m.Start, m.End = max(0, m.Start-n), m.End-n
			marks = append(marks, m)
		}
	}
	b.marks = sortMarks(marks)
}
