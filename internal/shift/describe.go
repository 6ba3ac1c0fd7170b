package shift

import (
	"math"

	"tonearc/pipeline/review"
)

// bounds turns cuts of the items into sentences. A stretch does not start with sentences that are hardly opinion: a plot
// summary between two stretches closes the first and never opens the second.
func (s *series) bounds(cuts []int) []int {
	out := make([]int, len(cuts))
	for b := 1; b < len(cuts)-1; b++ {
		i := cuts[b]
		for i+1 < cuts[b+1] && s.weight[i] < opinionWeight/2 {
			i++
		}
		out[b] = s.sentence[i]
	}
	out[len(cuts)-1] = s.total
	return out
}

// stretches describes the runs between the cuts.
func (s *series) stretches(seg segmentation) []review.Stretch {
	bounds := s.bounds(seg.cuts)
	variance, df := s.residual(seg.cuts)
	out := make([]review.Stretch, len(bounds)-1)
	for b := range out {
		i, j := seg.cuts[b], seg.cuts[b+1]
		est := review.Estimate{N: opinions(s.weight[i:j])}
		if w := s.sumW[j] - s.sumW[i]; w > 0 {
			half := review.Student95(df) * math.Sqrt(variance/w)
			est.Value = s.mean(i, j)
			est.Low, est.High = max(-1, est.Value-half), min(1, est.Value+half)
		}
		out[b] = review.Stretch{First: bounds[b], End: bounds[b+1], Tone: est}
	}
	return out
}

// shifts describes the inner cuts, without their explanation.
func (s *series) shifts(seg segmentation) []review.Shift {
	bounds := s.bounds(seg.cuts)
	variance, _ := s.residual(seg.cuts)
	var out []review.Shift
	for b := 1; b+1 < len(seg.cuts); b++ {
		before, after := s.mean(seg.cuts[b-1], seg.cuts[b]), s.mean(seg.cuts[b], seg.cuts[b+1])
		sh := review.Shift{
			Sentence: bounds[b], Before: before, After: after, PValue: seg.p[b-1],
			Effect:    math.Abs(after-before) / math.Sqrt(variance),
			Direction: review.Up, QuoteBefore: -1, QuoteAfter: -1,
		}
		if after < before {
			sh.Direction = review.Down
		}
		out = append(out, sh)
	}
	return out
}

// residual is the variance of a tone of weight 1 within the stretches, never below the scale's own noise, and its
// degrees of freedom.
func (s *series) residual(cuts []int) (variance, df float64) {
	squares := 0.0
	for b := 0; b+1 < len(cuts); b++ {
		mean := s.mean(cuts[b], cuts[b+1])
		for i := cuts[b]; i < cuts[b+1]; i++ {
			squares += s.weight[i] * (s.tone[i] - mean) * (s.tone[i] - mean)
		}
	}
	df = max(1, s.sumW[s.len()]-float64(len(cuts)-1))
	return max(squares/df, noise), df
}
