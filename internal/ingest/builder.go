package ingest

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// body is a clean text with what its markup said.
type body struct {
	text     string
	marks    []review.Mark
	warnings []review.Warning
}

// builder writes clean text and keeps the marks that are open at the moment. Line breaks and spaces between words are
// written only once a word follows, so that no mark and no text begins or ends with white space.
type builder struct {
	buf   []byte
	marks []review.Mark
	open  []openMark

	owed   []byte // white space of the source before the next word
	border int    // line breaks that the border of a block wants there, at least
	// keep is true where white space of the source stands as it is (records, <pre>); else it collapses (HTML).
	keep bool
	// unbalanced is set where markup was opened and not closed, or closed and not opened.
	unbalanced bool
}

// openMark is a mark whose end has not been met.
type openMark struct {
	tag   string          // what closes it
	kind  review.MarkKind // "" = only a level (a list)
	link  *review.Link
	start int // −1 until its first word is written
}

// maxOpen is how deep marks may nest; what is nested deeper is left out of the marks, not out of the text.
const maxOpen = 50

// word writes s, which begins and ends with a visible character, after the white space that is owed.
func (b *builder) word(s string) {
	if s == "" {
		return
	}
	if len(b.buf) > 0 {
		if n := bytes.Count(b.owed, newlineByte); b.border > n {
			for range b.border {
				b.buf = append(b.buf, '\n')
			}
		} else {
			b.buf = append(b.buf, b.owed...)
		}
	}
	b.owed, b.border = b.owed[:0], 0
	for i := len(b.open) - 1; i >= 0 && b.open[i].start < 0; i-- {
		b.open[i].start = len(b.buf)
	}
	b.buf = append(b.buf, s...)
}

// text writes text of the source, which holds no markup any more.
func (b *builder) text(s string) {
	for s != "" {
		i := strings.IndexFunc(s, isBlank)
		if i != 0 {
			if i < 0 {
				i = len(s)
			}
			if b.keep { // the longest piece up to a line break or the end, inner spaces as they are
				if j := strings.IndexByte(s, '\n'); j < 0 {
					i = len(strings.TrimRightFunc(s, isBlank))
				} else {
					i = len(strings.TrimRightFunc(s[:j], isBlank))
				}
			}
			b.word(s[:i])
			s = s[i:]
			continue
		}
		n := len(s) - len(strings.TrimLeftFunc(s, isBlank))
		b.blank(s[:n])
		s = s[n:]
	}
}

// blank notes white space of the source.
func (b *builder) blank(s string) {
	if b.keep {
		b.owed = append(b.owed, s...)
	} else if len(b.owed) == 0 {
		b.owed = append(b.owed, ' ')
	}
}

// isBlank is white space that carries no meaning. The no-break space is not among it: it is part of a word.
func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v'
}

// newline notes a line break that the markup asks for, such as <br>.
func (b *builder) newline() {
	if !b.keep && bytes.Equal(b.owed, []byte(" ")) {
		b.owed = b.owed[:0]
	}
	b.owed = append(b.owed, '\n')
}

var newlineByte = []byte("\n")

// block notes the border of a block: at least n line breaks.
func (b *builder) block(n int) { b.border = max(b.border, n) }

// start opens a mark that end(tag) closes.
func (b *builder) start(tag string, kind review.MarkKind, link *review.Link) {
	if len(b.open) >= maxOpen {
		b.unbalanced = true
		return
	}
	b.open = append(b.open, openMark{tag: tag, kind: kind, link: link, start: -1})
}

// end closes the innermost mark of this tag. Marks that were opened inside it and not closed end with it.
func (b *builder) end(tag string) {
	i := len(b.open) - 1
	for i >= 0 && b.open[i].tag != tag {
		i--
	}
	if i < 0 {
		b.unbalanced = true
		return
	}
	// An inline mark that overlaps its neighbours (<i><b></i></b>) ends alone; the others stay open.
	b.finish(b.open[i])
	b.open = append(b.open[:i], b.open[i+1:]...)
}

// finish turns an open mark into a mark that ends here.
func (b *builder) finish(m openMark) {
	if m.start >= 0 && m.kind != "" && m.start < len(b.buf) {
		b.marks = append(b.marks, review.Mark{Span: review.Span{Start: m.start, End: len(b.buf)}, Kind: m.kind, Link: m.link})
	}
}

// endItem closes the list item that is open in the innermost list, and a heading: the next one has begun.
func (b *builder) endItem(kind review.MarkKind) {
	for i := len(b.open) - 1; i >= 0 && (kind != review.ListItem || b.open[i].kind != ""); i-- {
		if b.open[i].kind == kind {
			b.finish(b.open[i])
			b.open = append(b.open[:i], b.open[i+1:]...)
			return
		}
	}
}

// body is the clean text. Marks that are still open end with it.
func (b *builder) body() body {
	for _, m := range b.open {
		b.finish(m)
		b.unbalanced = b.unbalanced || m.kind != "" && m.kind != review.ListItem
	}
	b.open = nil
	out := body{text: string(b.buf), marks: sortMarks(b.marks)}
	if b.unbalanced {
		out.warnings = addWarning(out.warnings, "unbalanced_markup", "A tag is opened and not closed, or closed and not opened; its end was guessed.")
	}
	return out
}

// sortMarks puts marks into their order (by start, longer first, by kind) and drops doubles.
func sortMarks(marks []review.Mark) []review.Mark {
	slices.SortStableFunc(marks, func(a, b review.Mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Kind, b.Kind))
	})
	return slices.CompactFunc(marks, func(a, b review.Mark) bool {
		return a.Span == b.Span && a.Kind == b.Kind && (a.Link == nil || b.Link == nil || *a.Link == *b.Link)
	})
}

// repairText makes valid UTF-8 without control characters: LF for line ends, no NUL, invalid bytes read as
// Windows-1252. It returns s itself where nothing is to be done.
func repairText(s string) (string, int) {
	invalid := 0
	if !utf8.ValidString(s) {
		s, invalid = decodeRecord(s)
	}
	if !hasControl(s) {
		return s, invalid
	}
	var out strings.Builder
	out.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				out.WriteByte('\n')
			}
		case c == '\v', c == '\f':
			out.WriteByte('\n')
		case c < 0x20 && c != '\n' && c != '\t', c == 0x7f:
		default:
			out.WriteByte(c)
		}
	}
	return out.String(), invalid
}

// hasControl is IndexFunc(s, isControl) >= 0, by bytes.
func hasControl(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c == 0x7f {
			return true
		}
	}
	return false
}

func isControl(r rune) bool { return r < 0x20 && r != '\n' && r != '\t' || r == 0x7f }
