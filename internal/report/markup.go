package report

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup builds one page of HTML. Markup of our own goes in through raw, whose parameter is a type that only constants
// become by themselves; everything else goes through text or one of the number writers, so that nothing from a review
// reaches a page unescaped. html/template does the same by reflection, at a cost
// that ten thousand pages would feel.
type markup struct {
	buf   []byte
	place safe // put before every id, where several reviews share a page
	level int  // how many levels headings stand deeper than on a page of their own
}

// safe is markup written in this package. Strings from outside are never converted to it.
type safe string

// raw appends markup as it stands.
func (m *markup) raw(s safe) { m.buf = append(m.buf, s...) }

// Escapes by byte: what a byte of text becomes in an element or a quoted attribute; empty = itself. Control characters
// have no place in HTML and become U+FFFD, except tab and line feed.
var escapes = func() (table [256]string) {
	for b := range 0x20 {
		table[b] = "\uFFFD"
	}
	table['\t'], table['\n'], table[0x7F] = "", "", "\uFFFD"
	table['&'], table['<'], table['>'] = "&amp;", "&lt;", "&gt;"
	table['"'], table['\''] = "&#34;", "&#39;"
	return table
}()

// unplain are the bytes of text that do not stand for themselves, or that may be no valid UTF-8.
var unplain = func() (set byteSet) {
	for b, escape := range escapes {
		set[b] = escape != "" || b >= utf8.RuneSelf
	}
	return set
}()

// text appends s, escaped for an element's content or an attribute's value in double quotes.
func (m *markup) text(s string) {
	from, isValid := 0, false // s is known to be valid from the byte at hand on
	for i := unplain.index(s, 0); i < len(s); i = unplain.index(s, i) {
		if s[i] >= utf8.RuneSelf && !isValid {
			if isValid = true; !utf8.ValidString(s[i:]) {
				s = s[:i] + strings.ToValidUTF8(s[i:], "\uFFFD")
			}
		}
		if escape := escapes[s[i]]; escape != "" {
			m.buf = append(m.buf, s[from:i]...)
			m.buf = append(m.buf, escape...)
			from = i + 1
		}
		i++
	}
	m.buf = append(m.buf, s[from:]...)
}

// int appends a whole number.
func (m *markup) int(n int) { m.buf = strconv.AppendInt(m.buf, int64(n), 10) }

// num appends a coordinate with at most two decimals, without trailing zeros.
func (m *markup) num(v float64) { m.buf = appendFixed(m.buf, v, 2) }

// signed appends a tone as people read it: "+0.42", "−0.27", "0.00".
func (m *markup) signed(v float64) { m.buf = appendSigned(m.buf, v) }

// element appends <tag class="class">s</tag>, with s escaped.
func (m *markup) element(tag, class safe, s string) {
	m.raw("<")
	m.raw(tag)
	if class != "" {
		m.raw(` class="`)
		m.raw(class)
		m.raw(`"`)
	}
	m.raw(">")
	m.text(s)
	m.raw("</")
	m.raw(tag)
	m.raw(">")
}

// link appends s as a link to href, or as plain isolated text where href is empty. href is a path of our own or has
// passed webLink.
func (m *markup) link(href, s string) {
	if href == "" {
		m.element("bdi", "", s)
		return
	}
	m.raw(`<a href="`)
	m.text(href)
	m.raw(`"><bdi>`)
	m.text(s)
	m.raw(`</bdi></a>`)
}

// ref appends the id of thing n of a kind.
func (m *markup) ref(kind safe, n int) {
	m.raw(m.place)
	m.raw(kind)
	m.int(n)
}

// heading opens a heading of a level from 1; closing says how to end it.
func (m *markup) heading(level int) {
	m.raw("<h")
	m.int(level + m.level)
}

func (m *markup) closing(level int) {
	m.raw("</h")
	m.int(level + m.level)
	m.raw(">")
}

// section opens a part of a page with its heading.
func (m *markup) section(class, id, title safe) {
	m.raw(`<section`)
	if class != "" {
		m.raw(` class="`)
		m.raw(class)
		m.raw(`"`)
	}
	if m.level == 0 { // the same parts of several reviews on one page would be landmarks of one name
		m.raw(` aria-labelledby="`)
		m.raw(m.place)
		m.raw(id)
		m.raw(`"`)
	}
	m.raw(`>`)
	m.heading(2)
	m.raw(` id="`)
	m.raw(m.place)
	m.raw(id)
	m.raw(`">`)
	m.raw(title)
	m.closing(2)
}

// webLink returns address where it is one that a page may lead to (http or https), else "".
func webLink(address string) string {
	lower := strings.ToLower(address[:min(len(address), len("https://"))])
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		return address
	}
	return ""
}
