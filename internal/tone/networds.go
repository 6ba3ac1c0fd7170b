package tone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// netWord is a word as the net reads it: a row of its vocabulary, how it was written, and where.
type netWord struct {
	span review.Span
	id   int32
	caps uint8 // 0 as usual, 1 Capitalised though not the first word, 2 ALL CAPITALS
}

// netSpecial are the rows that stand for classes of words; the trainer puts them first in the vocabulary.
const (
	netUnknown = 1 + iota
	netName    // an unknown word with a capital
	netNumber
	netYear
)

// netVocabulary finds the row of a word: an open-addressing table over the words, which stand one after the other in
// one string.
type netVocabulary struct {
	words    string
	bounds   []int32   // words[bounds[i]:bounds[i+1]-1] is word i; a newline ends each
	slots    []netSlot // the length is a power of two
	question int32     // the row of "?"
}

// netSlot is a place of the table. What stands in it tells nearly every word from the others, and all short ones, without
// a look at the words.
type netSlot struct {
	head uint64 // the first eight bytes, see headOf
	hash uint32
	next uint32 // row + 1 and, from lengthBit on, the length in bytes or 255; 0 is empty
}

const lengthBit = 24

func newNetSlot(word string, hash uint32, row int) netSlot {
	return netSlot{headOf(word), hash, uint32(row+1) | uint32(min(len(word), 255))<<lengthBit}
}

func newNetVocabulary(words string) *netVocabulary {
	v := &netVocabulary{words: words, bounds: make([]int32, 1, strings.Count(words, "\n")+1)}
	for i := range len(words) {
		if words[i] == '\n' {
			v.bounds = append(v.bounds, int32(i+1))
		}
	}
	size := 1
	for size < 3*len(v.bounds) {
		size *= 2
	}
	v.slots = make([]netSlot, size)
	clear(v.slots) // in turn: a page of memory that is read before it is written to costs twice
	for row := range len(v.bounds) - 1 {
		word := v.word(row)
		hash := hashOf(word)
		at := hash & uint32(size-1)
		for v.slots[at].next != 0 {
			at = (at + 1) & uint32(size-1)
		}
		v.slots[at] = newNetSlot(word, hash, row)
	}
	v.question = max(0, v.find([]byte("?")))
	return v
}

func (v *netVocabulary) word(row int) string { return v.words[v.bounds[row] : v.bounds[row+1]-1] }

// hashOf is 32-bit FNV-1a.
func hashOf[T string | []byte](word T) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h
}

// headOf is the first eight bytes of a word as a number; those that it lacks are 0.
func headOf[T string | []byte](word T) (head uint64) {
	for i := range min(len(word), 8) {
		head |= uint64(word[i]) << (8 * i)
	}
	return head
}

// find returns the row of a lower-cased word, or -1.
func (v *netVocabulary) find(word []byte) int32 {
	mask := uint32(len(v.slots) - 1)
	hash, head, length := hashOf(word), headOf(word), uint32(min(len(word), 255))
	for at := hash & mask; ; at = (at + 1) & mask {
		slot := &v.slots[at]
		if slot.next == 0 {
			return -1
		}
		if slot.hash != hash || slot.head != head || slot.next>>lengthBit != length {
			continue
		}
		row := int32(slot.next&(1<<lengthBit-1)) - 1
		if len(word) <= 8 || v.word(int(row)) == string(word) {
			return row
		}
	}
}

