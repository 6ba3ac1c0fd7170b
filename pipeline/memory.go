package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"tonearc/internal/aggregate"
	"tonearc/internal/report"
	"tonearc/internal/state"
	"tonearc/pipeline/review"
)

// What a run remembers of earlier runs: the cache of analyses, and the report that stands.

// openCache makes the cache ready, where one is wanted and the engine can be told. Trouble with it is a warning.
func (j *job) openCache() {
	if j.cfg.Cache == "" || j.engine == "" {
		return
	}
	if j.cfg.DryRun {
		j.cache, _ = state.PeekCache(j.cfg.Cache) // none yet is none
		return
	}
	cache, aside, err := state.OpenCache(j.cfg.Cache)
	switch {
	case err != nil:
		j.o.log.Warn("going on without the cache", "reason", err)
	case aside != "":
		j.o.log.Warn("the cache begins anew", "reason", aside)
	}
	j.cache = cache
}

// openPages looks up which pages and rows of the report that stands may be used again: those made by the same code with
// the same settings. --full makes them all anew.
func (j *job) openPages(tables []string) {
	j.pages = state.NewPages()
	if j.cache != nil && !j.cfg.Full {
		j.pages = j.cache.Pages(j.folder.Path())
	}
	j.rows = j.pages.OpenRows(j.folder.Path(), tables)
	settings, _ := json.Marshal(j.settings)
	j.prefix = fmt.Appendf(nil, "%s\x00%s\x00%s\x00", j.engine, j.o.version, settings)
}

// reviewKey names all that the reports say of review i.
func (j *job) reviewKey(i int) state.PageKey {
	if j.cache == nil {
		return state.PageKey{}
	}
	whole := j.wholes[j.res.Digests.Came(i)]
	material := append(make([]byte, 0, 1024), j.prefix...)
	return state.NewPageKey(j.report.AppendContext(append(material, whole[:]...), i))
}

// entityKey names all that the page of a corpus entity shows.
func (j *job) entityKey(at int, totals *aggregate.Totals) state.PageKey {
	if j.cache == nil {
		return state.PageKey{}
	}
	material := append(make([]byte, 0, 4096), j.prefix...)
	return state.NewPageKey(j.report.AppendEntityContext(material, at, totals, func(dst []byte, i int) []byte {
		return append(dst, j.keys[i][:]...)
	}))
}

// placePage puts the page with this key into the new report: linked, where the report that stands has it, and else
// made. It is safe for concurrent use on different pages.
func (j *job) placePage(path string, key state.PageKey, produce func() error) error {
	if j.linkPage(path, key) {
		return nil
	}
	if err := produce(); err != nil {
		return err
	}
	j.keepPage(path, key)
	return nil
}

// linkPage links a page of the report that stands into the new one, if it has the one with this key.
func (j *job) linkPage(path string, key state.PageKey) bool {
	return j.cache != nil && j.pages.Reuse(j.folder.Path(), j.folder.Staging(), path, key)
}

// keepPage remembers a page that was made.
func (j *job) keepPage(path string, key state.PageKey) {
	if j.cache != nil {
		j.pages.Keep(j.folder.Staging(), path, key)
	}
}

// writePage writes a page of the report. Those of reviews and entities are known by what they are made from (see
// placePage); what else there is takes the whole corpus to make and is known by its content. It is safe for concurrent
// use.
func (j *job) writePage(path string, content []byte) error {
	write := func() error {
		if err := state.WriteFile(filepath.Join(j.folder.Staging(), filepath.FromSlash(path)), content); err != nil {
			return err
		}
		if j.cache == nil {
			j.pages.Wrote(path, len(content))
		}
		return nil
	}
	if j.report.IsPlaced(path) {
		return write()
	}
	return j.placePage(path, state.NewPageKey(content), write)
}

// closeCache gives the cache back. That it broke in the middle is a warning.
func (j *job) closeCache() error {
	if j.cache == nil {
		return nil
	}
	err := j.cache.Close()
	if trouble := j.cache.Trouble(); trouble != nil {
		j.o.log.Warn("went on without the cache", "reason", trouble)
	}
	j.cache = nil
	return err
}

// cachedFindings are what the parts found in the review with this key, as they are stored; nil if unknown. It is safe
// for concurrent use.
func (j *job) cachedFindings(key state.Key) []byte {
	if j.cfg.Full {
		return nil
	}
	return j.cache.Get(key)
}

// remember keeps findings for the next run.
func (j *job) remember(key state.Key, findings []byte) { j.cache.Put(key, findings) }

// nothingChanged reports whether the report that stands is what this run would write: made by the same engine with the
// same settings from the same inputs, byte for byte. It reads all inputs, and stops at the first difference.
func (j *job) nothingChanged(ctx context.Context) bool {
	if j.last == nil || j.cfg.Full || j.cfg.DryRun || j.engine == "" || j.last.Engine != j.engine ||
		j.last.Version != j.o.version || !sameSettings(j.last.Options, j.settings) || len(j.last.Sources) != len(j.counts) ||
		j.singleFileMissing() {
		return false
	}
	defer j.clock("look")()
	before := make(map[string]string, len(j.last.Sources))
	for _, src := range j.last.Sources {
		before[src.Source] = src.SHA
	}
	for _, skipped := range j.counts[len(j.sources):] {
		if before[skipped.Source] != skipped.SHA {
			return false
		}
	}
	for _, src := range j.sources {
		if src.Once || before[src.Name] == "" {
			return false
		}
	}
	var different atomic.Bool
	errChanged := errors.New("changed")
	err := inOrder(ctx, j.cfg.workers(),
		func(emit func(int) error) error {
			for i := range j.sources {
				if err := emit(i); err != nil {
					return err
				}
			}
			return nil
		},
		func(_ int, i int) (bool, error) {
			sum, err := digest(j.sources[i].Open)
			if err != nil || sum != before[j.sources[i].Name] {
				different.Store(true)
				return false, errChanged
			}
			return true, nil
		},
		func(bool) error { return nil })
	if err != nil || different.Load() {
		return false
	}
	// Last of all, because it takes a look at every page: that the report is whole.
	files, size, err := state.CountFiles(j.folder.Path(), nil)
	return err == nil && files == j.last.Counts.Files && size == j.last.Counts.Bytes
}

