package report

import "tonearc/pipeline/review"

// reading writes the review's text: each sentence a span with its permalink's id, underlined by its tone.
func (m *markup) reading(v *textView) {
	for _, par := range v.paragraphs {
		tag := safe("p")
		class := safe("")
		switch par.kind {
		case review.Heading:
			class = "hd"
		case review.ListItem:
			class = "li"
		case review.Quotation, review.Blurb:
			tag = "blockquote"
		case review.Spoiler:
			class = "spoil"
		case review.Code:
			class = "code"
		}
		m.raw("<")
		m.raw(tag)
		if class != "" {
			m.raw(` class="`)
			m.raw(class)
			m.raw(`"`)
		}
		m.raw(">")
		if par.kind == review.Blurb {
			m.raw(`<span class="tag">publisher’s words</span> `)
		}
		if par.kind == review.Spoiler {
			m.raw(`<span class="tag">spoiler</span> `)
		}
		for i := par.first; i < par.end; i++ {
			switch {
			case v.sentences[i].line:
				m.raw("<br>")
			case i > par.first:
				m.raw("\n")
			}
			m.sentence(&v.sentences[i], v.pieces, par.kind)
		}
		m.raw("</")
		m.raw(tag)
		m.raw(">\n")
	}
}

func (m *markup) sentence(sv *sentenceView, pieces []pieceView, within review.MarkKind) {
	if sv.shift > 0 {
		m.raw(`<a class="num" href="#`)
		m.ref("shift", sv.shift)
		m.raw(`" aria-label="Shift `)
		m.int(sv.shift)
		m.raw(`">`)
		m.int(sv.shift)
		m.raw(`</a> `)
	}
	if sv.spoiler && within != review.Spoiler {
		m.raw(`<span class="tag">spoiler</span> `)
	}
	m.raw(`<span class="s`)
	switch {
	case sv.quoted:
		m.raw(` qt`)
	case sv.stance == review.Story:
		m.raw(` st`)
	case sv.stance == review.Context:
		m.raw(` cx`)
	case sv.way > 0 && sv.strong:
		m.raw(` p p2`)
	case sv.way > 0:
		m.raw(` p`)
	case sv.way < 0 && sv.strong:
		m.raw(` n n2`)
	case sv.way < 0:
		m.raw(` n`)
	}
	m.raw(`" id="`)
	m.ref("s", sv.ordinal)
	m.raw(`">`)
	for i := sv.first; i < sv.end; i++ {
		m.piece(&pieces[i])
	}
	m.raw(`</span>`)
}

func (m *markup) piece(piece *pieceView) {
	if piece.href != "" {
		m.raw(`<a class="out" rel="noopener noreferrer nofollow" href="`)
		m.text(piece.href)
		m.raw(`">`)
	}
	if piece.look == 0 {
		m.text(piece.text)
	} else {
		tag := safe("span")
		switch {
		case piece.look&lookStruck != 0:
			tag = "s"
		case piece.look&lookCode != 0:
			tag = "code"
		case piece.look&lookStrong != 0:
			tag = "strong"
		case piece.look&lookEmphasis != 0:
			tag = "em"
		}
		m.raw("<")
		m.raw(tag)
		m.raw(lookClasses[piece.look>>4])
		m.raw(">")
		m.text(piece.text)
		m.raw("</")
		m.raw(tag)
		m.raw(">")
	}
	if piece.href != "" {
		m.raw("</a>")
	}
}

// lookClasses is the class attribute of each combination of evidence and name.
var lookClasses = func() (table [1 << 7]safe) {
	words := [...]safe{"ep", "en", "e2", "tb", "ta", "tc", "to"}
	for set := range table {
		class := safe("")
		for bit, word := range words {
			if set>>bit&1 != 0 {
				if class != "" {
					class += " "
				}
				class += word
			}
		}
		if class != "" {
			table[set] = ` class="` + class + `"`
		}
	}
	return table
}()
