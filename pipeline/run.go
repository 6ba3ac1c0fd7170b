package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"tonearc/internal/aggregate"
	"tonearc/internal/ingest"
	"tonearc/internal/report"
	"tonearc/internal/state"
	"tonearc/pipeline/review"
)

// Run reads a whole corpus and replaces the reports in Config.Output. This function is the map of the program.
//
// Where no input, no setting and no code has changed since the last run, the reports stay and only their run.json is
// written anew. On any error the old reports stand.
func Run(ctx context.Context, cfg Config, opts ...Option) (Result, error) {
	job, err := open(ctx, cfg, newOptions(opts)) // sources, lock, last report, cache
	if err != nil {
		return Result{}, err
	}
	defer job.close()

	if job.nothingChanged(ctx) {
		return job.keep()
	}
	job.openCache()
	if err := job.analyse(ctx); err != nil { // pass 1: every review by itself, spooled to disk
		return Result{}, err
	}
	if err := job.checkSingleFile(); err != nil || cfg.DryRun {
		return job.result(), err
	}
	job.resolve() // names joined over the corpus; the reviews in the order of their ids
	err = together(
		guarded(job.compare),                   // with the last report
		func() error { return job.write(ctx) }, // pass 2: tables and pages, staged
	)
	if err != nil {
		return Result{}, err
	}
	return job.finish(ctx) // what needs the whole corpus; then the new report takes the place of the old one
}

// batch is how many reviews travel together between goroutines: enough to make the handing over cheap, few enough to
// keep memory small.
const batch = 32

// candidate is a record on its way to a worker: a review, or a record that is not analysed.
type candidate struct {
	source int // index into job.sources
	item   ingest.Item
}

// finding is what became of a candidate: a digest with the stored analysis, or a skip.
type finding struct {
	source int
	skip   *review.Skip
	digest aggregate.Digest
	print  string        // the review's fingerprint, where there is a report to compare with
	head   []byte        // see state.EncodeHead
	text   int           // where in it the review's text begins
	stored []byte        // what the parts found, see state.EncodeFindings
	fresh  bool          // it was found in this run, and not taken from the cache
	key    state.Key     // of the cache, where there is one
	whole  state.PageKey // likewise, of the whole analysis
}

// analyse is pass 1: one reader, many workers, one collector.
func (j *job) analyse(ctx context.Context) error {
	defer j.clock("analyse")()
	if err := j.stage(); err != nil {
		return err
	}
	err := inOrder(ctx, j.cfg.workers(),
		func(emit func([]candidate) error) error { return j.read(ctx, emit) },
		func(_ int, records []candidate) ([]finding, error) {
			return j.examine(records)
		},
		func(found []finding) error {
			for i := range found {
				if err := j.collect(&found[i]); err != nil {
					return err
				}
			}
			j.showProgress("reading", j.bytesRead.Load(), j.bytesTotal)
			return nil
		})
	for _, doubt := range j.doubts {
		j.o.log.Warn(doubt)
	}
	if err != nil || j.cfg.DryRun {
		return err
	}
	if err := j.lostAll(); err != nil {
		return err
	}
	return j.spool.Rewind()
}

// lostAll is an error where no review is left of the last report's: more likely a folder without permission, a disk that is
// not there or a download that brought an empty file than a reader who threw all reviews away.
func (j *job) lostAll() error {
	if j.last == nil || j.last.Counts.Reviews == 0 || j.digests.Len() > 0 {
		return nil
	}
	for i := range j.skips {
		if j.skips[i].Kind == review.Failed {
			return fmt.Errorf("none of the last report's reviews (%d) is left, and not all input can be read: %s; mend that, or write to another folder",
				j.last.Counts.Reviews, j.skips[i].Reason)
		}
	}
	return fmt.Errorf("none of the last report's reviews (%d) is left; if that is right, remove %s, or write to another folder",
		j.last.Counts.Reviews, j.cfg.output())
}

