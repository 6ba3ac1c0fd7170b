package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/exec/optimized"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"

	"tonearc/pipeline"
)

// version is set when the program is linked.
var version = "devel"

// Exit codes, as those of analyze: 3 = finished, but some input was skipped.
const (
	exitFailed  = 1
	exitUsage   = 2
	exitSkipped = 3
)

// run is the command as a function. On a worker, beam.Init never returns: the harness takes over.
func run(args []string, stdout, stderr io.Writer) int {
	var (
		job     Job
		runner  = flag.String("runner", "prism", "what runs the job: prism (this machine) or universal (a job server, see -endpoint)")
		lexicon = flag.String("lexicon", "", "CSV of your own words and their tones")
		catalog = flag.String("catalog", "", "CSV of books, authors and characters that you know of")
	)
	flag.StringVar(&job.Output, "o", "", "folder or address of the tables, such as reports-beam or gs://bucket/reports")
	flag.IntVar(&job.Shards, "shards", 8, "files per table; a worker holds one file's rows at a time")
	flag.StringVar(&job.Config.Scorer, "scorer", "", "which scorer reads the tone; empty = "+pipeline.DefaultScorer)
	flag.BoolVar(&job.Config.AnyLanguage, "any-language", false, "analyse other languages than English too")
	flag.StringVar(&job.Config.DateOrder, "date-order", "", "what comes first in dates like 05/04/2025: month or day; empty = as the other dates of the file tell, else month")
	flag.StringVar(&job.Config.Title, "title", "", "of the pages")
	flag.IntVar(&job.Pages, "pages", 10_000, "of how many reviews the index and the pages of books and authors are made, by a fair sample where there are more; 0 = no pages")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: analyze-beam [flags] -o OUTPUT PATH…\n\nPATH is a folder, a file, or a pattern such as gs://bucket/reviews/*.jsonl.gz.\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done, but some records had problems.")
		flag.PrintDefaults()
	}
	if err := flag.CommandLine.Parse(args); err != nil {
		return exitUsage
	}
	beam.Init()

	job.Config.Paths, job.Version = flag.Args(), version
	var err error
	if job.Config.Lexicon, err = small(*lexicon); err == nil {
		job.Config.Catalog, err = small(*catalog)
	}
	if err = errors.Join(err, job.Check()); err != nil {
		fmt.Fprintln(stderr, "analyze-beam:", err)
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	result, err := beam.Run(ctx, *runner, Pipeline(job))
	if err != nil {
		fmt.Fprintln(stderr, "analyze-beam:", err)
		return exitFailed
	}
	problems := printMetrics(stdout, result)
	if problems > 0 {
		return exitSkipped
	}
	return 0
}

// small reads one of the user's own lists, which travels with the job.
func small(path string) (pipeline.File, error) {
	if path == "" {
		return pipeline.File{}, nil
	}
	data, err := os.ReadFile(path)
	return pipeline.File{Name: path, Data: data}, err
}

// printMetrics prints our counters, and returns how many problems there were.
func printMetrics(w io.Writer, result beam.PipelineResult) int64 {
	if result == nil {
		return 0
	}
	sums := make(map[string]int64)
	for _, counter := range result.Metrics().Query(func(r beam.MetricResult) bool { return r.Namespace() == namespace }).Counters() {
		sums[counter.Name()] += counter.Result()
	}
	names := make([]string, 0, len(sums))
	for name := range sums {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(w, "%-24s %d\n", name, sums[name])
	}
	return sums["problems"]
}
