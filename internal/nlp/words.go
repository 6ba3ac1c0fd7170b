package nlp

import (
	"hash/maphash"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/mingrammer/commonregex"
)

// A form is everything that the tagger and its callers need to know about one spelling of a word; it depends on nothing
// but the spelling.
type form struct {
	text string // as prose sees it: straight quotes
	stem string
	tag  string // the tag where prose does not predict; else empty
	id   uint8  // of tag

	here, before, after row // its own features and those that it has for its neighbours, each summed
	before2, after2     feature
	pairTag             []uint8
	pairOf              []feature
}

// cacheBits sets the size of the cache of forms: 2^16 forms are at most 32 MB. A corpus has more different words than
// that only in its names and misprints.
const cacheBits = 16

// longestCached keeps words of monstrous length out of the cache.
const longestCached = 64

// formCache remembers forms. A word has two slots; a new one takes the first and pushes who was there into the second, so
// memory is bounded. Readers and writers meet only in atomic pointers, so no worker waits. What is forgotten is made again,
// the same.
type formCache struct {
	seed  maphash.Seed
	slots [1 << cacheBits]atomic.Pointer[form]
}

// form returns the form of a word; text may be a view of a buffer that changes later.
func (s *Segmenter) form(text string) *form {
	if len(text) > longestCached {
		return s.model.newForm(strings.Clone(text))
	}
	place := maphash.String(s.cache.seed, text) >> (64 - cacheBits)
	first := &s.cache.slots[place]
	f := first.Load()
	if f != nil && f.text == text {
		return f
	}
	second := &s.cache.slots[place^1]
	if g := second.Load(); g != nil && g.text == text {
		return g
	}
	if f != nil {
		second.Store(f)
	}
	f = s.model.newForm(strings.Clone(text))
	first.Store(f)
	return f
}

// newForm looks up all that prose's model knows of a word.
func (m *model) newForm(text string) *form {
	f := &form{text: text, stem: stem(text), tag: m.givenTag(text)}
	if f.tag != "" {
		f.id = m.idOf(f.tag)
	} else {
		m.add(&f.here, m.prefix[text[0]])
		m.add(&f.here, m.endingOf(text).here)
	}
	m.place(f, normalise(text))
	return f
}

// place fills in the features that a normalised word has for itself and its neighbours.
func (m *model) place(f *form, word string) {
	suffix := m.endingOf(word)
	m.add(&f.before, suffix.before)
	m.add(&f.after, suffix.after)
	id, ok := m.words[word]
	if !ok {
		return
	}
	at := m.feats[id]
	m.add(&f.before, at.before)
	m.add(&f.after, at.after)
	f.before2, f.after2 = at.before2, at.after2
	if f.tag == "" {
		m.add(&f.here, at.here)
	}
	f.pairTag = m.pairTag[m.pairStart[id]:m.pairStart[id+1]]
	f.pairOf = m.pairOf[m.pairStart[id]:m.pairStart[id+1]]
}

// idOf is the id of a tag that features may speak of; unknown ones share an id that none does.
func (m *model) idOf(tag string) uint8 {
	if id, ok := m.tagID[tag]; ok {
		return id
	}
	return maxTags - 1
}

// givenTag is the tag of a word that prose does not predict, or empty.
func (m *model) givenTag(word string) string {
	switch {
	case word == "-":
		return "-"
	case emoticons[word]:
		return "SYM"
	case isLink(word):
		return "NN"
	case isNone(word):
		return "-NONE-"
	case len(word) == 5 && word[0] == '-' && word[4] == '-' && isUpper(word[1]) && isUpper(word[2]) && isUpper(word[3]):
		return word // "-LRB-"
	}
	if id, ok := m.fixed[word]; ok {
		return m.tags[id]
	}
	return ""
}

// isLink tells web and mail addresses and handles. The two expressions are slow, and need a full stop or an @ to match.
func isLink(word string) bool {
	return word[0] == '@' ||
		strings.IndexByte(word, '.') >= 0 && commonregex.LinkRegex.MatchString(word) ||
		strings.IndexByte(word, '@') >= 0 && commonregex.EmailRegex.MatchString(word)
}

// isNone tells the empty elements of the Penn Treebank: 0, *, *T*, *-1, *T*-1.
func isNone(word string) bool {
	if word == "0" || word == "*" {
		return true
	}
	if word[0] != '*' {
		return false
	}
	rest := word[1:]
	if len(rest) == 2 && rest[1] == '*' {
		return rest[0] == '?' || rest[0] == '_' || isLetter(rest[0]) || isDigit(rest[0])
	}
	if star := strings.IndexByte(rest, '*'); star > 0 {
		for i := range star {
			if !isUpper(rest[i]) {
				return false
			}
		}
		rest = rest[star+1:]
	}
	if len(rest) < 2 || len(rest) > 4 || rest[0] != '-' {
		return false
	}
	for i := 1; i < len(rest); i++ {
		if !isDigit(rest[i]) {
			return false
		}
	}
	return true
}

// normalise is the form of a word that prose's features speak of.
func normalise(word string) string {
	if word[0] != '-' && strings.IndexByte(word, '-') >= 0 {
		return "!HYPHEN"
	}
	if len(word) == 4 {
		if _, err := strconv.Atoi(word); err == nil {
			return "!YEAR"
		}
	}
	if isDigit(word[0]) {
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

// stem is the Snowball stem, in lower case; empty for a token without letters.
func stem(text string) string {
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return ""
	}
	if len(text) > longestCached || !utf8.ValidString(text) {
		return strings.ToLower(text) // no English word
	}
	return english.Stem(text, true)
}

func isUpper(b byte) bool  { return 'A' <= b && b <= 'Z' }
func isLower(b byte) bool  { return 'a' <= b && b <= 'z' }
func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isLetter(b byte) bool { return isLower(b | 0x20) }
