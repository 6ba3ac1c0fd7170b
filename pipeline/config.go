package pipeline

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

// Config says what to read, how to read it, and what to write. It is plain data and survives a round trip through JSON,
// because it must be able to travel to other machines; functions go in options. The zero value of every field is a
// sensible default.
type Config struct {
	// What to read. Paths are files or directories; "-" is standard input (see WithStdin).
	Paths       []string          `json:"paths,omitempty"`
	AnyLanguage bool              `json:"any_language,omitempty"` // analyse other languages than English too
	Follow      bool              `json:"follow,omitempty"`       // follow symbolic links out of the tree
	Columns     map[string]string `json:"columns,omitempty"`      // our field → the column or key that holds it: "text": "My Thoughts"

	DateOrder string `json:"date_order,omitempty"` // of dates like 05/04/2025: "month" or "day" first; empty = as the other dates of the file tell, else month

	// How to analyse it.
	Scorer  string `json:"scorer,omitempty"` // a name out of Scorers; empty = DefaultScorer
	Lexicon File   `json:"lexicon,omitzero"` // the user's own words with their tones (CSV)
	Catalog File   `json:"catalog,omitzero"` // books, authors and characters that the user knows of (CSV)

	// What to write.
	Output     string `json:"output,omitempty"`      // the directory of the reports; empty = "reports"
	Title      string `json:"title,omitempty"`       // of the reports
	Pages      string `json:"pages,omitempty"`       // how many reviews get a page: "all", "none" or a number; empty = DefaultPages
	JSONL      bool   `json:"jsonl,omitempty"`       // also write data/reviews.jsonl
	SingleFile string `json:"single_file,omitempty"` // also write the reports as one HTML file, here

	// How to go about it.
	Workers int    `json:"workers,omitempty"` // 0 = one per processor
	Cache   string `json:"cache,omitempty"`   // directory of the cache of analyses; empty = no cache
	Full    bool   `json:"full,omitempty"`    // analyse everything anew, whatever the cache holds
	DryRun  bool   `json:"dry_run,omitempty"` // only say what would be done
}

// File is a small file's contents with the name to call it by in messages, so that a Config holds all that it needs.
type File struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

const (
	// DefaultOutput is the directory of the reports where none is given.
	DefaultOutput = "reports"
	// DefaultPages is how many reviews get a page of their own where nothing else is asked for. The tables always hold
	// every review.
	DefaultPages = 10_000
)

// DefaultScorer is the scorer that measures best on labelled sentences.
const DefaultScorer = tone.Default

// Scorers are the names that Config.Scorer may have.
func Scorers() []string { return tone.Names() }

// Check reports the first thing that is wrong with a Config, in words for the person who wrote it.
func (cfg Config) Check() error {
	if cfg.Scorer != "" && !slices.Contains(tone.Names(), cfg.Scorer) {
		return fmt.Errorf("unknown scorer %q; there are: %s", cfg.Scorer, strings.Join(tone.Names(), ", "))
	}
	if cfg.DateOrder != "" && cfg.DateOrder != "month" && cfg.DateOrder != "day" {
		return fmt.Errorf("date order %q is none of: month, day; leave it out to go by what the files tell", cfg.DateOrder)
	}
	if cfg.Workers < 0 {
		return fmt.Errorf("workers: %d is negative; leave it out for one per processor", cfg.Workers)
	}
	if _, err := cfg.pages(); err != nil {
		return err
	}
	return cfg.checkLists()
}

// scorer is the name of the scorer in force.
func (cfg Config) scorer() string {
	if cfg.Scorer == "" {
		return DefaultScorer
	}
	return cfg.Scorer
}

// output is the directory in force.
func (cfg Config) output() string {
	if cfg.Output == "" {
		return DefaultOutput
	}
	return cfg.Output
}

// workers is the number of workers in force.
func (cfg Config) workers() int {
	if cfg.Workers == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return cfg.Workers
}

// pages is the number of pages in force; −1 = all.
func (cfg Config) pages() (int, error) {
	switch cfg.Pages {
	case "":
		return DefaultPages, nil
	case "all":
		return -1, nil
	case "none":
		return 0, nil
	}
	n, err := strconv.Atoi(cfg.Pages)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("pages: %q is none of: all, none, a number", cfg.Pages)
	}
	return n, nil
}

// reported are the settings that shape the reports, as run.json lists them. Two runs over the same input with the same
// engine and the same reported settings write the same reports.
func (cfg Config) reported() map[string]any {
	pages, _ := cfg.pages()
	out := map[string]any{"scorer": cfg.scorer(), "pages": pages}
	for name, on := range map[string]bool{"any_language": cfg.AnyLanguage, "follow": cfg.Follow, "jsonl": cfg.JSONL} {
		if on {
			out[name] = true
		}
	}
	for name, value := range map[string]string{"title": cfg.Title, "single_file": cfg.SingleFile, "date_order": cfg.DateOrder} {
		if value != "" {
			out[name] = value
		}
	}
	for name, file := range map[string]File{"lexicon": cfg.Lexicon, "catalog": cfg.Catalog} {
		if file.Name != "" {
			out[name] = file.Name + " sha256:" + file.hash()
		}
	}
	if len(cfg.Columns) > 0 {
		out["columns"] = cfg.Columns
	}
	return out
}

// sameSettings compares settings of this run with those read from an earlier run.json.
func sameSettings(a, b map[string]any) bool {
	left, errLeft := json.Marshal(a)
	right, errRight := json.Marshal(b)
	return errLeft == nil && errRight == nil && bytes.Equal(left, right)
}

func (f File) hash() string {
	sum := sha256.Sum256(f.Data)
	return hex.EncodeToString(sum[:])
}

// Option changes what cannot be said in plain data.
type Option func(*options)

type options struct {
	scorer   review.Scorer
	clock    func() time.Time
	progress func(Progress)
	log      *slog.Logger
	stdin    io.Reader
	version  string
	step     func(operation string) error
}

func newOptions(opts []Option) options {
	o := options{
		clock:    time.Now,
		progress: func(Progress) {},
		log:      slog.New(slog.DiscardHandler),
		stdin:    strings.NewReader(""),
		version:  "devel",
	}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// WithScorer uses a scorer of the caller's own in place of Config.Scorer. Its analyses are cached only if it has a
// method Fingerprint() string that names all that its answers depend on.
func WithScorer(scorer review.Scorer) Option { return func(o *options) { o.scorer = scorer } }

// WithClock sets the clock, which is read for run.json alone.
func WithClock(now func() time.Time) Option { return func(o *options) { o.clock = now } }

// WithProgress is told now and then how far a run is, always from one goroutine at a time.
func WithProgress(report func(Progress)) Option { return func(o *options) { o.progress = report } }

// WithLog receives what is worth a line while a run goes on: doubts as warnings, what changed as information. Without
// it nothing is logged; nothing that a caller must know is said there alone.
func WithLog(log *slog.Logger) Option { return func(o *options) { o.log = log } }

// WithStdin is what the path "-" reads.
func WithStdin(in io.Reader) Option { return func(o *options) { o.stdin = in } }

// WithStep is told of every operation on the output directory, before and after it; an error ends the run there. It
// serves tests, which end runs at their worst moments.
func WithStep(step func(operation string) error) Option { return func(o *options) { o.step = step } }

// WithVersion is the program's version for run.json and the pages.
func WithVersion(version string) Option { return func(o *options) { o.version = version } }

// Progress is how far a run is.
type Progress struct {
	Stage string // "reading", "writing"
	Done  int64  // bytes of input while reading, reviews while writing
	Total int64  // 0 = unknown
}
