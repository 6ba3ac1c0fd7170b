package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tonearc/internal/aggregate"
	"tonearc/internal/ingest"
	"tonearc/internal/report"
	"tonearc/internal/state"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

// ErrUsage marks errors that the person who started the run can mend by asking for something else: a path that does not
// exist, an output directory that is not ours. Use errors.Is.
var ErrUsage = errors.New("wrong usage")

// usageError is an error that is ErrUsage, without saying so again.
type usageError struct{ error }

func (e usageError) Is(target error) bool { return target == ErrUsage }
func (e usageError) Unwrap() error        { return e.error }

// ErrLocked means that another run is writing to the same output directory.
var ErrLocked = state.ErrLocked

// job is one run under way. Its methods are called one after the other by Run; the ones that workers call say so.
type job struct {
	cfg      Config
	o        options
	started  time.Time
	timing   sync.Mutex         // of the clock and of seconds: some stages run side by side
	seconds  map[string]float64 // by stage
	engine   string             // what analyses depend on besides the review; empty = unknown
	settings map[string]any
	analyzer func() (*Analyzer, error) // loads on the first call

	fingerprint func() string // of the scorer's weights, computed on the first call

	folder *state.Folder
	last   *report.RunInfo // of the report that stands; nil = none
	cache  *state.Cache    // nil = none
	spool  *state.Spool
	report *report.Report

	reader     *ingest.Reader
	sources    []ingest.Source
	counts     []report.SourceInfo // parallel to sources
	bytesRead  atomic.Int64
	bytesTotal int64

	skips            []review.Skip
	doubts           []string // about whole sources, told when all are read
	digests          aggregate.Digests
	prints           []string        // fingerprints, where there is a report to compare with: in the order of the input
	wholes           []state.PageKey // names of the analyses, each with all that is in it, where there is a cache: in the order of the input
	keys             []state.PageKey // names of what the reports say of a review: in the order of the ids
	cached           int
	sentences, words int // of all reviews
	res              *aggregate.Resolution
	pages            *state.Pages
	rows             *state.Rows
	prefix           []byte          // of what page keys are made from: all that is the same for every page
	totals           []sharedTotals  // each for some of the workers
	changes          []review.Change // since the last report
	listed           []review.Change // what changes.csv lists: changes, or where there are none the last that there were
}

// open finds the input and takes hold of the output, before any work is done.
func open(ctx context.Context, cfg Config, o options) (*job, error) {
	if err := cfg.Check(); err != nil {
		return nil, usageError{err}
	}
	j := &job{
		cfg: cfg, o: o, started: o.clock(), seconds: make(map[string]float64),
		engine: engine(cfg, o), settings: cfg.reported(),
		analyzer:    sync.OnceValues(func() (*Analyzer, error) { return newAnalyzer(cfg, o) }),
		fingerprint: sync.OnceValue(func() string { return tone.Fingerprint(cfg.scorer()) }),
	}
	if err := j.openInput(ctx); err != nil {
		return nil, err
	}
	if err := j.openOutput(); err != nil {
		return nil, errors.Join(err, j.close())
	}
	return j, nil
}

func (j *job) openInput(ctx context.Context) error {
	var err error
	j.reader, err = ingest.New(ingest.Options{AnyLanguage: j.cfg.AnyLanguage, Follow: j.cfg.Follow, Columns: j.cfg.Columns, DateOrder: j.cfg.DateOrder})
	if err != nil {
		return usageError{err}
	}
	roots, err := ingest.Roots(j.cfg.Paths, j.o.stdin)
	if err != nil {
		return usageError{err}
	}
	sources, skips, err := j.reader.Sources(ctx, roots)
	if err != nil {
		return err
	}
	skips = slices.DeleteFunc(skips, j.isOwnReport)
	j.sources, j.skips = sources, skips
	j.counts = make([]report.SourceInfo, len(sources), len(sources)+len(skips))
	for i, src := range sources {
		j.counts[i].Source = src.Name
		j.bytesTotal += max(0, src.Size)
	}
	for _, skip := range skips { // what cannot even be opened is an input too
		info := report.SourceInfo{Source: skip.Source, SHA: "not read: " + skip.Reason}
		if skip.Kind == review.Excluded {
			info.Excluded = 1
		} else {
			info.Problems = 1
		}
		j.counts = append(j.counts, info)
	}
	if len(j.counts) == 0 {
		return fmt.Errorf("nothing to read in %s: there is no file (hidden ones are not looked at); put reviews there, or give another path; what can be read: %s",
			strings.Join(j.cfg.Paths, ", "), ingest.Kinds)
	}
	return nil
}

