// Package report turns analyses and totals into CSV tables and HTML pages. It is the only door to gocsv.
//
// A run is written in three steps: [Report.Render] turns analyses into rows and [Report.WritePage] writes their pages (any
// number of workers), [Report.Write] appends the rows in order, [Report.Finish] writes what needs the whole corpus.
package report

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// Options say what to write and where.
type Options struct {
	Dir     string // the staging directory; it exists and is empty
	Version string // of the program, as `analyze --version` prints it
	JSONL   bool   // also write data/reviews.jsonl
	Pages   int    // how many reviews get a page, by the pages rule; < 0 = all, 0 = none
	Title   string // of the report; empty = "Reviews"

	// Write writes a page or an asset below Dir; nil = to a file. It is called from several goroutines at the same time.
	Write func(path string, content []byte) error

	// Sentence reads a sentence of review i of the resolution, to be quoted. It is called from several goroutines at the
	// same time, and need not be there where no review is quoted.
	Sentence func(i int, sent review.Span) (string, error)
}

// Report writes one run's directory.
type Report struct {
	opts  Options
	res   *aggregate.Resolution
	pages *pages
	files []*tableFile // parallel to Tables
	spare sync.Pool    // of *Rendered
}

// streamed are the tables that are written review by review, and how their rows are made.
var streamed = []struct {
	name   string
	header func([]byte) []byte
	rows   func(dst []byte, i int, an *review.Analysis, o offsets, res *aggregate.Resolution) []byte
}{
	{reviewsTable.name, reviewsTable.header, func(dst []byte, _ int, an *review.Analysis, _ offsets, _ *aggregate.Resolution) []byte {
		return reviewsTable.row(dst, an)
	}},
	{sentencesTable.name, sentencesTable.header, func(dst []byte, _ int, an *review.Analysis, o offsets, _ *aggregate.Resolution) []byte {
		return appendSentences(dst, an, o)
	}},
	{entitiesTable.name, entitiesTable.header, func(dst []byte, i int, an *review.Analysis, _ offsets, res *aggregate.Resolution) []byte {
		for _, row := range entityRows(i, an, res) {
			dst = entitiesTable.row(dst, &row)
		}
		return dst
	}},
	{mentionsTable.name, mentionsTable.header, appendMentions},
	{shiftsTable.name, shiftsTable.header, func(dst []byte, _ int, an *review.Analysis, _ offsets, _ *aggregate.Resolution) []byte {
		return appendShifts(dst, an)
	}},
	{aspectsTable.name, aspectsTable.header, func(dst []byte, _ int, an *review.Analysis, _ offsets, _ *aggregate.Resolution) []byte {
		return appendAspects(dst, an)
	}},
	{comparisonsTable.name, comparisonsTable.header, func(dst []byte, i int, an *review.Analysis, _ offsets, res *aggregate.Resolution) []byte {
		return appendComparisons(dst, i, an, res)
	}},
}

// tableFile is a file that grows.
type tableFile struct {
	file *os.File
	buf  *bufio.Writer
}

func createTable(path string) (*tableFile, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return &tableFile{file, bufio.NewWriterSize(file, 1<<18)}, nil
}

func (t *tableFile) close() error {
	return errors.Join(t.buf.Flush(), t.file.Close())
}

// New creates the files of a report in opts.Dir. Every later error names the file that could not be written.
func New(opts Options, res *aggregate.Resolution) (*Report, error) {
	pages, err := newPages(opts, res)
	if err != nil {
		return nil, err
	}
	r := &Report{opts: opts, res: res, pages: pages}
	for _, dir := range []string{"data", "reviews", "books", "authors", "characters", "corpus", "assets"} {
		if err := os.MkdirAll(filepath.Join(opts.Dir, dir), 0o755); err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
	}
	for k, path := range r.Tables() {
		file, err := createTable(filepath.Join(opts.Dir, filepath.FromSlash(path)))
		if err != nil {
			return nil, errors.Join(err, r.close())
		}
		r.files = append(r.files, file)
		if k < len(streamed) {
			if _, err := file.buf.Write(streamed[k].header(nil)); err != nil {
				return nil, errors.Join(err, r.close())
			}
		}
	}
	return r, nil
}

