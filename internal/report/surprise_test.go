package report

import "testing"

func TestGapWordAllowsForTheUsual(t *testing.T) {
	for _, c := range []struct {
		gap, stars float64
		want       string
	}{
		{-0.4, 5, "the text agrees"},
		{0.45, 1, "the text agrees"},
		{0, 3, "the text agrees"},
		{-0.7, 5, "the text is cooler than usual"},
		{-1.3, 5, "the text is much cooler than usual"},
		{0.3, 5, "the text is much warmer than usual"},
		{0.4, 3, "the text is warmer than usual"},
		{-0.1, 1, "the text is much cooler than usual"},
	} {
		if got := gapWord(surprise(c.gap, c.stars)); got != c.want {
			t.Errorf("gap %v with %v stars: %q, want %q", c.gap, c.stars, got, c.want)
		}
	}
}
