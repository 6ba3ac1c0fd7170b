package nlp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of text without its line feed.
type line struct {
	start, end int
	blank      bool
}

// blocks cuts the text at blank lines, at the edges of headings, list items and block quotations, and at those line ends
// that the writer meant.
func (s *splitter) blocks() []block {
	lines := s.lines()
	width := wrapWidth(s.text, lines)
	s.casual = casual(s.text, lines)
	perLine := linesAreParagraphs(lines)
	var out []block
	paragraph, fresh := -1, true
	for i := 0; i < len(lines); {
		fresh = fresh || perLine
		if lines[i].blank {
			fresh = true
			i++
			continue
		}
		j := i + 1
		for j < len(lines) && !lines[j].blank && s.soft(lines[j-1], lines[j], width) {
			j++
		}
		if fresh {
			paragraph++
			fresh = false
		}
		start, end := lines[i].start, lines[j-1].end
		first, _ := slices.BinarySearch(s.edges, start+1)
		for _, edge := range s.edges[first:] {
			if edge >= end {
				break
			}
			if edge > start {
				out, paragraph = s.add(out, block{start, edge, paragraph})
				start = edge
			}
		}
		out, paragraph = s.add(out, block{start, end, paragraph})
		i = j
	}
	return out
}

// add appends a block; it begins a new paragraph where a heading or quotation begins or ends between it and the one before.
func (s *splitter) add(out []block, b block) ([]block, int) {
	b.start, b.end = trim(s.text, b.start, b.end)
	if b.start == b.end {
		return out, b.paragraph
	}
	if n := len(out); n > 0 && out[n-1].paragraph == b.paragraph {
		if i, _ := slices.BinarySearch(s.newPar, out[n-1].end); i < len(s.newPar) && s.newPar[i] <= b.start {
			b.paragraph++
		}
	}
	return append(out, b), b.paragraph
}

func (s *splitter) lines() []line {
	out := make([]line, 0, strings.Count(s.text, "\n")+1)
	for at := 0; at <= len(s.text); {
		end := len(s.text)
		if n := strings.IndexByte(s.text[at:], '\n'); n >= 0 {
			end = at + n
		}
		start, stop := trim(s.text, at, end)
		out = append(out, line{start: at, end: end, blank: start == stop})
		at = end + 1
	}
	return out
}

// paragraphLine is the mean length in bytes from which lines are paragraphs rather than sentences or list items.
const paragraphLine = 120

// linesAreParagraphs reports whether the writer ends a paragraph with the line: no line between is blank, and lines are
// long.
func linesAreParagraphs(lines []line) bool {
	first, last := 0, len(lines)
	for first < last && lines[first].blank {
		first++
	}
	for last > first && lines[last-1].blank {
		last--
	}
	if last-first < 2 || slices.ContainsFunc(lines[first:last], func(l line) bool { return l.blank }) {
		return false
	}
	return lines[last-1].end-lines[first].start >= paragraphLine*(last-first)
}

// wrapWidth is the width in characters that the text was wrapped at, or 0 where line ends are meant.
//
// A text that a program wrapped has this in common: the first word of a line would not have fitted on the line before.
// At least three line ends must be there to judge by, and four in five must obey.
func wrapWidth(text string, lines []line) int {
	width, ends := 0, 0
	for i := range len(lines) - 1 {
		if lines[i].blank || lines[i+1].blank {
			continue
		}
		ends++
		width = max(width, utf8.RuneCountInString(text[lines[i].start:lines[i].end]))
	}
	if ends < 3 || width < 30 || width > 132 {
		return 0
	}
	wrapped := 0
	for i := range len(lines) - 1 {
		if !lines[i].blank && !lines[i+1].blank && overflows(text, lines[i], lines[i+1], width) {
			wrapped++
		}
	}
	if wrapped*5 < ends*4 {
		return 0
	}
	return width
}

// overflows reports whether the first word of next would have made a line longer than width.
func overflows(text string, before, next line, width int) bool {
	word := strings.TrimLeft(text[next.start:next.end], " \t")
	if i := strings.IndexAny(word, " \t"); i >= 0 {
		word = word[:i]
	}
	return utf8.RuneCountInString(text[before.start:before.end])+1+utf8.RuneCountInString(word) > width
}

// soft reports whether the end of a line is no more than a space.
func (s *splitter) soft(before, next line, width int) bool {
	rest := strings.TrimLeft(s.text[next.start:next.end], " \t")
	if bullet(rest) {
		return false
	}
	if width > 0 && overflows(s.text, before, next, width) {
		return true
	}
	// Elsewhere a line goes on only where the next begins in lower case and nothing was ended.
	r, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsLower(r) {
		return false
	}
	start, end := trim(s.text, before.start, before.end)
	last, _ := utf8.DecodeLastRuneInString(s.text[start:end])
	if s.casual {
		return last == ','
	}
	if strings.ContainsRune(".!?…:;”\")", last) {
		return false
	}
	// Two short lines without a stop are items of a list: "slow burn", "found family".
	final, _ := utf8.DecodeLastRuneInString(strings.TrimRight(rest, " \t"))
	return last == ',' || end-start >= 25 || len(rest) >= 40 || strings.ContainsRune(".!?…", final)
}

// casual reports whether the writer does without capitals: most paragraphs begin in lower case.
func casual(text string, lines []line) bool {
	begun, lower := 0, 0
	for i, line := range lines {
		if line.blank || i > 0 && !lines[i-1].blank {
			continue
		}
		start, _ := trim(text, line.start, line.end)
		r, _ := utf8.DecodeRuneInString(text[start:])
		begun++
		if unicode.IsLower(r) {
			lower++
		}
	}
	return lower*2 > begun
}

// bullet reports whether a line begins as an item of a list does.
func bullet(line string) bool {
	for _, mark := range [...]string{"- ", "* ", "+ ", "• ", "– ", "— ", "· ", "> "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	n := 0
	for n < len(line) && n < 3 && isDigit(line[n]) {
		n++
	}
	return n > 0 && n+1 < len(line) && (line[n] == '.' || line[n] == ')') && line[n+1] == ' '
}