// Tables are the paths, below the report's directory, of the tables that are written review by review.
func (r *Report) Tables() []string {
	paths := make([]string, 0, len(streamed)+1)
	for _, s := range streamed {
		paths = append(paths, "data/"+s.name+".csv")
	}
	if r.opts.JSONL {
		paths = append(paths, "data/reviews.jsonl")
	}
	return paths
}

// Rendered is the rows of some reviews, as bytes.
type Rendered struct {
	Rows  [][]byte // parallel to Report.Tables; AddSizes goes with what a caller appends
	sizes []int    // of the rows of each review in each table, review after review
}

// AddSizes notes how many bytes a review's rows take in each table.
func (r *Rendered) AddSizes(sizes []int) { r.sizes = append(r.sizes, sizes...) }

// Sizes are the sizes of the rows of the nth review, parallel to Rows.
func (r *Rendered) Sizes(n int) []int { return r.sizes[n*len(r.Rows) : (n+1)*len(r.Rows)] }

// Blank is room for rows. Write gives it back, so that its buffers serve again.
func (r *Report) Blank() *Rendered {
	if rendered, ok := r.spare.Get().(*Rendered); ok {
		return rendered
	}
	return &Rendered{Rows: make([][]byte, len(r.files))}
}

// Render appends the rows of review i of the resolution. It is pure, and safe for concurrent use on different rows.
func (r *Report) Render(into *Rendered, i int, an *review.Analysis) error {
	o := newOffsets(an.Review.Text)
	for k, s := range streamed {
		before := len(into.Rows[k])
		into.Rows[k] = s.rows(into.Rows[k], i, an, o, r.res)
		into.sizes = append(into.sizes, len(into.Rows[k])-before)
	}
	if r.opts.JSONL {
		line, err := json.Marshal(o.analysis(an))
		if err != nil {
			return fmt.Errorf("report: %s: %w", an.Review.ID, err)
		}
		last := len(streamed)
		into.Rows[last] = append(append(into.Rows[last], line...), '\n')
		into.sizes = append(into.sizes, len(line)+1)
	}
	return nil
}

// WritePage writes the page of review i, where it has one. It is safe for concurrent use.
func (r *Report) WritePage(i int, an *review.Analysis) error {
	if !r.pages.has(i) {
		return nil
	}
	m := r.pages.blank()
	defer r.pages.spare.Put(m)
	r.pages.review(m, i, an)
	return r.pages.write(file{r.pages.path(i), m.buf})
}

// Write appends rows to the tables. Call it in the order of the resolution, from one goroutine.
func (r *Report) Write(rendered *Rendered) error {
	for k, rows := range rendered.Rows {
		if _, err := r.files[k].buf.Write(rows); err != nil {
			return fmt.Errorf("report: %w", err)
		}
		rendered.Rows[k] = rows[:0]
	}
	rendered.sizes = rendered.sizes[:0]
	r.spare.Put(rendered)
	return nil
}

// Finish writes the tables and pages of the whole corpus, and run.json last.
func (r *Report) Finish(totals *aggregate.Totals, changes []review.Change, skips []review.Skip, run RunInfo) error {
	if err := r.close(); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	changes, skips = sortedChanges(changes), sortedSkips(skips)
	description, err := dataPackage(r.opts.Version)
	if err != nil {
		return fmt.Errorf("report: datapackage.json: %w", err)
	}
	for name, content := range map[string][]byte{
		"books.csv":        booksTable.file(nil, totalRows(review.Book, r.res, totals)),
		"authors.csv":      authorsTable.file(nil, totalRows(review.Author, r.res, totals)),
		"characters.csv":   charactersTable.file(nil, totalRows(review.Character, r.res, totals)),
		"terms.csv":        termsTable.file(nil, totals.Markers()),
		"changes.csv":      changesTable.file(nil, changes),
		"skipped.csv":      skippedTable.file(nil, skips),
		"datapackage.json": description,
	} {
		if err := os.WriteFile(filepath.Join(r.opts.Dir, "data", name), content, 0o644); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	if err := r.pages.finish(totals, changes, skips, run); err != nil {
		return err
	}
	return WriteRunInfo(filepath.Join(r.opts.Dir, "run.json"), run)
}

// Close gives the files up without finishing, after an error elsewhere.
func (r *Report) Close() error { return r.close() }

func (r *Report) close() error {
	var err error
	for _, file := range r.files {
		err = errors.Join(err, file.close())
	}
	r.files = nil
	return err
}
