package shift

import (
	"math"
	"math/rand/v2"

	"tonearc/pipeline/review"
)

const (
	// minWeight is the least weight with which a sentence takes part in the search: below it, story and context.
	minWeight = 0.1
	// opinionWeight is the weight from which a sentence is more opinion than anything else.
	opinionWeight = 0.5
	// minStretch is the least weight of a stretch: about three sentences of opinion. Fewer are a remark, not a stretch.
	minStretch = 2.5
	// noise is the variance that a tone has from its scale alone: labels go in steps of 0.5, and rounding to a step is
	// an error uniform within it.
	noise = 0.5 * 0.5 / 12
)

// series is the tone of the sentences that take part, with running sums: of a range [i, j) every mean is two look-ups.
type series struct {
	tone, weight []float64
	sentence     []int // index in the review
	total        int   // sentences in the review

	// Running sums over the items before i: weight, weight × tone, weight × tone².
	sumW, sumT, sumQ []float64
}

func newSeries(tones, weights []float64) *series {
	s := &series{total: len(tones)}
	for i, w := range weights {
		if w >= minWeight {
			s.tone, s.weight, s.sentence = append(s.tone, tones[i]), append(s.weight, w), append(s.sentence, i)
		}
	}
	n := len(s.tone)
	sums := make([]float64, 3*(n+1))
	s.sumW, s.sumT, s.sumQ = sums[:n+1], sums[n+1:2*(n+1)], sums[2*(n+1):]
	for i, t := range s.tone {
		w := s.weight[i]
		s.sumW[i+1], s.sumT[i+1], s.sumQ[i+1] = s.sumW[i]+w, s.sumT[i]+w*t, s.sumQ[i]+w*t*t
	}
	return s
}

func (s *series) len() int { return len(s.tone) }

// opinions counts the items that are more opinion than anything else.
func (s *series) opinions() int {
	n := 0
	for _, w := range s.weight {
		if w >= opinionWeight {
			n++
		}
	}
	return n
}

// mean is the weighted mean tone of the items [i, j).
func (s *series) mean(i, j int) float64 {
	if w := s.sumW[j] - s.sumW[i]; w > 0 {
		return (s.sumT[j] - s.sumT[i]) / w
	}
	return 0
}

// spread is the weighted sum of squares of the items [i, j) around their mean.
func (s *series) spread(i, j int) float64 {
	w, t := s.sumW[j]-s.sumW[i], s.sumT[j]-s.sumT[i]
	if w <= 0 {
		return 0
	}
	return max(0, s.sumQ[j]-s.sumQ[i]-t*t/w)
}

// segmentation is a cut of the items into stretches: cuts[0] = 0 < cuts[1] < … < cuts[k] = number of items, with a
// p-value for each inner cut.
type segmentation struct {
	cuts []int
	p    []float64 // of cuts[1:k]
}

// find cuts the series as its criterion advises and keeps the cuts that pass their tests.
func (s *series) find(opts Options, pcg *rand.PCG) segmentation {
	none := segmentation{cuts: []int{0, s.len()}}
	if s.opinions() < fewest(opts.Level) {
		return none
	}
	best, advised := s.segment(opts.MinChange)
	if len(best) < 2 {
		return none
	}
	advised = max(advised, 2) // whether there is any cut at all is for the test to say
	t := tester{opts: opts, pcg: pcg}
	t.block = blockLength(s.autocorrelation(best[advised-1]), s.len())
	overall := t.pvalue(s, 0, s.len(), true)
	if overall > opts.Level {
		return none
	}
	for k := advised; k >= 2; k-- {
		cuts := best[k-1]
		if cuts == nil {
			continue
		}
		if k == 2 {
			return segmentation{cuts: cuts, p: []float64{overall}}
		}
		p := make([]float64, k-1)
		for b := range p {
			p[b] = t.pvalue(s, cuts[b], cuts[b+2], false)
		}
		holm(p)
		worst := 0.0
		for b := range p {
			p[b] = max(p[b], overall)
			worst = max(worst, p[b])
		}
		if worst <= opts.Level {
			return segmentation{cuts: cuts, p: p}
		}
	}
	return none
}

// autocorrelation is the lag-one correlation of the tones around the means of their stretches.
func (s *series) autocorrelation(cuts []int) float64 {
	var product, square, pairs, weight float64
	for b := 0; b+1 < len(cuts); b++ {
		mean := s.mean(cuts[b], cuts[b+1])
		for i := cuts[b]; i < cuts[b+1]; i++ {
			d := s.tone[i] - mean
			square += s.weight[i] * d * d
			weight += s.weight[i]
			if i > cuts[b] {
				w := s.weight[i] * s.weight[i-1]
				product += w * d * (s.tone[i-1] - mean)
				pairs += w
			}
		}
	}
	if square == 0 || pairs == 0 {
		return 0
	}
	return (product / pairs) / (square / weight)
}

// bounds turns cuts of the items into sentences: a stretch starts at its first sentence that is more opinion than
// anything else, so that a plot summary between two stretches closes the first and never opens the second.
func (s *series) bounds(cuts []int) []int {
	out := make([]int, len(cuts))
	for b := 1; b < len(cuts)-1; b++ {
		i := cuts[b]
		for i+1 < cuts[b+1] && s.weight[i] < opinionWeight {
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
		est := review.Estimate{}
		for k := i; k < j; k++ {
			if s.weight[k] >= opinionWeight {
				est.N++
			}
		}
		if w := s.sumW[j] - s.sumW[i]; w > 0 {
			half := quantile95(df) * math.Sqrt(variance/w)
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
	within := 0.0
	for b := 0; b+1 < len(cuts); b++ {
		within += s.spread(cuts[b], cuts[b+1])
	}
	df = max(1, s.sumW[s.len()]-float64(len(cuts)-1))
	return max(within/df, noise), df
}

// quantile95 is the 97.5 % quantile of Student's t (Cornish and Fisher's expansion), for intervals of 95 %.
func quantile95(df float64) float64 {
	const z = 1.959964
	return z + (z*z*z+z)/(4*df) + (5*z*z*z*z*z+16*z*z*z+3*z)/(96*df*df)
}
