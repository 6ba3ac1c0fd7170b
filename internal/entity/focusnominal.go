package entity

import (
	"slices"
	"strings"
)

// The book that a sentence is about by its place in the review: "the sequel", "the latter", "this one".

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