// read hands all records out in the order of the sources. Identity and duplicates are settled here, because they depend
// on that order.
func (j *job) read(ctx context.Context, emit func([]candidate) error) error {
	ledger := ingest.NewLedger()
	pending := make([]candidate, 0, batch)
	flush := func() error {
		if len(pending) == 0 {
			return nil
		}
		full := pending
		pending = make([]candidate, 0, batch)
		return emit(full)
	}
	for i, src := range j.sources {
		src.Open = j.watched(i, src.Open)
		count, err := readSource(ctx, j.reader, src, func(item ingest.Item) error {
			pending = append(pending, candidate{i, ledger.Admit(item)})
			if len(pending) == batch {
				return flush()
			}
			return nil
		})
		if err != nil {
			return err
		}
		j.counts[i].Format, j.counts[i].Empty = count.Format, count.Empty
		if count.GuessedDates > 0 {
			j.doubts = append(j.doubts, fmt.Sprintf("%s: %d of its dates can be read in two ways (05/04/2025 is 4 May or 5 April), and the others do not tell which; "+
				"they were read with the month first; --date-order month or --date-order day settles it", src.Name, count.GuessedDates))
		}
	}
	return flush()
}

// readSource reads one source. A reader that panics has met one bad source, not the end of the run.
func readSource(ctx context.Context, reader *ingest.Reader, src ingest.Source, emit func(ingest.Item) error) (count ingest.Count, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = emit(ingest.Item{Skip: &review.Skip{
				Source: src.Name, Kind: review.Failed, Stage: "ingest",
				Reason: fmt.Sprintf("the reader failed on it (%v); please report it with the file", fault),
			}})
		}
	}()
	return reader.Read(ctx, src, emit)
}

// examine analyses records, or takes their analyses from the cache.
func (j *job) examine(records []candidate) ([]finding, error) {
	found := make([]finding, len(records))
	fresh, at := make([]reading, 0, len(records)), make([]int, 0, len(records))
	for i, record := range records {
		found[i] = finding{source: record.source, skip: record.item.Skip}
		if record.item.Skip == nil && !j.recall(&found[i], record.item.Review) {
			fresh, at = append(fresh, reading{doc: review.Document{Review: record.item.Review}}), append(at, i)
		}
	}
	if len(fresh) == 0 || j.cfg.DryRun {
		for _, i := range at {
			found[i].fresh = true
		}
		return found, nil
	}
	analyzer, err := j.analyzer()
	if err != nil {
		return nil, err
	}
	analyzer.read(fresh)
	for k, i := range at {
		r, f := &fresh[k], &found[i]
		if r.err != nil {
			f.skip = failed(r.doc.Review, r.err)
			continue
		}
		f.fresh = true
		f.stored = state.EncodeFindings(make([]byte, 0, 3*len(r.an.Review.Text)+1024), r.an)
		j.condense(f, r.an)
	}
	return found, nil
}

// recall takes a review's analysis from the cache, if it is there.
func (j *job) recall(found *finding, rev *review.Review) bool {
	if j.cache == nil {
		return false
	}
	found.key = state.NewKey(j.engine, rev)
	stored := j.cachedFindings(found.key)
	an := &review.Analysis{Review: *rev}
	if stored == nil || state.DecodeOutline(stored, an) != nil {
		return false
	}
	an.Warnings = warnings(an)
	found.stored = stored
	j.condense(found, an)
	return true
}

// condense notes what the run keeps of an analysis.
func (j *job) condense(f *finding, an *review.Analysis) {
	f.head, f.text = state.EncodeHead(make([]byte, 0, len(an.Review.Text)+512), an)
	if j.cache != nil {
		f.whole = state.NewWholeKey(f.key, an)
	}
	if j.last != nil { // else there is nothing to compare with, and the table of reviews takes the digest itself
		f.print = an.Review.Fingerprint()
	}
	f.digest = aggregate.NewDigest(an)
}

// failed is a review that could not be analysed.
func failed(rev *review.Review, err error) *review.Skip {
	stage := "pipeline"
	if in, ok := errors.AsType[*StageError](err); ok {
		stage, err = in.Stage, in.Err
	}
	return &review.Skip{
		Source: rev.Source, Line: rev.Line, ReviewID: rev.ID, Kind: review.Failed, Stage: stage, Reason: err.Error(),
	}
}