// row returns the row of a lower-cased word: its own, that of a form of it that is known, or that of its class.
func (v *netVocabulary) row(word []byte, caps uint8) int32 {
	if row := v.find(word); row >= 0 {
		return row
	}
	if word[0] >= '0' && word[0] <= '9' {
		if isYear(word) {
			return netYear
		}
		return netNumber
	}
	var buf [96]byte
	if two := squeeze(buf[:0], word, 2); len(two) != len(word) {
		if row := v.find(two); row >= 0 {
			return row
		}
		if row := v.find(squeeze(buf[:0], word, 1)); row >= 0 {
			return row
		}
	}
	runes := utf8.RuneCount(word)
	for _, s := range netSuffixes {
		stem := len(word) - len(s.cut)
		if runes-len(s.cut) < 3 || string(word[stem:]) != s.cut {
			continue
		}
		if row := v.find(append(append(buf[:0], word[:stem]...), s.add...)); row >= 0 {
			return row
		}
	}
	if caps > 0 {
		return netName
	}
	return netUnknown
}

// netSuffixes say which endings to take off, and what to put there instead, where the vocabulary lacks a word.
var netSuffixes = []struct{ cut, add string }{
	{"ies", "y"}, {"ily", "y"}, {"iness", "y"}, {"ier", "y"}, {"iest", "y"}, {"ied", "y"},
	{"ness", ""}, {"ly", ""}, {"ally", ""}, {"ably", "able"}, {"ibly", "ible"},
	{"ing", ""}, {"ing", "e"}, {"ed", ""}, {"ed", "e"}, {"es", ""}, {"s", ""},
	{"er", ""}, {"er", "e"}, {"est", ""}, {"est", "e"}, {"ish", ""}, {"like", ""}, {"y", ""}, {"y", "e"},
}

func isYear(word []byte) bool {
	if len(word) != 4 {
		return false
	}
	for _, b := range word {
		if b < '0' || b > '9' {
			return false
		}
	}
	century := 10*int(word[0]-'0') + int(word[1]-'0')
	return century >= 15 && century <= 20
}

// squeeze appends word to dst with runs of three or more equal letters shortened to keep letters.
func squeeze(dst, word []byte, keep int) []byte {
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		run, j := 1, i+size
		for j < len(word) {
			next, n := utf8.DecodeRune(word[j:])
			if next != r {
				break
			}
			run++
			j += n
		}
		if run >= 3 {
			run = keep
		}
		for range run {
			dst = append(dst, word[i:i+size]...)
		}
		i = j
	}
	return dst
}

// Classes of bytes below 128, for the common path.
const (
	byteSymbol = iota
	byteSpace
	byteWord
	byteApostrophe
	byteQuote
	byteDash
	byteStop
	byteCry
)

var byteClass = func() (class [utf8.RuneSelf]uint8) {
	for b := range class {
		class[b] = runeClass(rune(b))
	}
	return class
}()

func runeClass(r rune) uint8 {
	switch {
	case unicode.IsLetter(r), r >= '0' && r <= '9':
		return byteWord
	case unicode.IsSpace(r), r == '\ufe0f', r == '\u200d', r >= 0x1f3fb && r <= 0x1f3ff:
		return byteSpace // variation selector, joiner and skin tones only dress an emoji
	}
	switch r {
	case '\'', '’', '‘', '´', '`':
		return byteApostrophe
	case '"', '“', '”', '„', '«', '»':
		return byteQuote
	case '-', '–', '—', '―', '‒', '‐', '‑':
		return byteDash
	case '.', '…':
		return byteStop
	case '!', '?':
		return byteCry
	}
	return byteSymbol
}

// runeAt is the rune at text[i] with its class and size; size is 0 at the end of the text.
func runeAt(text string, i int) (r rune, class uint8, size int) {
	if i >= len(text) {
		return 0, byteSpace, 0
	}
	if b := text[i]; b < utf8.RuneSelf {
		return rune(b), byteClass[b], 1
	}
	r, size = utf8.DecodeRuneInString(text[i:])
	return r, runeClass(r), size
}

