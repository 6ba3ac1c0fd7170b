package nlp

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	prose "github.com/jdkato/prose/v2"
)

// What stands here makes the file of the tagger's tables, and no run of the program comes by: prose takes
// 50 ms to unpack its weights, which is more than a run over some reviews.

// Tables is the file that this folder embeds, made from prose's own files. cmd/train/tagger writes it.
func Tables() ([]byte, error) {
	files, err := proseAssets()
	if err != nil {
		return nil, err
	}
	t, err := decodeProse(files)
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
	pairs    []pair
}

// decodeProse makes the tables of prose's files.
func decodeProse(files proseFiles) (*tables, error) {
	var fixed map[string]string
	var weights map[string]map[string]float64
	m := &proseReader{tagID: map[string]uint8{}, words: map[string]int32{}, suffixes: map[string]int32{}}
	for _, part := range []struct {
		name string
		data []byte
		into any
	}{{"classes", files.classes, &m.classes}, {"words of one tag", files.tags, &fixed}, {"weights", files.weights, &weights}} {
		if err := gob.NewDecoder(bytes.NewReader(part.data)).Decode(part.into); err != nil {
			return nil, fmt.Errorf("nlp: prose's %s: %w", part.name, err)
		}
	}
	m.ending("") // unknown ones have none
	slices.Sort(m.classes)
	for _, name := range m.classes {
		m.addTag(name) // so that a class's place is its id
	}
	for _, name := range []string{"-START-", "-START2-", "-", "SYM", "NN", "-NONE-"} {
		m.addTag(name)
	}
	for _, word := range slices.Sorted(maps.Keys(fixed)) {
		m.fixedWords, m.fixedTags = append(m.fixedWords, word), append(m.fixedTags, m.addTag(fixed[word]))
	}
	if err := m.readWeights(weights); err != nil {
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
	m.tagID[name] = id
	m.tags = append(m.tags, name)
	return id
}

// pair is a feature of a tag and the word after it.
type pair struct {
	word int32
	tag  uint8
	of   feature
}

// readWeights takes every feature, in the order of their names, and what it says for each class.
func (m *proseReader) readWeights(all map[string]map[string]float64) error {
	m.starts = []uint32{0, 0} // feature 0 has no weights
	m.prefix = make([]feature, 256)
	m.before, m.before2, m.both = make([]feature, maxTags), make([]feature, maxTags), make([]feature, maxTags*maxTags)
	weighed := make([]bool, len(m.classes)) // classes that have weights at all
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if !m.place(key, feature(len(m.starts)-1)) {
			return fmt.Errorf("feature %q", key)
		}
		for _, class := range slices.Sorted(maps.Keys(all[key])) {
			value := all[key][class]
			id, ok := slices.BinarySearch(m.classes, class)
			thousandths := math.RoundToEven(value * 1000)
			if !ok || math.Abs(value*1000-thousandths) > 1e-6 || math.Abs(thousandths) >= laneHalf {
				return fmt.Errorf("weight %s %g", class, value)
			}
			weighed[id] = true
			m.weights = append(m.weights, weight(int32(thousandths)<<6)|weight(id)) // a tag id until layLanes
		}
		m.starts = append(m.starts, uint32(len(m.weights)))
	}
	if len(m.tags) >= maxTags {
		return fmt.Errorf("%d tags, room for %d", len(m.tags), maxTags-1)
	}
	m.indexPairs()
	return m.layLanes(weighed)
}

// place puts a feature where prediction will look for it, by its name; false where prose has no such features.
func (m *proseReader) place(key string, id feature) bool {
	switch {
	case key == "bias":
		m.bias = id
	case strings.HasPrefix(key, "i word "):
		m.feats[m.word(key[len("i word "):])].here = id
	case strings.HasPrefix(key, "i-1 tag+i word "):
		tag, word, ok := strings.Cut(key[len("i-1 tag+i word "):], " ")
		if !ok {
			return false
		}
		m.pairs = append(m.pairs, pair{m.word(word), m.addTag(tag), id})
	case strings.HasPrefix(key, "i-1 word "):
		m.feats[m.word(key[len("i-1 word "):])].before = id
	case strings.HasPrefix(key, "i-2 word "):
		m.feats[m.word(key[len("i-2 word "):])].before2 = id
	case strings.HasPrefix(key, "i+1 word "):
		m.feats[m.word(key[len("i+1 word "):])].after = id
	case strings.HasPrefix(key, "i+2 word "):
		m.feats[m.word(key[len("i+2 word "):])].after2 = id
	case strings.HasPrefix(key, "i suffix "):
		m.ending(key[len("i suffix "):]).here = id
	case strings.HasPrefix(key, "i-1 suffix "):
		m.ending(key[len("i-1 suffix "):]).before = id
	case strings.HasPrefix(key, "i+1 suffix "):
		m.ending(key[len("i+1 suffix "):]).after = id
	case strings.HasPrefix(key, "i pref1 "):
		// prose's prefix is the first byte made a rune, so that it is Latin-1 whatever the word was.
		if runes := []rune(key[len("i pref1 "):]); len(runes) == 1 && runes[0] < 256 {
			m.prefix[runes[0]] = id
		}
	case strings.HasPrefix(key, "i-1 tag "):
		m.before[m.addTag(key[len("i-1 tag "):])] = id
	case strings.HasPrefix(key, "i-2 tag "):
		m.before2[m.addTag(key[len("i-2 tag "):])] = id
	case strings.HasPrefix(key, "i tag+i-2 tag "):
		p1, p2, ok := strings.Cut(key[len("i tag+i-2 tag "):], " ")
		if !ok {
			return false
		}
		m.both[int(m.addTag(p1))*maxTags+int(m.addTag(p2))] = id
	default:
		return false
	}
	return true
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

// word interns a normalised word.
func (m *proseReader) word(s string) int32 {
	id, ok := m.words[s]
	if !ok {
		id = int32(len(m.feats))
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
		m.suffixes[suffix], m.suffixNames = id, append(m.suffixNames, suffix)
		m.endings = append(m.endings, suffixFeatures{})
	}
	return &m.endings[id]
}

// indexPairs lays the pairs out by word, so that those of one word stand together.
func (m *proseReader) indexPairs() {
	m.pairStart = make([]uint32, len(m.feats)+1)
	for _, p := range m.pairs {
		m.pairStart[p.word+1]++
	}
	for i := range m.feats {
		m.pairStart[i+1] += m.pairStart[i]
	}
	m.pairTag = make([]uint8, len(m.pairs))
	m.pairOf = make([]feature, len(m.pairs))
	next := slices.Clone(m.pairStart)
	for _, p := range m.pairs {
		m.pairTag[next[p.word]] = p.tag
		m.pairOf[next[p.word]] = p.of
		next[p.word]++
	}
}
