package aggregate

import (
	"math"

	"tonearc/pipeline/review"
)

// Sum adds up values of [-1, 1] in fixed point, so that any order of adding and merging gives the same bytes.
type Sum struct {
	N       int
	Total   int64 // in millionths
	Squares int64 // sum of squares, in millionths
}

const micro = 1e6

// Add counts one value in.
func (s *Sum) Add(value float64) {
	s.N++
	s.Total += int64(math.RoundToEven(value * micro))
	s.Squares += int64(math.RoundToEven(value * value * micro))
}

// Merge counts the values of other in.
func (s *Sum) Merge(other Sum) {
	s.N += other.N
	s.Total += other.Total
	s.Squares += other.Squares
}

// Mean is 0 of nothing.
func (s Sum) Mean() float64 {
	if s.N == 0 {
		return 0
	}
	return float64(s.Total) / micro / float64(s.N)
}

// Spread is the standard deviation of the values around their mean; 0 of fewer than two.
func (s Sum) Spread() float64 {
	if s.N < 2 {
		return 0
	}
	mean := s.Mean()
	return math.Sqrt(max(0, (float64(s.Squares)/micro-mean*mean*float64(s.N))/float64(s.N-1)))
}

// Blend is the mean of two estimates of one thing in one review, each counted by its observations.
func Blend(a, b review.Estimate) review.Estimate {
	n := a.N + b.N
	if n == 0 {
		return a
	}
	share := float64(b.N) / float64(n)
	mean := func(a, b float64) float64 { return a + share*(b-a) }
	return review.Estimate{Value: mean(a.Value, b.Value), Low: mean(a.Low, b.Low), High: mean(a.High, b.High), N: n}
}

// onlyTold is the tone, either way, up to which a review that can tell nothing of a name is taken to say nothing of it:
// what is left of story and context where no sentence judges.
const onlyTold = 0.02

// Judges reports whether a review's tone towards a name is a judgement: not where nothing was observed, and not where it
// is next to 0 with an interval that leaves all of [-1, 1] open. Such a review only tells of the name, and several of
// them are no surer than one.
func Judges(tone review.Estimate) bool {
	open := tone.Low <= onlyTold-1 && tone.High >= 1-onlyTold
	return tone.N > 0 && !(open && math.Abs(tone.Value) < onlyTold)
}

// priorSpread stands in for the spread of reviews of one thing while there are few of them: the spread of tone over
// reviews is about this much, and it counts as one observation more.
const priorSpread = 0.4

// Estimate is the mean with a 95 % interval (Student's t, with one pseudo-observation of the prior spread so that two
// equal values do not pass for certainty), cut to [-1, 1]. N = 0 gives the zero Estimate.
func (s Sum) Estimate() review.Estimate {
	if s.N == 0 {
		return review.Estimate{}
	}
	mean, n := s.Mean(), float64(s.N)
	variance := (s.Spread()*s.Spread()*(n-1) + priorSpread*priorSpread) / n
	half := review.Student95(n) * math.Sqrt(variance/n)
	return review.Estimate{Value: mean, Low: max(-1, mean-half), High: min(1, mean+half), N: s.N}
}
