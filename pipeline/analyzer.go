package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"tonearc/internal/aggregate"
	"tonearc/internal/entity"
	"tonearc/internal/nlp"
	"tonearc/internal/shift"
	"tonearc/internal/state"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

// Analyzer reads one review at a time. It is immutable and safe for concurrent use.
type Analyzer struct {
	segmenter review.Segmenter
	scorer    review.Scorer
	tagger    review.EntityTagger
	finder    review.ShiftFinder
}

// New loads the parts, side by side. Of the Config it reads only how to analyse: Scorer, Lexicon and Catalog.
func New(cfg Config, opts ...Option) (*Analyzer, error) {
	if err := cfg.Check(); err != nil {
		return nil, err
	}
	return newAnalyzer(cfg, newOptions(opts))
}

func newAnalyzer(cfg Config, o options) (*Analyzer, error) {
	a := &Analyzer{scorer: o.scorer, finder: shift.New(shift.Options{})}
	err := together(
		func() (err error) { a.segmenter, err = nlp.New(); return err },
		func() error {
			if a.scorer != nil {
				return nil
			}
			lexicon, skips, err := readLexicon(cfg.Lexicon)
			if err != nil {
				return err
			}
			tellSkipped(o.log, skips)
			a.scorer, err = tone.New(cfg.scorer(), tone.Options{Lexicon: lexicon})
			return err
		},
		func() error {
			catalog, skips, err := readCatalog(cfg.Catalog)
			if err != nil {
				return err
			}
			tellSkipped(o.log, skips)
			a.tagger, err = entity.New(entity.Options{Catalog: catalog})
			return err
		},
	)
	if err != nil {
		return nil, fmt.Errorf("loading: %w", err)
	}
	return a, nil
}

// together runs functions side by side and returns all their errors.
func together(functions ...func() error) error {
	errs := make([]error, len(functions))
	var wait sync.WaitGroup
	for i, f := range functions {
		wait.Go(func() { errs[i] = f() })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// StageError is why one review could not be analysed. The run goes on without it.
type StageError struct {
	Stage string // the room that failed: nlp, tone, entity, shift
	Err   error
}

func (e *StageError) Error() string { return e.Stage + ": " + e.Err.Error() }
func (e *StageError) Unwrap() error { return e.Err }

// Analyze reads one review: sentences, scores, entities, arc, summary. It depends on nothing but the review and what
// the Analyzer was made with, and never changes the review. An error is always a *StageError; a panic in a part is one.
func (a *Analyzer) Analyze(rev *review.Review) (*review.Analysis, error) {
	one := []reading{{doc: review.Document{Review: rev}}}
	a.read(one)
	return one[0].an, one[0].err
}

// reading is a review on its way through the parts.
type reading struct {
	doc    review.Document
	scores []review.Score
	about  review.About
	arc    review.Arc
	an     *review.Analysis // nil until the end
	err    error            // a *StageError; the stages after it are left out
}

// read takes reviews through the parts, one part after the other and not one review after the other: every part has
// megabytes of weights and words of its own, which stay near the processor while it works on all of the reviews.
func (a *Analyzer) read(all []reading) {
	for _, stage := range stages {
		for i := range all {
			if r := &all[i]; r.err == nil {
				stage.try(a, r)
			}
		}
	}
}

// MaxSentences is how many sentences a review may have: three times those of War and Peace. What has more is no review,
// and the parts keep some kilobytes of each sentence, so that it could end the whole run for want of memory.
const MaxSentences = 100_000

// stage is one part's work on a review.
type stage struct {
	name string // the room
	do   func(a *Analyzer, r *reading) error
}

// stages are the way of a review through the parts.
var stages = []stage{
	{"nlp", func(a *Analyzer, r *reading) (err error) {
		r.doc.Sentences, err = a.segmenter.Segment(r.doc.Review.Text, r.doc.Review.Marks)
		if n := len(r.doc.Sentences); n > MaxSentences {
			r.doc.Sentences = nil
			err = fmt.Errorf("%d sentences; a review has at most %d; split it, or look whether it is one", n, MaxSentences)
		}
		return err
	}},
	{"tone", func(a *Analyzer, r *reading) (err error) {
		r.scores, err = a.scorer.Score(&r.doc)
		if err == nil && len(r.scores) != len(r.doc.Sentences) {
			err = fmt.Errorf("the scorer gave %d scores for %d sentences", len(r.scores), len(r.doc.Sentences))
		}
		return err
	}},
	{"entity", func(a *Analyzer, r *reading) (err error) {
		r.about, err = a.tagger.Entities(&r.doc, r.scores)
		return err
	}},
	{"shift", func(a *Analyzer, r *reading) (err error) {
		r.arc, err = a.finder.Shifts(&r.doc, r.scores, r.about)
		if err == nil {
			r.assemble()
		}
		return err
	}},
}

// try does a stage's work; what goes wrong, a panic included, is noted with the stage.
func (s stage) try(a *Analyzer, r *reading) {
	var err error
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("failed on this review (%v); please report it with the text", fault)
		}
		if err != nil {
			r.an, r.err = nil, &StageError{s.name, err}
		}
	}()
	err = s.do(a, r)
}

// assemble makes the analysis of what the parts found.
func (r *reading) assemble() {
	an := &review.Analysis{
		Review: *r.doc.Review, Sentences: r.doc.Sentences, Scores: r.scores, About: r.about, Arc: r.arc,
		Summary: tone.Summarise(&r.doc, r.scores),
		Terms:   aggregate.Terms(&r.doc, r.scores),
	}
	for i := range an.Sentences {
		an.Sentences[i].Tokens = nil // the most of the memory, and nobody after this needs them
	}
	an.Warnings = warnings(an)
	r.an = an
}

// warnings are the doubts of all stages, in the order in which the stages come.
func warnings(an *review.Analysis) []review.Warning {
	var all []review.Warning
	all = append(all, an.Review.Warnings...)
	all = append(all, an.About.Warnings...)
	return append(all, an.Arc.Warnings...)
}

// engine identifies all that an analysis depends on besides its review: the code and weights of this program, the
// scorer and the user's own lists. It is empty where it cannot be told: then nothing may be cached.
func engine(cfg Config, o options) string {
	build, err := state.Build()
	if err != nil {
		o.log.Warn("the cache is not used", "reason", err)
		return ""
	}
	scorer := cfg.scorer()
	if o.scorer != nil {
		named, ok := o.scorer.(interface{ Fingerprint() string })
		if !ok {
			return ""
		}
		scorer = "own:" + named.Fingerprint()
	}
	hash := sha256.New()
	for _, item := range []string{build, scorer, cfg.Lexicon.hash(), cfg.Catalog.hash()} {
		fmt.Fprintf(hash, "%d:%s", len(item), item)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
