package main

import (
	"errors"
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/report"
	"tonearc/pipeline"
)

// Job says what to do. It is plain data and travels to every worker.
type Job struct {
	Config  pipeline.Config // what to read and how; its Output, Pages and all below them mean nothing here
	Output  string          // folder or address of the tables
	Shards  int             // files per table
	Pages   int             // of how many reviews the index and the pages of books and authors are made; 0 = no pages
	Version string
}

// Check reports the first thing that is wrong with a Job, in words for the person who wrote it.
func (job Job) Check() error {
	switch {
	case len(job.Config.Paths) == 0:
		return errors.New("no PATH given: name a folder, a file or a pattern")
	case job.Output == "":
		return errors.New("no output given: -o names a folder or an address")
	case job.Shards < 1 || job.Shards > 99_999:
		return fmt.Errorf("shards: %d is not between 1 and 99999", job.Shards)
	}
	for _, path := range append([]string{job.Output}, job.Config.Paths...) {
		if err := checkAddress(path); err != nil {
			return err
		}
	}
	return job.Config.Check()
}

// Pipeline is the map of the program. Every step but those named in README.md, "What one worker holds", sees one record
// or one key at a time.
func Pipeline(job Job) *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()

	records, claims, unread, empty := read(s.Scope("read"), job)
	named, duplicates := ledger(s.Scope("ledger"), claims)
	analyses, digests, failed := analyse(s.Scope("analyse"), job, records, named)
	names, entities := resolve(s.Scope("resolve"), digests)
	lines, shares, terms, corpus, pictures := render(s.Scope("render"), analyses, names)
	skips := beam.Flatten(s, unread, duplicates, failed)
	rows := beam.Flatten(s, lines, entityRows(s.Scope("entities"), entities, shares), termRows(s.Scope("terms"), terms, corpus),
		skipRows(s.Scope("skipped"), skips))
	write(s.Scope("write"), job, rows, corpus)
	if job.Pages > 0 {
		pages(s.Scope("pages"), job, pictures, entities, corpus, skips, empty)
	}
	return p
}

// program is what the files that we write call us.
const program = "analyze-beam"

// tables are all tables, in the order of the manifest. changes.csv is not among them: there is no last run here.
func tables() []string { return append(report.ReviewTables(), report.TotalTables()...) }
