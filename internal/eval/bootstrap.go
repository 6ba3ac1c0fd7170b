package eval

import (
	"math"
	"math/rand/v2"
	"sort"
)

// Figure is a measured value with its 95 % bootstrap interval. Everything is NaN where it could not be measured.
type Figure struct {
	Value, Low, High float64
}

// resamples is how often the cases are drawn again for an interval.
const resamples = 1000

// bootstrap measures groups of cases, and the interval by drawing whole groups (reviews) with replacement, percentile
// method, from a fixed seed: the same cases give the same interval.
func bootstrap[T any](groups [][]T, measure func([]T) float64) Figure {
	var all []T
	for _, g := range groups {
		all = append(all, g...)
	}
	out := Figure{Value: measure(all), Low: math.NaN(), High: math.NaN()}
	if math.IsNaN(out.Value) || len(groups) < 2 {
		return out
	}
	random := rand.New(rand.NewPCG(20, 26))
	values := make([]float64, 0, resamples)
	sample := make([]T, 0, 2*len(all))
	for range resamples {
		sample = sample[:0]
		for range groups {
			sample = append(sample, groups[random.IntN(len(groups))]...)
		}
		if v := measure(sample); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if len(values) < resamples/2 {
		return out
	}
	sort.Float64s(values)
	out.Low = values[int(0.025*float64(len(values)))]
	out.High = values[int(0.975*float64(len(values)))]
	return out
}

// byReview groups cases by their review, in order.
func byReview(cases []Case) [][]Case {
	var groups [][]Case
	for start := 0; start < len(cases); {
		end := start
		for end < len(cases) && cases[end].Review == cases[start].Review {
			end++
		}
		groups = append(groups, cases[start:end])
		start = end
	}
	return groups
}

// MeasureAll measures every one of Measures.
func MeasureAll(cases []Case) []Figure {
	groups := byReview(cases)
	out := make([]Figure, len(Measures))
	for i, m := range Measures {
		if m.Point {
			out[i] = Figure{m.Value(cases), math.NaN(), math.NaN()}
			continue
		}
		out[i] = bootstrap(groups, m.Value)
	}
	return out
}
