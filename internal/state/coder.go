package state

import (
	"encoding/binary"
	"math"
	"strings"
	"unsafe"

	"tonearc/pipeline/review"
)

// view is data as a string, without copying it.
func view(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// portion is how much of an analysis is wanted.
type portion uint8

const (
	all portion = iota
	outline
	sums
)

// coder walks over a value field by field and either writes every field to buf or reads it from there. One description
// serves both directions, so that they cannot drift apart; a test fills every field of review.Analysis by reflection
// and fails where one is forgotten here.
//
// Integers are zigzag varints, floats eight bytes little-endian, strings a length and bytes, slices their length plus
// one (0 = nil). Before a slice that some portion leaves out stands how many bytes it takes, in four bytes little-endian.
type coder struct {
	buf     []byte
	text    string // reading: buf as a string
	at      int    // reading: how far
	reading bool
	only    portion // reading: what is wanted
	failed  bool    // reading: buf ended early or made no sense
	textAt  int     // writing: where in buf the review's text begins
}

func (c *coder) span(span *review.Span) {
	c.int(&span.Start)
	length := span.End - span.Start
	c.int(&length)
	span.End = span.Start + length
}

func (c *coder) int(p *int) {
	if !c.reading {
		c.buf = binary.AppendVarint(c.buf, int64(*p))
		return
	}
	value, n := binary.Varint(c.buf[c.at:])
	if n <= 0 {
		c.fail()
		return
	}
	*p = int(value)
	c.at += n
}

func (c *coder) float(p *float64) {
	if !c.reading {
		c.buf = binary.LittleEndian.AppendUint64(c.buf, math.Float64bits(*p))
		return
	}
	if len(c.buf)-c.at < 8 {
		c.fail()
		return
	}
	*p = math.Float64frombits(binary.LittleEndian.Uint64(c.buf[c.at:]))
	c.at += 8
}

func (c *coder) bool(p *bool) {
	if !c.reading {
		c.buf = append(c.buf, flag(*p))
		return
	}
	*p = c.byte() == 1
}

// string reads as a part of the whole stored text: free, but it keeps all of it alive.
func (c *coder) string(p *string) {
	if !c.reading {
		c.length(len(*p))
		c.buf = append(c.buf, *p...)
		return
	}
	n := c.readLength()
	if n > len(c.text)-c.at {
		c.fail()
		return
	}
	*p = c.text[c.at : c.at+n]
	c.at += n
}

// word is for strings out of a small set, which are read without allocating.
func word[S ~string](c *coder, p *S) {
	s := string(*p)
	c.string(&s)
	if !c.reading {
		return
	}
	if s == string(*p) { // as in the analysis before, whose room this is
		return
	}
	known, ok := words[s]
	if !ok {
		known = strings.Clone(s)
	}
	*p = S(known)
}

// words are the values of the vocabulary's string types, and others that recur in nearly every review.
var words = func() map[string]string {
	set := make(map[string]string)
	for _, s := range []string{
		string(review.Emphasis), string(review.Strong), string(review.Heading), string(review.Quotation), string(review.Spoiler),
		string(review.ListItem), string(review.BookLink), string(review.AuthorLink), string(review.WebLink), string(review.Code),
		string(review.Struck), string(review.Blurb),
		string(review.Book), string(review.Author), string(review.Character), string(review.Person), string(review.Work),
		string(review.Place), string(review.Org),
		string(review.Name), string(review.Alias), string(review.Nominal), string(review.Pronoun),
		string(review.Negative), string(review.Neutral), string(review.Positive),
		string(review.VerdictTooShort), string(review.VerdictMixed),
		string(review.Prose), string(review.Plot), string(review.Pacing), string(review.Characters), string(review.World),
		string(review.Ending), string(review.Ideas), string(review.Humour), string(review.Length), string(review.Narration),
		string(review.Edition),
		string(review.Up), string(review.Down), string(review.Better), string(review.Worse), string(review.Like),
		string(review.CauseTarget), string(review.CauseStance), string(review.CauseContrast),
		string(review.Flat), string(review.Rise), string(review.Fall), string(review.Valley), string(review.Hill), string(review.Wave),
		"lexicon", "rating", "en",
	} {
		set[s] = s
	}
	return set
}()

func list[T any](c *coder, p *[]T, each func(*coder, *T)) {
	if !c.reading {
		if *p == nil {
			c.length(0)
			return
		}
		c.length(len(*p) + 1)
		for i := range *p {
			each(c, &(*p)[i])
		}
		return
	}
	n := c.readLength() // every element takes a byte at least, so this bounds the allocation
	if n == 0 {
		*p = (*p)[:0]
		return
	}
	out := *p // may have room from before
	if n == 1 || cap(out) < n-1 {
		out = make([]T, n-1)
	}
	out = out[:n-1]
	for i := range out {
		each(c, &out[i])
		if c.failed {
			return
		}
	}
	*p = out
}

// listBut is a list that is left out where only that portion is wanted.
func listBut[T any](c *coder, without portion, p *[]T, each func(*coder, *T)) {
	if !c.reading {
		start := len(c.buf)
		c.buf = append(c.buf, make([]byte, sizeBytes)...)
		list(c, p, each)
		binary.LittleEndian.PutUint32(c.buf[start:], uint32(len(c.buf)-start-sizeBytes))
		return
	}
	if len(c.buf)-c.at < sizeBytes {
		c.fail()
		return
	}
	size := uint64(binary.LittleEndian.Uint32(c.buf[c.at:]))
	c.at += sizeBytes
	if size > uint64(len(c.buf)-c.at) {
		c.fail()
		return
	}
	end := c.at + int(size)
	if c.only == without {
		c.at = end
		return
	}
	if list(c, p, each); c.at != end {
		c.fail()
	}
}

// sizeBytes is how many bytes the size of a list takes that is left out of a portion.
const sizeBytes = 4

func optional[T any](c *coder, p **T, each func(*coder, *T)) {
	there := *p != nil
	c.bool(&there)
	if !there || c.failed {
		*p = nil
		return
	}
	if c.reading && *p == nil {
		*p = new(T)
	}
	each(c, *p)
}

func (c *coder) length(n int) { c.buf = binary.AppendUvarint(c.buf, uint64(n)) }

// readLength is a length that fits into what is left, plus one for a list's nil.
func (c *coder) readLength() int {
	value, n := binary.Uvarint(c.buf[c.at:])
	if n <= 0 {
		c.fail()
		return 0
	}
	c.at += n
	if value > uint64(len(c.buf)-c.at)+1 {
		c.fail()
		return 0
	}
	return int(value)
}

func (c *coder) byte() byte {
	if c.at >= len(c.buf) {
		c.fail()
		return 0
	}
	c.at++
	return c.buf[c.at-1]
}

// done ends the reading: all of buf must have been used.
func (c *coder) done() error {
	if c.failed || c.at != len(c.buf) {
		return errCorrupt
	}
	return nil
}

// fail ends the reading: everything after it reads as zero.
func (c *coder) fail() {
	c.failed = true
	c.buf, c.text, c.at = nil, "", 0
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}
