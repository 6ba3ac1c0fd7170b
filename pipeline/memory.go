package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"tonearc/internal/report"
	"tonearc/internal/state"
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

// openPages looks up which pages of the report that stands may be used again: those made by the same code with the same
// settings. --full makes them all anew.
func (j *job) openPages() {
	j.pages = state.NewPages()
	if j.cache != nil && !j.cfg.Full {
		j.pages = j.cache.Pages(j.folder.Path())
	}
	settings, _ := json.Marshal(j.settings)
	j.prefix = fmt.Appendf(nil, "%s\x00%s\x00%s\x00", j.engine, j.o.version, settings)
}

// pageKey is the key of the page of review i, of which the stored analysis has the digest sum.
func (j *job) pageKey(sum *[sha256.Size]byte, i int) state.PageKey {
	material := make([]byte, 0, len(j.prefix)+len(sum)+256)
	material = append(append(material, j.prefix...), sum[:]...)
	digest := sha256.Sum256(j.report.AppendPageLinks(material, i))
	return state.PageKey(digest[:len(state.PageKey{})])
}

// reusePage links a page of the report that stands into the new one, where it would come out the same. It is safe for
// concurrent use.
func (j *job) reusePage(path string, key state.PageKey) bool {
	return path != "" && j.engine != "" && j.pages.Reuse(j.folder.Path(), j.folder.Staging(), path, key)
}

// writePage writes a page of the report. One that is not a review's own takes the whole corpus to make, so that it is
// known by its content; where the last report has the same it is linked, which costs a fraction of making a file. (A
// review's page is known by what it is made from, see reusePage.) It is safe for concurrent use.
func (j *job) writePage(path string, content []byte) error {
	name := filepath.Join(j.folder.Staging(), filepath.FromSlash(path))
	if j.cache == nil || strings.HasPrefix(path, "reviews/") {
		return os.WriteFile(name, content, 0o644)
	}
	key := state.NewPageKey(content)
	if j.pages.Reuse(j.folder.Path(), j.folder.Staging(), path, key) {
		return nil
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		return err
	}
	j.pages.Keep(j.folder.Staging(), path, key)
	return nil
}

// keepPage remembers a page of the new report.
func (j *job) keepPage(p page) {
	if p.path != "" && j.cache != nil {
		j.pages.Keep(j.folder.Staging(), p.path, p.key)
	}
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
		if src.Name == "-" || before[src.Name] == "" {
			return false
		}
	}
	if files, size, err := state.CountFiles(j.folder.Path()); err != nil || files != j.last.Counts.Files || size != j.last.Counts.Bytes {
		return false
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
	return err == nil && !different.Load()
}

// compare finds what changed since the report that stands. A table there that cannot be read is a warning, and then
// this counts as a first run.
func (j *job) compare() {
	if j.last == nil {
		return
	}
	defer j.clock("compare")()
	rows, err := report.ReadBaseline(j.folder.Path())
	if err != nil {
		j.o.log.Warn("the last report cannot be compared with", "reason", err)
		j.last = nil
		return
	}
	last := make([]state.Row, len(rows))
	for i, row := range rows {
		last[i] = state.Row{
			ReviewID: row.ReviewID, Source: row.Source, Fingerprint: row.Fingerprint,
			Metadata: state.Metadata{
				Title: row.Title, Book: row.Book, Author: row.Author, Reviewer: row.Reviewer, Date: row.Date, Stars: row.Stars,
				Language: row.Language, ISBN: row.ISBN, Series: row.Series, Genre: row.Genre,
			},
			Tone: row.Tone, Verdict: row.Verdict, Shifts: row.Shifts,
		}
	}
	now := make([]state.Row, len(j.res.Digests))
	for i := range j.res.Digests {
		d := &j.res.Digests[i]
		meta := d.Metadata
		now[i] = state.Row{
			ReviewID: d.ReviewID, Source: d.Source, Fingerprint: j.prints[i],
			Metadata: state.Metadata{
				Title: meta.Title, Book: meta.Book, Author: strings.Join(meta.Authors, "|"), Reviewer: meta.Reviewer, Date: meta.Date,
				Stars: printed(meta.Stars, meta.Stars > 0), Language: meta.Language, ISBN: meta.ISBN, Series: meta.Series, Genre: meta.Genre,
			},
			Tone: printed(d.Tone.Value, d.Tone.N > 0), Verdict: string(d.Verdict), Shifts: strconv.Itoa(len(d.Shifts)),
		}
	}
	j.changes = state.Compare(last, now)
	j.listed = j.changes
	if len(j.changes) > 0 {
		return
	}
	// As where nothing changed at all and the report stays, the table goes on to list the last differences there were.
	if j.listed, err = state.ReadChanges(j.folder.Path()); err != nil {
		j.o.log.Warn("the list of changes begins anew", "reason", err)
	}
}

// printed is a number as the tables print it.
func printed(value float64, known bool) string {
	if !known {
		return ""
	}
	out := strconv.FormatFloat(value, 'f', 6, 64)
	return strings.TrimSuffix(strings.TrimRight(out, "0"), ".")
}
