package nlp

import (
	"fmt"
	"math"
	"sort"
	"strings"

	prose "github.com/jdkato/prose/v2"
)

// The scores of all classes are held in one row: three lanes of 21 bits in each word, so that adding two rows is thirteen
// additions. A lane holds its score in thousandths plus half its range, so that the sum of a row is never negative in any
// lane and no lane borrows from its neighbour; layLanes makes sure of it.
const (
	laneBits  = 21
	laneMask  = 1<<laneBits - 1
	laneHalf  = 1 << (laneBits - 1)
	wordLanes = 3
	rowWords  = 13
	lanes     = rowWords * wordLanes // prose's weights speak of 38 classes
)

type row [rowWords]uint64

// maxTags bounds the ids of tags: the classes and what may stand before them ("-START-", "SYM", …). The last id is that of
// all tags that no feature speaks of.
const maxTags = 64

// none is the id of the feature without weights.
const none feature = 0

// A feature is an index into model.starts. Its weights are model.weights[starts[f]:starts[f+1]]; those of a negative one
// are summed already, in model.rows[^f].
type feature int32

// manyWeights is from how many weights adding a row is quicker than adding them one by one.
const manyWeights = 6

// model is prose's averaged perceptron in flat arrays. A feature of prose's is a string such as "i-1 word the"; here it
// is reached from the interned word or suffix, so that predicting makes no strings and looks up no map.
//
// prose's weights are thousandths. They are held as integers, so that the sum does not hang on the order of adding.
type model struct {
	classes []string     // sorted: the tags that prediction chooses from, by lane
	classID [lanes]uint8 // their tag ids
	tags    []string     // by tag id: the classes first, then the other tags that features speak of
	tagID   map[string]uint8

	starts  []uint32 // by feature, one more at the end
	weights []weight
	rows    []row

	words    map[string]int32 // normalised word → index into feats and pairs
	feats    []wordFeatures
	suffixes map[string]int32 // last three bytes → index into endings; 0 is that of unknown ones
	endings  []suffixFeatures
	prefix   [256]feature // "i pref1", by byte

	pairStart []uint32  // by word, one more at the end: its part of pairTag and pairOf
	pairTag   []uint8   // tag before
	pairOf    []feature // "i-1 tag+i word"

	base []row // by tag before * maxTags + tag before that: bias and the tag features, summed

	fixed map[string]uint8 // words whose tag prose does not predict
}

// weight is a class and what a feature says for it: the word of the row in the lowest 4 bits, the lane within it in the
// next 2, and the thousandths, signed, above.
type weight uint32

func newWeight(class int, thousandths int32) weight {
	return weight(thousandths<<6) | weight(class%wordLanes<<4) | weight(class/wordLanes)
}

// add adds a feature's weights to a row.
func (m *model) add(r *row, f feature) {
	if f < 0 {
		for i, sum := range &m.rows[^f] {
			r[i] += sum
		}
		return
	}
	for _, w := range m.weights[m.starts[f]:m.starts[f+1]] {
		r[w&15] += uint64(int64(int32(w)>>6)) << (w >> 4 & 3 * laneBits)
	}
}

// wordFeatures are the features of a normalised word by the place that it stands in.
type wordFeatures struct {
	here, before, before2, after, after2 feature
}

// suffixFeatures are the features of a word's last three bytes by the place that it stands in.
type suffixFeatures struct {
	here, before, after feature
}

const asset = "model/AveragedPerceptron/"

// loadModel takes the weights out of prose.
func loadModel() (*model, error) {
	classes, tags, weights, err := proseAssets()
	if err != nil {
		return nil, err
	}
	return decodeModel(classes, tags, weights)
}

// proseAssets returns prose's own files: the tags to choose from, the words of one tag, and the weights.
func proseAssets() (classes, tags, weights []byte, err error) {
	for _, part := range []struct {
		name string
		into *[]byte
	}{{"classes.gob", &classes}, {"tags.gob", &tags}, {"weights.gob", &weights}} {
		if *part.into, err = prose.Asset(asset + part.name); err != nil {
			return nil, nil, nil, fmt.Errorf("nlp: prose's %s: %w", part.name, err)
		}
	}
	return classes, tags, weights, nil
}

// decodeModel builds the tables from prose's files.
func decodeModel(classes, tags, weights []byte) (*model, error) {
	m := &model{
		tagID:    map[string]uint8{},
		words:    make(map[string]int32, 1<<14),
		suffixes: make(map[string]int32, 1<<12),
		endings:  make([]suffixFeatures, 1, 1<<12),
		fixed:    map[string]uint8{},
	}
	read := gobReader{data: classes}
	if err := read.strings(&m.classes); err != nil {
		return nil, fmt.Errorf("nlp: prose's classes: %w", err)
	}
	sort.Strings(m.classes)
	for _, name := range m.classes {
		m.addTag(name) // so that a class's place is its id
	}
	for _, name := range []string{"-START-", "-START2-", "-", "SYM", "NN", "-NONE-"} {
		m.addTag(name)
	}
	read = gobReader{data: tags}
	if err := read.stringMap(func(word, tag string) { m.fixed[strings.Clone(word)] = m.addTag(tag) }); err != nil {
		return nil, fmt.Errorf("nlp: prose's words of one tag: %w", err)
	}
	if err := m.readWeights(weights); err != nil {
		return nil, fmt.Errorf("nlp: prose's weights: %w", err)
	}
	return m, nil
}

