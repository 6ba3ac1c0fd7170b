package main

import (
	"context"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// namespace is what our metrics are found by.
const namespace = "tonearc"

var (
	countReviews   = beam.NewCounter(namespace, "reviews")
	countSentences = beam.NewCounter(namespace, "sentences")
	countWords     = beam.NewCounter(namespace, "words")
	countExcluded  = beam.NewCounter(namespace, "excluded")
	countProblems  = beam.NewCounter(namespace, "problems")
	countEmpty     = beam.NewCounter(namespace, "empty")

	// Microseconds of wall time that workers spent in each stage, summed over all of them.
	readTime    = beam.NewCounter(namespace, "micros_read")
	loadTime    = beam.NewCounter(namespace, "micros_load")
	analyseTime = beam.NewCounter(namespace, "micros_analyse")
	resolveTime = beam.NewCounter(namespace, "micros_resolve")
	renderTime  = beam.NewCounter(namespace, "micros_render")
	pagesTime   = beam.NewCounter(namespace, "micros_pages")
	writeTime   = beam.NewCounter(namespace, "micros_write")
)

// spend measures a stage: call what it returns at the stage's end.
func spend(ctx context.Context, stage beam.Counter) func() {
	start := time.Now()
	return func() { stage.Inc(ctx, time.Since(start).Microseconds()) }
}
