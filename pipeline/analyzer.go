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
func (a *Analyzer) Analyze(rev *review.Review) (an *review.Analysis, err error) {
	stage := "nlp"
	defer func() {
		if fault := recover(); fault != nil {
			an, err = nil, fmt.Errorf("failed on this review (%v); please report it with the text", fault)
		}
		if err != nil {
			err = &StageError{stage, err}
		}
	}()

	sentences, err := a.segmenter.Segment(rev.Text, rev.Marks)
	if err != nil {
		return nil, err
	}
	doc := &review.Document{Review: rev, Sentences: sentences}

	stage = "tone"
	scores, err := a.scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	if len(scores) != len(sentences) {
		return nil, fmt.Errorf("the scorer gave %d scores for %d sentences", len(scores), len(sentences))
	}

	stage = "entity"
	about, err := a.tagger.Entities(doc, scores)
	if err != nil {
		return nil, err
	}

	stage = "shift"
	arc, err := a.finder.Shifts(doc, scores, about)
	if err != nil {
		return nil, err
	}

	an = &review.Analysis{
		Review: *rev, Sentences: sentences, Scores: scores, About: about, Arc: arc,
		Summary: tone.Summarise(doc, scores),
		Terms:   aggregate.Terms(doc, scores),
	}
	for i := range sentences {
		sentences[i].Tokens = nil // the most of the memory, and nobody after this needs them
	}
	an.Warnings = warnings(an)
	return an, nil
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
