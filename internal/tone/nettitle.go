package tone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// shortestTitle is how many bytes a title has at least to be told from ordinary words: not It, We, She.
const shortestTitle = 4

// titlePlaces appends where a review names books by their titles: that of the book under review, as its record has it and
// in the same letters, and whatever links to a book. Nobody blames a book by calling it Pale Hours, so that the net reads
// the words of a title as names.
func titlePlaces(places []review.Span, rev *review.Review) []review.Span {
	if title := titleOf(rev.Metadata.Book); title != "" {
		for at := 0; ; {
			found := strings.Index(rev.Text[at:], title)
			if found < 0 {
				break
			}
			place := review.Span{Start: at + found, End: at + found + len(title)}
			if wholeWords(rev.Text, place) {
				places = append(places, place)
			}
			at = place.End
		}
	}
	for i := range rev.Marks {
		if rev.Marks[i].Kind == review.BookLink {
			places = append(places, rev.Marks[i].Span)
		}
	}
	return places
}

// titleOf is the title by which a review would call a book: without a subtitle, and empty where it cannot be told from
// an ordinary word.
func titleOf(book string) string {
	title, _, _ := strings.Cut(book, ":")
	title = strings.TrimSpace(title)
	if first, _ := utf8.DecodeRuneInString(title); !unicode.IsUpper(first) || len(title) < shortestTitle {
		return ""
	}
	return title
}

// wholeWords reports whether no letter or digit touches the span.
func wholeWords(text string, span review.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:span.Start])
	after, _ := utf8.DecodeRuneInString(text[span.End:])
	return !isWordRune(before) && !isWordRune(after)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// nameTitles makes names of the capitalised words inside of places.
func nameTitles(words []netWord, text string, places []review.Span) {
	for _, place := range places {
		for w := range words {
			span := words[w].span
			if span.Start < place.Start || span.End > place.End {
				continue
			}
			if first, _ := utf8.DecodeRuneInString(text[span.Start:]); unicode.IsUpper(first) {
				words[w].id = netName
			}
		}
	}
}
