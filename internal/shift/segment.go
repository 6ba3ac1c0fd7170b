package shift

import "math"

// maxStretches bounds the search. A review with more than six stretches of its own tone is not known to us.
const maxStretches = 6

// segment cuts the series into 1, 2, … stretches, each time with the least sum of squares within them (exact dynamic
// programming: Bellman 1961, Auger and Lawrence 1989), and says how many the criterion advises. cuts[k-1] are the bounds
// of the best k stretches; nil where no cut into k keeps every stretch heavy enough and every change large enough.
func (s *series) segment(minChange float64) (cuts [][]int, advised int) {
	n := s.len()
	most := min(maxStretches, int(s.sumW[n]/minStretch))
	if most < 2 {
		return [][]int{{0, n}}, 1
	}
	// least[j] is the cost of the best k stretches over [0, j); from[k][j] where the last of them starts.
	least, next := make([]float64, n+1), make([]float64, n+1)
	from := make([][]int, most+1)
	for j := range least {
		least[j] = math.Inf(1)
		if s.sumW[j] >= minStretch {
			least[j] = s.spread(0, j)
		}
	}
	cuts, advised = [][]int{{0, n}}, 1
	score := s.criterion(cuts[0])
	for k := 2; k <= most; k++ {
		from[k] = make([]int, n+1)
		for j := range next {
			next[j] = math.Inf(1)
			for i := j - 1; i > 0; i-- {
				w := s.sumW[j] - s.sumW[i]
				if w < minStretch {
					continue
				}
				t := s.sumT[j] - s.sumT[i]
				if c := least[i] + s.sumQ[j] - s.sumQ[i] - t*t/w; c < next[j] {
					next[j], from[k][j] = c, i
				}
			}
		}
		least, next = next, least
		if math.IsInf(least[n], 1) {
			break
		}
		found := make([]int, k+1)
		found[k] = n
		for b := k; b > 1; b-- {
			found[b-1] = from[b][found[b]]
		}
		if !s.largeEnough(found, minChange) {
			cuts = append(cuts, nil)
			continue
		}
		cuts = append(cuts, found)
		if c := s.criterion(found); c > score {
			score, advised = c, k
		}
	}
	return cuts, advised
}

// largeEnough reports whether the tone changes by at least minChange at every cut.
func (s *series) largeEnough(cuts []int, minChange float64) bool {
	for b := 1; b+1 < len(cuts); b++ {
		if math.Abs(s.mean(cuts[b], cuts[b+1])-s.mean(cuts[b-1], cuts[b])) < minChange {
			return false
		}
	}
	return true
}

// criterion is the modified BIC of Zhang and Siegmund (2007, eq. 2) for a series of weights: twice the log Bayes factor
// of this segmentation against none, up to a constant, with the evidence counted in weight instead of items.
func (s *series) criterion(cuts []int) float64 {
	weight := s.sumW[s.len()]
	variance, _ := s.residual(cuts)
	score := -weight * math.Log(variance)
	for b := 0; b+1 < len(cuts); b++ {
		score -= math.Log((s.sumW[cuts[b+1]] - s.sumW[cuts[b]]) / weight)
	}
	return score - 3*float64(len(cuts)-2)*math.Log(weight)
}
