package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"tonearc/pipeline/review"
)

// cleanRecord takes the markup out of the text of a record (a cell, a JSON string, a plain text file): the HTML subset
// that reading sites allow, their own links [b:…] and [a:…], spoilers, entities, lines that are items of a list. What only
// looks like markup (<3, >_<) stays. White space stays as it is, except at both ends.
func cleanRecord(s string) body {
	s, invalid := repairText(s)
	var out body
	if !strings.ContainsAny(s, recordMarkup) {
		out.text = strings.TrimFunc(s, isBlank)
	} else {
		c := recordCleaner{b: builder{keep: true}}
		c.run(unescapeMarkup(s))
		out = c.b.body()
	}
	out = markLists(out)
	if invalid > 0 {
		out.warnings = addWarning(out.warnings, "encoding", encodingWarning)
	}
	return out
}

// unescapeMarkup undoes one level of escaping where the markup itself was escaped: "&lt;br /&gt;".
func unescapeMarkup(s string) string {
	for range 2 {
		i := strings.Index(s, "&lt;")
		if i < 0 {
			return s
		}
		for ; i >= 0; i = next(s, i+4, "&lt;") {
			rest := strings.TrimPrefix(s[i+4:], "/")
			if j := strings.Index(rest[:min(len(rest), 200)], "&gt;"); j > 0 {
				if name, _ := tagName(rest[:j]); tags[name].known() {
					break
				}
			}
		}
		if i < 0 {
			return s
		}
		s = html.UnescapeString(s)
	}
	return s
}

func next(s string, from int, sub string) int {
	if i := strings.Index(s[from:], sub); i >= 0 {
		return from + i
	}
	return -1
}

// recordCleaner reads the markup of records from left to right.
type recordCleaner struct {
	b         builder
	depth     int  // of brackets within brackets
	noComment bool // no "-->" follows any more
}

const (
	maxDepth = 16   // of brackets within brackets
	maxTag   = 4096 // bytes of a tag or a bracket
)

func (c *recordCleaner) run(s string) {
	for at := 0; at < len(s); {
		i := strings.IndexAny(s[at:], recordMarkup+"(")
		if i < 0 {
			c.b.text(s[at:])
			return
		}
		c.b.text(s[at : at+i])
		at += i
		n := 0
		switch s[at] {
		case '<':
			n = c.tag(s[at:])
		case '&':
			n = c.entity(s[at:])
		case '[':
			n = c.bracket(s[at:])
		case '(':
			n = c.viewSpoiler(s[at:])
		default:
			n = c.emphasis(s, at)
		}
		if n == 0 { // it only looked like markup
			n = 1
			for at+n < len(s) && s[at+n] == s[at] && (s[at] == '*' || s[at] == '_') { // a rule of asterisks
				n++
			}
			c.b.text(s[at : at+n])
		}
		at += n
	}
}

// recordMarkup are the characters that markup begins with, but for the bracket of "(view spoiler)", which ends in "[".
const recordMarkup = "<&[_*"

// emphasis reads _a title_, *a word* and **a strong one** as people write them in plain text; 0 = this is none. The
// signs must hug the words inside and stand free outside, on one line.
func (c *recordCleaner) emphasis(s string, at int) int {
	sign := s[at]
	width := 1
	for at+width < len(s) && s[at+width] == sign {
		width++
	}
	if width > 3 || sign == '_' && width > 2 || c.depth >= maxDepth || at > 0 && hugs(s[at-1]) {
		return 0
	}
	inner := s[at+width : min(len(s), at+width+maxEmphasis)]
	end := strings.IndexByte(inner, sign)
	if end <= 0 || isBlank(rune(inner[0])) || isBlank(rune(inner[end-1])) || strings.ContainsAny(inner[:end], "\n<>[]") ||
		strings.TrimFunc(inner[:end], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) == "" {
		return 0
	}
	closing := 0
	for end+closing < len(inner) && inner[end+closing] == sign {
		closing++
	}
	if closing != width || end+closing < len(inner) && hugs(inner[end+closing]) {
		return 0
	}
	kind := review.Emphasis
	if width > 1 {
		kind = review.Strong
	}
	c.inside(inner[:end], kind, nil)
	return width + end + width
}

// maxEmphasis is the longest emphasis in plain text, in bytes.
const maxEmphasis = 200

// hugs reports whether a byte belongs to a word, so that a sign beside it is no sign of emphasis.
func hugs(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b >= 0x80 && b < 0xe2 || b == '_' || b == '*' || b == '/'
}

