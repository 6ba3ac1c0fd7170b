package ingest

import "tonearc/pipeline/review"

// tag says what an HTML element does to clean text.
type tag struct {
	kind   review.MarkKind // the mark that it leaves; "" = none
	lines  int             // it is a block, set off by this many line breaks
	breaks int             // it is a line break itself
	inline bool            // it stands within a line
	drop   bool            // its content is no text
	void   bool            // it has no end
	pre    bool            // white space inside stands as it is
}

func (t tag) known() bool { return t != (tag{}) }

// tags is every element that is understood; others are left out, and their content stays.
var tags = map[string]tag{
	"i": {kind: review.Emphasis, inline: true}, "em": {kind: review.Emphasis, inline: true},
	"cite": {kind: review.Emphasis, inline: true}, "u": {kind: review.Emphasis, inline: true},
	"b": {kind: review.Strong, inline: true}, "strong": {kind: review.Strong, inline: true}, "bold": {kind: review.Strong, inline: true},
	"s": {kind: review.Struck, inline: true}, "strike": {kind: review.Struck, inline: true}, "del": {kind: review.Struck, inline: true},
	"code": {kind: review.Code, inline: true}, "tt": {kind: review.Code, inline: true}, "kbd": {kind: review.Code, inline: true},
	"pre": {kind: review.Code, lines: 2, pre: true},
	"q":   {kind: review.Quotation, inline: true}, "blockquote": {kind: review.Quotation, lines: 2},
	"spoiler": {kind: review.Spoiler, inline: true},
	"a":       {kind: review.WebLink, inline: true},
	"h":       {kind: review.Heading, lines: 2}, "h1": {kind: review.Heading, lines: 2}, "h2": {kind: review.Heading, lines: 2},
	"h3": {kind: review.Heading, lines: 2}, "h4": {kind: review.Heading, lines: 2}, "h5": {kind: review.Heading, lines: 2}, "h6": {kind: review.Heading, lines: 2},
	"li": {kind: review.ListItem, lines: 1},

	"br": {breaks: 1, void: true}, "hr": {lines: 2, void: true},
	"img": {inline: true, void: true}, "wbr": {inline: true, void: true}, "input": {inline: true, void: true},
	"p": {lines: 2}, "ul": {lines: 1}, "ol": {lines: 1}, "dl": {lines: 1}, "dt": {lines: 1}, "dd": {lines: 1},
	"div": {lines: 1}, "section": {lines: 1}, "article": {lines: 1}, "main": {lines: 1}, "header": {lines: 1}, "footer": {lines: 1},
	"aside": {lines: 1}, "figure": {lines: 1}, "figcaption": {lines: 1}, "details": {lines: 1}, "summary": {lines: 1},
	"center": {lines: 1}, "address": {lines: 1}, "body": {lines: 1}, "html": {lines: 1}, "fieldset": {lines: 1}, "form": {lines: 1},
	"table": {lines: 2}, "tr": {lines: 1}, "thead": {lines: 1}, "tbody": {lines: 1}, "tfoot": {lines: 1}, "caption": {lines: 1},
	"td": {inline: true}, "th": {inline: true},
	"span": {inline: true}, "font": {inline: true}, "small": {inline: true}, "big": {inline: true}, "sub": {inline: true}, "sup": {inline: true},
	"ins": {inline: true}, "mark": {inline: true}, "abbr": {inline: true}, "time": {inline: true}, "label": {inline: true},

	"script": {drop: true}, "style": {drop: true}, "head": {drop: true}, "noscript": {drop: true}, "template": {drop: true},
	"iframe": {drop: true}, "object": {drop: true}, "svg": {drop: true}, "math": {drop: true}, "video": {drop: true}, "audio": {drop: true},
	"canvas": {drop: true}, "select": {drop: true}, "button": {drop: true}, "textarea": {drop: true}, "nav": {drop: true},
}

// openTag writes what the start of an element does. href is the target of a link.
func (b *builder) openTag(name string, t tag, href string) {
	switch {
	case t.breaks > 0:
		b.newline()
		return
	case t.lines > 0:
		if t.kind == review.ListItem || t.kind == review.Heading {
			b.endItem(t.kind)
		}
		b.block(t.lines)
	case name == "td" || name == "th":
		b.owed = append(b.owed[:0], '\t')
	}
	switch {
	case t.void:
	case name == "a":
		kind, link := linkTo(href)
		b.start(name, kind, link)
	case t.kind != "" || name == "ul" || name == "ol":
		b.start(name, t.kind, nil)
	}
}

// closeTag writes what the end of an element does.
func (b *builder) closeTag(name string, t tag) {
	switch {
	case t.breaks > 0: // </br>, as people write it
		b.newline()
	case t.kind == review.ListItem:
		b.endItem(t.kind)
	case t.kind != "" || name == "ul" || name == "ol":
		b.end(name)
	}
	if t.lines > 0 {
		b.block(t.lines)
	}
}
