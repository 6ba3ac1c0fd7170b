//go:build unix

package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"syscall"
	"testing"
	"time"

	"tonearc/internal/aggregate"
	"tonearc/internal/benchgen"
	"tonearc/internal/ingest"
	"tonearc/internal/report"
	"tonearc/internal/state"
	"tonearc/pipeline/review"
)

// processor is the processor time that this process has used, in seconds: on a busy machine it says more than the clock.
func processor(b *testing.B) float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}

// BenchmarkLoad is the time until the parts are ready.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Config{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStage is each stage of a run by itself, on one core, over 1,000 generated reviews, in batches as in a run.
// Whole runs are measured in cmd/analyze, as processes.
func BenchmarkStage(b *testing.B) {
	var corpus bytes.Buffer
	if err := benchgen.Write(&corpus, 1000, 1); err != nil {
		b.Fatal(err)
	}
	var revs []*review.Review
	read := func() {
		revs = revs[:0]
		_, err := ingest.Read(context.Background(), bytes.NewReader(corpus.Bytes()), "corpus.jsonl", ingest.Options{}, func(item ingest.Item) error {
			revs = append(revs, item.Review)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	read()
	analyzer, err := New(Config{})
	if err != nil {
		b.Fatal(err)
	}

	all := make([]reading, len(revs))
	tokens, sentences := 0, 0
	var kept [][][]review.Token // the last stage takes the tokens away
	bench := func(name string, do func(b *testing.B)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(corpus.Len()))
			b.ReportAllocs()
			start := processor(b)
			do(b)
			seconds := (processor(b) - start) / float64(b.N)
			b.ReportMetric(float64(tokens)/seconds, "tokens/cpu-s")
			b.ReportMetric(float64(sentences)/seconds, "sentences/cpu-s")
		})
	}

	for i := range all {
		all[i].doc.Review = revs[i]
		stages[0].try(analyzer, &all[i])
		sentences += len(all[i].doc.Sentences)
		var toks [][]review.Token
		for _, sent := range all[i].doc.Sentences {
			tokens += len(sent.Tokens)
			toks = append(toks, sent.Tokens)
		}
		kept = append(kept, toks)
	}
	bench("read", func(b *testing.B) {
		for b.Loop() {
			read()
		}
	})
	for _, stage := range stages {
		bench(stage.name, func(b *testing.B) {
			for b.Loop() {
				for i := range all {
					r := &all[i]
					if stage.name != "nlp" {
						for k, toks := range kept[i] {
							r.doc.Sentences[k].Tokens = toks
						}
					}
					if stage.try(analyzer, r); r.err != nil {
						b.Fatal(r.err)
					}
				}
			}
		})
		for i := range all { // where the benchmark was not chosen
			stage.try(analyzer, &all[i])
		}
	}

	digests, stored := make([]aggregate.Digest, len(all)), make([][]byte, len(all))
	job := &job{cache: new(state.Cache), last: new(report.RunInfo)} // a night: a run has the most to note then
	condense := func() {
		for i := range all {
			var f finding
			job.condense(&f, all[i].an)
			digests[i], stored[i] = f.digest, state.Encode(stored[i][:0], all[i].an)
		}
	}
	condense()
	bench("condense", func(b *testing.B) {
		for b.Loop() {
			condense()
		}
	})
	var res *aggregate.Resolution
	resolve := func() { res = aggregate.Resolve(aggregate.PackDigests(digests...)) }
	resolve()
	bench("resolve", func(b *testing.B) {
		for b.Loop() {
			resolve()
		}
	})
	bench("total", func(b *testing.B) {
		for b.Loop() {
			totals := aggregate.NewTotals(res)
			for i := range stored {
				var an review.Analysis
				if err := state.Decode(stored[i], &an); err != nil {
					b.Fatal(err)
				}
				totals.Add(i, &an)
			}
		}
	})
	quoted := func(i int, sent review.Span) (string, error) {
		return sent.In(all[res.Digests.Came(i)].an.Review.Text), nil
	}
	rep, err := report.New(report.Options{Dir: b.TempDir(), Pages: -1, Sentence: quoted}, res)
	if err != nil {
		b.Fatal(err)
	}
	defer rep.Close()
	bench("rows", func(b *testing.B) {
		for b.Loop() {
			for at := 0; at < len(all); at += batch {
				rows := rep.Blank()
				for i := at; i < min(at+batch, len(all)); i++ {
					if err := rep.Render(rows, i, all[i].an); err != nil {
						b.Fatal(err)
					}
				}
				if err := rep.Write(rows); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	bench("pages", func(b *testing.B) {
		for b.Loop() {
			for i := range all {
				if err := rep.WritePage(i, all[i].an); err != nil {
					b.Fatal(fmt.Errorf("review %d: %w", i, err))
				}
			}
		}
	})
	totals := aggregate.NewTotals(res)
	for i := range res.Digests.Len() {
		totals.Add(i, all[res.Digests.Came(i)].an)
	}
	bench("entities", func(b *testing.B) {
		for b.Loop() {
			for at := range res.Entities {
				if err := rep.WriteEntity(at, totals); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
