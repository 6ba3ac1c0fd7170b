package entity

import (
	"strings"

	"tonearc/pipeline/review"
)

// main marks the book under review and its author, and puts them first. The record's metadata say which they are; what
// the text does not name is added from there. Without metadata the text must do.
func (r *reading) main(families []family) []family {
	book, authors := -1, []int(nil)
	if r.meta.book != "" {
		book = r.find(families, func(f *family) bool { return f.kind == kindBook && r.isBookUnderReview(f) })
		if book < 0 {
			families = append(families, family{kind: kindBook, key: r.meta.book, words: strings.Fields(r.meta.book), prob: 1})
			book = len(families) - 1
		}
		families[book].name = r.meta.title
		families[book].prob = 1
	}
	n := 0
	for _, name := range r.meta.writers {
		key := bareWords(name)
		if key == "" {
			continue
		}
		wanted := strings.Fields(key)
		at := r.find(families, func(f *family) bool {
			isSame := f.kind.isPerson() && !f.main && !isNamesake(f.words, &f.kinds, wanted) && r.samePerson(f.words, wanted) >= 2
			return isSame || f.key == key
		})
		if at < 0 {
			families = append(families, family{kind: kindAuthor, key: key, words: wanted, prob: 1})
			at = len(families) - 1
		}
		f := &families[at]
		f.kind, f.name, f.key, f.words, f.prob, f.main = kindAuthor, strings.TrimSpace(name), key, wanted, 1, true
		authors = append(authors, at)
		n++
	}
	if book < 0 {
		if book = r.guess(families, columnBook, kindBook); book >= 0 {
			families[book].become(kindBook)
		}
	}
	if n == 0 {
		at := -1
		if book >= 0 {
			for _, j := range families[book].mentions {
				if at = r.authorOf(families, &r.mentions[j]); at >= 0 {
					break
				}
			}
		}
		if at < 0 {
			at = r.guess(families, columnAuthor, kindAuthor)
		}
		if at >= 0 && at != book {
			families[at].become(kindAuthor)
			authors = append(authors, at)
		}
	}
	out := make([]family, 0, len(families))
	first := make([]bool, len(families))
	if book >= 0 {
		families[book].main = true
		first[book] = true
		out = append(out, families[book])
	}
	for _, at := range authors {
		if !first[at] {
			families[at].main = true
			first[at] = true
			out = append(out, families[at])
		}
	}
	for i := range families {
		if !first[i] && families[i].stands() {
			out = append(out, families[i])
		}
	}
	return out
}

// become gives a family another kind, and how sure that one is.
func (f *family) become(k kind) {
	if f.kind != k {
		f.kind, f.prob = k, f.kinds[k]
	}
}

// The probabilities from which a family is kept; they were set by cross-validation. Characters are what the model says
// of strange words when it knows no better, so that they need more.
const (
	leastSure       = 0.25 // of its kind
	leastCharacter  = 0.38 // of being a character
	surelySomething = 0.3  // of being none: below it a family is kept however unsure its kind is
)

// stands reports whether a family is sure enough to be told of.
func (f *family) stands() bool {
	if f.kind == kindCharacter && f.prob < leastCharacter {
		return false
	}
	return f.prob >= leastSure || f.kinds[kindNone] < surelySomething
}

func (r *reading) find(families []family, is func(*family) bool) int {
	for i := range families {
		if is(&families[i]) {
			return i
		}
	}
	return -1
}

// isBookUnderReview reports whether one of a family's names is the title that the metadata give.
func (r *reading) isBookUnderReview(f *family) bool {
	if r.isMainTitle(bare(f.name)) {
		return true
	}
	for _, g := range f.groups {
		key := r.groups[g].key
		if r.isMainTitle(key) || bare(mainTitle(r.surface(&r.mentions[r.groups[g].mentions[0]]))) == r.meta.main {
			return true
		}
	}
	return false
}

// authorOf gives the author who stands with a book's mention: "T by A", "A's T", "T – A" on a line of its own; -1 = none.
func (r *reading) authorOf(families []family, m *mention) int {
	sent := r.words[m.first].sent
	isAuthor := func(f int) bool { return f >= 0 && families[f].kind == kindAuthor }
	for i := m.end + 1; i < min(m.end+5, r.starts[sent+1]); i++ {
		if f := r.familyAt(i); isAuthor(f) && (r.words[i-1].low == "by" || r.isLabelled(i)) {
			return f
		}
	}
	for i := m.first - 1; i > max(m.first-4, r.starts[sent]); i-- {
		if f := r.familyAt(i - 1); isAuthor(f) && isPossessive(r.words[i].low) {
			return f
		}
	}
	return -1
}

// isLabelled reports whether a word belongs to the author of a title line.
func (r *reading) isLabelled(at int32) bool {
	if len(r.inBox) == 0 || r.inBox[at] < 0 {
		return false
	}
	box := r.mentions[r.inBox[at]].box
	return box >= 0 && r.found[box].kind == labelAuthor
}

