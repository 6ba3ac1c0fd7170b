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
	families   []family
	main       int
	now        focus
	firm       bool  // it was turned to, not only mentioned
	headed     bool  // a heading or a label said so
	under      int   // the book of the last heading or label, where it is not the one under review; -1 = none
	headedMain bool  // the book under review has such a part
	isRound    bool  // so do other books: each part is a review of its own
	named      []int // books and works in the order of their first mention
	called     int   // the book that the review has called the sequel; -1 = none
	homes      []int // by family: for a person, the book in whose focus it was first named; -1 = none yet
}

// focuses tells for every sentence which book it speaks of where it does not say so. book is the one under review, -1 =
// unknown; then nothing is told.
func (r *reading) focuses(families []family, book int) []focus {
	out := make([]focus, len(r.doc.Sentences))
	f := focuser{reading: r, families: families, main: book, now: focus{book: book}, firm: true, called: -1, under: -1}
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
	if opens && f.under >= 0 && f.now.book != f.under && !isHeading {
		f.turn(f.under, true, true) // only a sentence or two of its part spoke of another
		return
	}
	home := f.home(i)
	if f.now.book == f.main {
		if opens && home >= 0 && home != f.main {
			f.turn(home, true, false)
		}
		return
	}
	goesOn := f.goesOn(i) || home >= 0 && home == f.now.book
	switch {
	case isHeading && !f.headed, opens && f.returns(i) && !f.isRound, opens && !f.firm, opens && home == f.main && !goesOn && !f.headed, !f.firm && f.saysHere(i):
		f.under = -1
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
	switch {
	case headed && book != f.main:
		f.under, f.isRound = book, f.isRound || f.headedMain
	case headed:
		f.under, f.headedMain, f.isRound = -1, true, f.isRound || f.under >= 0
	}
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

// speaksOfSeveral reports whether the subject of sentence i is several books together: "Both are …", "The two books …",
// "All of them …". "The two sisters" and "All of the jokes" are not.
func (f *focuser) speaksOfSeveral(i int) bool {
	if len(f.named) < 2 && len(f.inSentence[i]) == 0 {
		return false
	}
	first, end := f.starts[i], f.starts[i+1]
	for first < end && (!f.words[first].alpha || openers[f.words[first].low] && !isDetermining(f.words[first].low)) {
		first++
	}
	isCounted := false
	for ; first < end; first++ {
		switch low := f.words[first].low; low {
		case "both", "neither", "two", "three":
			isCounted = true
		case "all":
			isCounted = isCounted || first+1 < end && f.words[first+1].low == "of"
		case "these":
			isCounted = isCounted || first+1 < end && isBooks(f.words[first+1].low)
		case "the", "of":
		default:
			w := &f.words[first]
			return isCounted && (isBooks(low) || low == "them" || low == "which" || low == "," || isLinking(low) || low == "have" ||
				strings.HasPrefix(w.tag, "VB") || w.tag == "MD")
		}
	}
	return false
}

func isBooks(low string) bool {
	switch low {
	case "books", "novels", "novellas", "memoirs", "volumes", "titles", "stories":
		return true
	}
	return false
}