// collect takes one finding in the order of the input.
func (j *job) collect(found *finding) error {
	count := &j.counts[found.source]
	switch {
	case found.skip != nil && found.skip.Kind == review.Excluded:
		count.Excluded++
	case found.skip != nil:
		count.Problems++
	default:
		count.Reviews++
		if !found.fresh {
			j.cached++
		}
	}
	if found.skip != nil {
		j.skips = append(j.skips, *found.skip)
		return nil
	}
	if j.cfg.DryRun {
		return nil
	}
	if found.fresh && j.cache != nil {
		j.remember(found.key, found.stored)
	}
	j.digests.Append(&found.digest)
	j.sentences, j.words = j.sentences+found.digest.Sentences, j.words+found.digest.Words
	if j.last != nil {
		j.prints = append(j.prints, found.print)
	}
	if j.cache != nil {
		j.wholes = append(j.wholes, found.whole)
	}
	return j.spool.Append(found.head, found.text, found.stored)
}

// resolve brings the digests into the order of their ids, and joins names.
func (j *job) resolve() {
	defer j.clock("resolve")()
	j.analyzer = nil // its weights are not needed any more
	j.res = aggregate.Resolve(&j.digests)
}

// write is pass 2: reviews are rendered by workers and written in order.
func (j *job) write(ctx context.Context) error {
	defer j.clock("write")()
	rep, err := report.New(j.reportOptions(), j.res)
	if err != nil {
		return err
	}
	j.report = rep
	j.openPages(rep.Tables())
	j.keys = make([]state.PageKey, j.res.Digests.Len())
	j.totals = make([]sharedTotals, (j.cfg.workers()+workersPerTotals-1)/workersPerTotals)
	for i := range j.totals {
		j.totals[i].sum = aggregate.NewTotals(j.res)
	}
	written := 0
	return inOrder(ctx, j.cfg.workers(),
		func(emit func(linked) error) error {
			return stretches(j.res.Digests.Len(), func(s stretch) error { return emit(j.link(s)) })
		},
		func(worker int, l linked) (sheet, error) { return j.render(worker, l) },
		func(sheet sheet) error {
			for i := sheet.first; i < sheet.end && j.cache != nil; i++ {
				j.rows.Keep(j.keys[i], sheet.rows.Sizes(i-sheet.first))
			}
			if err := rep.Write(sheet.rows); err != nil {
				return err
			}
			written += sheet.end - sheet.first
			j.showProgress("writing", int64(written), int64(j.res.Digests.Len()))
			return nil
		})
}

// writeEntities writes the pages of books, authors and characters, which need the totals. Like those of reviews, pages
// that the last report has already are linked, by one goroutine.
func (j *job) writeEntities(ctx context.Context, totals *aggregate.Totals) error {
	type page struct {
		at   int
		path string
		key  state.PageKey
	}
	return inOrder(ctx, j.cfg.workers(),
		func(emit func(page) error) error {
			for at := range j.res.Entities {
				p := page{at: at, path: j.report.EntityPath(at)}
				if p.path == "" {
					continue
				}
				if p.key = j.entityKey(at, totals); j.linkPage(p.path, p.key) {
					continue
				}
				if err := emit(p); err != nil {
					return err
				}
			}
			return nil
		},
		func(_ int, p page) (struct{}, error) {
			if err := j.report.WriteEntity(p.at, totals); err != nil {
				return struct{}{}, err
			}
			j.keepPage(p.path, p.key)
			return struct{}{}, nil
		},
		func(struct{}) error { return nil })
}

// workersPerTotals is how many workers count into the same totals. Totals quote the corpus at length and are, with the
// digests, the memory of a large run, so that each worker cannot have its own; counting is a sixth of a worker's time,
// so that a few seldom wait.
const workersPerTotals = 4

// sharedTotals are the totals of some of the workers.
type sharedTotals struct {
	mu  sync.Mutex
	sum *aggregate.Totals
}

func (t *sharedTotals) add(i int, an *review.Analysis) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sum.Add(i, an)
}

// stretch is a run of indexes [first, end).
type stretch struct{ first, end int }

// stretches emits [0, n) in batches.
func stretches(n int, emit func(stretch) error) error {
	for i := 0; i < n; i += batch {
		if err := emit(stretch{i, min(i+batch, n)}); err != nil {
			return err
		}
	}
	return nil
}

// linked is a batch of reviews, and for each whether the new report has its page already, or need not have one.
type linked struct {
	stretch
	done []bool
}