// The columns of the weights of the model of what is under review.
const (
	columnOther = iota
	columnBook
	columnAuthor
)

// The probabilities of a kind from which a family may be taken for the book or author under review.
const (
	leastKind   = 0.2
	leastWriter = 0.5
)

// guess picks the book, or the author, that a review without metadata is about; -1 where none can be. A thing is judged
// by how sure its kind is, where and how often it is named, and by the words beside it.
func (r *reading) guess(families []family, column int, k kind) int {
	top := -1
	best := float32(0)
	least := float32(leastKind)
	if k == kindAuthor {
		least = leastWriter
	}
	for i := range families {
		f := &families[i]
		if f.kind != k && f.kinds[k] < least || len(f.mentions) == 0 {
			continue
		}
		s := sink{model: r.t.mains}
		r.mainFeatures(families, i, &s)
		if points := s.sum[column] - s.sum[columnOther]; top < 0 || points > best {
			top, best = i, points
		}
	}
	return top
}

// mainFeatures hands to a sink what speaks for a family being under review.
func (r *reading) mainFeatures(families []family, at int, s *sink) {
	f := &families[at]
	s.scale = 1
	s.add("kind", string(entityTypes[f.kind]))
	s.addBy("prob", "book", f.kinds[kindBook])
	s.addBy("prob", "author", f.kinds[kindAuthor])
	fewer, before, same := 0, 0, 0
	for i := range families {
		o := &families[i]
		if i == at || o.kind != f.kind {
			continue
		}
		same++
		if len(o.mentions) < len(f.mentions) {
			fewer++
		}
		if len(o.mentions) > 0 && r.mentions[o.mentions[0]].first < r.mentions[f.mentions[0]].first {
			before++
		}
	}
	name := string(entityTypes[f.kind])
	if same == 0 {
		s.add("only", name)
	}
	if fewer == same {
		s.add("most", name)
	}
	if before == 0 {
		s.add("earliest", name)
	}
	switch n := len(f.mentions); {
	case n == 1:
		s.add("mentions", "1")
	case n == 2:
		s.add("mentions", "2")
	case n < 5:
		s.add("mentions", "3-4")
	default:
		s.add("mentions", "5+")
	}
	first := &r.mentions[f.mentions[0]]
	sent := r.words[first.first].sent
	if sent == 0 {
		s.add("first", "sentence")
	}
	if sent <= 2 {
		s.add("first", "opening")
	}
	s.addBy("first", "place", float32(sent)/float32(len(r.doc.Sentences)))
	if last := r.words[r.mentions[f.mentions[len(f.mentions)-1]].first].sent; int(last) >= len(r.doc.Sentences)-2 && last != sent {
		s.add("last", "sentence")
	}
	if r.isHeadline(sent) && sent < 3 {
		s.add("first", "headline")
	}
	if first.box >= 0 {
		s.add("first", "boxed")
	}
	if r.meta.headline != "" && hasWord(r.meta.headline, f.key) {
		s.add("in", "headline")
	}
	n := min(len(f.mentions), mentionsRead)
	for _, j := range f.mentions[:n] {
		if r.authorOf(families, &r.mentions[j]) >= 0 {
			s.add("with", "author")
			break
		}
	}
	s.scale = 1 / float32(n)
	for _, j := range f.mentions[:n] {
		m := &r.mentions[j]
		sent := r.words[m.first].sent
		left, right := m.first-1, m.end
		if isQuote(r.around(left, sent)) {
			left--
		}
		if isQuote(r.around(right, sent)) {
			right++
		}
		if isArticle(r.around(left, sent)) {
			left--
		}
		p1, n1 := r.around(left, sent), r.around(right, sent)
		s.add("p1", p1)
		s.add("n1", n1)
		s.add("p12", r.around(left-1, sent)+" "+p1)
		if isPossessive(n1) {
			n1 = r.around(right+1, sent)
			s.add("owns", n1)
			r.lookUp(s, "owns_", r.setAt(right+1, sent))
		}
		s.addBy("stance", "opinion", float32(r.score(int(sent)).Opinion))
		s.addBy("stance", "story", float32(r.score(int(sent)).Story))
	}
	s.scale = 1
}

// MainTraces finds the entities of a document without metadata, with the features that tell which are under review.
func (t *Tagger) MainTraces(doc *review.Document, scores []review.Score) (names [][]string, traces []map[string]float64) {
	r := t.read(doc, scores)
	r.classify()
	r.choose()
	r.join()
	families := r.families()
	r.index(families)
	for i := range families {
		s := sink{trace: make(map[string]float64)}
		r.mainFeatures(families, i, &s)
		traces = append(traces, s.trace)
		names = append(names, append([]string{families[i].name}, r.aliases(&families[i])...))
	}
	return names, traces
}
