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

// colouring is how much of a neighbour's stand a sentence takes on in its review: of one next to it, of the next but
// one, and of the one behind that. Fitted to silver, as make eval prints it; further away it is lost in the noise.
var colouring = [...]float64{0.064, 0.015, 0.009}

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

// newSeries takes the sentences that are opinion enough. alone are the tones that they have by themselves; nil where the
// tones know nothing of the neighbours.
func newSeries(tones, alone, weights []float64) *series {
	s := &series{total: len(tones)}
	n := 0
	for _, w := range weights {
		if w >= minWeight {
			n++
		}
	}
	buf := make([]float64, 6*n+3)
	take := func(n int) (part []float64) {
		part, buf = buf[:n:n], buf[n:]
		return part
	}
	s.tone, s.weight, s.stand = take(n), take(n), take(n)
	s.sumW, s.sumS, s.sumQ = take(n+1), take(n+1), take(n+1)
	s.sentence = make([]int, 0, n)
	for i, w := range weights {
		if w < minWeight {
			continue
		}
		k := len(s.sentence)
		s.sentence = append(s.sentence, i)
		s.tone[k], s.weight[k] = tones[i], w
		x := stand(tones[i])
		if alone != nil {
			x = (x - colour(alone, weights, i) + stand(alone[i])) / 2
		}
		s.stand[k] = x
		s.sumW[k+1], s.sumS[k+1], s.sumQ[k+1] = s.sumW[k]+w, s.sumS[k]+w*x, s.sumQ[k]+w*x*x
	}
	return s
}

// colour is what its neighbours lend to the stand of sentence i.
func colour(alone, weights []float64, i int) float64 {
	sum := 0.0
	for d, share := range colouring {
		if j := i - d - 1; j >= 0 {
			sum += share * weights[j] * stand(alone[j])
		}
		if j := i + d + 1; j < len(alone) {
			sum += share * weights[j] * stand(alone[j])
		}
	}
	return sum
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
