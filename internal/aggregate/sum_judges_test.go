package aggregate

import (
	"testing"

	"tonearc/pipeline/review"
)

func TestJudges(t *testing.T) {
	for _, c := range []struct {
		what string
		tone review.Estimate
		want bool
	}{
		{"nothing observed", review.Estimate{}, false},
		{"named in story alone", review.Estimate{Value: 0, Low: -1, High: 1, N: 1}, false},
		{"named in story that leaks a little tone", review.Estimate{Value: -0.006, Low: -1, High: 1, N: 1}, false},
		{"one sentence of praise", review.Estimate{Value: 0.37, Low: -0.63, High: 1, N: 1}, true},
		{"one sentence of faint praise", review.Estimate{Value: 0.05, Low: -1, High: 1, N: 1}, true},
		{"praise and blame that balance", review.Estimate{Value: 0.001, Low: -0.4, High: 0.4, N: 5}, true},
	} {
		if got := Judges(c.tone); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// Reviews that only tell of a character do not add up to the certainty that they are even about it.
func TestReviewsThatOnlyTellAddNoTone(t *testing.T) {
	digests := make([]Digest, 0, 3)
	var ans []*review.Analysis
	for i, tone := range []review.Estimate{{Value: 0.6, Low: 0.1, High: 1, N: 3}, {Low: -1, High: 1, N: 2}, {Value: 0.004, Low: -1, High: 1, N: 1}} {
		an := sample(string(rune('a'+i)), 0.8, "2021-05-01")
		for j := range an.About.Entities {
			an.About.Entities[j].Tone = tone
		}
		ans, digests = append(ans, an), append(digests, NewDigest(an))
	}
	res := Resolve(PackDigests(digests...))
	totals := NewTotals(res)
	for i, an := range ans {
		totals.Add(i, an)
	}
	got := totals.Entities[res.Of(0)[0]]
	if len(got.Reviews) != 3 || got.Tone.N != 1 || got.Tone.Mean() != 0.6 {
		t.Errorf("tone %+v of reviews %v, want 0.6 of one of three", got.Tone, got.Reviews)
	}
}