// isOwnReport reports whether a folder that was not read is the one that this run writes: where that lies inside the
// input, it is no input.
func (j *job) isOwnReport(skip review.Skip) bool {
	out, err := os.Stat(j.cfg.output())
	if err != nil || skip.Kind != review.Excluded {
		return false
	}
	for _, path := range j.cfg.Paths {
		folder, err := os.Stat(filepath.Join(path, filepath.FromSlash(skip.Source)))
		if err == nil && os.SameFile(folder, out) {
			return true
		}
	}
	return false
}

func (j *job) openOutput() error {
	if j.cfg.DryRun {
		if err := state.CheckFolder(j.cfg.output()); err != nil {
			return usage(err)
		}
	} else {
		folder, err := state.OpenFolder(j.cfg.output(), j.o.step)
		if err != nil {
			return usage(err)
		}
		j.folder = folder
	}
	last, err := report.ReadRunInfo(filepath.Join(j.cfg.output(), "run.json"))
	switch {
	case err == nil:
		j.last = &last
	case !errors.Is(err, os.ErrNotExist):
		j.o.log.Warn("the last report cannot be compared with", "reason", err)
	}
	return nil
}

// usage marks a refused output directory as wrong usage.
func usage(err error) error {
	if errors.Is(err, state.ErrForeign) {
		return usageError{err}
	}
	return err
}

// stage makes room for the new report.
func (j *job) stage() error {
	if j.cfg.DryRun {
		return nil
	}
	if err := j.folder.Stage(); err != nil {
		return err
	}
	spool, err := state.NewSpool(j.folder.Staging())
	j.spool = spool
	return err
}

// close gives everything back. After finish there is only the lock left to give.
func (j *job) close() error {
	var err error
	if j.report != nil {
		err = j.report.Close()
	}
	if j.spool != nil {
		err = errors.Join(err, j.spool.Close())
	}
	if j.rows != nil {
		j.rows.Close()
	}
	err = errors.Join(err, j.closeCache())
	if j.folder != nil {
		err = errors.Join(err, j.folder.Close())
	}
	j.report, j.spool, j.cache, j.folder = nil, nil, nil, nil
	return err
}

// finish writes what needs the whole corpus and puts the new report in its place.
func (j *job) finish(ctx context.Context) (Result, error) {
	stop := j.clock("finish")
	totals := j.totals[0].sum
	for i := range j.totals[1:] {
		totals.Merge(j.totals[1+i].sum)
		j.totals[1+i].sum = nil
	}
	totals.Sort()
	j.totals = nil
	j.report.LeaveEntities()
	err := together(
		func() error { return j.writeEntities(ctx, totals) },
		func() (err error) {
			defer guard(func(fault error) { err = fault })
			return j.report.Finish(totals, j.listed, j.skips, j.info())
		},
	)
	if err != nil {
		return Result{}, err
	}
	if j.cache != nil {
		j.pages.KeepRows(j.folder.Staging(), j.report.Tables(), j.rows)
	}
	if err := j.weigh(); err != nil {
		return Result{}, err
	}
	single, err := j.writeSingleFile(totals)
	if err != nil {
		return Result{}, err
	}
	defer single.discard()
	if j.cache != nil {
		j.cache.KeepPages(j.folder.Path(), j.pages)
	}
	if err := errors.Join(j.closeCache(), j.spool.Close()); err != nil {
		return Result{}, err
	}
	j.rows.Close() // before its tables go
	j.spool, j.report = nil, nil
	if err := j.swap(single); err != nil {
		return Result{}, err
	}
	stop()
	return j.result(), nil
}

// weigh notes in run.json what the report consists of.
func (j *job) weigh() error {
	info := j.info()
	var err error
	if info.Counts.Files, info.Counts.Bytes, err = state.CountFiles(j.folder.Staging(), j.pages); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	return report.WriteRunInfo(filepath.Join(j.folder.Staging(), "run.json"), info)
}

// swap puts the new reports in their place.
func (j *job) swap(single singleFile) error {
	if err := j.folder.Swap(); err != nil {
		return err
	}
	return single.place()
}

