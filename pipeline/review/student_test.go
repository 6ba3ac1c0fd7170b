package review_test

import (
	"math"
	"testing"

	"tonearc/pipeline/review"
)

func TestStudent95(t *testing.T) {
	for _, c := range []struct{ df, want, within float64 }{
		{0, 12.7062, 1e-4}, {math.NaN(), 12.7062, 1e-4}, {1, 12.7062, 1e-4}, {2, 4.3027, 1e-4}, {10, 2.2281, 1e-4},
		{29, 2.0452, 1e-4}, {30, 2.0423, 2e-4}, {40, 2.0211, 1e-4}, {120, 1.9799, 1e-4}, {1e9, 1.95996, 1e-4},
	} {
		if got := review.Student95(c.df); math.Abs(got-c.want) > c.within {
			t.Errorf("Student95(%v) = %v, want %v", c.df, got, c.want)
		}
	}
	for df := 1.0; df < 60; df += 0.125 {
		if review.Student95(df+0.125) >= review.Student95(df) {
			t.Fatalf("the quantile does not fall from %v to %v degrees of freedom", df, df+0.125)
		}
	}
}
