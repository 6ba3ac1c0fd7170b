package report

import (
	"slices"
	"testing"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// One review of a book has the interval that it has; the reviews of it together have that of their mean.
func TestToneOfASingleReview(t *testing.T) {
	one, other := lighthouse(), lighthouse()
	other.Review.ID = "other.md"
	for _, c := range []struct {
		analyses []*review.Analysis
		own      bool
	}{{[]*review.Analysis{one, short()}, true}, {[]*review.Analysis{one, other}, false}} {
		res, _, totals := library(c.analyses...)
		p, err := newPages(Options{Pages: -1}, res)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(totals.Entities, func(e aggregate.EntityTotals) bool { return e.ReviewTone.N > 0 })
		got, own := p.reviewTone(at, &totals.Entities[at]), one.Summary.Tone
		if same := hundredths(got.Low) == hundredths(own.Low) && hundredths(got.High) == hundredths(own.High); same != c.own {
			t.Errorf("%d reviews: %+v, the review's own is %+v", len(c.analyses), got, own)
		}
		if hundredths(got.Value) != hundredths(own.Value) {
			t.Errorf("%d reviews: tone %v, want %v", len(c.analyses), got.Value, own.Value)
		}
	}
}
