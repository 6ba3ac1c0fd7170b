package main

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/aggregate"
)

// asking is a review that wants to know what the corpus believes a name to be.
type asking struct{ ReviewID []byte }

// opinion is what the corpus believes a name to be.
type opinion struct {
	Ballot string
	Votes  aggregate.Votes
}

// mention is an entity of a review.
type mention struct {
	ReviewID []byte
	At       int // index among the review's entities
}

// naming is the corpus entity of one of a review's entities, without what only a page of its own needs.
type naming struct {
	At     int
	Entity aggregate.Entity
}

func init() {
	travels[asking]()
	travels[opinion]()
	travels[mention]()
	travels[naming]()
	travels[aggregate.Votes]()
	travels[aggregate.Cell]()
	travels[aggregate.Entity]()
	beam.RegisterDoFn(&ballotFn{})
	beam.RegisterDoFn(&opinionFn{})
	beam.RegisterDoFn(&cellFn{})
	beam.RegisterDoFn(&identifyFn{})
	beam.RegisterDoFn(&entityFn{})
	beam.RegisterDoFn(&namingFn{})
	beam.RegisterFunction(mergeVotes)
	beam.RegisterFunction(mergeCells)
}

// resolve joins names over the corpus, as aggregate.Resolve does in one memory: the corpus votes on the type of each
// name, entities of one key become a cell, cells are joined, and each review is told its entities.
func resolve(s beam.Scope, digests beam.PCollection) (names, entities beam.PCollection) {
	votes, askings := beam.ParDo2(s, &ballotFn{}, digests)
	votes = beam.CombinePerKey(s, mergeVotes, votes)
	opinions := beam.ParDo(s, &opinionFn{}, beam.CoGroupByKey(s, votes, askings))

	cells, mentions := beam.ParDo2(s, &cellFn{}, beam.CoGroupByKey(s, digests, opinions))
	cells = beam.CombinePerKey(s, mergeCells, cells)

	whole, roots := join(s.Scope("join"), cells)
	named, entities := beam.ParDo2(s, &identifyFn{}, beam.GroupByKey(s, beam.AddFixedKey(s, roots)))
	byCell := beam.ParDo(s, &entityFn{}, beam.CoGroupByKey(s, named, whole))
	return beam.ParDo(s, &namingFn{}, beam.CoGroupByKey(s, byCell, mentions)), entities
}

// ballotFn counts a review's votes on the types of names, and asks for the corpus's mind where the review is unsure.
type ballotFn struct{}

func (*ballotFn) ProcessElement(id []byte, d aggregate.Digest, vote func([]byte, aggregate.Votes), ask func([]byte, asking)) {
	for j := range d.Entities {
		ent := &d.Entities[j]
		key := aggregate.BallotKey(ent)
		if key == "" {
			continue
		}
		var votes aggregate.Votes
		votes.Add(ent)
		vote([]byte(key), votes)
		if aggregate.Unsure(ent) {
			ask([]byte(key), asking{id})
		}
	}
}

func mergeVotes(a, b aggregate.Votes) aggregate.Votes {
	a.Merge(b)
	return a
}

// opinionFn tells every review that asks. Names that all reviews take for the same need no telling.
type opinionFn struct{}

func (*opinionFn) ProcessElement(key []byte, votes func(*aggregate.Votes) bool, askings func(*asking) bool, tell func([]byte, opinion)) {
	var sum aggregate.Votes
	if !votes(&sum) || len(sum) < 2 {
		return
	}
	for a := (asking{}); askings(&a); a = (asking{}) {
		tell(a.ReviewID, opinion{string(key), sum})
	}
}

// cellFn finds the cells of a review's entities.
type cellFn struct{}

func (*cellFn) ProcessElement(
	ctx context.Context, id []byte, digests func(*aggregate.Digest) bool, opinions func(*opinion) bool,
	cell func([]byte, aggregate.Cell), say func([]byte, mention),
) error {
	defer spend(ctx, resolveTime)()
	var d aggregate.Digest
	if !digests(&d) {
		return nil
	}
	told := make(map[string]aggregate.Votes)
	for o := (opinion{}); opinions(&o); o = (opinion{}) {
		told[o.Ballot] = o.Votes
	}
	for j, key := range aggregate.Keys(&d, aggregate.Types(&d, told)) {
		c := aggregate.NewCell(key)
		c.Add(&d, j)
		cell(bytesOf(key), *c)
		say(bytesOf(key), mention{id, j})
	}
	return nil
}

// bytesOf is a cell's key as a key of the engine. Names in keys hold no zero byte.
func bytesOf(key aggregate.CellKey) []byte {
	return []byte(string(key.Kind) + "\x00" + key.Name + "\x00" + key.Home)
}

func mergeCells(a, b aggregate.Cell) aggregate.Cell {
	a.Merge(&b)
	return a
}

// identifyFn gives entities their IDs. It holds a name and a number for each entity of the corpus, and no review and no
// cell: see README.md.
type identifyFn struct{}

func (*identifyFn) ProcessElement(ctx context.Context, _ int, roots func(*aggregate.Nameless) bool, byRoot, byID func([]byte, aggregate.Entity)) {
	defer spend(ctx, resolveTime)()
	all := collect(roots)
	entities, at := aggregate.Name(all)
	for i, n := range all {
		ent := entities[at[i]]
		byID([]byte(ent.ID), ent)
		ent.Aliases = nil
		byRoot(bytesOf(n.Key), ent)
	}
}

// entityFn tells every cell the entity that it became.
type entityFn struct{}

func (*entityFn) ProcessElement(_ []byte, entities func(*aggregate.Entity) bool, cells func(*member) bool, tell func([]byte, aggregate.Entity)) {
	var ent aggregate.Entity
	if !entities(&ent) {
		return
	}
	for m := (member{}); cells(&m); m = (member{}) {
		tell(m.Cell, ent)
	}
}

// namingFn tells every review the entities of a cell.
type namingFn struct{}

func (*namingFn) ProcessElement(_ []byte, entities func(*aggregate.Entity) bool, mentions func(*mention) bool, tell func([]byte, naming)) {
	var ent aggregate.Entity
	if !entities(&ent) {
		return
	}
	for m := (mention{}); mentions(&m); m = (mention{}) {
		tell(m.ReviewID, naming{m.At, ent})
	}
}
