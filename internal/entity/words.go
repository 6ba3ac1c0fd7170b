package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// word is a token of the document with what name finding asks about it again and again.
type word struct {
	review.Span
	look
	form  *form
	tag   string // Penn tag
	stem  string
	sent  int32
	start bool // opens a sentence, a quotation, a list item: its capital says little
}

// flatten appends the words of the document to words, and to starts the index of the first word of each sentence, and the
// end.
func (t *Tagger) flatten(doc *review.Document, words []word, starts []int32) ([]word, []int32) {
	n := 0
	for i := range doc.Sentences {
		n += len(doc.Sentences[i].Tokens)
	}
	words = slices.Grow(words, n+n/8)
	text := doc.Review.Text
	for i := range doc.Sentences {
		starts = append(starts, int32(len(words)))
		opening := true
		toks := doc.Sentences[i].Tokens
		for k := range toks {
			tok := &toks[k]
			if tok.Start < 0 || tok.End > len(text) || tok.Start >= tok.End {
				continue
			}
			for rest := tok.Span; rest.Start < rest.End; {
				f := t.form(rest.In(text))
				span := review.Span{Start: rest.Start, End: rest.Start + f.piece}
				if span != rest {
					f = t.form(span.In(text))
				}
				words = append(words, word{
					Span: span, look: f.look, form: f, tag: tok.Tag, stem: tok.Stem, sent: int32(i), start: f.name && opening,
				})
				if f.name {
					opening = false
				} else if f.opens {
					opening = true
				}
				rest.Start = span.End
			}
		}
	}
	starts = append(starts, int32(len(words)))
	return words, starts
}

// isContraction reports whether a word is a small word with the verb's tail glued on: "they've", "that'd".
func (l *lists) isContraction(low string) bool {
	at := apostrophe(low)
	return at > 0 && isSuffix(low[at:]) && !isPossessive(low[at:]) && l.sets[low[:at]]&function != 0
}

// apostrophe is the place of the first one, -1 where there is none.
func apostrophe(s string) int {
	for i := range len(s) {
		if s[i] == '\'' || s[i] == "’"[0] && strings.HasPrefix(s[i:], "’") {
			return i
		}
	}
	return -1
}

// saysLittle reports whether capitals tell nothing in this review: most of its words are capitals, or none has one.
func (r *reading) saysLittle() bool {
	words, caps, capped := 0, 0, 0
	for i := range r.words {
		w := &r.words[i]
		if !w.alpha || len(w.low) < 2 {
			continue
		}
		words++
		if w.caps {
			caps++
		}
		if w.capped {
			capped++
		}
	}
	return caps*2 > words || words > 20 && capped == 0
}

// firstPiece gives the length of the first piece of a token that the tokeniser left glued: an opening quote before a word,
// a dash or an ellipsis between two; of any other token it is all of it.
func firstPiece(s string) int {
	if len(s) < 2 || lettersOnly(s) || isSuffix(s) || isAddress(s) {
		return len(s)
	}
	for i, c := range s {
		if at := missingSpace(s, i, c); at > 0 {
			return at
		}
		switch c {
		case '\'', '"', '‘', '“', '”':
			if i == 0 && c != '\'' || i == 0 && len(s) > 3 {
				return utf8.RuneLen(c)
			}
			if c == '"' || c == '”' || c == '“' {
				return i
			}
		case '—', '…', '/', '*', '_', '(', ')', '[', ']':
			if i == 0 {
				return utf8.RuneLen(c)
			}
			return i
		case '.':
			if i > 0 && strings.HasPrefix(s[i:], "..") {
				return i
			}
		}
	}
	return len(s)
}

// lettersOnly reports whether a string has only ASCII letters, as nearly all words do.
func lettersOnly(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// missingSpace gives the length of the piece to cut where a mark at i has a word glued behind it for want of a space:
// "was.Thanks", "however,I"; 0 = nothing to cut. Initials, numbers and times stay whole.
func missingSpace(s string, i int, c rune) int {
	switch c {
	case '.', ',', ':', '!', '?':
	default:
		return 0
	}
	if i+1 >= len(s) {
		return 0
	}
	if c == '!' || c == '?' {
		if strings.ContainsFunc(s[i:], unicode.IsLetter) {
			return max(i, 1)
		}
		return 0
	}
	next, _ := utf8.DecodeRuneInString(s[i+1:])
	if i == 0 {
		if unicode.IsUpper(next) && (c != ':' || len(s) > 2) { // ":D" is a face
			return 1
		}
		return 0
	}
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	switch {
	case c == '.' && unicode.IsLower(last) && unicode.IsUpper(next) && i > 2:
		return i
	case c != '.' && unicode.IsLetter(last) && (unicode.IsLetter(next) || unicode.IsDigit(next)):
		return i
	}
	return 0
}

// isAddress reports whether a token is an address on the net, which names nothing.
func isAddress(s string) bool {
	return strings.Contains(s, "@") || strings.Contains(s, "://") || strings.HasPrefix(s, "www.")
}

// opens reports whether the next word has a capital for being first, whatever it is.
func opens(mark string) bool {
	switch mark {
	case "\"", "“", "``", "‘", ":", "*", "•", "-", "–", "—", "…", "...", "(", "[", "?", "!", ".", ";", "--":
		return true
	}
	return false
}

// lookOf is the look of a word as far as its letters tell.
func lookOf(s string) (w look) {
	upper, lower, digits := 0, 0, 0
	for i := 0; i < len(s); {
		c := rune(s[i])
		size := 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case 'a' <= c && c <= 'z':
			lower++
		case 'A' <= c && c <= 'Z':
			upper++
		case '0' <= c && c <= '9':
			digits++
		case c < utf8.RuneSelf:
		case unicode.IsUpper(c):
			upper++
		case unicode.IsLetter(c):
			lower++
		}
		i += size
	}
	w.low = s
	if upper > 0 {
		w.low = strings.ToLower(s)
	}
	w.alpha = upper+lower > 0
	w.caps = upper >= 2 && lower == 0
	w.name = w.alpha || digits > 0
	if upper == 0 || upper+lower < len(s) && (isSuffix(w.low) || isAddress(s)) {
		return w
	}
	first, _ := utf8.DecodeRuneInString(s)
	w.capped = unicode.IsUpper(first) || digits > 0 || (len(s) > 3 && unicode.IsLower(first))
	return w
}

