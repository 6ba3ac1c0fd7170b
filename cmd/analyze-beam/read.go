package main

import (
	"context"
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/ingest"
	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

// claim is what the ledger needs to know of a record.
type claim struct {
	Place  string // in the order of the run; see placeOf
	ID     string // as the record or its source has it; unique once the ledger has been
	Source string
	Line   int
	Print  ingest.Print
}

func init() {
	travels[input]()
	travels[claim]()
	travels[review.Review]()
	travels[review.Skip]()
	beam.RegisterDoFn(&listFn{})
	beam.RegisterDoFn(&readFn{})
}

// read gives every record with text by its place in the input, what the ledger must know of each, what cannot be read, and
// how many records of each source have no text. One source is one bundle: line numbers and whole files allow no smaller part.
func read(s beam.Scope, job Job) (records, claims, skips, empty beam.PCollection) {
	inputs, passed := beam.ParDo2(s, &listFn{job.Config}, beam.Impulse(s))
	records, claims, unread, empty := beam.ParDo4(s, &readFn{job.Config}, beam.Reshuffle(s, inputs))
	return records, claims, beam.Flatten(s, passed, unread), empty
}

// placeOf orders records as analyze reads them: by source, then by their order in it.
func placeOf(source, record int) string { return fmt.Sprintf("%08x-%010x", source, record) }

type listFn struct{ Config pipeline.Config }

func (f *listFn) ProcessElement(ctx context.Context, _ []byte, emit func(input), skip func(review.Skip)) error {
	inputs, skips, err := list(ctx, f.Config)
	if err != nil {
		return err
	}
	for _, in := range inputs {
		emit(in)
	}
	for _, s := range skips {
		skip(s)
	}
	return nil
}

type readFn struct{ Config pipeline.Config }

func (f *readFn) ProcessElement(ctx context.Context, in input, record func([]byte, review.Review), know func(claim), skip func(review.Skip), empty func(int)) error {
	defer spend(ctx, readTime)()
	number := 0
	count, err := f.read(ctx, in, func(item ingest.Item) error {
		place := placeOf(in.Number, number)
		number++
		if item.Skip != nil {
			skip(*item.Skip)
			return nil
		}
		rev := item.Review
		record([]byte(place), *rev)
		know(claim{place, rev.ID, rev.Source, rev.Line, ingest.PrintOf(rev)})
		return nil
	})
	countEmpty.Inc(ctx, int64(count.Empty))
	empty(count.Empty)
	return err
}

// read reads one source. A reader that panics has met one bad source, not the end of the job.
func (f *readFn) read(ctx context.Context, in input, emit func(ingest.Item) error) (count ingest.Count, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = emit(problem(in, "ingest", fmt.Sprintf("the reader failed on it (%v); please report it with the file", fault)))
		}
	}()
	if in.Address != "" {
		file, err := open(ctx, in.Address)
		if err != nil {
			return count, emit(problem(in, "ingest", in.Name+": cannot be opened: "+err.Error()))
		}
		defer file.Close()
		return ingest.Read(ctx, file, in.Name, readOptions(f.Config), emit)
	}
	reader, err := ingest.New(readOptions(f.Config))
	if err != nil {
		return count, err
	}
	sources, _, err := localSources(f.Config)
	if err != nil {
		return count, err
	}
	src, ok := sources[in.Name]
	if !ok {
		return count, emit(problem(in, "ingest", in.Name+": this worker does not see the file; workers must share the folder"))
	}
	return reader.Read(ctx, src, emit)
}

func problem(in input, stage, reason string) ingest.Item {
	return ingest.Item{Skip: &review.Skip{Source: in.Name, Kind: review.Failed, Stage: stage, Reason: reason}}
}
