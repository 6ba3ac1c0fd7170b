package report

import (
	"slices"
	"testing"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// The mean of arcs is rounded, and not cut towards even.
func TestMeanArcRounds(t *testing.T) {
	flat := func(id string, tone int8) aggregate.Digest {
		return aggregate.Digest{ReviewID: id, Arc: slices.Repeat([]int8{tone}, aggregate.SparkPoints)}
	}
	p := &pages{res: &aggregate.Resolution{Digests: aggregate.PackDigests(flat("a", -30), flat("b", -31), flat("c", -31))}}
	if v := p.newArcsView([]int32{0, 1, 2}); v.mean[0] != -31 || v.count[0] != 3 {
		t.Errorf("mean %d of %d, want -31 of 3", v.mean[0], v.count[0])
	}
}

// A bar of the spread holds the reviews whose tone, as it is printed, lies in it.
func TestToneSpread(t *testing.T) {
	var digests []aggregate.Digest
	for _, tone := range []float64{-1, -0.2, 0.2, 0.199, 0.3, 0.7, 1} {
		digests = append(digests, aggregate.Digest{Tone: review.Estimate{Value: tone, N: 1}})
	}
	bins := toneSpread(aggregate.PackDigests(digests...))
	for at, want := range map[int]int{0: 1, 8: 1, 11: 0, 12: 2, 13: 1, 17: 1, 19: 1} {
		if bins[at].count != want {
			t.Errorf("%d reviews from %.1f on, want %d", bins[at].count, bins[at].low, want)
		}
	}
}

// The words of others are sentences too, but no opinions of the reviewer: they do not make the others more.
func TestOpinionsAreCounted(t *testing.T) {
	an := &review.Analysis{
		Sentences: make([]review.Sentence, 4),
		Scores:    []review.Score{{Opinion: 1, Weight: 1}, {Story: 1}, {Story: 1}, {Context: 1}},
		Summary:   review.Summary{OpinionShare: 1}, // all but the first are quotations
	}
	want := figureView{"1 of 4", "sentences are opinion"}
	if got := reviewFigures(an); !slices.Contains(got, want) {
		t.Errorf("got %v, want %v among them", got, want)
	}
}
