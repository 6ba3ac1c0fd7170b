package aggregate

import (
	"encoding/binary"
	"math"
	"strings"
	"unsafe"
)

// packer walks over a digest field by field and either appends it to buf or reads it from there. One description serves
// both directions, so that they cannot drift apart; a test fills every field by reflection and fails where one is
// forgotten.
//
// Integers are zigzag varints, floats four or eight bytes little-endian, lists and strings of one review a length and what
// is in them. Strings that recur in a corpus are their number among its words.
type packer struct {
	words   *words
	buf     []byte
	at      int // reading: how far
	reading bool
}

func (p *packer) digest(d *Digest) {
	p.own(&d.ReviewID) // first: see Digests.rawID
	gist := Gist{d.Metadata.Date, d.Tone, d.Arc}
	p.gist(&gist) // second: see Digests.ReadGist
	d.Metadata.Date, d.Tone, d.Arc = gist.Date, gist.Tone, gist.Arc
	word(p, &d.Source)
	p.int(&d.Line)
	p.own(&d.Metadata.Title)
	word(p, &d.Metadata.Book)
	packList(p, &d.Metadata.Authors, word)
	word(p, &d.Metadata.Reviewer)
	p.float(&d.Metadata.Stars)
	word(p, &d.Metadata.Language)
	word(p, &d.Metadata.ISBN)
	word(p, &d.Metadata.WorkID)
	word(p, &d.Metadata.Series)
	word(p, &d.Metadata.Genre)
	packList(p, &d.Metadata.Tags, word)
	word(p, &d.Metadata.Link)
	p.int(&d.Words)
	p.int(&d.Sentences)
	p.float(&d.OpinionShare)
	word(p, &d.Verdict)
	p.float(&d.Feel)
	word(p, &d.Shape)
	packOptional(p, &d.StarsGap, (*packer).float)
	p.int(&d.Warnings)
	packList(p, &d.Shifts, (*packer).shift)
	p.float(&d.Turnaround)
	packList(p, &d.Entities, (*packer).entity)
}

func (p *packer) gist(g *Gist) {
	word(p, &g.Date)
	p.float(&g.Tone.Value)
	p.float(&g.Tone.Low)
	p.float(&g.Tone.High)
	p.int(&g.Tone.N)
	p.arc(&g.Arc)
}

func (p *packer) shift(s *ShiftDigest) {
	p.float32(&s.Position)
	word(p, &s.Direction)
	p.float32(&s.Before)
	p.float32(&s.After)
}

func (p *packer) entity(ent *EntityDigest) {
	word(p, &ent.Type)
	word(p, &ent.Name)
	packList(p, &ent.Aliases, word)
	p.bool(&ent.Main)
	p.int32(&ent.Book)
	p.int32(&ent.Mentions)
	p.float(&ent.Confidence)
	packOptional(p, &ent.Record, (*packer).record)
}

func (p *packer) record(r *EntityRecord) {
	word(p, &r.ISBN)
	word(p, &r.WorkID)
	word(p, &r.Link)
	word(p, &r.Series)
	p.bool(&r.Whole)
}

func (p *packer) int(v *int) {
	if !p.reading {
		p.buf = binary.AppendVarint(p.buf, int64(*v))
		return
	}
	value, n := binary.Varint(p.buf[p.at:])
	*v, p.at = int(value), p.at+n
}

func (p *packer) int32(v *int32) {
	value := int(*v)
	p.int(&value)
	*v = int32(value)
}

func (p *packer) bool(v *bool) {
	if !p.reading {
		p.buf = append(p.buf, 0)
		if *v {
			p.buf[len(p.buf)-1] = 1
		}
		return
	}
	*v, p.at = p.buf[p.at] == 1, p.at+1
}

func (p *packer) float(v *float64) {
	if !p.reading {
		p.buf = binary.LittleEndian.AppendUint64(p.buf, math.Float64bits(*v))
		return
	}
	*v, p.at = math.Float64frombits(binary.LittleEndian.Uint64(p.buf[p.at:])), p.at+8
}

func (p *packer) float32(v *float32) {
	if !p.reading {
		p.buf = binary.LittleEndian.AppendUint32(p.buf, math.Float32bits(*v))
		return
	}
	*v, p.at = math.Float32frombits(binary.LittleEndian.Uint32(p.buf[p.at:])), p.at+4
}

func (p *packer) length(n int) { p.buf = binary.AppendUvarint(p.buf, uint64(n)) }

func (p *packer) readLength() int {
	value, n := binary.Uvarint(p.buf[p.at:])
	p.at += n
	return int(value)
}

// bytes reads what is packed as a string of one review.
func (p *packer) bytes() []byte {
	n := p.readLength()
	p.at += n
	return p.buf[p.at-n : p.at : p.at]
}

// own is a string that no other review is likely to have.
func (p *packer) own(s *string) {
	if !p.reading {
		p.length(len(*s))
		p.buf = append(p.buf, *s...)
		return
	}
	*s = view(p.bytes())
}

// arc packs a digest's arc: a length plus one (0 = nil), and a byte for each point.
func (p *packer) arc(arc *[]int8) {
	if !p.reading {
		if *arc == nil {
			p.length(0)
			return
		}
		p.length(len(*arc) + 1)
		for _, tone := range *arc {
			p.buf = append(p.buf, byte(tone))
		}
		return
	}
	n := p.readLength() - 1
	if n < 0 {
		*arc = nil
		return
	}
	out := (*arc)[:0]
	for _, b := range p.buf[p.at : p.at+n] {
		out = append(out, int8(b))
	}
	*arc, p.at = out, p.at+n
}

// word is a string that recurs in the corpus.
func word[S ~string](p *packer, s *S) {
	if !p.reading {
		p.length(p.words.number(string(*s)))
		return
	}
	*s = S(p.words.list[p.readLength()])
}

// packList is a list that may be long. An empty list comes back as no list where there is no room for one.
func packList[T any](p *packer, list *[]T, each func(*packer, *T)) {
	if !p.reading {
		p.length(len(*list))
		for i := range *list {
			each(p, &(*list)[i])
		}
		return
	}
	n := p.readLength()
	out := *list
	if cap(out) < n {
		out = make([]T, n)
	}
	out = out[:n]
	for i := range out {
		each(p, &out[i])
	}
	*list = out
}

// packOptional is a value that may be missing. It comes back in room of its own: a digest's copy may keep it.
func packOptional[T any](p *packer, v **T, each func(*packer, *T)) {
	there := *v != nil
	if p.bool(&there); !there {
		*v = nil
		return
	}
	if p.reading {
		*v = new(T)
	}
	each(p, *v)
}

// words number the strings that recur in a corpus; number 0 is the empty string.
type words struct {
	list  []string
	known map[string]int // by string; nil = no more are learnt
}

// learn makes ready for new words.
func (w *words) learn() {
	if len(w.list) == 0 {
		w.list = []string{""}
	}
	w.known = make(map[string]int, len(w.list))
	for n, s := range w.list {
		w.known[s] = n
	}
}

// number is the number of a string, of which a copy is kept when it is new.
func (w *words) number(s string) int {
	n, ok := w.known[s]
	if !ok {
		s = strings.Clone(s)
		n = len(w.list)
		w.list, w.known[s] = append(w.list, s), n
	}
	return n
}

// view is data, which must not change any more, as a string without copying it.
func view(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }
