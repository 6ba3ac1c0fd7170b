package entity

import (
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// mention is a place that may name something.
type mention struct {
	first, end int32 // words
	group      int32
	box        int32  // index into reading.found, -1 = a run of capitalised words
	atoms      int8   // of the run that it takes; 1 for boxes
	gap        string // what joins its atoms: "of the", "and"
	chosen     bool
}

// group is all mentions with the same bare name.
type group struct {
	key      string   // bare name
	words    []string // of the key
	mentions []int32
	signs    sign // what stands beside it at least once
	person   bool // the person after whom the book under review is called, parted from it by splitEponyms
	certain  bool // the record, the catalogue or a link says what it is
	lower    int  // times that the same word stands here without a capital (single words only)
	logit    [types]float32
	prob     [types]float32
	kind     kind
	into     int32 // group that it was joined with, or itself
}

// reading is the state of one call: a review being read.
type reading struct {
	room
	t              *Tagger
	doc            *review.Document
	scores         []review.Score
	meta           metadata
	found          []box
	story, opinion float32 // mean probabilities of these stances
	shouts         bool    // the review is in capitals, or has none: they say little

	// filled once the families are known
	compared []review.Comparison
	sides    []review.Aspect // of the books
	focus    []focus         // by sentence
	homes    []int           // by family: for a person, the book in whose focus it was first named; -1 = unknown
}

// room is the memory of a reading that the next one can use again: nothing of it is in what a reading finds.
type room struct {
	words      []word
	starts     []int32 // the first word of each sentence, and the end
	mentions   []mention
	inBox      []int32 // by word: the mention of a box that covers it, -1 = none; empty where there are no boxes
	groups     []group
	byKey      map[string]int32
	byHead     map[string]int32 // first group of several words by its first word
	byTail     map[string]int32 // and by its last
	firstAt    []int32          // by word: one more than the last mention that begins there, 0 = none
	nextAt     []int32          // by mention: one more than another one that begins at the same word, 0 = none
	familyOf   []int32          // by word: one more than the family whose name it belongs to, 0 = none; filled last
	inSentence [][]int32        // by sentence: the families named in it; likewise
	ids        map[string]int   // how often each ID was given out, see uniqueID
	bare       []byte           // of the name that is being added
	parts      []string         // the words of the groups' keys
}

// takeRoom gives memory that is empty.
func (t *Tagger) takeRoom() room {
	if used, _ := t.spare.Get().(*room); used != nil {
		return *used
	}
	return room{
		byKey: make(map[string]int32), byHead: make(map[string]int32), byTail: make(map[string]int32), ids: make(map[string]int),
	}
}

// leaveRoom empties memory, so that it does not keep the text, and gives it to the next reading.
func (t *Tagger) leaveRoom(used room) {
	clear(used.words)
	clear(used.mentions)
	clear(used.groups)
	clear(used.byKey)
	clear(used.byHead)
	clear(used.byTail)
	clear(used.ids)
	clear(used.parts)
	used.words, used.starts, used.mentions = used.words[:0], used.starts[:0], used.mentions[:0]
	used.inBox, used.groups, used.familyOf, used.parts = used.inBox[:0], used.groups[:0], used.familyOf[:0], used.parts[:0]
	t.spare.Put(&used)
}

// candidates fills mentions and groups.
func (r *reading) candidates() {
	r.found = append(r.boxes(), r.knownNames()...)
	for i := range r.found {
		b := &r.found[i]
		r.addMention(mention{first: b.first, end: b.end, box: int32(i), atoms: 1})
	}
	for i := range r.doc.Sentences {
		first, end := r.starts[i], r.starts[i+1]
		if r.isShouted(first, end) {
			continue
		}
		for at := first; at < end; {
			at = r.run(at, end)
		}
	}
	for i := range r.groups {
		key := r.groups[i].key
		if at := strings.IndexByte(key, ' '); at > 0 {
			if _, ok := r.byHead[key[:at]]; !ok {
				r.byHead[key[:at]] = int32(i)
			}
			tail := surnameOf(key)
			if _, ok := r.byTail[tail]; !ok {
				r.byTail[tail] = int32(i)
			}
		}
	}
	var single filter
	for i := range r.groups {
		single.add(r.groups[i].key)
	}
	for i := range r.words {
		w := &r.words[i]
		if w.alpha && !w.capped && single.may(w.low) {
			if g, ok := r.byKey[w.low]; ok {
				r.groups[g].lower++
			}
		}
	}
}

// isShouted reports whether nearly all words of a sentence have capitals only: then capitals say nothing.
func (r *reading) isShouted(first, end int32) bool {
	caps, all := 0, 0
	for i := first; i < end; i++ {
		if r.words[i].alpha && len(r.words[i].low) > 1 {
			all++
			if r.words[i].caps {
				caps++
			}
		}
	}
	return caps >= 3 && caps*10 >= all*7
}

// atom is a row of words without a joint; several atoms make a run: "Lord" of the "Rings".
type atom struct {
	first, end int32
	gap        string // what stands before it in the run
}

const maxAtoms = 5

// run reads the run of capitalised words that begins at or after word at, adds its candidates and returns the word
// after it.
func (r *reading) run(at, end int32) int32 {
	if !r.opensAtom(at) {
		if r.knownUncapped(at) {
			r.addMention(mention{first: at, end: at + 1, box: -1, atoms: 1})
		}
		return at + 1
	}
	var atoms [maxAtoms]atom
	n := 0
	for {
		a := atom{first: at, end: r.atomEnd(at, end)}
		if n > 0 {
			a.gap = r.gapText(atoms[n-1].end, at)
		}
		atoms[n] = a
		n++
		at = a.end
		next := r.overJoint(at, end)
		if next < 0 {
			next = r.overComma(atoms[0].first, at, end)
		}
		if next < 0 || n == maxAtoms {
			break
		}
		at = next
	}
	for i := 0; i < n; i++ {
		for j := i; j < n; j++ {
			m := mention{first: atoms[i].first, end: atoms[j].end, box: -1, atoms: int8(j - i + 1)}
			if i == j && r.empty(m.first, m.end) {
				continue
			}
			if j > i {
				m.gap = atoms[i+1].gap
				if j > i+1 && m.gap == "" {
					m.gap = atoms[i+2].gap
				}
			}
			r.addMention(m)
		}
	}
	return at
}

// knownUncapped reports whether a word without a capital is a well-known name all the same, "goodreads" or "1984".
func (r *reading) knownUncapped(i int32) bool {
	w := &r.words[i]
	return w.uncapped && !w.capped && !strings.HasPrefix(w.tag, "JJ") // "a hardy lot"
}

func (r *reading) opensAtom(i int32) bool {
	w := &r.words[i]
	return w.capped && w.low != "i" && !isSuffix(w.low) && !r.isDate(i)
}

// isDate reports whether a word of the calendar tells when: "on Friday", "last April". Elsewhere it may be a name.
func (r *reading) isDate(i int32) bool {
	w := &r.words[i]
	if w.set&calendar == 0 {
		return false
	}
	switch r.around(i-1, w.sent) {
	case "on", "last", "next", "every", "until", "since", "during", "early", "late":
		return i+1 >= r.starts[w.sent+1] || !r.words[i+1].capped
	}
	return false
}

// atomEnd gives the end of the row of capitalised words that begins at i.
func (r *reading) atomEnd(i, end int32) int32 {
	for first := i; ; {
		w := &r.words[i]
		i++
		if i >= end {
			return i
		}
		next := &r.words[i]
		if r.opensCell(i) {
			return i
		}
		if next.low == "." && next.Start == w.End && (len(w.low) == 1 || w.set&abbreviation != 0) {
			if i+1 < end && r.words[i+1].capped {
				i++ // "E. M. Forster", "Dr. Gey"
				continue
			}
			if len(w.low) == 1 && i+1 < end {
				return i + 1 // "Kathy H. who …"
			}
			return i
		}
		if w.start && !w.caps && w.low != "the" && w.low != "a" && w.low != "an" && r.t.lists.lowerShare(w.low) >= 0.5 {
			return i // the capital is the sentence's: "Poor Tommy"
		}
		if next.capped && (w.set&(place|org) != 0 || next.set&org != 0) {
			return i // "Disney Quasimodo", "Victor Hugo" the writer and Hugo the prize
		}
		if next.capped && i-2 >= first && r.isWriter(i-2, i) {
			return i // "Tom Clancy Jack Ryan"
		}
		if !next.capped || next.low == "i" {
			if next.name && !next.alpha && w.set&volume != 0 {
				continue // "Part 1"
			}
			return i
		}
	}
}

// opensCell reports whether a word opens a cell of a table behind another one, where no name goes on: "Category ⇥ Value".
func (r *reading) opensCell(i int32) bool {
	return i > 0 && strings.Contains(r.doc.Review.Text[r.words[i-1].End:r.words[i].Start], "\t")
}

// isWriter reports whether the words are the full name of a well-known writer or of one under review.
func (r *reading) isWriter(first, end int32) bool {
	key := bareWords(review.Span{Start: r.words[first].Start, End: r.words[end-1].End}.In(r.doc.Review.Text))
	return r.t.lists.has(key, author) || r.t.catalog.authors[key] || slices.Contains(r.meta.authors, key)
}

// overJoint gives the first word of the next atom of a run, or -1 where the run ends: the same word where nothing
// stands between, a later one behind joining words and a possessive.
func (r *reading) overJoint(i, end int32) int32 {
	for steps := 0; i < end && steps < 4; steps++ {
		w := &r.words[i]
		if r.opensCell(i) {
			return -1
		}
		if r.opensAtom(i) {
			return i
		}
		if !isPossessive(w.low) && w.set&joint == 0 {
			return -1
		}
		i++
	}
	return -1
}

// overComma gives the first word of the next atom behind a comma, or -1 where the comma parts two names. It stands inside
// one where the first word comes again ("Work, Work, Work") and in a well-known title ("Eat, Pray, Love").
func (r *reading) overComma(first, i, end int32) int32 {
	if i >= end || r.words[i].low != "," {
		return -1
	}
	next := i + 1
	for next < end && r.words[next].set&joint != 0 && !r.words[next].capped {
		next++
	}
	if next >= end || !r.opensAtom(next) {
		return -1
	}
	if word := r.words[first].low; r.words[i-1].low == word && r.words[next].low == word {
		return next
	}
	key := bare(review.Span{Start: r.words[first].Start, End: r.words[next].End}.In(r.doc.Review.Text))
	if r.t.lists.titleOpenings[key] || strings.Count(key, " ") > 1 && r.t.lists.has(key, title) {
		return next
	}
	return -1
}

func (r *reading) gapText(from, to int32) string {
	switch to - from {
	case 0:
		return ""
	case 1:
		return r.words[from].low
	}
	parts := make([]string, 0, 3)
	for ; from < to; from++ {
		parts = append(parts, r.words[from].low)
	}
	return strings.Join(parts, " ")
}

// empty reports whether the words are function words only.
func (r *reading) empty(first, end int32) bool {
	for i := first; i < end; i++ {
		if w := &r.words[i]; w.name && (w.set&function == 0 || w.caps && w.set&(place|org) != 0) {
			return false
		}
	}
	return true
}

// isSeriesWord reports whether a word behind a title tells that the series of that name is meant.
func isSeriesWord(low string) bool {
	switch low {
	case "series", "trilogy", "saga", "duology", "quartet", "cycle", "books", "universe", "franchise":
		return true
	}
	return false
}

// namesSeries reports whether the title under review is also the name of its series: the record says so, or the title
// has a second part of its own, "Mistborn: The Final Empire". "The Lord of the Rings trilogy" is the book itself.
func (r *reading) namesSeries(key string) bool {
	return r.isMainTitle(key) && (key == r.meta.series || r.meta.main != r.meta.book && key == r.meta.main)
}

func (r *reading) span(m *mention) review.Span {
	return review.Span{Start: r.words[m.first].Start, End: r.words[m.end-1].End}
}

// surface is the text of a mention without a possessive at its end.
func (r *reading) surface(m *mention) string {
	return r.span(m).In(r.doc.Review.Text)
}

func (r *reading) addMention(m mention) {
	for m.end > m.first+1 && isSuffix(r.words[m.end-1].low) {
		m.end--
	}
	r.bare = appendBare(r.bare[:0], r.surface(&m))
	if len(r.bare) == 0 || len(r.bare) > longestName {
		return
	}
	if r.t.lists.sets[string(r.bare)]&(abbreviation|honorific) == abbreviation|honorific {
		return // "Mr and Mrs Bennet"
	}
	if m.end < r.starts[r.words[m.first].sent+1] && isSeriesWord(r.words[m.end].low) && r.namesSeries(string(r.bare)) {
		m.end++ // "the Mistborn series" is not its first volume
		r.bare = appendBare(r.bare[:0], r.surface(&m))
	}
	g, ok := r.byKey[string(r.bare)]
	if !ok {
		key := string(r.bare)
		g = int32(len(r.groups))
		r.byKey[key] = g
		first := len(r.parts)
		for part := range strings.SplitSeq(key, " ") {
			r.parts = append(r.parts, part)
		}
		r.groups = append(r.groups, group{key: key, words: r.parts[first:len(r.parts):len(r.parts)], into: g})
	}
	if m.box >= 0 {
		for len(r.inBox) < len(r.words) {
			r.inBox = append(r.inBox, -1)
		}
	}
	for w := m.first; w < m.end && len(r.inBox) > 0; w++ {
		other := r.inBox[w]
		if other < 0 || r.mentions[other].group != g {
			continue
		}
		// the same name at the same place, found twice; a run knows of the article before it
		o := &r.mentions[other]
		o.first = min(o.first, m.first)
		return
	}
	if m.box >= 0 {
		for w := m.first; w < m.end; w++ {
			r.inBox[w] = int32(len(r.mentions))
		}
	}
	m.group = g
	r.groups[g].mentions = append(r.groups[g].mentions, int32(len(r.mentions)))
	r.mentions = append(r.mentions, m)
}
