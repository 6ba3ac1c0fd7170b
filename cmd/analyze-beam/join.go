package main

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// Cells are joined by key: people by surname and turned names, books by what they have in common, characters by the book
// they are in.

// member is a cell that became part of another.
type member struct{ Cell []byte }

// tied is a cell of a book, or the people of a surname, that has something in common with others.
type tied struct {
	Cell uint64 // hash of its key
	Open bool
}

// pair are two of them, as hashes, that have something in common. Two of one hash are only looked at together without
// need.
type pair struct{ A, B uint64 }

// housed is a cell of characters with the book that theirs was joined into.
type housed struct {
	Cell aggregate.Cell
	Book aggregate.CellKey
}

func init() {
	travels[member]()
	travels[tied]()
	travels[pair]()
	travels[housed]()
	travels[aggregate.CellKey]()
	travels[aggregate.Nameless]()
	beam.RegisterDoFn(&kindFn{})
	beam.RegisterDoFn(&peopleFn{})
	beam.RegisterDoFn(&tieFn{})
	beam.RegisterDoFn(&pairFn{})
	beam.RegisterDoFn(&chainFn{})
	beam.RegisterDoFn(&chainedFn{})
	beam.RegisterDoFn(&booksFn{})
	beam.RegisterDoFn(&houseFn{})
	beam.RegisterDoFn(&charactersFn{})
}

// join joins cells: every cell by the key of the one that stands for it, and what those make.
func join(s beam.Scope, cells beam.PCollection) (members, roots beam.PCollection) {
	people, books, characters, loners, alone := beam.ParDo5(s, &kindFn{}, cells)

	ties := beam.ParDo(s, &tieFn{}, beam.Flatten(s, people, books))
	pairs := beam.ParDo(s, &pairFn{}, beam.GroupByKey(s, ties))
	chains := beam.ParDo(s, &chainFn{}, beam.GroupByKey(s, beam.AddFixedKey(s, pairs)))

	chainedPeople := beam.ParDo(s, &chainedFn{}, beam.CoGroupByKey(s, people, chains))
	persons, named := beam.ParDo2(s, &peopleFn{}, beam.GroupByKey(s, chainedPeople))

	chainedBooks := beam.ParDo(s, &chainedFn{}, beam.CoGroupByKey(s, books, chains))
	titles, homes, titled := beam.ParDo3(s, &booksFn{}, beam.GroupByKey(s, chainedBooks))

	inBooks := beam.ParDo(s, &houseFn{}, beam.CoGroupByKey(s, characters, homes))
	figures, told := beam.ParDo2(s, &charactersFn{}, beam.GroupByKey(s, inBooks))

	return beam.Flatten(s, loners, persons, titles, figures), beam.Flatten(s, alone, named, titled, told)
}

// kindFn parts cells by what they are joined by. Works, places, organisations and characters of no known book are
// joined with nothing.
type kindFn struct{}

func (*kindFn) ProcessElement(key []byte, c aggregate.Cell, person, book, character func([]byte, aggregate.Cell), loner func([]byte, member), root func(aggregate.Nameless)) {
	switch {
	case c.Key.Kind == review.Author || c.Key.Kind == review.Person:
		person(hashOf([]byte(string(c.Key.Kind)+"\x00"+c.Key.Surname())), c)
	case c.Key.Kind == review.Book:
		book(hashOf(key), c)
	case c.Key.Kind == review.Character && c.Key.Home != "":
		character([]byte(c.Key.Home), c)
	default:
		loner(key, member{key})
		root(c.Nameless())
	}
}

func hashOf(key []byte) []byte {
	h := fnv.New64a()
	h.Write(key)
	return h.Sum(nil)
}

// gather reads a group of cells into memory, in the order in which they are joined.
func gather(cells func(*aggregate.Cell) bool) []*aggregate.Cell {
	var all []*aggregate.Cell
	for {
		c := new(aggregate.Cell)
		if !cells(c) {
			aggregate.SortCells(all)
			return all
		}
		all = append(all, c)
	}
}

// settle tells of joined cells who stands for whom, and what those make.
func settle(cells []*aggregate.Cell, tell func([]byte, member), root func(aggregate.Nameless)) {
	for _, c := range cells {
		tell(bytesOf(c.Root().Key), member{bytesOf(c.Key)})
		if c.Root() == c {
			root(c.Nameless())
		}
	}
}

// peopleFn joins the people of one surname, and of those that turned names tie to it.
type peopleFn struct{}