// addTag interns a tag; ids beyond maxTags share the last, which no feature speaks of.
func (m *model) addTag(name string) uint8 {
	if id, ok := m.tagID[name]; ok {
		return id
	}
	id := uint8(min(len(m.tags), maxTags-1))
	m.tagID[strings.Clone(name)] = id
	m.tags = append(m.tags, strings.Clone(name))
	return id
}

// pair is a feature of a tag and the word after it.
type pair struct {
	word int32
	tag  uint8
	of   feature
}

// readWeights sorts every feature into the table that prediction will look it up in.
func (m *model) readWeights(data []byte) error {
	m.starts = append(make([]uint32, 0, 1<<17), 0, 0) // feature 0 has no weights
	m.weights = make([]weight, 0, 1<<19)
	m.feats = make([]wordFeatures, 0, 1<<14)
	var (
		bias    feature
		before  [maxTags]feature
		before2 [maxTags]feature
		both    [maxTags * maxTags]feature
		pairs   = make([]pair, 0, 1<<15)
		failure error
	)
	weighed := make([]bool, len(m.tags)) // classes that have weights at all
	last := none
	begin := func(key string) {
		last++
		m.starts = append(m.starts, m.starts[last])
		switch {
		case key == "bias":
			bias = last
		case strings.HasPrefix(key, "i word "):
			m.feats[m.word(key[len("i word "):])].here = last
		case strings.HasPrefix(key, "i-1 tag+i word "):
			tag, word, ok := strings.Cut(key[len("i-1 tag+i word "):], " ")
			if !ok {
				failure = fmt.Errorf("feature %q", key)
				return
			}
			pairs = append(pairs, pair{m.word(word), m.addTag(tag), last})
		case strings.HasPrefix(key, "i-1 word "):
			m.feats[m.word(key[len("i-1 word "):])].before = last
		case strings.HasPrefix(key, "i-2 word "):
			m.feats[m.word(key[len("i-2 word "):])].before2 = last
		case strings.HasPrefix(key, "i+1 word "):
			m.feats[m.word(key[len("i+1 word "):])].after = last
		case strings.HasPrefix(key, "i+2 word "):
			m.feats[m.word(key[len("i+2 word "):])].after2 = last
		case strings.HasPrefix(key, "i suffix "):
			m.ending(key[len("i suffix "):]).here = last
		case strings.HasPrefix(key, "i-1 suffix "):
			m.ending(key[len("i-1 suffix "):]).before = last
		case strings.HasPrefix(key, "i+1 suffix "):
			m.ending(key[len("i+1 suffix "):]).after = last
		case strings.HasPrefix(key, "i pref1 "):
			// prose's prefix is the first byte made a rune, so that it is Latin-1 whatever the word was.
			if runes := []rune(key[len("i pref1 "):]); len(runes) == 1 && runes[0] < 256 {
				m.prefix[runes[0]] = last
			}
		case strings.HasPrefix(key, "i-1 tag "):
			before[m.addTag(key[len("i-1 tag "):])] = last
		case strings.HasPrefix(key, "i-2 tag "):
			before2[m.addTag(key[len("i-2 tag "):])] = last
		case strings.HasPrefix(key, "i tag+i-2 tag "):
			p1, p2, ok := strings.Cut(key[len("i tag+i-2 tag "):], " ")
			if !ok {
				failure = fmt.Errorf("feature %q", key)
				return
			}
			both[int(m.addTag(p1))*maxTags+int(m.addTag(p2))] = last
		default:
			failure = fmt.Errorf("feature %q", key)
		}
	}
	classes := newNames(m.classes)
	weigh := func(class string, value float64) {
		id, ok := classes.find(class)
		thousandths := math.RoundToEven(value * 1000)
		if !ok || math.Abs(value*1000-thousandths) > 1e-6 || math.Abs(thousandths) >= laneHalf {
			failure = fmt.Errorf("weight %s %g", class, value)
			return
		}
		weighed[id] = true
		m.weights = append(m.weights, weight(int32(thousandths)<<6)|weight(id)) // a tag id until layLanes
		m.starts[last+1]++
	}
	read := gobReader{data: data}
	if err := read.weights(begin, weigh); err != nil {
		return err
	}
	if failure != nil {
		return failure
	}
	if len(m.tags) >= maxTags {
		return fmt.Errorf("%d tags, room for %d", len(m.tags), maxTags-1)
	}
	m.indexPairs(pairs)
	if err := m.layLanes(weighed, bias); err != nil {
		return err
	}
	start := row{}
	for class := range m.classes { // a lane without a class stays at the bottom, and is never chosen
		start[class/wordLanes] |= laneHalf << (class % wordLanes * laneBits)
	}
	m.add(&start, bias)
	m.sumRows()
	m.base = make([]row, maxTags*maxTags)
	for p1 := range before {
		for p2 := range before2 {
			r := &m.base[p1*maxTags+p2]
			*r = start
			m.add(r, before[p1])
			m.add(r, before2[p2])
			m.add(r, both[p1*maxTags+p2])
		}
	}
	return nil
}