// compare finds what changed since the report that stands. A table there that cannot be read is a warning, and then
// this counts as a first run.
func (j *job) compare() {
	if j.last == nil {
		return
	}
	defer j.clock("compare")()
	comparison := state.NewComparison(present{j.res.Digests, j.prints})
	err := report.ReadBaseline(j.folder.Path(), func(row report.Baseline) { comparison.Last(lastRow(&row)) })
	if err != nil {
		j.o.log.Warn("the last report cannot be compared with", "reason", err)
		j.last = nil
		return
	}
	j.changes = comparison.Changes()
	if err := j.compareSentences(); err != nil {
		j.o.log.Warn("the sentences of the last report cannot be compared with", "reason", err)
	}
	j.listed = j.changes
	if len(j.changes) > 0 {
		return
	}
	// As where nothing changed at all and the report stays, the table goes on to list the last differences there were.
	if j.listed, err = state.ReadChanges(j.folder.Path()); err != nil {
		j.o.log.Warn("the list of changes begins anew", "reason", err)
	}
}

// lastRow is a review of the last report as a comparison looks at it.
func lastRow(row *report.Baseline) state.Row {
	words, _ := strconv.Atoi(row.Words)
	return state.Row{
		ReviewID: row.ReviewID, Source: row.Source, Fingerprint: row.Fingerprint,
		Metadata: state.Metadata{
			Title: row.Title, Book: row.Book, Author: row.Author, Reviewer: row.Reviewer, Date: row.Date, Stars: row.Stars,
			Language: row.Language, ISBN: row.ISBN, Series: row.Series, Genre: row.Genre,
		},
		Words: words, Tone: row.Tone, Verdict: row.Verdict, Shifts: row.Shifts,
	}
}

// present are the reviews of this run, for a comparison with the last.
type present struct {
	*aggregate.Digests
	prints []string // in the order of the input
}

func (p present) Row(i int) state.Row {
	d := p.At(i)
	meta := &d.Metadata
	return state.Row{
		ReviewID: d.ReviewID, Source: d.Source, Fingerprint: p.prints[p.Came(i)],
		Metadata: state.Metadata{
			Title: meta.Title, Book: meta.Book, Author: strings.Join(meta.Authors, "|"), Reviewer: meta.Reviewer, Date: meta.Date,
			Stars: printed(meta.Stars, meta.Stars > 0), Language: meta.Language, ISBN: meta.ISBN, Series: meta.Series, Genre: meta.Genre,
		},
		Words: d.Words, Tone: printed(d.Tone.Value, d.Tone.N > 0), Verdict: string(d.Verdict), Shifts: strconv.Itoa(len(d.Shifts)),
	}
}

// maxDetailed is of how many changed reviews the sentences are told.
const maxDetailed = 1000

// compareSentences adds to the changes which sentences stand behind them. Where more than maxDetailed reviews changed,
// those that were edited go before those that only moved, and these go by how far.
func (j *job) compareSentences() error {
	type detail struct {
		change review.Change
		before string // the id in the last report
		far    float64
	}
	ids := make(map[string]string) // id now → id in the last report, where it was another
	var details []detail
	for _, change := range j.changes {
		switch {
		case change.Field == "review_id":
			ids[change.ReviewID] = change.Before
		case change.Field == "text" && change.Kind == review.ChangeEdited:
			change.Cause = review.CauseText
			details = append(details, detail{change: change, far: 3})
		case change.Field == "tone" && change.Cause != review.CauseText:
			before, _ := strconv.ParseFloat(change.Before, 64)
			after, _ := strconv.ParseFloat(change.After, 64)
			details = append(details, detail{change: change, far: math.Abs(after - before)})
		}
	}
	slices.SortStableFunc(details, func(a, b detail) int { return cmp.Compare(b.far, a.far) })
	details = details[:min(len(details), maxDetailed)]
	if len(details) == 0 {
		return nil
	}
	wanted := make(map[string]bool, len(details))
	for k := range details {
		id := details[k].change.ReviewID
		details[k].before = cmp.Or(ids[id], id)
		wanted[details[k].before] = true
	}
	last, err := report.ReadSentences(j.folder.Path(), wanted)
	if err != nil {
		return err
	}
	for _, d := range details {
		i, _ := j.res.Digests.Find(d.change.ReviewID)
		var an review.Analysis
		if err := j.spool.Load(j.res.Digests.Came(i), &an); err != nil {
			return err
		}
		j.changes = append(j.changes, state.CompareSentences(d.change, sentences(last[d.before]), sentences(report.PrintedSentences(&an)))...)
	}
	slices.SortStableFunc(j.changes, func(a, b review.Change) int { return strings.Compare(a.ReviewID, b.ReviewID) })
	return nil
}

func sentences(printed []report.BaselineSentence) []state.Sentence {
	out := make([]state.Sentence, len(printed))
	for i, sent := range printed {
		out[i] = state.Sentence(sent)
	}
	return out
}

// printed is a number as the tables print it.
func printed(value float64, known bool) string {
	if !known {
		return ""
	}
	out := strconv.FormatFloat(value, 'f', 6, 64)
	return strings.TrimSuffix(strings.TrimRight(out, "0"), ".")
}
