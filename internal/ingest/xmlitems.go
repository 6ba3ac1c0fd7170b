package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// xmlItem is an <item> or <entry> of a feed: the names of its children in lower case with their prefix
// ("content:encoded") → their texts. What is nested deeper than a child's child is not looked at.
type xmlItem struct {
	line   int
	values map[string][]string
	terms  map[string][]string // category's and link's attributes

	invalid int // bytes that were not UTF-8
}

func (it *xmlItem) get(names ...string) string {
	for _, name := range names {
		for _, v := range it.values[name] {
			if v = strings.TrimSpace(v); v != "" {
				return v
			}
		}
	}
	return ""
}

// xmlItems cuts a feed into its items by their tags alone, so that a broken or huge item costs itself and the feed is
// never held as a whole. No entities are expanded but the five of XML and those of HTML.
type xmlItems struct {
	lineReader
	rest []byte // of the line in hand
	at   int    // its number
	head []byte // what stands before the first item
	buf  []byte // holds the line in hand
}

var errItemOpen = errors.New("the feed ends in the middle of this item; fetch or export it again")

// next returns the next item as it stands and its line. A *recordError is one broken item.
func (x *xmlItems) next() ([]byte, int, error) {
	var item []byte
	tag, first, cdata, large := "", 0, false, false
	for {
		if len(x.rest) == 0 {
			piece, err := x.piece()
			if err != nil {
				if err == io.EOF && tag != "" {
					return nil, first, &recordError{first, errItemOpen}
				}
				return nil, x.at, err
			}
			x.rest = piece
		}
		if tag == "" {
			i, name := openingItem(x.rest)
			if i < 0 {
				if len(x.head) < headSize {
					x.head = append(x.head, x.rest...)
				}
				x.rest = nil
				continue
			}
			tag, first, x.rest = name, x.at, x.rest[i:]
		}
		// Inside an item: to its end tag, over CDATA.
		n, end := len(x.rest), false
		if cdata {
			if i := bytes.Index(x.rest, []byte("]]>")); i >= 0 {
				n, cdata = i+3, false
			}
		} else {
			c := bytes.Index(x.rest, []byte("<![CDATA["))
			e := closingTag(x.rest, tag)
			switch {
			case c >= 0 && (e < 0 || c < e):
				n, cdata = c+9, true
			case e >= 0:
				n, end = e, true
			}
		}
		if !large {
			item = append(item, x.rest[:n]...)
			large = int64(len(item)) > x.max
		}
		x.rest = x.rest[n:]
		if large {
			item = nil
		}
		if end {
			if i := bytes.IndexByte(x.rest, '>'); i >= 0 {
				x.rest = x.rest[i+1:]
			} else {
				x.rest = nil
			}
			if large {
				return nil, first, &recordError{first, errTooLarge(x.max)}
			}
			return item, first, nil
		}
	}
}

// piece reads the next line, or a part of a very long one that does not end within a tag's name.
func (x *xmlItems) piece() ([]byte, error) {
	p, err := x.br.ReadSlice('\n')
	if len(p) == 0 {
		return nil, err
	}
	if x.line == 0 {
		x.line = 1
	}
	x.at = x.line
	out := append(x.buf[:0], p...)
	if out[len(out)-1] == '\n' {
		x.line++
		x.buf = out
		return out, nil
	}
	read := len(out)
	// Long lines are cut behind a '>', so that no tag lies across two pieces.
	if i := bytes.LastIndexByte(out, '>'); i >= 0 && i < len(out)-1 {
		more, err := x.br.ReadSlice('>')
		out = append(out, more...)
		for err != nil && len(more) > 0 && int64(len(out)) <= x.max {
			if more, err = x.br.ReadSlice('>'); err == nil || len(more) > 0 {
				out = append(out, more...)
			}
		}
		x.line += bytes.Count(out[read:], newlineByte)
	}
	x.buf = out
	return out, nil
}

// openingItem finds <item …> or <entry …>.
func openingItem(p []byte) (int, string) {
	for from := 0; ; {
		i := bytes.IndexByte(p[from:], '<')
		if i < 0 {
			return -1, ""
		}
		i += from
		for _, name := range []string{"item", "entry"} {
			if rest := p[i+1:]; bytes.HasPrefix(rest, []byte(name)) && len(rest) > len(name) && strings.IndexByte(" \t\r\n>", rest[len(name)]) >= 0 {
				return i, name
			}
		}
		from = i + 1
	}
}

// closingTag finds </name>. A longer name that begins with it, such as </items>, is another element's.
func closingTag(p []byte, name string) int {
	for from := 0; ; {
		i := bytes.Index(p[from:], []byte("</"+name))
		if i < 0 {
			return -1
		}
		i += from
		from = i + 2 + len(name)
		if from == len(p) || strings.IndexByte(" \t\r\n>", p[from]) >= 0 {
			return i
		}
	}
}

// parseItem reads one item. XHTML inside a child is returned as it stands.
func parseItem(raw []byte, line int) (*xmlItem, error) {
	it := &xmlItem{line: line, values: make(map[string][]string), terms: make(map[string][]string)}
	if !utf8.Valid(raw) { // which the decoder refuses
		var text string
		text, it.invalid = decodeRecord(string(raw))
		raw = []byte(text)
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	var names []string
	var text strings.Builder
	var from int64
	markup := false
	for {
		before := dec.InputOffset()
		token, err := dec.RawToken()
		if err == io.EOF {
			return it, nil
		}
		if err != nil {
			return it, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			if t.Name.Space != "" {
				name = strings.ToLower(t.Name.Space) + ":" + name
			}
			names = append(names, name)
			switch len(names) {
			case 2:
				text.Reset()
				from, markup = dec.InputOffset(), false
				for _, a := range t.Attr {
					key := name + "@" + strings.ToLower(a.Name.Local)
					it.terms[key] = append(it.terms[key], a.Value)
				}
			case 3:
				markup = true
			}
		case xml.EndElement:
			if len(names) == 2 {
				value := text.String()
				if markup && (names[1] == "content" || names[1] == "summary" || names[1] == "content:encoded" || names[1] == "description") {
					value = string(raw[from:before]) // XHTML
				}
				it.values[names[1]] = append(it.values[names[1]], value)
			}
			if len(names) > 0 {
				names = names[:len(names)-1]
			}
		case xml.CharData:
			if len(names) >= 2 && len(names) <= 3 {
				text.Write(t)
			}
		}
	}
}

// headValue finds the text of an element in the head of a feed, such as <language>.
func headValue(head []byte, name string) string {
	i := bytes.Index(head, []byte("<"+name+">"))
	if i < 0 {
		return ""
	}
	rest := head[i+len(name)+2:]
	j := bytes.Index(rest, []byte("</"))
	if j < 0 {
		return ""
	}
	s := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(rest[:j])), "<![CDATA["), "]]>")
	return strings.TrimSpace(html.UnescapeString(s))
}
