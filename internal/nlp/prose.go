package nlp

import (
	"fmt"
	"math"
	"sort"
	"strings"

	prose "github.com/jdkato/prose/v2"
)

// What stands here and in gob.go makes the file of the tagger's tables, and no run of the program comes by: prose takes
// 50 ms to unpack its weights, which is more than a run over some reviews.

// Tables is the file that this folder embeds, made from prose's own files. cmd/train/tagger writes it.
func Tables() ([]byte, error) {
	t, err := decodeProse(proseAssets())
	if err != nil {
		return nil, err
	}
	return t.append(nil), nil
}

const asset = "model/AveragedPerceptron/"

// proseFiles are prose's own files: the tags to choose from, the words of one tag, and the weights.
type proseFiles struct{ classes, tags, weights []byte }

func proseAssets() (files proseFiles, err error) {
	for _, part := range []struct {
		name string
		into *[]byte
	}{{"classes.gob", &files.classes}, {"tags.gob", &files.tags}, {"weights.gob", &files.weights}} {
		if *part.into, err = prose.Asset(asset + part.name); err != nil {
			return files, fmt.Errorf("nlp: prose's %s: %w", part.name, err)
		}
	}
	return files, nil
}

// proseReader sorts prose's files into tables.
type proseReader struct {
	tables
	tagID    map[string]uint8
	words    map[string]int32 // index into wordNames and feats
	suffixes map[string]int32 // index into suffixNames and endings
}

// decodeProse makes the tables of prose's files, unless they could not be had.
func decodeProse(files proseFiles, err error) (*tables, error) {
	if err != nil {
		return nil, err
	}
	m := &proseReader{tagID: map[string]uint8{}, words: map[string]int32{}, suffixes: map[string]int32{}}
	m.ending("") // unknown ones have none
	read := gobReader{data: files.classes}
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
	read = gobReader{data: files.tags}
	err = read.stringMap(func(word, tag string) {
		m.fixedWords, m.fixedTags = append(m.fixedWords, strings.Clone(word)), append(m.fixedTags, m.addTag(tag))
	})
	if err != nil {
		return nil, fmt.Errorf("nlp: prose's words of one tag: %w", err)
	}
	if err := m.readWeights(files.weights); err != nil {
		return nil, fmt.Errorf("nlp: prose's weights: %w", err)
	}
	return &m.tables, nil
}

// addTag interns a tag; ids beyond maxTags share the last, which no feature speaks of.
func (m *proseReader) addTag(name string) uint8 {
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
func (m *proseReader) readWeights(data []byte) error {
	m.starts = []uint32{0, 0} // feature 0 has no weights
	m.prefix = make([]feature, 256)
	m.before, m.before2, m.both = make([]feature, maxTags), make([]feature, maxTags), make([]feature, maxTags*maxTags)
	var pairs []pair
	var failure error
	weighed := make([]bool, len(m.tags)) // classes that have weights at all
	last := none
	begin := func(key string) {
		last++
		m.starts = append(m.starts, m.starts[last])
		switch {
		case key == "bias":
			m.bias = last
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
			m.before[m.addTag(key[len("i-1 tag "):])] = last
		case strings.HasPrefix(key, "i-2 tag "):
			m.before2[m.addTag(key[len("i-2 tag "):])] = last
		case strings.HasPrefix(key, "i tag+i-2 tag "):
			p1, p2, ok := strings.Cut(key[len("i tag+i-2 tag "):], " ")
			if !ok {
				failure = fmt.Errorf("feature %q", key)
				return
			}
			m.both[int(m.addTag(p1))*maxTags+int(m.addTag(p2))] = last
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
	if err := m.layLanes(weighed); err != nil {
		return err
	}
	return nil
}

// layLanes gives every class that has weights a lane, in the order of their names, and rewrites the weights to speak of
// lanes. It checks what predict relies on: that the bias speaks of every class, so that none is without a score, and that
// no sum of fourteen features leaves its lane.
func (m *proseReader) layLanes(weighed []bool) error {
	all := m.classes
	m.classes = nil
	var lane [maxTags]int
	for id, name := range all {
		if weighed[id] {
			if len(m.classes) == lanes {
				return fmt.Errorf("more than %d classes", lanes)
			}
			lane[id] = len(m.classes)
			m.classID = append(m.classID, uint8(id))
			m.classes = append(m.classes, name)
		}
	}
	if int(m.starts[m.bias+1]-m.starts[m.bias]) != len(m.classes) {
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
func (m *proseReader) word(s string) int32 {
	id, ok := m.words[s]
	if !ok {
		id = int32(len(m.feats))
		s = strings.Clone(s)
		m.words[s], m.wordNames = id, append(m.wordNames, s)
		m.feats = append(m.feats, wordFeatures{})
	}
	return id
}

// ending interns a suffix.
func (m *proseReader) ending(suffix string) *suffixFeatures {
	id, ok := m.suffixes[suffix]
	if !ok {
		id = int32(len(m.endings))
		suffix = strings.Clone(suffix)
		m.suffixes[suffix], m.suffixNames = id, append(m.suffixNames, suffix)
		m.endings = append(m.endings, suffixFeatures{})
	}
	return &m.endings[id]
}

// indexPairs lays the pairs out by word, so that those of one word stand together.
func (m *proseReader) indexPairs(pairs []pair) {
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
