package shift

import "math"

const (
	// minWeight is the least weight with which a sentence takes part in the search: what has less is story or context.
	minWeight = 0.1
	// opinionWeight is the weight from which a sentence is more opinion than anything else.
	opinionWeight = 0.5
	// minStretch is the least weight of a stretch: about three sentences of opinion. Fewer are a remark, not a stretch.
	minStretch = 2.5
	// noise is the variance that a tone has from its scale alone: labels go in steps of 0.5, and rounding to a step is
	// an error uniform within it.
	noise = 0.5 * 0.5 / 12
	// halfWay is the tone at which stand is 1/2.
	halfWay = 0.25
)

// series is the sentences that take part in the search.
type series struct {
	tone, weight []float64
	stand        []float64 // the tone as the search sees it
	sentence     []int     // index in the review
	total        int       // sentences in the review

	// Running sums over the items before i: weight, weight × stand, weight × stand². Of a range [i, j) each mean is two
	// look-ups.
	sumW, sumS, sumQ []float64
}

// stand bounds the say of a single sentence: that it praises or blames tells more about the stretch it is in than how
// loudly it does so.
func stand(tone float64) float64 { return tone / (math.Abs(tone) + halfWay) }

func newSeries(tones, weights []float64) *series {
	s := &series{total: len(tones)}
	for i, w := range weights {
		if w >= minWeight {
			s.tone, s.weight, s.sentence = append(s.tone, tones[i]), append(s.weight, w), append(s.sentence, i)
		}
	}
	n := len(s.tone)
	sums := make([]float64, 4*n+3)
	s.stand, s.sumW, s.sumS, s.sumQ = sums[:n], sums[n:2*n+1], sums[2*n+1:3*n+2], sums[3*n+2:]
	for i, w := range s.weight {
		x := stand(s.tone[i])
		s.stand[i] = x
		s.sumW[i+1], s.sumS[i+1], s.sumQ[i+1] = s.sumW[i]+w, s.sumS[i]+w*x, s.sumQ[i]+w*x*x
	}
	return s
}

func (s *series) len() int { return len(s.tone) }

// opinions counts the weights of sentences that are more opinion than anything else.
func opinions(weights []float64) int {
	n := 0
	for _, w := range weights {
		if w >= opinionWeight {
			n++
		}
	}
	return n
}

// mean is the weighted mean tone of the items [i, j).
func (s *series) mean(i, j int) float64 {
	sum := 0.0
	for k := i; k < j; k++ {
		sum += s.weight[k] * s.tone[k]
	}
	return clamp(sum/(s.sumW[j]-s.sumW[i]), -1, 1) // rounding
}

// meanStand is the weighted mean stand of the items [i, j).
func (s *series) meanStand(i, j int) float64 {
	return (s.sumS[j] - s.sumS[i]) / (s.sumW[j] - s.sumW[i])
}

// cost is the weighted sum of squares of the stands [i, j) around their mean.
func (s *series) cost(i, j int) float64 {
	w, x := s.sumW[j]-s.sumW[i], s.sumS[j]-s.sumS[i]
	return max(0, s.sumQ[j]-s.sumQ[i]-x*x/w)
}
