package report

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// textView is a review's text, cut so that each piece has one look: paragraphs of sentences of pieces. The three slices
// are flat; bounds are half-open.
type textView struct {
	paragraphs []paragraphView
	sentences  []sentenceView
	pieces     []pieceView
}

type paragraphView struct {
	kind       review.MarkKind // Heading, ListItem, Quotation, Spoiler, Code or Blurb where that covers all of it; else empty
	first, end int             // sentences
}

type sentenceView struct {
	ordinal    int
	shift      int // number of the shift that begins here; 0 = none
	stance     review.Stance
	way        int  // sign of an opinion's tone; 0 where it is even, or not opinion
	strong     bool // of its tone
	quoted     bool // not the reviewer speaking
	spoiler    bool
	line       bool // it begins on a line of its own
	first, end int  // pieces
}

type pieceView struct {
	text string
	look look
	href string // http or https; empty = no link
}

// look is how a piece of text is set: the markup that it had, the evidence that it is, the name that it holds.
type look uint16

const (
	lookEmphasis look = 1 << iota
	lookStrong
	lookStruck
	lookCode
	lookPraise // evidence for praise
	lookBlame
	lookMuch // evidence that moved the tone far
	lookBook // a name
	lookAuthor
	lookCharacter
	lookOther

	lookEvidence = lookPraise | lookBlame | lookMuch
	lookNames    = lookBook | lookAuthor | lookCharacter | lookOther
)

// muchEvidence is how far words must move a sentence's tone to be underlined twice as thick.
const muchEvidence = 0.25

// layer is a span of the text with its look, before overlaps are cut.
type layer struct {
	review.Span
	look look
	href string
}

func newTextView(an *review.Analysis) textView {
	n := min(len(an.Sentences), len(an.Scores))
	v := textView{sentences: make([]sentenceView, n), pieces: make([]pieceView, 0, 6*n), paragraphs: make([]paragraphView, 0, 4)}
	shiftAt := make(map[int]int, len(an.Arc.Shifts))
	for i, shift := range an.Arc.Shifts {
		shiftAt[shift.Sentence] = i + 1
	}
	var cut cutter
	var open []layer // marks that reach into the sentence at hand
	mention, mark := 0, 0
	for i := range n {
		sent, sc := &an.Sentences[i], &an.Scores[i]
		sv := &v.sentences[i]
		*sv = sentenceView{
			ordinal: i, shift: shiftAt[i], stance: sc.Stance(),
			quoted: sent.Is(review.Quotation) || sent.Is(review.Blurb), spoiler: sent.Is(review.Spoiler),
		}
		if sv.stance == review.Opinion && !sv.quoted {
			sv.way, sv.strong = sign(sc.Tone), strong(sc.Tone)
		}
		cut.layers = cut.layers[:0]
		if sv.stance == review.Opinion {
			cut.layers = evidenceLayers(cut.layers, sc.Evidence)
		}
		for mention < len(an.About.Mentions) && an.About.Mentions[mention].Sentence < i {
			mention++
		}
		for _, men := range an.About.Mentions[mention:] {
			if men.Sentence != i {
				break
			}
			if men.Form == review.Name || men.Form == review.Alias {
				cut.layers = append(cut.layers, layer{men.Span, nameLook(an.About.Entities[men.Entity].Type), ""})
			}
		}
		open = slices.DeleteFunc(open, func(l layer) bool { return l.End <= sent.Start })
		for mark < len(an.Review.Marks) && an.Review.Marks[mark].Start < sent.End {
			if l, ok := markLayer(an.Review.Marks[mark]); ok && l.End > sent.Start {
				open = append(open, l)
			}
			mark++
		}
		cut.layers = append(cut.layers, open...)
		sv.first = len(v.pieces)
		v.pieces = cut.cut(an.Review.Text, sent.Span, v.pieces)
		sv.end = len(v.pieces)

		if last := len(v.paragraphs) - 1; last >= 0 && an.Sentences[i-1].Paragraph == sent.Paragraph {
			v.paragraphs[last].end = i + 1
			sv.line = newLine(an.Review.Text, an.Sentences[i-1].Span, sent.Span)
		} else {
			v.paragraphs = append(v.paragraphs, paragraphView{first: i, end: i + 1})
		}
	}
	for i := range v.paragraphs {
		v.paragraphs[i].kind = paragraphKind(an.Sentences[v.paragraphs[i].first:v.paragraphs[i].end])
	}
	return v
}