// keep leaves the reports as they are and writes run.json anew.
func (j *job) keep() (Result, error) {
	info := *j.last
	info.Version, info.Started = j.o.version, j.started.UTC().Format(time.RFC3339)
	info.Counts.Cached, info.Counts.Changes = info.Counts.Reviews, 0
	info.Seconds = j.elapsed()
	summary, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return Result{}, fmt.Errorf("run.json: %w", err)
	}
	if err := j.folder.Replace(append(summary, '\n')); err != nil {
		return Result{}, err
	}
	result := j.result()
	result.Unchanged, result.Counts = true, countsOf(info.Counts)
	return result, nil
}

// info is what run.json says.
func (j *job) info() report.RunInfo {
	counts := j.count()
	info := report.RunInfo{
		Program: state.Program, Version: j.o.version, Engine: j.engine,
		Started: j.started.UTC().Format(time.RFC3339), Seconds: j.elapsed(), Complete: counts.Problems == 0,
		Counts: report.Counts{
			Sources: counts.Sources, Records: counts.Records, Reviews: counts.Reviews, Excluded: counts.Excluded,
			Problems: counts.Problems, Empty: counts.Empty, Sentences: counts.Sentences, Words: counts.Words,
			Cached: counts.Cached,
		},
		Sources: slices.Clone(j.counts),
		Options: j.settings,
		Weights: map[string]string{},
	}
	for _, change := range j.changes {
		if change.Field != review.FieldSentence {
			info.Counts.Changes++
		}
	}
	if j.o.scorer == nil {
		info.Weights["scorer "+j.cfg.scorer()] = j.fingerprint()
	}
	for i := range info.Sources {
		src := &info.Sources[i]
		src.Records = src.Reviews + src.Excluded + src.Problems + src.Empty
	}
	slices.SortStableFunc(info.Sources, func(a, b report.SourceInfo) int { return strings.Compare(a.Source, b.Source) })
	switch {
	case j.last != nil && len(j.changes) == 0:
		info.Baseline = j.last.Baseline // the list of changes is still that of the last report
	case j.last != nil:
		info.Baseline = j.last.Started
	}
	return info
}

// count sums up the sources.
func (j *job) count() Counts {
	counts := Counts{Sources: len(j.counts), Cached: j.cached, Sentences: j.sentences, Words: j.words}
	for _, src := range j.counts {
		counts.Reviews += src.Reviews
		counts.Excluded += src.Excluded
		counts.Problems += src.Problems
		counts.Empty += src.Empty
	}
	counts.Records = counts.Reviews + counts.Excluded + counts.Problems + counts.Empty
	return counts
}

func countsOf(c report.Counts) Counts {
	return Counts{
		Sources: c.Sources, Records: c.Records, Reviews: c.Reviews, Excluded: c.Excluded, Problems: c.Problems,
		Empty: c.Empty, Sentences: c.Sentences, Words: c.Words, Cached: c.Cached,
	}
}

func (j *job) result() Result {
	return Result{
		Output: j.cfg.output(), Counts: j.count(), Skips: j.skips, Changes: j.changes,
		First: j.last == nil, Seconds: j.o.clock().Sub(j.started).Seconds(),
	}
}

// clock measures a stage: call what it returns at the stage's end.
func (j *job) clock(stage string) func() {
	j.timing.Lock()
	defer j.timing.Unlock()
	start := j.o.clock()
	return func() {
		j.timing.Lock()
		defer j.timing.Unlock()
		j.seconds[stage] = j.o.clock().Sub(start).Seconds()
	}
}

// elapsed are the seconds of every stage so far, and of the run in total.
func (j *job) elapsed() map[string]float64 {
	out := map[string]float64{"total": j.o.clock().Sub(j.started).Seconds()}
	for stage, seconds := range j.seconds {
		out[stage] = seconds
	}
	return out
}

func (j *job) showProgress(stage string, done, total int64) {
	j.o.progress(Progress{Stage: stage, Done: done, Total: total})
}

func (j *job) reportOptions() report.Options {
	pages, _ := j.cfg.pages()
	return report.Options{
		Dir: j.folder.Staging(), Version: j.o.version, JSONL: j.cfg.JSONL, Pages: pages, Title: j.cfg.Title, Write: j.writePage,
		Sentence: func(i int, sent review.Span) (string, error) { return j.spool.Text(j.res.Digests.Came(i), sent) },
	}
}

// watched wraps a source so that what is read of it is counted and digested.
func (j *job) watched(source int, open func() (io.ReadCloser, error)) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		in, err := open()
		if err != nil {
			return nil, err
		}
		return newWatch(in, &j.bytesRead, &j.counts[source].SHA), nil
	}
}