// isSuffix reports whether a token is the tail of the word before it, as the tokeniser cuts "Ruth's" and "didn't".
func isSuffix(low string) bool {
	switch low {
	case "'s", "’s", "'", "’", "n't", "n’t", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'d", "’d", "'m", "’m":
		return true
	}
	return false
}

// isPossessive reports whether a token is the mark of a possessive.
func isPossessive(low string) bool {
	switch low {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// bare reduces a name to what it is compared by: lower case letters and digits in words separated by one space, without
// a leading article and possessives. Full stops and apostrophes vanish ("J.R.R." is "jrr"), other punctuation separates.
func bare(name string) string {
	var room [64]byte
	return string(appendBare(room[:0], name))
}

// bareWords is bare, but that it leaves a leading article.
func bareWords(name string) string {
	var room [64]byte
	return string(appendBareWords(room[:0], name))
}

// appendBare puts bare(name) into the memory of an empty slice, where it has room.
func appendBare(b []byte, name string) []byte {
	b = appendBareWords(b, name)
	for _, article := range [...]string{"the ", "a ", "an "} {
		if n := len(article); len(b) > n && string(b[:n]) == article {
			return append(b[:0], b[n:]...)
		}
	}
	return b
}

func appendBareWords(b []byte, name string) []byte {
	gap, inner := false, false
	for i, c := range name {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c >= utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c)), '0' <= c && c <= '9':
			if inner && c == 's' {
				inner = false
				continue
			}
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			switch {
			case c >= utf8.RuneSelf:
				b = utf8.AppendRune(b, unicode.ToLower(plain(unicode.ToLower(c))))
			case 'A' <= c && c <= 'Z':
				b = append(b, byte(c)+'a'-'A')
			default:
				b = append(b, byte(c))
			}
		case c == '\'' || c == '’' || c == '‘':
			rest := name[i+utf8.RuneLen(c):]
			if strings.HasPrefix(rest, "s") && (len(rest) == 1 || rest[1] == ' ' || rest[1] == ',' || rest[1] == ':') {
				inner = true // the s of a possessive goes too
			}
		case c == '.':
		case c == '&':
			if len(b) > 0 {
				b = append(b, ' ')
			}
			b = append(b, "and"...)
			gap = true
		case c >= utf8.RuneSelf && unicode.Is(unicode.Mn, c):
		default:
			gap = true
		}
	}
	return joinInitials(b)
}

// plain takes the accent off a letter: reviewers leave it out as often as not.
func plain(c rune) rune {
	const accented = "àáâãäåāăąçćčďđèéêëēėęěğìíîïīıłñńňòóôõöøōőŕřśşšșťțùúûüūůűýÿžźż"
	const letters = "aaaaaaaaacccddeeeeeeeegiiiiiilnnnoooooooorrsssstt" + "uuuuuuuyyzzz"
	n := 0
	for _, a := range accented {
		if a == c {
			return rune(letters[n])
		}
		n++
	}
	return c
}

// joinInitials makes one word of letters that stand alone side by side: "j r r tolkien" is "jrr tolkien".
func joinInitials(key []byte) []byte {
	alone := func(i int) bool {
		return i >= 0 && i < len(key) && (i == 0 || key[i-1] == ' ') && (i+1 == len(key) || key[i+1] == ' ')
	}
	for i := 0; i+2 < len(key); i++ {
		if alone(i) && alone(i+2) {
			joined := make([]byte, 0, len(key))
			for j := range key {
				if key[j] == ' ' && alone(j-1) && alone(j+1) {
					continue
				}
				joined = append(joined, key[j])
			}
			return joined
		}
	}
	return key
}

// mainTitle cuts a title before its subtitle, series or edition: "Trick Mirror: Reflections on …", "Saga (Volume 8)".
func mainTitle(title string) string {
	if i := strings.IndexAny(title, ":([;"); i > 2 {
		title = title[:i]
	}
	if i := strings.Index(title, " - "); i > 2 {
		title = title[:i]
	}
	if i := strings.Index(title, " — "); i > 2 {
		title = title[:i]
	}
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(title), ",-–—"))
}