// newLine reports whether a sentence begins a line that its writer meant: one that looks like an item of a list, or
// that follows a line without a full stop. Other line breaks only fold the text.
func newLine(text string, before, sent review.Span) bool {
	if !strings.Contains(text[before.End:sent.Start], "\n") || before.Len() == 0 || sent.Len() == 0 {
		return false
	}
	return strings.IndexByte("-*#0123456789", text[sent.Start]) >= 0 || strings.HasPrefix(text[sent.Start:], "•") ||
		!strings.ContainsRune(".!?,;:)\"'”’…", lastRune(text[:before.End]))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// paragraphKind is the first of the kinds that change how a paragraph is set and that cover all its sentences.
func paragraphKind(sentences []review.Sentence) review.MarkKind {
	for _, kind := range [...]review.MarkKind{review.Heading, review.Quotation, review.Blurb, review.Code, review.Spoiler, review.ListItem} {
		all := true
		for i := range sentences {
			all = all && sentences[i].Is(kind)
		}
		if all {
			return kind
		}
	}
	return ""
}

func evidenceLayers(layers []layer, evidence []review.Evidence) []layer {
	for _, ev := range evidence {
		l := lookPraise
		if ev.Weight < 0 {
			l = lookBlame
		}
		if math.Abs(ev.Weight) >= muchEvidence {
			l |= lookMuch
		}
		for _, span := range ev.Spans {
			layers = append(layers, layer{span, l, ""})
		}
	}
	return layers
}

func nameLook(kind review.EntityType) look {
	switch kind {
	case review.Book:
		return lookBook
	case review.Author:
		return lookAuthor
	case review.Character:
		return lookCharacter
	}
	return lookOther
}

func markLayer(mark review.Mark) (layer, bool) {
	l := layer{Span: mark.Span}
	switch mark.Kind {
	case review.Emphasis:
		l.look = lookEmphasis
	case review.Strong:
		l.look = lookStrong
	case review.Struck:
		l.look = lookStruck
	case review.Code:
		l.look = lookCode
	case review.WebLink, review.BookLink, review.AuthorLink:
		if mark.Link != nil {
			l.href = webLink(mark.Link.URL)
		}
	}
	return l, l.look != 0 || l.href != ""
}

// cutter cuts sentences into pieces; it holds what one sentence needs and the next reuses.
type cutter struct {
	layers []layer // of the sentence, most important first
	bounds []int
	order  []int // layers by their start
	active []int // layers that hold the piece at hand
}

// cut cuts a sentence wherever a layer begins or ends and gives each piece the looks of the layers that hold it. Of
// evidence, names and links the first layer wins.
func (c *cutter) cut(text string, sent review.Span, pieces []pieceView) []pieceView {
	c.bounds = append(c.bounds[:0], sent.Start, sent.End)
	c.order = c.order[:0]
	for k, l := range c.layers {
		if l.End <= sent.Start || sent.End <= l.Start || l.End <= l.Start {
			continue
		}
		c.order = append(c.order, k)
		c.bounds = append(c.bounds, max(sent.Start, l.Start), min(sent.End, l.End))
	}
	slices.Sort(c.bounds)
	slices.SortStableFunc(c.order, func(a, b int) int { return c.layers[a].Start - c.layers[b].Start })
	c.active = c.active[:0]
	next := 0
	for i := 0; i+1 < len(c.bounds); i++ {
		start, end := c.bounds[i], c.bounds[i+1]
		if start == end {
			continue
		}
		for next < len(c.order) && c.layers[c.order[next]].Start <= start {
			c.active = append(c.active, c.order[next])
			next++
		}
		c.active = slices.DeleteFunc(c.active, func(k int) bool { return c.layers[k].End <= start })
		pieces = append(pieces, c.piece(text[start:end]))
	}
	return pieces
}

// piece joins the looks of the active layers.
func (c *cutter) piece(text string) pieceView {
	piece := pieceView{text: text}
	const none = math.MaxInt
	evidence, name, link := none, none, none
	for _, k := range c.active {
		l := &c.layers[k]
		switch {
		case l.look&lookEvidence != 0:
			evidence = min(evidence, k)
		case l.look&lookNames != 0:
			name = min(name, k)
		default:
			piece.look |= l.look
		}
		if l.href != "" {
			link = min(link, k)
		}
	}
	if evidence != none {
		piece.look |= c.layers[evidence].look
	}
	if name != none {
		piece.look |= c.layers[name].look
	}
	if link != none {
		piece.href = c.layers[link].href
	}
	return piece
}