// sumRows gives features with many weights, of those that prediction adds singly, a row. They are few, and belong to the
// words that every sentence has.
func (m *model) sumRows() {
	sum := func(f *feature) {
		if m.starts[*f+1]-m.starts[*f] < manyWeights {
			return
		}
		m.rows = append(m.rows, row{})
		m.add(&m.rows[len(m.rows)-1], *f)
		*f = ^feature(len(m.rows) - 1)
	}
	for i := range m.feats {
		sum(&m.feats[i].before2)
		sum(&m.feats[i].after2)
	}
	for i := range m.pairOf {
		sum(&m.pairOf[i])
	}
}

// layLanes gives every class that has weights a lane, in the order of their names, and rewrites the weights to speak of
// lanes. It checks what predict relies on: that the bias speaks of every class, so that none is without a score, and that
// no sum of fourteen features leaves its lane.
func (m *model) layLanes(weighed []bool, bias feature) error {
	all := m.classes
	m.classes = nil
	var lane [maxTags]int
	for id, name := range all {
		if weighed[id] {
			if len(m.classes) == lanes {
				return fmt.Errorf("more than %d classes", lanes)
			}
			lane[id] = len(m.classes)
			m.classID[len(m.classes)] = uint8(id)
			m.classes = append(m.classes, name)
		}
	}
	if int(m.starts[bias+1]-m.starts[bias]) != len(m.classes) {
		return fmt.Errorf("the bias does not speak of every class")
	}
	var largest int32
	for i, w := range m.weights {
		value := int32(w) >> 6
		largest = max(largest, value, -value)
		m.weights[i] = newWeight(lane[w&63], value)
	}
	if 14*largest >= laneHalf {
		return fmt.Errorf("a weight of %d thousandths is too large", largest)
	}
	return nil
}

// names finds the number of a short name; it is asked 270,000 times on loading.
type names struct {
	slots [256]struct {
		key uint32
		id  uint8
	}
}

func newNames(all []string) *names {
	n := new(names)
	for id, name := range all {
		at := slotOf(key(name))
		for n.slots[at].key != 0 {
			at++
		}
		n.slots[at].key, n.slots[at].id = key(name), uint8(id)
	}
	return n
}

// key packs a name of one to four bytes into a number; other names have the key 0, which none has.
func key(name string) (k uint32) {
	if len(name) > 4 {
		return 0
	}
	for i := range len(name) {
		k = k<<8 | uint32(name[i])
	}
	return k
}

func slotOf(key uint32) uint8 { return uint8(key * 2654435761 >> 24) }

func (n *names) find(name string) (id uint8, ok bool) {
	k := key(name)
	for at := slotOf(k); k != 0 && n.slots[at].key != 0; at++ {
		if n.slots[at].key == k {
			return n.slots[at].id, true
		}
	}
	return 0, false
}

// word interns a normalised word.
func (m *model) word(s string) int32 {
	id, ok := m.words[s]
	if !ok {
		id = int32(len(m.feats))
		m.words[strings.Clone(s)] = id
		m.feats = append(m.feats, wordFeatures{})
	}
	return id
}

// ending interns a suffix.
func (m *model) ending(suffix string) *suffixFeatures {
	id, ok := m.suffixes[suffix]
	if !ok {
		id = int32(len(m.endings))
		m.suffixes[strings.Clone(suffix)] = id
		m.endings = append(m.endings, suffixFeatures{})
	}
	return &m.endings[id]
}

// endingOf is what is known of a word's suffix.
func (m *model) endingOf(word string) suffixFeatures {
	return m.endings[m.suffixes[word[len(word)-min(len(word), 3):]]]
}

// indexPairs lays the pairs out by word, so that those of one word stand together.
func (m *model) indexPairs(pairs []pair) {
	m.pairStart = make([]uint32, len(m.feats)+1)
	for _, p := range pairs {
		m.pairStart[p.word+1]++
	}
	for i := range m.feats {
		m.pairStart[i+1] += m.pairStart[i]
	}
	m.pairTag = make([]uint8, len(pairs))
	m.pairOf = make([]feature, len(pairs))
	next := append([]uint32(nil), m.pairStart...)
	for _, p := range pairs {
		m.pairTag[next[p.word]] = p.tag
		m.pairOf[next[p.word]] = p.of
		next[p.word]++
	}
}
