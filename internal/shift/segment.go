package shift

import (
	"math"
	"slices"
)

// maxStretches bounds the search; so does maxPlaces, which only texts of thousands of opinions reach: their first cut
// looks at every second, third, … place, and locate makes it exact.
const (
	maxStretches = 6
	maxPlaces    = 2000
)

// plans are the segmentations worth testing, in this order: the number of stretches that the criterion advises, then one
// less, down to two. Each has the least cost of its number (exact dynamic programming: Auger and Lawrence 1989); no
// stretch is lighter than minStretch.
func (s *series) plans() [][]int {
	var places []int // where a cut may be, with both ends
	for at, step := 0, 1+s.len()/maxPlaces; at < s.len(); at += step {
		places = append(places, at)
	}
	places = append(places, s.len())
	n := len(places) - 1

	// Of the best cut of what lies before place j into k+1 stretches: its cost, and the place where its last one starts.
	var least [maxStretches][]float64
	var last [maxStretches][]int32
	costs := make([]float64, (maxStretches+1)*(n+1))
	starts := make([]int32, maxStretches*(n+1))
	for k := range least {
		least[k], costs = costs[:n+1], costs[n+1:]
		last[k], starts = starts[:n+1], starts[n+1:]
	}
	far := 0 // the last stretch before j may start at places before far
	for j, end := range places {
		for far < j && s.sumW[end]-s.sumW[places[far]] >= minStretch {
			far++
		}
		for i, start := range places[:far] {
			costs[i] = s.cost(start, end)
		}
		least[0][j] = math.Inf(1)
		if far > 0 {
			least[0][j] = costs[0]
		}
		for k := 1; k < maxStretches; k++ {
			best, at := math.Inf(1), 0
			before := least[k-1][:far]
			for i, cost := range costs[:len(before)] {
				if c := before[i] + cost; c < best { // never at 0: nothing lies before it
					best, at = c, i
				}
			}
			least[k][j], last[k][j] = best, int32(at)
		}
	}

	advised, best := 0, math.Inf(-1)
	var plans [][]int
	for k := 1; k < maxStretches && !math.IsInf(least[k][n], 1); k++ {
		cuts := make([]int, k+2)
		cuts[k+1] = s.len()
		for b, j := k, int32(n); b > 0; b-- {
			j = last[b][j]
			cuts[b] = places[j]
		}
		plans = append(plans, cuts)
		if value := s.criterion(cuts, least[k][n]); value > best {
			advised, best = k, value
		}
	}
	plans = plans[:advised]
	slices.Reverse(plans)
	return plans
}

// criterion is the modified BIC of Zhang and Siegmund (2007) with weight in place of counts: twice the log Bayes factor
// of a segmentation, up to a constant.
func (s *series) criterion(cuts []int, cost float64) float64 {
	weight := s.sumW[s.len()]
	value := -weight*math.Log(max(cost/weight, noise)) - 3*float64(len(cuts)-2)*math.Log(weight)
	for b := 0; b+1 < len(cuts); b++ {
		value -= math.Log((s.sumW[cuts[b+1]] - s.sumW[cuts[b]]) / weight)
	}
	return value
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
