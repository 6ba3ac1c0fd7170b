package report

import (
	"testing"

	"tonearc/pipeline/review"
)

func TestTextIsAgainstStarsOnlyWhereItsIntervalIs(t *testing.T) {
	for _, c := range []struct {
		tone, half, stars float64
		want              string
	}{
		{0.6, 0.1, 5, "the text agrees"},
		{-0.55, 0.1, 1, "the text agrees"},
		{-0.3, 0.2, 5, "the text is much cooler than usual"},
		{-0.3, 0.9, 5, "the text leaves room for them"}, // only our reading is unsure
		{0.1, 0.2, 5, "the text is much cooler than usual"},
		{0.95, 0.1, 5, "the text leaves room for them"}, // nothing is too warm for five stars
		{-0.95, 0.1, 1, "the text leaves room for them"},
		{0.9, 0.2, 1, "the text is much warmer than usual"},
		{0.5, 0.2, 3, "the text is warmer than usual"},
		{0.5, 0.3, 3, "the text leaves room for them"}, // it begins at 0.20, and 3.5 stars go with 0.21
		{0.8, 0.3, 4.5, "the text leaves room for them"},
	} {
		tone := review.Estimate{Value: c.tone, Low: max(-1, c.tone-c.half), High: min(1, c.tone+c.half), N: 9}
		if got := starsWord(tone, c.stars); got != c.want {
			t.Errorf("%v ± %v with %v stars: %q, want %q", c.tone, c.half, c.stars, got, c.want)
		}
	}
}