// link puts those pages of a batch of reviews in their places that the last report has already. One goroutine does it for
// all: the system lets only one at a time into a directory, and several would keep processors busy with waiting.
func (j *job) link(s stretch) linked {
	l := linked{s, make([]bool, s.end-s.first)}
	for i := s.first; i < s.end; i++ {
		j.keys[i] = j.reviewKey(i)
		path := j.report.PagePath(i)
		l.done[i-s.first] = path == "" || j.linkPage(path, j.keys[i])
	}
	return l
}

// sheet is a batch of reviews on its way into the report.
type sheet struct {
	stretch
	rows *report.Rendered
}

// render makes the rows of a batch of reviews, and writes the pages that were not linked. Rows that the last report has
// already are copied and not made again.
func (j *job) render(worker int, l linked) (sheet, error) {
	out := sheet{l.stretch, j.report.Blank()}
	known := stretch{l.first, l.first} // reviews up to here whose rows stand together in the last report,
	from := 0                          // from there on
	var sums state.Sums
	load := func(i int, whole bool) (*review.Analysis, error) {
		if !whole {
			return j.spool.LoadSums(j.res.Digests.Came(i), &sums)
		}
		an := new(review.Analysis)
		return an, j.spool.Load(j.res.Digests.Came(i), an)
	}
	copyKnown := func() error {
		if known.first < known.end && !j.rows.Copy(out.rows.Rows, from, known.end-known.first, out.rows.AddSizes) {
			for i := known.first; i < known.end; i++ { // the old table cannot be read any more
				an, err := load(i, true)
				if err == nil {
					err = j.report.Render(out.rows, i, an)
				}
				if err != nil {
					return err
				}
			}
		}
		return nil
	}
	for i := l.first; i < l.end; i++ {
		at, found := j.rows.Find(j.keys[i])
		done := l.done[i-l.first]
		an, err := load(i, !found || !done)
		if err != nil {
			return sheet{}, err
		}
		j.totals[worker/workersPerTotals].add(i, an)
		if !found || known.end != i || at != from+known.end-known.first {
			if err := copyKnown(); err != nil {
				return sheet{}, err
			}
			known, from = stretch{i, i}, at
		}
		if found {
			known.end++
		} else if err := j.report.Render(out.rows, i, an); err != nil {
			return sheet{}, err
		}
		if !done {
			if err := j.report.WritePage(i, an); err != nil {
				return sheet{}, err
			}
			j.keepPage(j.report.PagePath(i), j.keys[i])
		}
	}
	return out, copyKnown()
}

// inOrder is all the concurrency of a run: produce emits inputs, workers turn each into an output, and collect sees the
// outputs in the order of the inputs, whatever the number of workers. Each worker has a number in [0, workers) that no
// other has at the same time. produce and collect run in one goroutine each. At most a few inputs per worker are under
// way at any time. The first error, by time, ends everything and is returned; so does the end of ctx.
func inOrder[In, Out any](
	ctx context.Context, workers int,
	produce func(emit func(In) error) error,
	work func(worker int, in In) (Out, error),
	collect func(Out) error,
) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)

	type task struct {
		in   In
		done chan Out // holds one
	}
	tasks := make(chan task)
	queue := make(chan task, 4*workers) // in the order of the inputs
	var running sync.WaitGroup
	running.Go(func() {
		defer close(tasks)
		defer close(queue)
		defer guard(stop)
		err := produce(func(in In) error {
			t := task{in, make(chan Out, 1)}
			select {
			case queue <- t:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			select {
			case tasks <- t:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		})
		if err != nil {
			stop(err)
		}
	})
	for worker := range workers {
		running.Go(func() {
			defer guard(stop)
			for t := range tasks {
				out, err := work(worker, t.in)
				if err != nil {
					stop(err)
					return
				}
				t.done <- out
			}
		})
	}
	func() {
		defer guard(stop)
		for t := range queue {
			select {
			case out := <-t.done:
				if err := collect(out); err != nil {
					stop(err)
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	running.Wait()
	return context.Cause(ctx)
}

// guarded is f with its panic as an error.
func guarded(f func()) func() error {
	return func() (err error) {
		defer guard(func(fault error) { err = fault })
		f()
		return nil
	}
}

// guard turns a panic of our own code into an error, so that a run ends with a message and the old reports.
func guard(stop context.CancelCauseFunc) {
	if fault := recover(); fault != nil {
		stop(fmt.Errorf("internal error, please report it: %v", fault))
	}
}