// split appends the words of text[span] to words. It is the twin of tokenise in cmd/train/tone/tokens.py: any change
// here is a change there, and new weights.
func (v *netVocabulary) split(words []netWord, text string, span review.Span) []netWord {
	text = text[:span.End]
	var buf [96]byte
	first := true
	add := func(from, to int, word string, caps uint8) {
		words = append(words, netWord{review.Span{Start: from, End: to}, v.row(append(buf[:0], word...), caps), caps})
	}
	for i := span.Start; i < len(text); {
		r, class, size := runeAt(text, i)
		j := i + size
		switch class {
		case byteSpace:
		case byteWord:
			lower := buf[:0]
			upper, all, last, runes := false, true, 0, 0
			for j = i; ; runes++ {
				c, class, size := runeAt(text, j)
				if class != byteWord || size == 0 {
					break
				}
				low := unicode.ToLower(c)
				if runes == 0 && low != c && unicode.IsLetter(c) {
					upper = true
				}
				all = all && low != c
				last = len(lower)
				lower = utf8.AppendRune(lower, low)
				j += size
			}
			var caps uint8
			switch {
			case !upper:
			case all && runes > 1:
				caps = 2
			case !first:
				caps = 1
			}
			first = false
			if end := notAt(text, j); end > 0 && lower[last] == 'n' {
				n := j - 1 // where "n't" begins
				if last > 0 {
					words = append(words, netWord{review.Span{Start: i, End: n}, v.row(lower[:last], caps), caps})
				}
				add(n, end, "not", 0)
				j = end
			} else if string(lower) == "cannot" {
				add(i, i+3, "can", caps)
				add(i+3, j, "not", 0)
			} else {
				words = append(words, netWord{review.Span{Start: i, End: j}, v.row(lower, caps), caps})
			}
		case byteApostrophe:
			if end, word := cliticAt(text, j); end > 0 {
				add(i, end, word, 0)
				j = end
			} else if _, next, size := runeAt(text, j); next == byteApostrophe && size > 0 {
				j += size
				add(i, j, `"`, 0)
			} else {
				add(i, j, "'", 0)
			}
		case byteQuote:
			add(i, j, `"`, 0)
		case byteStop:
			word := "."
			if r == '…' {
				word = "..."
			}
			for {
				_, next, size := runeAt(text, j)
				if next != byteStop {
					break
				}
				j += size
				word = "..."
			}
			add(i, j, word, 0)
		case byteCry:
			asks, more := r == '?', false
			for {
				c, next, size := runeAt(text, j)
				if next != byteCry {
					break
				}
				asks = asks || c == '?'
				more = true
				j += size
			}
			switch {
			case !more:
				add(i, j, text[i:j], 0)
			case asks:
				add(i, j, "??", 0)
			default:
				add(i, j, "!!", 0)
			}
		case byteDash:
			word := "--"
			if r == '-' || r == '‐' || r == '‑' {
				word = "-"
			}
			for {
				_, next, size := runeAt(text, j)
				if next != byteDash {
					break
				}
				j += size
				word = "--"
			}
			add(i, j, word, 0)
		default:
			add(i, j, text[i:j], 0)
		}
		i = j
	}
	return words
}

// notAt returns the end of the "'t" of "n't" that begins at text[i], or 0.
func notAt(text string, i int) int {
	_, class, size := runeAt(text, i)
	if class != byteApostrophe || size == 0 {
		return 0
	}
	i += size
	if i >= len(text) || text[i]|0x20 != 't' {
		return 0
	}
	if _, class, size := runeAt(text, i+1); class == byteWord && size > 0 {
		return 0
	}
	return i + 1
}

// cliticAt returns the end of 's, 've, 'm, 're, 'll or 'd whose letters begin at text[i], and its word; or 0.
func cliticAt(text string, i int) (end int, word string) {
	for _, word := range [...]string{"'s", "'ve", "'m", "'re", "'ll", "'d"} {
		end := i + len(word) - 1
		if end > len(text) {
			continue
		}
		same := true
		for k := 1; k < len(word); k++ {
			same = same && text[i+k-1]|0x20 == word[k]
		}
		if !same {
			continue
		}
		if _, class, size := runeAt(text, end); class != byteWord || size == 0 {
			return end, word
		}
	}
	return 0, ""
}
