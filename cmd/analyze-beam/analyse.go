package main

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/aggregate"
	"tonearc/internal/ingest"
	"tonearc/internal/state"
	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

func init() {
	travels[aggregate.Digest]()
	beam.RegisterDoFn(&analyseFn{})
}

// analyse reads every admitted record: stored analyses and digests by review id, and the reviews that failed.
func analyse(s beam.Scope, job Job, records, admissions beam.PCollection) (analyses, digests, failed beam.PCollection) {
	return beam.ParDo3(s, &analyseFn{job.Config}, beam.CoGroupByKey(s, records, admissions))
}

// loaded are the analysers of this process, one for each Config: weights are loaded once, whatever the number of
// bundles and threads.
var loaded = struct {
	sync.Mutex
	by map[string]func() (*pipeline.Analyzer, error)
}{by: make(map[string]func() (*pipeline.Analyzer, error))}

func analyzer(cfg pipeline.Config) (*pipeline.Analyzer, error) {
	key, err := json.Marshal(cfg)
	if err != nil {
		return nil, err
	}
	loaded.Lock()
	load := loaded.by[string(key)]
	if load == nil {
		load = sync.OnceValues(func() (*pipeline.Analyzer, error) { return pipeline.New(cfg) })
		loaded.by[string(key)] = load
	}
	loaded.Unlock()
	return load()
}

type analyseFn struct{ Config pipeline.Config }

// Setup loads the weights before the first bundle.
func (f *analyseFn) Setup(context.Context) error {
	_, err := analyzer(f.Config)
	return err
}

func (f *analyseFn) ProcessElement(
	ctx context.Context, _ []byte, records func(*review.Review) bool, admissions func(*admission) bool,
	emit func([]byte, []byte), digest func([]byte, aggregate.Digest), skip func(review.Skip),
) error {
	var rev review.Review
	var admitted admission
	if !records(&rev) || !admissions(&admitted) {
		return nil // a duplicate
	}
	rev.ID = admitted.ID
	if admitted.Near != "" {
		rev.Warnings = ingest.WarnNear(rev.Warnings, admitted.Near)
	}
	parts, err := analyzer(f.Config)
	if err != nil {
		return err
	}
	defer spend(ctx, analyseTime)()
	an, err := parts.Analyze(&rev)
	if err != nil {
		skip(failure(&rev, err))
		return nil
	}
	countReviews.Inc(ctx, 1)
	countSentences.Inc(ctx, int64(len(an.Sentences)))
	countWords.Inc(ctx, int64(an.Summary.Words))
	emit([]byte(rev.ID), state.Encode(make([]byte, 0, 4*len(rev.Text)+1024), an))
	digest([]byte(rev.ID), aggregate.NewDigest(an))
	return nil
}

// failure is a review that could not be analysed.
func failure(rev *review.Review, err error) review.Skip {
	stage := "pipeline"
	if in, ok := errors.AsType[*pipeline.StageError](err); ok {
		stage, err = in.Stage, in.Err
	}
	return review.Skip{
		Source: rev.Source, Line: rev.Line, ReviewID: rev.ID, Kind: review.Failed, Stage: stage, Reason: err.Error(),
	}
}
