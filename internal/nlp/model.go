package nlp

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

// model is prose's averaged perceptron, ready to predict. A feature of prose's is a string such as "i-1 word the"; here
// it is reached from the interned word or suffix, so that predicting makes no strings and looks up no map.
type model struct {
	tables
	tagID    map[string]uint8
	fixed    map[string]uint8 // words whose tag prose does not predict
	words    map[string]int32 // normalised word → index into feats and pairs
	suffixes map[string]int32 // last three bytes → index into endings; 0 is that of unknown ones
	rows     []row
	base     []row // by tag before * maxTags + tag before that: bias and the tag features, summed
}

// newModel makes the model of its tables, which it keeps.
func newModel(t tables) *model {
	m := &model{tables: t, tagID: numbers[uint8](t.tags), fixed: make(map[string]uint8, len(t.fixedWords)),
		words: numbers[int32](t.wordNames), suffixes: numbers[int32](t.suffixNames)}
	for i, word := range t.fixedWords {
		m.fixed[word] = t.fixedTags[i]
	}
	m.sumRows()
	start := row{}
	for class := range m.classes { // a lane without a class stays at the bottom, and is never chosen
		start[class/wordLanes] |= laneHalf << (class % wordLanes * laneBits)
	}
	m.add(&start, m.bias)
	m.base = make([]row, maxTags*maxTags)
	for p1, before := range m.before {
		for p2, before2 := range m.before2 {
			r := &m.base[p1*maxTags+p2]
			*r = start
			m.add(r, before)
			m.add(r, before2)
			m.add(r, m.both[p1*maxTags+p2])
		}
	}
	return m
}

// numbers says where each name stands in a list.
func numbers[T uint8 | int32](names []string) map[string]T {
	of := make(map[string]T, len(names))
	for i, name := range names {
		of[name] = T(i)
	}
	return of
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

// endingOf is what is known of a word's suffix.
func (m *model) endingOf(word string) suffixFeatures {
	return m.endings[m.suffixes[word[len(word)-min(len(word), 3):]]]
}