func (*peopleFn) ProcessElement(_ []byte, cells func(*aggregate.Cell) bool, tell func([]byte, member), root func(aggregate.Nameless)) {
	all := gather(cells)
	aggregate.JoinPeople(all)
	settle(all, tell, root)
}

// tieFn names what a book, or the people of a surname, has in common with others.
type tieFn struct{}

func (*tieFn) ProcessElement(hash []byte, c aggregate.Cell, emit func([]byte, tied)) {
	for _, tie := range c.Ties() {
		emit([]byte(tie.Key), tied{binary.BigEndian.Uint64(hash), tie.Open})
	}
}

// pairFn pairs what a tie binds. It holds hashes.
type pairFn struct{}

func (*pairFn) ProcessElement(_ []byte, cells func(*tied) bool, emit func(pair)) {
	all := collect(cells)
	if !slices.ContainsFunc(all, func(t tied) bool { return t.Open }) {
		return
	}
	first := slices.MinFunc(all, func(a, b tied) int { return cmp.Compare(a.Cell, b.Cell) }).Cell
	for _, t := range all {
		if t.Cell != first {
			emit(pair{first, t.Cell})
		}
	}
}

// chainFn finds the chains of pairs by union–find. It holds sixteen bytes and their place in a map for each book or
// surname that has something in common with another, and nothing of any other: see README.md.
type chainFn struct{}

func (*chainFn) ProcessElement(_ int, pairs func(*pair) bool, emit func([]byte, []byte)) {
	up := make(map[uint64]uint64)
	top := func(x uint64) uint64 {
		for {
			next, ok := up[x]
			if !ok || next == x {
				return x
			}
			if further, ok := up[next]; ok {
				up[x] = further
			}
			x = next
		}
	}
	for p := (pair{}); pairs(&p); p = (pair{}) {
		a, b := top(p.A), top(p.B)
		low, high := min(a, b), max(a, b)
		up[low], up[high] = low, low
	}
	for x := range up {
		emit(binary.BigEndian.AppendUint64(nil, x), binary.BigEndian.AppendUint64(nil, top(x)))
	}
}

// chainedFn keys a cell by its chain; by itself, or its surname, where that has nothing in common with another.
type chainedFn struct{}

func (*chainedFn) ProcessElement(hash []byte, cells func(*aggregate.Cell) bool, chains func(*[]byte) bool, emit func([]byte, aggregate.Cell)) {
	chain := hash
	chains(&chain)
	for c := (aggregate.Cell{}); cells(&c); c = (aggregate.Cell{}) {
		emit(chain, c)
	}
}

// booksFn joins the books of one chain, and tells each as a home which book it became. It holds one chain.
type booksFn struct{}

func (*booksFn) ProcessElement(_ []byte, cells func(*aggregate.Cell) bool, tell func([]byte, member), home func([]byte, aggregate.CellKey), root func(aggregate.Nameless)) {
	all := gather(cells)
	aggregate.JoinBooks(all)
	settle(all, tell, root)
	for _, c := range all {
		home([]byte(c.Key.AsHome()), c.Root().Key)
	}
}

// houseFn brings the characters of a book to the book that theirs was joined into.
type houseFn struct{}

func (*houseFn) ProcessElement(_ []byte, cells func(*aggregate.Cell) bool, homes func(*aggregate.CellKey) bool, emit func([]byte, housed)) {
	var book aggregate.CellKey
	if !homes(&book) {
		return
	}
	for c := (aggregate.Cell{}); cells(&c); c = (aggregate.Cell{}) {
		emit(bytesOf(book), housed{c, book})
	}
}

// charactersFn joins the characters of one book.
type charactersFn struct{}

func (*charactersFn) ProcessElement(_ []byte, cells func(*housed) bool, tell func([]byte, member), root func(aggregate.Nameless)) {
	homes := make(map[string]aggregate.CellKey)
	next := func(c *aggregate.Cell) bool {
		var h housed
		if !cells(&h) {
			return false
		}
		homes[h.Cell.Key.Home] = h.Book
		*c = h.Cell
		return true
	}
	all := gather(next)
	whole := aggregate.House(all, homes)
	aggregate.JoinCharacters(whole)
	for _, c := range all {
		tell(bytesOf(c.Root().Key), member{bytesOf(c.Key)})
	}
	for _, c := range whole {
		if c.Root() == c {
			root(c.Nameless())
		}
	}
}
