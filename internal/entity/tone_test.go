package entity

import (
	"testing"

	"tonearc/pipeline/review"
)

// A class needs the mean on its side where many sentences speak of a thing; of few it decides alone.
func TestUnlessSure(t *testing.T) {
	for _, c := range []struct {
		class review.Class
		est   review.Estimate
		want  review.Class
	}{
		{review.Positive, review.Estimate{Value: -0.1, Low: -0.3, High: 0.1, N: sureCount}, review.Neutral},
		{review.Negative, review.Estimate{Value: 0.1, Low: -0.1, High: 0.3, N: sureCount}, review.Neutral},
		{review.Positive, review.Estimate{Value: 0.1, Low: -0.1, High: 0.3, N: sureCount}, review.Positive},
		{review.Positive, review.Estimate{Value: -0.3, Low: -0.5, High: -0.1, N: sureCount}, review.Negative},
		{review.Neutral, review.Estimate{Value: 0.3, Low: 0.1, High: 0.5, N: sureCount}, review.Positive},
		{review.Positive, review.Estimate{Value: -0.1, Low: -0.9, High: 0.7, N: sureCount - 1}, review.Positive},
	} {
		if got := unlessSure(c.class, c.est); got != c.want {
			t.Errorf("%v with %+v: %v, want %v", c.class, c.est, got, c.want)
		}
	}
}
