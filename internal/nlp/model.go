package nlp

import (
	"fmt"
	"math"
	"sort"
	"strings"

	prose "github.com/jdkato/prose/v2"
)

// lanes is the room for one score per tag: prose's 38 to 45 tags, rounded up so that whole rows can be added.
const lanes = 48

// maxTags bounds the ids of tags: the classes and what may stand before them ("-START-", "SYM", …).
const maxTags = 64

// none is the id of the feature without weights.
const none feature = 0

// A feature is an index into model.starts. Its weights are model.weights[starts[f]:starts[f+1]].
type feature int32

// model is prose's averaged perceptron in flat arrays. A feature of prose's is a string such as "i-1 word the"; here it
// is reached from the interned word or suffix, so that predicting makes no strings and looks up no map.
//
// prose's weights are thousandths. They are held as integers, so that the sum does not hang on the order of adding.
type model struct {
	classes []string // sorted: the tags that prediction chooses from
	tags    []string // by tag id: the classes first, then the other tags that features speak of
	tagID   map[string]uint8

	starts  []uint32 // by feature, one more at the end
	weights []uint32 // class in the low 6 bits, weight in thousandths above, as int32 shifted

	words    map[string]int32 // normalised word → index into feats and pairs
	feats    []wordFeatures
	suffixes map[string]suffixFeatures
	prefix   [256]feature // "i pref1", by byte

	pairStart []uint32  // by word, one more at the end: its part of pairTag and pairOf
	pairTag   []uint8   // tag before
	pairOf    []feature // "i-1 tag+i word"

	base [][lanes]int32 // by tag before * maxTags + tag before that: bias and the tag features, summed

	fixed map[string]uint8 // words whose tag prose does not predict
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
		suffixes: make(map[string]suffixFeatures, 1<<12),
		fixed:    map[string]uint8{},
	}
	read := gobReader{data: classes}
	if err := read.strings(&m.classes); err != nil {
		return nil, fmt.Errorf("nlp: prose's classes: %w", err)
	}
	sort.Strings(m.classes)
	if len(m.classes) > lanes {
		return nil, fmt.Errorf("nlp: prose's classes: %d, room for %d", len(m.classes), lanes)
	}
	for _, name := range m.classes {
		m.addTag(name)
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
	m.weights = make([]uint32, 0, 1<<19)
	m.feats = make([]wordFeatures, 0, 1<<14)
	var (
		bias    feature
		before  [maxTags]feature
		before2 [maxTags]feature
		both    [maxTags * maxTags]feature
		pairs   = make([]pair, 0, 1<<15)
		failure error
	)
	classID := make(map[string]uint32, len(m.classes))
	for i, name := range m.classes {
		classID[name] = uint32(i)
	}
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
			m.suffix(key[len("i suffix "):], func(s *suffixFeatures) { s.here = last })
		case strings.HasPrefix(key, "i-1 suffix "):
			m.suffix(key[len("i-1 suffix "):], func(s *suffixFeatures) { s.before = last })
		case strings.HasPrefix(key, "i+1 suffix "):
			m.suffix(key[len("i+1 suffix "):], func(s *suffixFeatures) { s.after = last })
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
	weigh := func(class string, weight float64) {
		id, ok := classID[class]
		thousandths := math.Round(weight * 1000)
		if !ok || math.Abs(weight*1000-thousandths) > 1e-6 || math.Abs(thousandths) >= 1<<25 {
			failure = fmt.Errorf("weight %s %g", class, weight)
			return
		}
		m.weights = append(m.weights, uint32(int32(thousandths)<<6)|id)
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
	m.base = make([][lanes]int32, maxTags*maxTags)
	for p1 := range before {
		for p2 := range before2 {
			row := &m.base[p1*maxTags+p2]
			for _, f := range []feature{bias, before[p1], before2[p2], both[p1*maxTags+p2]} {
				m.add(row, f)
			}
		}
	}
	return nil
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

func (m *model) suffix(s string, set func(*suffixFeatures)) {
	features, ok := m.suffixes[s]
	if !ok {
		s = strings.Clone(s)
	}
	set(&features)
	m.suffixes[s] = features
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

// add adds a feature's weights to a row of scores.
func (m *model) add(row *[lanes]int32, f feature) {
	for _, w := range m.weights[m.starts[f]:m.starts[f+1]] {
		row[w&63] += int32(w) >> 6
	}
}
