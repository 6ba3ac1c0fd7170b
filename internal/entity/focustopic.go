package entity

import (
	"strings"

	"tonearc/pipeline/review"
)

// The book that a sentence is about by name.

// The probabilities of being a book from which a name may take the focus: what may be none must not. A name that nothing
// sets apart needs more, and two words.
const (
	leastTopic      = 0.5
	leastPlainTopic = 0.75
)

// topic is the book that a sentence is about by name. firm tells that the review turns to it and does not only mention it.
func (f *focuser) topic(i int, opens bool) (book int, firm, ok bool) {
	first, end := f.starts[i], f.starts[i+1]
	label, only := -1, true
	for at := first; at < end; at++ {
		g := f.familyAt(at)
		if g < 0 || !f.isBook(g) {
			continue
		}
		if label >= 0 && label != g {
			only = false
		} else {
			label = g
		}
	}
	if label < 0 {
		if at := f.skipOpeners(first, end); f.opensReading(i, at) {
			return f.read(i, at, end) // "Then I picked up the sequel."
		}
		return 0, false, false
	}
	if only && opens && f.mayTurn(label) && f.isLabel(i) {
		return label, true, true
	}
	if f.score(i).Story > 0.5 && !f.families[label].main && !f.isSetIn(i, first, end) {
		return 0, false, false // people in the story read and play things
	}
	for at := f.skipOpeners(first, end); at < end; {
		g := f.familyAt(at)
		switch {
		case g >= 0 && f.isBook(g):
			behind := f.behind(at, end, g)
			if !f.mayTurn(g) || !f.isSubject(behind, end) {
				return 0, false, false
			}
			turns := g == f.main || f.turnsBefore(first, at) || f.contrasts(behind, end)
			return g, turns || opens, turns || !f.measures(i, behind)
		case g >= 0 && f.families[g].kind == kindAuthor && isPossessive(f.around(f.endOf(at, end), int32(i))):
			at = f.endOf(at, end) + 1 // "Marlow's Halberd is …"
		case f.opensReading(i, at):
			return f.read(i, at, end)
		default:
			return 0, false, false
		}
	}
	return 0, false, false
}

// isSetIn reports whether sentence i opens with "In" and the book in which it happens: "In Emma, a girl plays with her
// friends' lives."
func (f *focuser) isSetIn(i int, first, end int32) bool {
	at := first + 1
	if f.around(first, int32(i)) != "in" {
		return false
	}
	for at < end && (isQuote(f.words[at].low) || isArticle(f.words[at].low) && f.familyAt(at) < 0) {
		at++
	}
	g := f.familyAt(min(at, end-1))
	return at < end && g >= 0 && f.isBook(g) && f.isSubject(f.behind(at, end, g), end)
}

// measures reports whether sentence i only measures something by the book named before a word: "X is the better novel".
func (f *focuser) measures(i int, behind int32) bool {
	c := comparer{reading: f.reading, families: f.families, book: f.main, sent: i}
	return c.verdictBehind(behind) != "" || c.saysThan(behind)
}

// mayTurn reports whether a family can take the focus: the book under review, or another that is surely a book and not a
// series, which the one under review may belong to.
func (f *focuser) mayTurn(at int) bool {
	g := &f.families[at]
	switch {
	case at == f.main:
		return true
	case g.key == f.meta.series || g.prob < leastTopic && !f.isLineOfItsOwn(&f.mentions[g.mentions[0]]) || isSeriesWord(surnameOf(g.key)):
		return false
	case strings.Contains(g.key, " ") && strings.HasPrefix(f.meta.book, g.key+" "):
		return false // the first words of the title under review
	}
	isSetApart := f.t.lists.has(g.key, title|production) || f.t.catalog.kindOf(g.key) == kindBook
	for _, j := range g.mentions {
		m := &f.mentions[j]
		behind, sent := m.end, f.words[m.first].sent
		if isQuote(f.around(behind, sent)) {
			behind++
		}
		if isSeriesWord(f.around(behind, sent)) {
			return false
		}
		isSetApart = isSetApart || m.box >= 0 || f.wasRead(m) || f.isLineOfItsOwn(m) || f.authorOf(f.families, m) >= 0
	}
	return isSetApart || g.prob >= leastPlainTopic && strings.Contains(g.key, " ")
}

// isLineOfItsOwn reports whether a name is all that stands on a line above others.
func (f *focuser) isLineOfItsOwn(m *mention) bool {
	sent := int(f.words[m.first].sent)
	for at := f.starts[sent]; at < f.starts[sent+1]; at++ {
		if w := &f.words[at]; (at < m.first || at >= m.end) && w.name && !isListNumber(w.low) {
			return false
		}
	}
	return f.isLine(sent)
}

