package main

import (
	"context"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/aggregate"
	"tonearc/internal/report"
	"tonearc/internal/state"
	"tonearc/pipeline/review"
)

// row is one key's lines of a table.
type row struct {
	Table string
	Key   []byte // what the table is sorted by
	Lines []byte
}

// Corpus is what all reviews say in sum, as corpus.json holds it.
type Corpus struct {
	Totals aggregate.Totals // without entities, terms and quotations
	Sides  aggregate.Sides  // of all terms
}

// corpusOf is the part of a review's totals that is neither of an entity nor of a term.
func corpusOf(totals *aggregate.Totals, sides aggregate.Sides) Corpus {
	c := Corpus{*totals, sides}
	c.Totals.Entities, c.Totals.Terms = nil, make(map[string]*aggregate.TermTotals)
	for _, aspect := range c.Totals.Aspects {
		aspect.Praise, aspect.Blame = nil, nil
	}
	return c
}

// share is what some reviews say of an entity.
type share struct {
	Reviews  int
	Mentions int
	Tone     aggregate.Sum
}

func init() {
	travels[row]()
	travels[share]()
	travels[aggregate.TermTotals]()
	travels[Corpus]()
	beam.RegisterDoFn(&renderFn{})
	beam.RegisterDoFn(&entityRowFn{})
	beam.RegisterDoFn(&termRowFn{})
	beam.RegisterDoFn(&skipRowFn{})
	beam.RegisterFunction(mergeShares)
	beam.RegisterFunction(mergeTerms)
	beam.RegisterFunction(mergeCorpora)
}

// render makes the rows of every review, and sums up what they say of entities, with which words, and in all.
func render(s beam.Scope, analyses, names beam.PCollection) (rows, entities, terms, corpus, pictures beam.PCollection) {
	rows, shares, counted, sums, pictures := beam.ParDo5(s, &renderFn{}, beam.CoGroupByKey(s, analyses, names))
	return rows, beam.CombinePerKey(s, mergeShares, shares), beam.CombinePerKey(s, mergeTerms, counted),
		beam.Combine(s, mergeCorpora, sums), pictures
}

type renderFn struct{}

func (*renderFn) ProcessElement(
	ctx context.Context, id []byte, analyses func(*[]byte) bool, names func(*naming) bool,
	line func(row), say func([]byte, share), term func([]byte, aggregate.TermTotals), sum func(Corpus), show func([]byte, picture),
) error {
	defer spend(ctx, renderTime)()
	var stored []byte
	if !analyses(&stored) {
		return nil
	}
	var an review.Analysis
	if err := state.Decode(stored, &an); err != nil {
		return err
	}
	named := make([]aggregate.Entity, len(an.About.Entities))
	for n := (naming{}); names(&n); n = (naming{}) {
		named[n.At] = n.Entity
	}
	res := resolutionOf(named)
	for k, lines := range report.ReviewRows(0, &an, res) {
		if len(lines) > 0 {
			line(row{report.ReviewTables()[k], id, lines})
		}
	}
	totals := aggregate.NewTotals(res)
	totals.Add(0, &an)
	for at := range res.Entities {
		total := &totals.Entities[at]
		say([]byte(res.Entities[at].ID), share{len(total.Reviews), total.Mentions, total.Tone})
	}
	sides := aggregate.Sides{Reviews: 1}
	for _, t := range an.Terms {
		term([]byte(t.Stem), *totals.Terms[t.Stem])
		sides.Positive += t.Positive
		sides.Negative += t.Negative
	}
	sum(corpusOf(totals, sides))
	ids := make([]string, len(named))
	for j, ent := range named {
		ids[j] = ent.ID
	}
	show(id, picture{stored, ids})
	return nil
}

// resolutionOf is a corpus of one review, whose entities the whole corpus has named.
func resolutionOf(named []aggregate.Entity) *aggregate.Resolution {
	entities := slices.Clone(named)
	slices.SortFunc(entities, func(a, b aggregate.Entity) int { return strings.Compare(a.ID, b.ID) })
	entities = slices.CompactFunc(entities, func(a, b aggregate.Entity) bool { return a.ID == b.ID })
	of := make([]int32, len(named))
	for j, ent := range named {
		at, _ := slices.BinarySearchFunc(entities, ent, func(a, b aggregate.Entity) int { return strings.Compare(a.ID, b.ID) })
		of[j] = int32(at)
	}
	return aggregate.NewResolution(aggregate.PackDigests(aggregate.Digest{}), entities, [][]int32{of})
}

func mergeShares(a, b share) share {
	a.Reviews += b.Reviews
	a.Mentions += b.Mentions
	a.Tone.Merge(b.Tone)
	return a
}

func mergeTerms(a, b aggregate.TermTotals) aggregate.TermTotals {
	a.Merge(&b)
	return a
}

func mergeCorpora(a, b Corpus) Corpus {
	a.Totals.Merge(&b.Totals)
	a.Sides.Reviews += b.Sides.Reviews
	a.Sides.Positive += b.Sides.Positive
	a.Sides.Negative += b.Sides.Negative
	return a
}

// entityRows are the rows of books.csv, authors.csv and characters.csv.
func entityRows(s beam.Scope, entities, shares beam.PCollection) beam.PCollection {
	return beam.ParDo(s, &entityRowFn{}, beam.CoGroupByKey(s, entities, shares))
}

type entityRowFn struct{}

func (*entityRowFn) ProcessElement(id []byte, entities func(*aggregate.Entity) bool, shares func(*share) bool, emit func(row)) {
	var ent aggregate.Entity
	var sum share
	if !entities(&ent) || !shares(&sum) {
		return
	}
	if table, line := report.TotalRow(&ent, sum.Reviews, sum.Mentions, sum.Tone); table != "" {
		emit(row{table, id, line})
	}
}

// termRows are the rows of terms.csv.
func termRows(s beam.Scope, terms, corpus beam.PCollection) beam.PCollection {
	return beam.ParDo(s, &termRowFn{}, terms, beam.SideInput{Input: corpus})
}

type termRowFn struct{}

func (*termRowFn) ProcessElement(stem []byte, term aggregate.TermTotals, corpus Corpus, emit func(row)) {
	if marker, ok := corpus.Sides.Marker(string(stem), &term); ok {
		emit(row{"terms", stem, report.TermRow(marker)})
	}
}

// skipRows are the rows of skipped.csv: where records end that were not analysed, and why.
func skipRows(s beam.Scope, skips beam.PCollection) beam.PCollection {
	return beam.ParDo(s, &skipRowFn{}, skips)
}

type skipRowFn struct{}

func (*skipRowFn) ProcessElement(ctx context.Context, skip review.Skip) row {
	if skip.Kind == review.Excluded {
		countExcluded.Inc(ctx, 1)
	} else {
		countProblems.Inc(ctx, 1)
	}
	return row{"skipped", report.SkipKey(skip), report.SkipRow(skip)}
}
