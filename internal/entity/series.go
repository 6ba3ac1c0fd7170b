package entity

import "strings"

// A series as a whole, or the world that its books share, goes by the type of its books. What tells it from a book is what
// the record or the catalogue says, or words beside its name: "the third book of The Wheel of Time", "the Cosmere, a universe",
// "the Malazan books". Many a series is called after its first book: "the Foundation series" says nothing of "Foundation"
// elsewhere, and a record with the second book of that series nothing either; with the first, by another title, it does.

// isSeries reports whether a family of the kind book is a series as a whole.
func (r *reading) isSeries(f *family) bool {
	if f.kind != kindBook || f.main && r.meta.book != "" {
		return false
	}
	isOfRecord := f.key == r.meta.series
	if isOfRecord && r.meta.isFirst || r.t.catalog.series[f.key] && r.t.catalog.books[f.key] == nil {
		return true
	}
	if len(f.words) > 1 && seriesEndings[f.words[len(f.words)-1]] {
		return true
	}
	weak := 0
	for _, i := range f.mentions {
		m := &r.mentions[i]
		if r.hasVolumes(m) || r.isCalledSeries(m) {
			return true
		}
		if r.ownsSeriesWord(m) {
			weak++
		}
	}
	return weak*2 > len(f.mentions) || weak > 0 && isOfRecord
}

var (
	// the last words of names that are hardly ever a book's
	seriesEndings = wordSet("series", "trilogy", "duology", "tetralogy", "quartet", "saga")
	// what a series is called, or the world of its books
	seriesNouns = wordSet("series", "trilogy", "saga", "duology", "quartet", "quintet", "tetralogy", "cycle", "universe", "franchise")
	// its parts, one and several
	aVolume = wordSet("book", "novel", "volume", "instalment", "installment", "entry")
	volumes = wordSet("books", "novels", "volumes", "instalments", "installments", "entries")
	ordinal = wordSet("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last",
		"final", "next", "latest", "previous", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
)

// isOrdinal reports whether a word counts: "third", "two", "3", "14th".
func isOrdinal(low string) bool {
	return ordinal[low] || low != "" && '0' <= low[0] && low[0] <= '9'
}

// beside gives the words right before and right behind a mention, over quotation marks and, before it, an article.
func (r *reading) beside(m *mention) (before, behind, sent int32) {
	before, behind, sent = m.first-1, m.end, r.words[m.first].sent
	if isQuote(r.around(before, sent)) {
		before--
	}
	if isArticle(r.around(before, sent)) {
		before--
	}
	if isQuote(r.around(behind, sent)) {
		behind++
	}
	return before, behind, sent
}

// ownsSeriesWord reads "the X series", "the X books".
func (r *reading) ownsSeriesWord(m *mention) bool {
	_, behind, sent := r.beside(m)
	low := r.around(behind, sent)
	return seriesNouns[low] || low == "books" || low == "novels"
}

// hasVolumes reads "the third and final book of X", "book 3 in X", "the other books in X", "X #2" and "X, Book Two", but not
// "the third book in the X series", where X may be the name of a book as well.
func (r *reading) hasVolumes(m *mention) bool {
	before, behind, sent := r.beside(m)
	if r.ownsSeriesWord(m) {
		return false
	}
	if r.isNumber(behind, sent) {
		return true
	}
	if !oneOf("of|in", r.around(before, sent)) {
		return false
	}
	noun := before - 1
	if isOrdinal(r.around(noun, sent)) && aVolume[r.around(noun-1, sent)] {
		return true // "book 3 of"
	}
	low := r.around(noun, sent)
	return aVolume[low] && isOrdinal(r.around(noun-1, sent)) || volumes[low] && r.around(before, sent) == "in"
}

// isNumber reads "#2", ", Book Two" and "Vol. 2" at a word, but not "Book 3 of", which numbers a book of some series.
func (r *reading) isNumber(at, sent int32) bool {
	if r.around(at, sent) == "," {
		at++
	}
	number, ok := strings.CutPrefix(r.around(at, sent), "#")
	if number == "" || oneOf("book|vol|vol.|volume", number) && r.words[at].capped {
		at, ok = at+1, true
		number = r.around(at, sent)
	}
	return ok && isOrdinal(number) && !oneOf("of|in", r.around(at+1, sent))
}

// isCalledSeries reads "X is a saga", "X, a separate trilogy", "a series called X", "a single universe, the X".
func (r *reading) isCalledSeries(m *mention) bool {
	before, behind, sent := r.beside(m)
	if low := r.around(before, sent); oneOf("called|named", low) && seriesNouns[r.around(before-1, sent)] ||
		low == "," && r.around(before-1, sent) == "universe" {
		return true
	}
	if low := r.around(behind, sent); low != "," && low != "is" && low != "was" {
		return false
	}
	if !oneOf("the|a|an|his|her|their", r.around(behind+1, sent)) {
		return false
	}
	for at := behind + 2; at < behind+5; at++ {
		if !seriesNouns[r.around(at, sent)] {
			if !strings.HasPrefix(r.tagAt(at, sent), "JJ") {
				return false
			}
			continue
		}
		next := r.around(at+1, sent) // "the series opener", "a series of letters" are books
		return next != "of" && !isPossessive(next) && !strings.HasPrefix(r.tagAt(at+1, sent), "NN")
	}
	return false
}

// tagAt is the tag of the word at i; "" outside the sentence.
func (r *reading) tagAt(i, sent int32) string {
	if r.around(i, sent) == edge {
		return ""
	}
	return r.words[i].tag
}
