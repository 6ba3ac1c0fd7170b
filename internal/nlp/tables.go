package nlp

import (
	_ "embed"
	"encoding/binary"
	"errors"
)

// taggerTables is what Tables made of prose's files; see tagger/README.md.
//
//go:embed tagger/tables.bin
var taggerTables []byte

// tables are prose's averaged perceptron in flat arrays, as they stand in the file. prose's weights are thousandths. They
// are held as integers, so that the sum does not hang on the order of adding.
type tables struct {
	classes []string // sorted: the tags that prediction chooses from, by lane
	classID []uint8  // their tag ids
	tags    []string // by tag id: the classes first, then the other tags that features speak of

	fixedWords []string // words whose tag prose does not predict,
	fixedTags  []uint8  // and their tag

	starts  []uint32 // by feature, one more at the end
	weights []weight

	wordNames   []string // normalised words
	feats       []wordFeatures
	suffixNames []string // last three bytes of words; the first is that of unknown ones
	endings     []suffixFeatures
	prefix      []feature // "i pref1", by byte

	pairStart []uint32  // by word, one more at the end: its part of pairTag and pairOf
	pairTag   []uint8   // tag before
	pairOf    []feature // "i-1 tag+i word"

	bias            feature
	before, before2 []feature // "i-1 tag", "i-2 tag", by tag
	both            []feature // "i tag+i-2 tag", by tag before * maxTags + tag before that
}

var errTables = errors.New("nlp: the tagger's tables end early")

// readTables reads the file.
func readTables(data []byte) (t tables, err error) {
	c := tableCoder{data: data}
	t.code(&c)
	if c.bad || c.at != len(data) {
		return t, errTables
	}
	return t, nil
}

// append writes the file.
func (t *tables) append(dst []byte) []byte {
	c := tableCoder{data: dst, writes: true}
	t.code(&c)
	return c.data
}

// code goes over all that is in the file, in its order, to write or to read it.
func (t *tables) code(c *tableCoder) {
	c.strings(&t.classes)
	numberList(c, &t.classID)
	c.strings(&t.tags)
	c.strings(&t.fixedWords)
	numberList(c, &t.fixedTags)
	risingList(c, &t.starts)
	numberList(c, &t.weights)
	c.strings(&t.wordNames)
	list(c, &t.feats, func(f *wordFeatures) {
		for _, of := range [...]*feature{&f.here, &f.before, &f.before2, &f.after, &f.after2} {
			number(c, of)
		}
	})
	c.strings(&t.suffixNames)
	list(c, &t.endings, func(f *suffixFeatures) {
		number(c, &f.here)
		number(c, &f.before)
		number(c, &f.after)
	})
	numberList(c, &t.prefix)
	risingList(c, &t.pairStart)
	numberList(c, &t.pairTag)
	numberList(c, &t.pairOf)
	number(c, &t.bias)
	numberList(c, &t.before)
	numberList(c, &t.before2)
	numberList(c, &t.both)
}

// tableCoder writes numbers (as binary.AppendVarint) and strings to the end of data, or takes them from the place at.
type tableCoder struct {
	data   []byte
	at     int
	writes bool
	bad    bool // there was less to read than asked for
}

func number[T ~uint8 | ~int32 | ~uint32 | ~int](c *tableCoder, x *T) {
	if c.writes {
		c.data = binary.AppendVarint(c.data, int64(int32(*x)))
		return
	}
	value, n := binary.Varint(c.data[c.at:])
	if n <= 0 {
		c.bad = true
		return
	}
	*x = T(value)
	c.at += n
}

// list is a number of elements and then each of them.
func list[T any](c *tableCoder, all *[]T, each func(*T)) {
	count := len(*all)
	number(c, &count)
	if !c.writes {
		if c.bad || count < 0 || count > len(c.data)-c.at { // every element takes a byte at least
			c.bad = true
			return
		}
		*all = make([]T, count)
	}
	for i := range *all {
		each(&(*all)[i])
	}
}

func numberList[T ~uint8 | ~int32 | ~uint32](c *tableCoder, all *[]T) {
	list(c, all, func(x *T) { number(c, x) })
}

// risingList is numberList for numbers of which each is at least as large as the one before: the differences are small.
func risingList(c *tableCoder, all *[]uint32) {
	last := uint32(0)
	list(c, all, func(x *uint32) {
		step := *x - last
		number(c, &step)
		last += step
		*x = last
	})
}

// strings are views of one string.
func (c *tableCoder) strings(all *[]string) {
	var ends []uint32
	var joined []byte
	if c.writes {
		for _, s := range *all {
			joined = append(joined, s...)
			ends = append(ends, uint32(len(joined)))
		}
		risingList(c, &ends)
		c.data = append(c.data, joined...)
		return
	}
	risingList(c, &ends)
	size := 0
	if len(ends) > 0 {
		size = int(ends[len(ends)-1])
	}
	if c.bad || size > len(c.data)-c.at {
		c.bad = true
		return
	}
	text := string(c.data[c.at : c.at+size])
	c.at += size
	*all = make([]string, len(ends))
	start := uint32(0)
	for i, end := range ends {
		if end < start || int(end) > size {
			c.bad = true
			return
		}
		(*all)[i], start = text[start:end], end
	}
}
