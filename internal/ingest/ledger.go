package ingest

import (
	"fmt"
	"strings"

	"github.com/cespare/xxhash/v2"

	"tonearc/pipeline/review"
)

// Ledger remembers what a run has admitted: it makes ids unique, turns exact duplicates into Skips and warns of
// near-duplicates. It must see the Items in input order, from one goroutine. It keeps hashes, about 200 bytes a review.
type Ledger struct {
	ids    map[string]int       // id → how many reviews asked for it
	exact  map[exactPrint]int32 // text, book and reviewer → the review
	nearby [sketchSize]map[uint64]int32
	names  []string // ids of the admitted reviews
}

// NewLedger returns an empty Ledger.
func NewLedger() *Ledger {
	l := &Ledger{ids: make(map[string]int), exact: make(map[exactPrint]int32)}
	for i := range l.nearby {
		l.nearby[i] = make(map[uint64]int32)
	}
	return l
}

// Admit returns the Item as it shall be used: with a unique id, as a Skip where it is an exact duplicate, with a
// warning where it nearly is one. The Review that came in is not changed.
func (l *Ledger) Admit(item Item) Item {
	if item.Review == nil {
		return item
	}
	rev := item.Review
	print := item.print
	if print == (fingerprint{}) {
		print = printOf(rev)
	}
	id := l.unique(rev.ID)
	if first, ok := l.exact[print.exact]; ok {
		return Item{Skip: &review.Skip{
			Source: rev.Source, Line: rev.Line, ReviewID: id, Kind: review.Excluded, Stage: stage,
			Reason: duplicateOf(l.names[first]),
		}}
	}
	number := int32(len(l.names))
	l.exact[print.exact] = number
	l.names = append(l.names, id)
	near, ok := l.near(print, number)
	if id == rev.ID && !ok {
		return item
	}
	changed := *rev
	changed.ID = id
	if ok {
		changed.Warnings = warnNear(rev.Warnings, l.names[near])
	}
	return Item{Review: &changed, print: print}
}

// unique returns id, or id~2, id~3, … where it is taken. Ids that differ only in case are different ids.
func (l *Ledger) unique(id string) string {
	l.ids[id]++
	n := l.ids[id]
	if n == 1 {
		return id
	}
	for ; ; n++ {
		next := fmt.Sprintf("%s~%d", id, n)
		if l.ids[next] == 0 {
			l.ids[id] = n
			l.ids[next] = 1
			return next
		}
	}
}

// near finds an earlier review with nearly the same text, and files this one.
func (l *Ledger) near(print fingerprint, number int32) (int32, bool) {
	if !print.sketched {
		return 0, false
	}
	hits := make(map[int32]int, sketchSize)
	best, most := int32(-1), 0
	for i, h := range print.sketch {
		if old, ok := l.nearby[i][h]; ok {
			hits[old]++
			if n := hits[old]; n > most || n == most && old < best {
				best, most = old, n
			}
		} else {
			l.nearby[i][h] = number
		}
	}
	return best, most >= nearHits
}

const (
	sketchSize = 4
	nearHits   = 3  // of four minima: two texts that share nine tenths of their word groups agree on these
	minNear    = 30 // words; shorter texts are alike by chance
	shingle    = 4  // words in a group
)

// exactPrint tells texts apart; 128 bits.
type exactPrint [2]uint64

// fingerprint is what the Ledger keeps of a review.
type fingerprint struct {
	exact    exactPrint
	sketch   [sketchSize]uint64 // minima of four hashes over all groups of four words (Broder 1997)
	sketched bool
}

// printOf makes the fingerprint of a review.
func printOf(rev *review.Review) fingerprint {
	var p fingerprint
	text := xxhash.Sum64String(rev.Text)
	who := xxhash.New()
	fmt.Fprintf(who, "%d:%s|%d:%s", len(rev.Text), strings.ToLower(rev.Metadata.Book), len(rev.Metadata.Reviewer), strings.ToLower(rev.Metadata.Reviewer))
	p.exact = exactPrint{text, who.Sum64()}
	p.sketch, p.sketched = sketchOf(rev.Text)
	return p
}

// sketchOf hashes every group of words, case and punctuation aside, and keeps the smallest of each of four hashes.
func sketchOf(text string) (sketch [sketchSize]uint64, ok bool) {
	for i := range sketch {
		sketch[i] = ^uint64(0)
	}
	const offset, prime = 14695981039346656037, 1099511628211
	var ring [shingle]uint64
	words, h := 0, uint64(offset)
	flush := func() {
		if h == offset {
			return
		}
		ring[words%shingle] = h
		h = offset
		words++
		if words < shingle {
			return
		}
		group := uint64(0)
		for i := range shingle {
			group = (group ^ ring[(words+i)%shingle]) * 0x9e3779b97f4a7c15
			group ^= group >> 29
		}
		for i, k := range [sketchSize]uint64{0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9, 0x94d049bb133111eb, 0xd6e8feb86659fd93} {
			v := group * k
			v ^= v >> 32
			v *= 0xd6e8feb86659fd93
			sketch[i] = min(sketch[i], v)
		}
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			h = (h ^ uint64(c|0x20)) * prime
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 0x80:
			h = (h ^ uint64(c)) * prime
		case c == '\'':
		default:
			flush()
		}
	}
	flush()
	return sketch, words >= minNear
}