// tag reads a tag of the subset; 0 = this is none.
func (c *recordCleaner) tag(s string) int {
	if strings.HasPrefix(s, "<!--") && !c.noComment {
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + 3
		}
		c.noComment = true
	}
	closing := strings.HasPrefix(s, "</")
	inner := s[1:]
	if closing {
		inner = s[2:]
	}
	name, rest := tagName(inner)
	t := tags[name]
	if !t.known() {
		return 0
	}
	end := strings.IndexByte(rest[:min(len(rest), maxTag)], '>')
	if end < 0 {
		return 0
	}
	attributes := strings.TrimSuffix(strings.TrimSpace(rest[:end]), "/")
	if attributes != "" && !strings.Contains(attributes, "=") && t.inline {
		return 0 // "<i think that x > y": words, not attributes
	}
	n := len(s) - len(rest) + end + 1
	switch {
	case t.drop && !closing: // its content is no text
		if stop := indexFold(s[n:], "</"+name); stop >= 0 {
			n += stop
			if gt := strings.IndexByte(s[n:], '>'); gt >= 0 {
				n += gt + 1
			} else {
				n = len(s)
			}
		} else {
			n = len(s)
		}
	case closing:
		c.b.closeTag(name, t)
	default:
		c.b.openTag(name, t, attributeOf(attributes, "href"))
	}
	if t.breaks > 0 && strings.HasPrefix(s[n:], "\n") { // the break and the line's own end are one
		n++
	}
	return n
}

// tagName reads the name of a tag in lower case and returns what follows it.
func tagName(s string) (name, rest string) {
	i := 0
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z' || i > 0 && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == 0 || i < len(s) && !strings.ContainsRune(" \t\n/>", rune(s[i])) {
		return "", s
	}
	return strings.ToLower(s[:i]), s[i:]
}

// attributeOf finds an attribute in the inside of a tag.
func attributeOf(attributes, name string) string {
	i := indexFold(attributes, name+"=")
	if i < 0 {
		return ""
	}
	value := attributes[i+len(name)+1:]
	if value == "" {
		return ""
	}
	if q := value[0]; q == '"' || q == '\'' {
		if end := strings.IndexByte(value[1:], q); end >= 0 {
			return html.UnescapeString(value[1 : 1+end])
		}
		return html.UnescapeString(value[1:])
	}
	value, _, _ = strings.Cut(value, " ")
	return html.UnescapeString(value)
}

func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}

// entity reads &amp; and the like, also escaped twice (&amp;quot;); 0 = this is none.
func (c *recordCleaner) entity(s string) int {
	value, n := unescapeEntity(s)
	if n == 0 {
		return 0
	}
	for value == "&" { // escaped twice
		again, more := unescapeEntity("&" + s[n:])
		if more == 0 {
			break
		}
		value, n = again, n+more-1
	}
	if value, _ = repairText(value); value != "" {
		if value == "\u00a0" {
			value = " "
		}
		c.b.text(value)
	}
	return n
}

// unescapeEntity reads one entity with its semicolon at the start of s.
func unescapeEntity(s string) (value string, n int) {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 {
		return "", 0
	}
	for i := 1; i < end; i++ {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '#' && i == 1) {
			return "", 0
		}
	}
	value = html.UnescapeString(s[:end+1])
	if value == s[:end+1] || strings.HasSuffix(value, ";") && value != ";" { // "&ampx;": only its start is known
		return "", 0
	}
	return value, end + 1
}

// viewSpoiler reads Goodreads' "(view spoiler)[ … (hide spoiler)]"; 0 = this is none.
func (c *recordCleaner) viewSpoiler(s string) int {
	const opening, ending = "(view spoiler)[", "(hide spoiler)]"
	if strings.HasPrefix(s, opening) && c.depth < maxDepth {
		inner := s[len(opening):]
		end, after := strings.Index(inner, ending), len(ending)
		if end < 0 {
			end, after = closingBracket(inner), 1
		}
		if end < 0 { // cut off: all that follows was hidden
			end, after = len(inner), 0
			c.b.unbalanced = true
		}
		c.inside(strings.Trim(inner[:end], " "), review.Spoiler, nil)
		return len(opening) + end + after
	}
	if strings.HasPrefix(s, ending) {
		return len(ending)
	}
	return 0
}

// inside reads s as the content of a mark.
func (c *recordCleaner) inside(s string, kind review.MarkKind, link *review.Link) {
	const tag = "[" // no HTML tag is called so
	c.depth++
	c.b.start(tag, kind, link)
	c.run(s)
	c.b.end(tag)
	c.depth--
}

// closingBracket finds the bracket that closes one opened just before s, over pairs of brackets inside; −1 = none.
func closingBracket(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}
