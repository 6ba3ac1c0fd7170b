package entity

import (
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// focus is the book (or film) that a sentence speaks of wherever it does not say which: "It never drags."
type focus struct {
	book   int  // family; -1 = several together, or one that the review does not name
	unsure bool // it may as well be the book under review: nothing but its place says that it is this one
}

// focuser walks through a review, sentence by sentence, and keeps in mind which book is spoken of. A review speaks of the
// book under review until it turns to another: by a heading or a label, by a sentence about that book ("Emma is …", "Then
// I read Emma"), or by a word for it ("the sequel", "the latter"). A book that is only compared with, listed or remembered
// leaves the focus where it is. How the review has turned decides how long that lasts: a heading or a label holds until
// the review turns again; the opening of a paragraph and words of turning hold to the end of the paragraph, and in the next
// ones as long as they take the book up ("It …", its people); a sentence amid a paragraph only while "it" goes on.
type focuser struct {
	*reading
	families []family
	main     int
	now      focus
	firm     bool  // it was turned to, not only mentioned
	headed   bool  // a heading or a label said so
	named    []int // books and works in the order of their first mention
	called   int   // the book that the review has called the sequel; -1 = none
	homes    []int // by family: for a person, the book in whose focus it was first named; -1 = none yet
}

// focuses tells for every sentence which book it speaks of where it does not say so. book is the one under review, -1 =
// unknown; then nothing is told.
func (r *reading) focuses(families []family, book int) []focus {
	out := make([]focus, len(r.doc.Sentences))
	f := focuser{reading: r, families: families, main: book, now: focus{book: book}, firm: true, called: -1}
	f.homes = make([]int, len(families))
	for i := range f.homes {
		f.homes[i] = -1
		if families[i].kind == kindAuthor && families[i].main {
			f.homes[i] = book
		}
	}
	for i := range out {
		if book >= 0 && !r.isQuoted(i) {
			f.step(i)
		}
		out[i] = f.now
		if book >= 0 && f.speaksOfSeveral(i) {
			out[i] = focus{book: -1}
		}
		f.remember(i)
	}
	r.homes = f.homes
	return out
}

// step moves the focus to what sentence i speaks of.
func (f *focuser) step(i int) {
	opens := i == 0 || f.doc.Sentences[i].Paragraph != f.doc.Sentences[i-1].Paragraph
	isHeading := f.doc.Sentences[i].Is(review.Heading)
	if book, firm, ok := f.topic(i, opens); ok {
		f.turn(book, firm, firm && opens && (isHeading || f.isLabel(i)))
		return
	}
	if book, firm, ok := f.meant(i); ok {
		f.turn(book, firm, false)
		return
	}
	if f.now.book == f.main {
		if opens {
			if home := f.home(i); home >= 0 && home != f.main {
				f.turn(home, true, false)
			}
		}
		return
	}
	goesOn := f.goesOn(i) || f.home(i) == f.now.book
	switch {
	case isHeading && !f.headed, opens && f.returns(i), opens && !f.firm, opens && f.home(i) == f.main && !goesOn, !f.firm && f.saysHere(i):
		f.turn(f.main, true, false)
	case opens && !f.headed && !goesOn:
		f.firm, f.now.unsure = false, true // the next paragraph may be about either
	case goesOn, f.firm:
		f.now.unsure = false
	default:
		f.now.unsure = true
	}
}

func (f *focuser) turn(book int, firm, headed bool) {
	isSame := f.now.book == book
	f.firm = firm || isSame && f.firm
	f.headed = headed || isSame && f.headed
	f.now = focus{book: book}
}

// remember notes what sentence i names: the order of the books, which of them was called the sequel, whose people these
// are.
func (f *focuser) remember(i int) {
	for _, family := range f.inSentence[i] {
		at := int(family)
		switch {
		case f.isBook(at):
			if !slices.Contains(f.named, at) {
				f.named = append(f.named, at)
			}
			if at != f.main && f.calledSequel(i, at) {
				f.called = at
			}
		case f.families[at].kind == kindCharacter && f.homes[at] < 0 && !f.now.unsure:
			f.homes[at] = f.now.book
			if f.headed && f.doc.Review.Metadata.Book != "" {
				f.homes[at] = f.main // its parts have headings: they are the whole's people
			}
		case f.families[at].kind == kindAuthor && !f.families[at].main && f.homes[at] < 0 && f.now.book != f.main:
			f.homes[at] = f.now.book
		}
	}
}

func (f *focuser) isBook(at int) bool {
	return f.families[at].kind == kindBook || f.families[at].kind == kindWork
}

// home is the book whose people sentence i names; -1 where it names nobody, or people of several.
func (f *focuser) home(i int) int {
	home := -1
	for _, family := range f.inSentence[i] {
		if !f.families[family].kind.isPerson() || f.homes[family] < 0 {
			continue
		}
		if home >= 0 && home != f.homes[family] {
			return -1
		}
		home = f.homes[family]
	}
	return home
}

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
	if f.score(i).Story > 0.5 && !f.families[label].main {
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
	case g.key == f.meta.series || g.prob < leastTopic || isSeriesWord(surnameOf(g.key)):
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
		isSetApart = isSetApart || m.box >= 0 || f.wasRead(m) || f.authorOf(f.families, m) >= 0
	}
	return isSetApart || g.prob >= leastPlainTopic && strings.Contains(g.key, " ")
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

// meant is the book that the subject of a sentence stands for without naming it: "the sequel", "the latter", "this one".
func (f *focuser) meant(i int) (book int, firm, ok bool) {
	first, end := f.starts[i], f.starts[i+1]
	for first < end && (!f.words[first].alpha || openers[f.words[first].low] && !isDetermining(f.words[first].low) || turningWords[f.words[first].low]) {
		first++
	}
	book, n := f.nominalBook(first, end)
	if n == 0 || first+n < end && f.followsNoun(first+n) {
		return 0, false, false
	}
	return book, true, true
}

// followsNoun reports whether a word goes on with the noun before it: "the sequel hook", "the first one hundred pages",
// "the second of them".
func (f *focuser) followsNoun(at int32) bool {
	w := &f.words[at]
	return w.name && (strings.HasPrefix(w.tag, "NN") || w.tag == "CD") && !isLinking(w.low)
}

func isDetermining(low string) bool {
	switch low {
	case "the", "this", "that", "its", "her", "his", "their":
		return true
	}
	return false
}

// nominalBook resolves the words at a word that stand for a book by its place in the review: "the former", "the second
// one", "the sequel", "that one". n is how many words they are, 0 where none stand there; book is -1 where it is not named.
func (f *focuser) nominalBook(at, end int32) (book int, n int32) {
	if at+1 >= end {
		return 0, 0
	}
	low, next := f.words[at].low, f.words[at+1].low
	switch low {
	case "this":
		if next == "one" {
			if f.firm {
				return f.now.book, 2
			}
			return f.main, 2
		}
		return 0, 0
	case "that":
		if next == "one" {
			return f.other(), 2
		}
		return 0, 0
	case "the", "its", "her", "his", "their":
	default:
		return 0, 0
	}
	isThing := func(at int32) bool {
		return at < end && (f.words[at].low == "one" || bookNouns[f.words[at].low] || f.words[at].low == "volume" || f.words[at].low == "instalment" || f.words[at].low == "installment")
	}
	switch {
	case next == "former" && len(f.named) >= 2:
		return f.named[len(f.named)-2], 2
	case next == "latter" && len(f.named) >= 2:
		return f.named[len(f.named)-1], 2
	case sequels[next]:
		return f.sequel(), 2
	case next == "other" && isThing(at+2) && f.words[at+2].low != "books":
		return f.other(), 3
	case ordinals[next] > 0 && isThing(at+2):
		return f.nth(ordinals[next]), 3
	}
	return 0, 0
}

// sequel is the book that the review calls so, or the only other one that it has named; -1 where it has not named it.
func (f *focuser) sequel() int {
	switch {
	case f.called >= 0:
		return f.called
	case f.now.book != f.main:
		return f.now.book
	case len(f.named) == 2 && slices.Contains(f.named, f.main):
		return f.named[1-slices.Index(f.named, f.main)]
	}
	return -1
}

// other is the one of two books that is not spoken of now; -1 where there are more, or only one.
func (f *focuser) other() int {
	switch {
	case f.now.book != f.main && f.now.book >= 0:
		return f.main
	case len(f.named) == 2 && slices.Contains(f.named, f.now.book):
		return f.named[1-slices.Index(f.named, f.now.book)]
	}
	return -1
}

// nth is the book that the review named as its n-th; -1 where it named fewer. Of one alone, the first is that one where
// the review speaks of another, and else one that it does not name.
func (f *focuser) nth(n int) int {
	switch {
	case n == 1 && len(f.named) < 2 && f.now.book != f.main:
		return f.main
	case len(f.named) < 2 || n > len(f.named):
		return -1
	}
	return f.named[n-1]
}

// calledSequel reports whether sentence i calls the book that it names the sequel, and no other.
func (f *focuser) calledSequel(i, book int) bool {
	isCalled := false
	for at := f.starts[i]; at < f.starts[i+1]; at++ {
		if g := f.familyAt(at); g >= 0 && g != book && g != f.main && f.isBook(g) {
			return false
		}
		isCalled = isCalled || sequels[f.words[at].low]
	}
	return isCalled
}

// goesOn reports whether a sentence takes up what the one before it spoke of: its subject is "it", or it opens with what
// belongs to it.
func (f *focuser) goesOn(i int) bool {
	end := f.starts[i+1]
	for at := f.starts[i]; at < end; at++ {
		switch low := f.words[at].low; {
		case low == "it" || low == "its":
			return true
		case low == "this" || low == "the" || low == "that":
			return at+1 < end && (bookNouns[f.words[at+1].low] || f.words[at+1].low == "one") && f.firm
		case !f.words[at].alpha, openers[low], low == "i", low == "we", readingVerbs[low], f.words[at].tag == "VBD" && at < f.starts[i]+4:
		default:
			return false
		}
	}
	return false
}

// returns reports whether a sentence opens with words that sum the review up, or go back to what it is about.
func (f *focuser) returns(i int) bool {
	first, end := f.starts[i], f.starts[i+1]
	for first < end && (!f.words[first].alpha || f.words[first].low == "so" || f.words[first].low == "but") {
		first++
	}
	for _, phrase := range returnPhrases {
		if f.matches(first, end, phrase) {
			return true
		}
	}
	return false
}

// saysHere reports whether a sentence says "here" or "this": of the book under review, where another was only mentioned.
func (f *focuser) saysHere(i int) bool {
	for at := f.starts[i]; at < f.starts[i+1]; at++ {
		if low := f.words[at].low; low == "here" || low == "this" {
			return true
		}
	}
	return false
}

// speaksOfSeveral reports whether the subject of sentence i is several books together: "Both …", "The two …".
func (f *focuser) speaksOfSeveral(i int) bool {
	if len(f.named) < 2 && len(f.inSentence[i]) == 0 {
		return false
	}
	first, end := f.starts[i], f.starts[i+1]
	for first < end && (!f.words[first].alpha || openers[f.words[first].low] && !isDetermining(f.words[first].low)) {
		first++
	}
	if first+1 >= end {
		return false
	}
	switch low, next := f.words[first].low, f.words[first+1].low; low {
	case "both", "neither":
		return isLinking(next) || next == "of" || next == "books" || next == "novels" || next == "are" || next == "have"
	case "the", "these", "all":
		return next == "two" || next == "three" || next == "both" || next == "books" && low == "these" || next == "of" && low == "all"
	}
	return false
}
