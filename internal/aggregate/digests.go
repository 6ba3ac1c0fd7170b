package aggregate

import (
	"bytes"
	"slices"

	"tonearc/pipeline/review"
)

// Digests are the digests of a corpus, packed: each takes some 300 bytes, which hold no pointers, where a Digest takes more
// than a kilobyte in dozens of pieces. That is what lets the memory of a run grow slowly with the number of reviews, and
// leaves the garbage collector next to nothing to look at.
//
// Append and Sort are for one goroutine and must have ended before others read. No Digests, nil, holds none.
type Digests struct {
	words  words
	blocks [][]byte // packed digests (see packer), one after the other
	places []place  // where each is
	slugs  map[int32]string
}

// place is where a digest is packed, and how many were appended before it.
type place struct{ block, at, came int32 }

const (
	firstBlock   = 4 << 10 // bytes; each block is twice as large as the one before it,
	largestBlock = 1 << 20 // up to here
)

// PackDigests are the digests of a list, in its order.
func PackDigests(list ...Digest) *Digests {
	ds := &Digests{}
	for i := range list {
		ds.Append(&list[i])
	}
	return ds
}

// Append adds a digest. It keeps a copy.
func (ds *Digests) Append(d *Digest) {
	if ds.words.known == nil {
		ds.words.learn()
	}
	last := len(ds.blocks) - 1
	p := packer{words: &ds.words}
	if last >= 0 {
		p.buf = ds.blocks[last]
	}
	start := len(p.buf)
	p.digest(d)
	switch {
	case last < 0 || cap(p.buf) != cap(ds.blocks[last]): // it did not fit in: a new block begins
		size := firstBlock
		if last >= 0 {
			size = min(2*cap(ds.blocks[last]), largestBlock)
		}
		block := make([]byte, 0, max(size, len(p.buf)-start))
		ds.blocks = append(ds.blocks, append(block, p.buf[start:]...))
		last, start = last+1, 0
	default:
		ds.blocks[last] = p.buf
	}
	ds.places = append(ds.places, place{int32(last), int32(start), int32(len(ds.places))})
}

// Len is the number of digests.
func (ds *Digests) Len() int {
	if ds == nil {
		return 0
	}
	return len(ds.places)
}

// At is digest i. Its strings are shared, and good as long as it is.
func (ds *Digests) At(i int) *Digest {
	d := new(Digest)
	ds.Read(i, d)
	return d
}

// Read makes d digest i. It uses the room of the lists in d again, so that going through all digests takes memory for
// one; strings may be kept.
func (ds *Digests) Read(i int, d *Digest) {
	at := ds.places[i]
	p := packer{words: &ds.words, buf: ds.blocks[at.block], at: int(at.at), reading: true}
	p.digest(d)
}

// Gist is what the page of an entity asks of every review that names it, be it of thousands.
type Gist struct {
	Date string // as in Metadata
	Tone review.Estimate
	Arc  []int8 // as in a Digest
}

// ReadGist makes g the gist of digest i, and uses the room of its arc again.
func (ds *Digests) ReadGist(i int, g *Gist) {
	at := ds.places[i]
	p := packer{words: &ds.words, buf: ds.blocks[at.block], at: int(at.at), reading: true}
	p.bytes() // the id
	p.gist(g)
}

// Each calls f with every digest in order. A digest is good until f returns; its strings may be kept.
func (ds *Digests) Each(f func(i int, d *Digest)) {
	var d Digest
	for i := range ds.Len() {
		ds.Read(i, &d)
		f(i, &d)
	}
}

// Came is how many digests were appended before digest i.
func (ds *Digests) Came(i int) int { return int(ds.places[i].came) }

// Slug is the file name of review i's page, without ".html", unique regardless of case; "" before Resolve.
func (ds *Digests) Slug(i int) string {
	if ds.slugs == nil {
		return ""
	}
	if slug, ok := ds.slugs[int32(i)]; ok {
		return slug
	}
	return reviewSlug(ds.id(i))
}

// Sort brings the digests into the order of their ids, in which Find looks them up.
func (ds *Digests) Sort() {
	ds.words.known = nil // which is as large as the words; most likely they are all there
	slices.SortFunc(ds.places, func(a, b place) int { return bytes.Compare(ds.rawID(a), ds.rawID(b)) })
}

// Find is the index of the digest of a review among sorted digests, or where it would be.
func (ds *Digests) Find(id string) (i int, found bool) {
	return slices.BinarySearchFunc(ds.places, []byte(id), func(at place, id []byte) int { return bytes.Compare(ds.rawID(at), id) })
}

func (ds *Digests) id(i int) string { return view(ds.rawID(ds.places[i])) }

// rawID is the id of the digest at a place: what stands first in it.
func (ds *Digests) rawID(at place) []byte {
	p := packer{buf: ds.blocks[at.block], at: int(at.at), reading: true}
	return p.bytes()
}
