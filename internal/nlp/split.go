package nlp

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// split cuts text into sentences, appended to out. Every character that is not a space lies in exactly one of them.
//
// It goes from large to small: paragraphs are parted by blank lines and by the edges of headings, list items and block
// quotations; lines end a sentence or not, depending on how the text is laid out (lines.go); the rest is read character
// by character, and every full stop is judged by what stands before and behind it (stops.go).
func split(text string, marks []review.Mark, out []part) []part {
	s := splitter{text: text, out: out}
	s.readMarks(marks)
	for _, block := range s.blocks() {
		s.sentences(block)
	}
	return s.out
}

type splitter struct {
	text   string
	out    []part
	edges  []int         // where headings, list items and block quotations begin and end; sorted
	newPar []int         // those that begin a paragraph; sorted
	titles []review.Span // links and emphasised titles, which hold no end of a sentence; sorted, merged

	casual    bool // the writer does without capitals
	from      int  // start of the sentence being read
	blockFrom int  // index in out of the first sentence of the block
	block     block
	quoted    bool // an odd number of straight double quotes was met in the block
}

// block is a run of text that sentences do not leave.
type block struct {
	start, end, paragraph int
}

// readMarks takes from the marks what sentences must respect.
func (s *splitter) readMarks(marks []review.Mark) {
	for _, mark := range marks {
		switch mark.Kind {
		case review.Heading:
			s.edges = append(s.edges, mark.Start, mark.End)
			s.newPar = append(s.newPar, mark.Start, mark.End)
		case review.ListItem:
			s.edges = append(s.edges, mark.Start, mark.End)
		case review.Quotation, review.Blurb:
			if s.lineStart(mark.Start) {
				s.edges = append(s.edges, mark.Start)
				s.newPar = append(s.newPar, mark.Start)
			}
			if s.lineEnd(mark.End) {
				s.edges = append(s.edges, mark.End)
				s.newPar = append(s.newPar, mark.End)
			}
		case review.BookLink, review.AuthorLink, review.WebLink:
			s.titles = append(s.titles, mark.Span)
		case review.Emphasis, review.Strong:
			if mark.Len() <= 120 && titleCase(mark.In(s.text)) {
				s.titles = append(s.titles, mark.Span)
			}
		}
	}
	slices.Sort(s.edges)
	slices.Sort(s.newPar)
	if len(s.titles) > 0 {
		s.titles = union(s.titles)
	}
}

// lineStart reports whether only spaces stand between the place and the start of its line.
func (s *splitter) lineStart(at int) bool {
	for at > 0 && (s.text[at-1] == ' ' || s.text[at-1] == '\t') {
		at--
	}
	return at == 0 || s.text[at-1] == '\n'
}

// lineEnd reports whether only spaces stand between the place and the end of its line, or the start of one.
func (s *splitter) lineEnd(at int) bool {
	if s.lineStart(at) {
		return true
	}
	for at < len(s.text) && (s.text[at] == ' ' || s.text[at] == '\t') {
		at++
	}
	return at == len(s.text) || s.text[at] == '\n'
}

// titleCase reports whether every word of some length begins with a capital, as in a title.
func titleCase(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 {
		return false
	}
	for i, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(r) && (i == 0 || len(word) > 4) {
			return false
		}
	}
	return true
}

// inTitle reports whether a title goes on across the place.
func (s *splitter) inTitle(at int) bool {
	i := s.titleAt(at)
	return i < len(s.titles) && s.titles[i].Start < at && at < s.titles[i].End
}

// endsTitle reports whether a title ends at the place.
func (s *splitter) endsTitle(at int) bool {
	i := s.titleAt(at)
	return i < len(s.titles) && s.titles[i].End == at
}

// titleAt is the first title that does not end before the place.
func (s *splitter) titleAt(at int) int {
	return sort.Search(len(s.titles), func(i int) bool { return s.titles[i].End >= at })
}

// Classes of first bytes that the reading of a block stops at.
const (
	dull uint8 = iota
	stopByte
	quoteByte
	upperByte
	faceByte // may begin an emoticon
	wideByte // may begin an ellipsis, a wide full stop or an emoji
)

var class = func() (c [256]uint8) {
	c['.'], c['!'], c['?'] = stopByte, stopByte, stopByte
	c['"'] = quoteByte
	for b := 'A'; b <= 'Z'; b++ {
		c[b] = upperByte
	}
	c[':'], c[';'], c['='], c['<'] = faceByte, faceByte, faceByte, faceByte
	c[0xE2], c[0xE3], c[0xEF], c[0xF0] = wideByte, wideByte, wideByte, wideByte
	return c
}()

// sentences cuts a block.
func (s *splitter) sentences(b block) {
	s.block, s.from, s.blockFrom, s.quoted = b, b.start, len(s.out), false
	text := s.text
	for at := b.start; at < b.end; {
		switch class[text[at]] {
		case dull:
			at++
		case stopByte:
			at = s.stop(at)
		case quoteByte:
			s.quoted = !s.quoted
			at++
		case upperByte:
			if at > s.from && isLower(text[at-1]) && s.joined(at) {
				s.cut(at)
			}
			at++
		case faceByte:
			if n := emoticon(text, at, b.end); n > 0 {
				at = s.face(at + n)
			} else {
				at++
			}
		case wideByte:
			r, size := utf8.DecodeRuneInString(text[at:b.end])
			switch {
			case isStop(r):
				at = s.stop(at)
			case isEmoji(r):
				at = s.face(at)
			default:
				at += size
			}
		}
	}
	s.cut(b.end)
}

// cut ends the sentence at the place. What has neither letter nor digit is no sentence of its own where it shares a block
// with one.
func (s *splitter) cut(at int) {
	start, end := trim(s.text, s.from, at)
	s.from = s.skipSpace(at)
	if start == end {
		return
	}
	if len(s.out) > s.blockFrom && !spoken(s.text[start:end]) {
		s.out[len(s.out)-1].end = end
		return
	}
	s.out = append(s.out, part{start: start, end: end, paragraph: s.block.paragraph})
}

// trim leaves out the white space at both ends.
func trim(text string, start, end int) (int, int) {
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if !isSpace(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !isSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}

// skipSpace goes to the next character of the block that is no space.
func (s *splitter) skipSpace(at int) int {
	for at < s.block.end {
		r, size := rune(s.text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[at:s.block.end])
		}
		if !isSpace(r) {
			break
		}
		at += size
	}
	return at
}
