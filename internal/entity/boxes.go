package entity

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// box is a span that the text or its markup sets apart, so that a name in it begins and ends with it.
type box struct {
	first, end int32 // words
	kind       boxKind
	link       *review.Link
	key        string // of a name known from the metadata or the catalogue
}

type boxKind uint8

const (
	quoted boxKind = iota
	emphasised
	bookLink
	authorLink
	labelTitle // of a title line
	labelAuthor
	known // a name that the metadata or the catalogue gives
)

// boxes finds quotations, emphasis and links that may hold a name. They are sorted by first word, longer ones first.
func (r *reading) boxes() []box {
	var out []box
	text := r.doc.Review.Text
	for i := range r.doc.Sentences {
		sent := &r.doc.Sentences[i]
		out = r.quotations(out, sent.Span, text)
	}
	out = append(out, r.labels()...)
	for _, mark := range r.doc.Review.Marks {
		b := box{link: mark.Link}
		switch mark.Kind {
		case review.Emphasis, review.Strong:
			b.kind = emphasised
		case review.BookLink:
			b.kind = bookLink
		case review.AuthorLink:
			b.kind = authorLink
		default:
			continue
		}
		if mark.Len() > longestName || mark.Len() <= 0 {
			continue
		}
		b.first, b.end = r.wordsIn(mark.Span)
		if b.kind != emphasised || r.titleLike(b.first, b.end) {
			out = r.addBox(out, b)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].first != out[j].first {
			return out[i].first < out[j].first
		}
		return out[i].end > out[j].end
	})
	return out
}

// longestName is the most bytes that a name may have; longer quotations are speech.
const longestName = 120

// quotations adds what stands between quotation marks in a sentence, where it looks like a title.
func (r *reading) quotations(out []box, sent review.Span, text string) []box {
	for i := sent.Start; i < sent.End; {
		if opensQuote[text[i]] == 0 {
			i++ // as nearly all bytes
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		closing := closer(c)
		if closing == "" || !free(text, i) {
			i += size
			continue
		}
		from := i + size
		limit := min(from+longestName, sent.End)
		for limit < len(text) && !utf8.RuneStart(text[limit]) {
			limit++
		}
		n := endOfQuote(text[from:limit], closing)
		if n <= 0 {
			i += size
			continue
		}
		b := box{kind: quoted}
		b.first, b.end = r.wordsIn(review.Span{Start: from, End: from + n})
		if r.titleLike(b.first, b.end) || r.mayBeTitle(b.first, b.end) {
			out = r.addBox(out, b)
		}
		i = from + n + len(closing)
	}
	return out
}

// opensQuote has 1 for the bytes with which the marks begin that closer knows.
var opensQuote = func() (set [256]uint8) {
	for _, mark := range "\"“‘'«_*" {
		set[string(mark)[0]] = 1
	}
	return set
}()

// closer is the mark that closes a quotation; "" for what opens none.
func closer(open rune) string {
	switch open {
	case '"':
		return "\""
	case '“':
		return "”"
	case '‘':
		return "’"
	case '\'':
		return "'"
	case '«':
		return "»"
	case '_':
		return "_"
	case '*':
		return "*"
	}
	return ""
}

// free reports whether a quotation mark at i may open: nothing, a space or an opening bracket stands before it.
func free(text string, i int) bool {
	if i == 0 {
		return true
	}
	c, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(c) || strings.ContainsRune("([{-–—:/", c)
}

// endOfQuote finds the closing mark; for the marks that are apostrophes too, only where no letter follows.
func endOfQuote(s, closing string) int {
	for at := 0; ; {
		i := strings.Index(s[at:], closing)
		if i < 0 {
			return -1
		}
		i += at
		after := s[i+len(closing):]
		c, _ := utf8.DecodeRuneInString(after)
		if (closing != "'" && closing != "’") || after == "" || !unicode.IsLetter(c) {
			return i
		}
		at = i + len(closing)
	}
}

// addBox trims punctuation from both ends and keeps what is left, if anything.
func (r *reading) addBox(out []box, b box) []box {
	for b.first < b.end && !r.words[b.first].name {
		b.first++
	}
	for b.first < b.end && !r.words[b.end-1].name {
		b.end--
	}
	if b.first < b.end && b.end-b.first <= 14 && r.words[b.first].sent == r.words[b.end-1].sent {
		out = append(out, b)
	}
	return out
}

// titleLike reports whether the words are set like a title: the first and most of the longer ones have capitals.
func (r *reading) titleLike(first, end int32) bool {
	long, capped := 0, 0
	seen := false
	for i := first; i < end; i++ {
		w := &r.words[i]
		if !w.name || isSuffix(w.low) {
			continue
		}
		if !seen && !w.capped && w.alpha {
			return false
		}
		seen = true
		if len(w.low) >= 4 && w.alpha {
			long++
			if w.capped {
				capped++
			}
		}
	}
	return seen && capped*3 >= long*2
}

// mayBeTitle reports whether a quotation that is not set like a title may be one all the same: a few words, the first
// with a capital, no sentence's end inside, and no verb that makes them say something: "Stories of your life and others".
func (r *reading) mayBeTitle(first, end int32) bool {
	if first >= end || end-first < 2 || end-first > 9 || !r.words[first].capped {
		return false
	}
	for i := first; i < end; i++ {
		switch r.words[i].low {
		case ".", "?", "!", "...", "…":
			return false
		case "is", "was", "are", "were", "has", "had", "will", "would", "can", "could", "did", "does", "n't", "n’t":
			if i > first {
				return false
			}
		}
	}
	return true
}

// wordsIn gives the words that lie in a span.
func (r *reading) wordsIn(span review.Span) (first, end int32) {
	first = int32(sort.Search(len(r.words), func(i int) bool { return r.words[i].Start >= span.Start }))
	end = first
	for int(end) < len(r.words) && r.words[end].End <= span.End {
		end++
	}
	return first, end
}