// isLabel reports whether a sentence is nothing but a book's name, with its author, a number, a rating: the title of what
// follows.
func (f *focuser) isLabel(i int) bool {
	others := 0
	for at := f.starts[i]; at < f.starts[i+1]; at++ {
		w := &f.words[at]
		if f.familyAt(at) >= 0 || !w.alpha || labelWords[w.low] {
			continue
		}
		others++
	}
	return others == 0 || others <= 3 && f.doc.Sentences[i].Is(review.Heading)
}

// endOf gives the word behind the name that a word belongs to.
func (f *focuser) endOf(at, end int32) int32 {
	g := f.familyAt(at)
	for at < end && f.familyAt(at) == g {
		at++
	}
	return at
}

// behind gives the first word behind a book's name and what belongs to it: a closing quotation mark, "by" and its author,
// what stands in brackets.
func (f *focuser) behind(at, end int32, g int) int32 {
	at = f.endOf(at, end)
	for at < end {
		low := f.words[at].low
		switch {
		case isQuote(low) && !isPossessive(low):
			at++
		case low == "by" && at+1 < end && f.familyAt(at+1) >= 0:
			at = f.endOf(at+1, end)
		case low == "(":
			for at < end && f.words[at].low != ")" {
				at++
			}
			at++
		case f.familyAt(at) == g:
			at = f.endOf(at, end)
		default:
			return at
		}
	}
	return end
}

// isSubject reports whether a book's name with this word behind it is what the sentence is about: a verb, a mark or
// nothing follows, or what the book owns. "X and Y", "X fans" are not.
func (f *focuser) isSubject(behind, end int32) bool {
	if behind >= end {
		return true
	}
	w := &f.words[behind]
	switch w.low {
	case ":", ".", "!", "?", "–", "—", "-", "--", "…", "...", ";", ",", "which", "also", "never", "really", "just", "itself", "still", "too":
		return w.low != "," || !f.listGoesOn(behind+1, end)
	}
	return isPossessive(w.low) || isLinking(w.low) || strings.HasPrefix(w.tag, "VB") || w.tag == "MD"
}

// listGoesOn reports whether another book follows a comma.
func (f *focuser) listGoesOn(at, end int32) bool {
	for at < end && (isQuote(f.words[at].low) || f.words[at].low == "and" || f.words[at].low == "or" || isArticle(f.words[at].low)) {
		at++
	}
	return at < end && f.familyAt(at) >= 0 && f.isBook(f.familyAt(at))
}

// turnsBefore reports whether what stands before a name turns to it: "As for", "Next up:", "The sequel,".
func (f *focuser) turnsBefore(first, at int32) bool {
	for ; first < at; first++ {
		if low := f.words[first].low; turningWords[low] || sequels[low] || ordinals[low] > 0 {
			return true
		}
	}
	return false
}

// contrasts reports whether words behind a name set it against what was spoken of before: "X, on the other hand, …".
func (f *focuser) contrasts(at, end int32) bool {
	if at >= end || f.words[at].low != "," {
		return false
	}
	for at++; at < end && f.words[at].low != ","; at++ {
		if low := f.words[at].low; contrastWords[low] || sequels[low] || ordinals[low] > 0 {
			return true
		}
	}
	return false
}

// opensReading reports whether at a word the reviewer says to have read, begun, picked up something.
func (f *focuser) opensReading(i int, at int32) bool {
	low := f.around(at, int32(i))
	return low == "i" || low == "we"
}

// read is the book that the reviewer turned to: "I then read X", "I moved on to X", "Next I picked up the sequel".
func (f *focuser) read(i int, at, end int32) (book int, firm, ok bool) {
	turning, reads := f.turnsBefore(f.starts[i], at), false
	meant, isMeant := -1, false
	for at++; at < end; at++ {
		g := f.familyAt(at)
		switch low := f.words[at].low; {
		case g >= 0 && f.isBook(g):
			behind := f.endOf(at, end)
			firm := g == f.main || turning || f.turnsBefore(behind, min(end, behind+3))
			return g, firm, reads && f.mayTurn(g) && !f.listGoesOn(behind+1, end)
		case reads && isDetermining(low):
			if book, n := f.nominalBook(at, end); n > 0 {
				meant, isMeant = book, true
				at += n - 1
			}
		case turningWords[low]:
			turning = true
		case readingVerbs[low]:
			reads = true
		case isQuote(low), isArticle(low), isPossessive(low), low == ",", readingWords[low], g >= 0 && f.families[g].kind == kindAuthor:
		default:
			return meant, true, isMeant
		}
	}
	return meant, true, isMeant
}

// skipOpeners steps over what may stand before the subject of a sentence: "But", "As for", "The sequel,", "By contrast,".
func (f *focuser) skipOpeners(at, end int32) int32 {
	for from := at; at < end && at < from+8; {
		w := &f.words[at]
		switch {
		case f.familyAt(at) >= 0:
			return at
		case !w.alpha && (!w.name || at == from), openers[w.low], sequels[w.low], ordinals[w.low] > 0, bookNouns[w.low]:
			at++
		default:
			return at
		}
	}
	return at
}
