package nlp

import (
	"bytes"
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

	here                                  [lanes]int32 // the spelling's own features, summed
	before, beforeSuffix, before2, after2 feature
	after, afterSuffix                    feature
	pairTag                               []uint8
	pairOf                                []feature
}

// cacheBits sets the size of the cache of forms: 2^15 forms are at most 10 MB, and hold nine in ten of the different
// words of a large corpus, 99 in 100 of its tokens.
const cacheBits = 15

// longestCached keeps words of monstrous length out of the cache.
const longestCached = 64

// formCache remembers forms. A slot is overwritten when another word falls on it, so memory is bounded; readers and
// writers meet only in one atomic pointer, so no worker waits. What is forgotten is made again, the same.
type formCache struct {
	seed  maphash.Seed
	slots [1 << cacheBits]atomic.Pointer[form]
}

// form returns the form of a word; text may be a view of a buffer that changes later.
func (s *Segmenter) form(text string) *form {
	if len(text) > longestCached {
		return s.model.newForm(text)
	}
	slot := &s.cache.slots[maphash.String(s.cache.seed, text)>>(64-cacheBits)]
	if f := slot.Load(); f != nil && f.text == text {
		return f
	}
	f := s.model.newForm(strings.Clone(text))
	slot.Store(f)
	return f
}

// newForm looks up all that prose's model knows of a word.
func (m *model) newForm(text string) *form {
	f := &form{text: text, stem: stem(text), tag: m.givenTag(text)}
	if f.tag != "" {
		f.id = m.idOf(f.tag)
	} else {
		m.add(&f.here, m.prefix[text[0]])
		m.add(&f.here, m.suffixes[text[len(text)-min(len(text), 3):]].here)
	}
	m.place(f, normalise(text))
	return f
}

// place fills in the features that a normalised word has for itself and its neighbours.
func (m *model) place(f *form, word string) {
	suffix := m.suffixes[word[len(word)-min(len(word), 3):]]
	f.beforeSuffix, f.afterSuffix = suffix.before, suffix.after
	id, ok := m.words[word]
	if !ok {
		return
	}
	at := m.feats[id]
	f.before, f.before2, f.after, f.after2 = at.before, at.before2, at.after, at.after2
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

// tagSentence chooses the tags of one sentence, left to right, as prose does; equal scores go to the label that sorts
// first. The forms are those of the sentence's tokens.
func (m *model) tagSentence(forms []*form, edge *edges, emit func(i int, tag string)) {
	p1, p2 := edge.startTag, edge.start2Tag
	before, before2 := edge.start2, edge.start
	for i, f := range forms {
		id, tag := f.id, f.tag
		if tag == "" {
			after, after2 := edge.end, edge.end2
			if i+1 < len(forms) {
				after, after2 = forms[i+1], edge.end
				if i+2 < len(forms) {
					after2 = forms[i+2]
				}
			}
			id = m.predict(f, before, before2, after, after2, p1, p2)
			tag = m.classes[id]
		}
		emit(i, tag)
		before2, before = before, f
		p2, p1 = p1, id
	}
}

// edges are what stands before the first and behind the last word.
type edges struct {
	start, start2, end, end2 *form
	startTag, start2Tag      uint8
}

func (m *model) newEdges() *edges {
	edge := func(name string) *form {
		f := &form{text: name, tag: name}
		m.place(f, name)
		return f
	}
	return &edges{
		start: edge("-START-"), start2: edge("-START2-"), end: edge("-END-"), end2: edge("-END2-"),
		startTag: m.idOf("-START-"), start2Tag: m.idOf("-START2-"),
	}
}

// predict sums the weights of the fourteen features and takes the best class.
func (m *model) predict(f, before, before2, after, after2 *form, p1, p2 uint8) uint8 {
	row := m.base[int(p1)*maxTags+int(p2)]
	for i := range row {
		row[i] += f.here[i]
	}
	features := [7]feature{before.before, before.beforeSuffix, before2.before2, after.after, after.afterSuffix, after2.after2}
	if i := bytes.IndexByte(f.pairTag, p1); i >= 0 {
		features[6] = f.pairOf[i]
	}
	for _, ft := range features {
		m.add(&row, ft)
	}
	best, top := 0, row[0]
	for i := 1; i < len(m.classes); i++ {
		if row[i] > top {
			best, top = i, row[i]
		}
	}
	return uint8(best)
}

func isUpper(b byte) bool  { return 'A' <= b && b <= 'Z' }
func isLower(b byte) bool  { return 'a' <= b && b <= 'z' }
func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isLetter(b byte) bool { return isLower(b | 0x20) }
