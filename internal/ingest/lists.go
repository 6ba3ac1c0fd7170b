package ingest

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// markLists makes list items of the lines that people begin with a star, a bullet or a hyphen and a space: the sign goes,
// a mark comes. Two such lines in a row are a list; one alone may be a footnote, a signature or a dash.
func markLists(b body) body {
	if !strings.ContainsRune(b.text, '\n') {
		return b
	}
	signs := listSigns(b.text)
	if len(signs) == 0 {
		return b
	}
	var text strings.Builder
	text.Grow(len(b.text))
	marks := make([]review.Mark, 0, len(b.marks)+len(signs))
	at := 0
	gone := make([]int, len(signs)+1) // bytes of the signs before each
	for i, sign := range signs {
		gone[i+1] = gone[i] + sign.Len()
		text.WriteString(b.text[at:sign.Start])
		at = sign.End
		end := lineEnd(b.text, at)
		marks = append(marks, review.Mark{Span: review.Span{Start: text.Len(), End: text.Len() + end - at}, Kind: review.ListItem})
	}
	text.WriteString(b.text[at:])
	without := func(at int) int { // the place of a byte once the signs are taken out
		i := sort.Search(len(signs), func(i int) bool { return signs[i].End > at })
		if i < len(signs) && signs[i].Start < at {
			at = signs[i].Start
		}
		return at - gone[i]
	}
	out := body{text: text.String(), warnings: b.warnings}
	for _, m := range b.marks {
		m.Start, m.End = without(m.Start), without(m.End)
		inside := out.text[m.Start:m.End]
		m.Start += len(inside) - len(strings.TrimLeftFunc(inside, isBlank))
		m.End -= len(inside) - len(strings.TrimRightFunc(inside, isBlank))
		if m.Start < m.End {
			marks = append(marks, m)
		}
	}
	out.marks = sortMarks(marks)
	return out
}

// listSigns finds what is to be taken out: the signs of all items of lists, with the spaces around them.
func listSigns(text string) []review.Span {
	var signs []review.Span
	var sign rune // of the line before, but for blank lines; 0 = it was no item
	first := 0    // index of the list's first item in signs
	flush := func() {
		if len(signs)-first == 1 {
			signs = signs[:first]
		}
		first = len(signs)
	}
	for at := 0; at < len(text); {
		end := at + len(text[at:])
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		r, span := itemSign(text[at:end])
		blank := r == 0 && strings.TrimFunc(text[at:end], isBlank) == ""
		if !blank && r != sign {
			flush()
			sign = r
		}
		if r != 0 {
			signs = append(signs, review.Span{Start: at + span.Start, End: at + span.End})
		}
		at = end + 1
	}
	flush()
	return signs
}

// itemSign is the sign that a line begins with, where it is an item of a list, and where it stands with the spaces around
// it. There must be words behind it: "* * *" only parts scenes.
func itemSign(line string) (rune, review.Span) {
	rest := strings.TrimLeft(line, " \t")
	r, size := utf8.DecodeRuneInString(rest)
	if r != '*' && r != '•' && r != '-' {
		return 0, review.Span{}
	}
	item := strings.TrimLeft(rest[size:], " \t\u00a0")
	if len(item) == len(rest)-size && r != '•' { // "-5", "*word*"; a bullet needs no space
		return 0, review.Span{}
	}
	if first, _ := utf8.DecodeRuneInString(item); first == r || strings.IndexFunc(item, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return 0, review.Span{}
	}
	return r, review.Span{Start: 0, End: len(line) - len(item)}
}

// lineEnd is where the line that holds a place ends, without the white space at its end.
func lineEnd(text string, at int) int {
	line, _, _ := strings.Cut(text[at:], "\n")
	return at + len(strings.TrimRightFunc(line, isBlank))
}
