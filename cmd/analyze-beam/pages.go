package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/aggregate"
	"tonearc/internal/report"
	"tonearc/internal/state"
	"tonearc/pipeline/review"
)

// picture is a review as the pages need it.
type picture struct {
	Stored []byte   // the analysis
	Names  []string // ids of the corpus's entities, parallel to its own
}

func init() {
	travels[picture]()
	travels[wish]()
	beam.RegisterDoFn(&sampleFn{})
	beam.RegisterDoFn(&wishFn{})
	beam.RegisterDoFn(&grantFn{})
	beam.RegisterDoFn(&pagesFn{})
}

// pages writes the index, the pages of books, authors and characters, and those of the corpus: of all reviews where
// there are at most job.Pages, else of a fair sample of about so many, which the title says.
func pages(s beam.Scope, job Job, pictures, entities, corpus, skips, empty beam.PCollection) {
	shown := beam.ParDo(s, &sampleFn{job.Pages}, pictures, beam.SideInput{Input: corpus})
	named := beam.ParDo(s, &grantFn{}, beam.CoGroupByKey(s, entities, beam.ParDo(s, &wishFn{}, shown)))
	beam.ParDo0(s, &pagesFn{job}, beam.CoGroupByKey(s, beam.AddFixedKey(s, shown), beam.AddFixedKey(s, named),
		beam.AddFixedKey(s, corpus), beam.AddFixedKey(s, skips), beam.AddFixedKey(s, empty)))
}

// wish asks for all that is known of an entity.
type wish struct{}

type wishFn struct{}

func (*wishFn) ProcessElement(p picture, emit func([]byte, wish)) {
	for _, id := range p.Names {
		emit([]byte(id), wish{})
	}
}

type grantFn struct{}

func (*grantFn) ProcessElement(_ []byte, entities func(*aggregate.Entity) bool, wishes func(*wish) bool, emit func(aggregate.Entity)) {
	var ent aggregate.Entity
	var one wish
	if entities(&ent) && wishes(&one) {
		emit(ent)
	}
}

// sampleFn lets as many reviews through as pages shall be made of, picked by a hash of their ids.
type sampleFn struct{ Pages int }

func (f *sampleFn) ProcessElement(id []byte, p picture, corpus Corpus, emit func(picture)) {
	if corpus.Totals.Reviews > f.Pages {
		hash := fnv.New64a()
		hash.Write(id)
		hash.Write([]byte{0, 1}) // or the sample would be a shard
		if float64(mix(hash.Sum64()))*float64(corpus.Totals.Reviews) >= float64(f.Pages)*(1<<64) {
			return
		}
	}
	emit(p)
}

// mix spreads the bits of a hash evenly over all of it (the finaliser of SplitMix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// pagesFn writes the pages. It holds the analyses that they are made of.
type pagesFn struct{ Job Job }

func (f *pagesFn) ProcessElement(ctx context.Context, _ int, pictures func(*picture) bool, entities func(*aggregate.Entity) bool, corpora func(*Corpus) bool, skipped func(*review.Skip) bool, empty func(*int) bool) error {
	defer spend(ctx, pagesTime)()
	var corpus Corpus
	corpora(&corpus)
	analyses, res, totals, err := scene(collect(pictures), collect(entities))
	if err != nil {
		return err
	}
	opts := report.Options{Version: f.Job.Version, Title: f.Job.Config.Title, Sentence: func(i int, sent review.Span) (string, error) {
		return sent.In(analyses[i].Review.Text), nil
	}}
	if shown, all := res.Digests.Len(), corpus.Totals.Reviews; shown < all {
		opts.Title = strings.TrimSpace(fmt.Sprintf("%s (pages of %d of %d reviews; the tables hold all)", opts.Title, shown, all))
	}
	run := report.RunInfo{Program: program, Version: f.Job.Version}
	for _, n := range collect(empty) {
		run.Counts.Empty += n
	}
	return report.WritePages(opts, res, totals, collect(skipped), run, func(path string, content []byte) error {
		return create(ctx, below(f.Job.Output, path), func(out io.Writer) error {
			_, err := out.Write(content)
			return err
		})
	})
}

// scene is the corpus that consists of these reviews alone, in the order of their ids, under the names that the whole
// corpus gave.
func scene(pictures []picture, entities []aggregate.Entity) ([]review.Analysis, *aggregate.Resolution, *aggregate.Totals, error) {
	decoded := make([]review.Analysis, len(pictures))
	order := make([]int, len(pictures))
	for i, p := range pictures {
		order[i] = i
		if err := state.Decode(p.Stored, &decoded[i]); err != nil {
			return nil, nil, nil, err
		}
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(decoded[a].Review.ID, decoded[b].Review.ID) })
	slices.SortFunc(entities, func(a, b aggregate.Entity) int { return strings.Compare(a.ID, b.ID) })
	at := make(map[string]int32, len(entities))
	for i, ent := range entities {
		at[ent.ID] = int32(i)
	}
	analyses, digests, of := make([]review.Analysis, len(order)), make([]aggregate.Digest, len(order)), make([][]int32, len(order))
	for i, k := range order {
		analyses[i] = decoded[k]
		digests[i] = aggregate.NewDigest(&analyses[i])
		of[i] = make([]int32, len(pictures[k].Names))
		for j, id := range pictures[k].Names {
			of[i][j] = at[id]
		}
	}
	res := aggregate.NewResolution(aggregate.PackDigests(digests...), entities, of)
	totals := aggregate.NewTotals(res)
	for i := range analyses {
		totals.Add(i, &analyses[i])
	}
	return analyses, res, totals, nil
}
