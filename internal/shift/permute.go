package shift

import (
	"math"
	"slices"
)

// arcShare weighs drifts that come back against those that do not: the ratio of the 95 % points of ∫B⁴ to the power of a
// quarter (0.82) and of the range of B (1.75), for a Brownian bridge B. Neither is favoured.
const arcShare = 0.47

// tester asks by permutation whether a run of the series has any boundary at all.
type tester struct {
	opts   Options
	random pcg32

	buf    []float64
	starts []int
}

// pvalue is the chance that the items [i, j) in random order, with blocks of so many neighbours kept together, would
// drift from their mean at least as far as they do. With arcs, drifts that come back (a valley, a hill) are looked for
// as well.
func (t *tester) pvalue(s *series, i, j, block int, arcs bool) float64 {
	mean := s.meanStand(i, j)
	z := t.buf[:0]
	for k := i; k < j; k++ {
		z = append(z, s.weight[k]*(s.stand[k]-mean))
	}
	share := 0.0
	if arcs {
		share = float64(len(z)) * math.Pow(arcShare, 4)
	}
	var d drift
	d.walk(z)
	observed := d.size(share)
	if observed < 1e-12 {
		return 1
	}
	observed *= 1 - 1e-9 // sums in another order differ in their last digits: what is equal must count as equal
	shuffled := t.shuffled
	if block > 1 {
		z = append(z, z...) // blocks are cut from a circle
		shuffled = func(z []float64) drift { return t.shuffledBlocks(z, block) }
	}
	t.buf = z
	return t.opts.sequential(func() bool {
		d := shuffled(z)
		return d.size(share) >= observed
	})
}

// sequential draws until the p-value is clear, and gives it. exceeds draws once and reports whether the draw is as
// extreme as what was observed. Under the null every p-value p comes with a chance of at most p:
//
//   - after h draws that exceed, p is h over the number of draws (Besag and Clifford 1991); h is chosen so that this
//     can only happen for p of Level and more;
//   - after a third of the draws without any that exceeds, p is 1/(first+1);
//   - at the end, with l draws that exceed, p is (l+1)/(all+1), plus the chance of having stopped at the third with more
//     than l to come: with r the share of draws after the third, no more than r^(l+1)/(1-r)/(all+1).
func (o Options) sequential(exceeds func() bool) float64 {
	all := o.Permutations
	first := all / 3
	h := int(math.Ceil(o.Level * float64(all+1)))
	l := 0
	for m := 1; m <= all; m++ {
		if exceeds() {
			if l++; l == h {
				return float64(h) / float64(m)
			}
		}
		if m == first && l == 0 {
			return 1 / float64(first+1)
		}
	}
	p := float64(l + 1)
	if first > 0 {
		r := float64(all-first) / float64(all)
		p += math.Pow(r, float64(l+1)) / (1 - r)
	}
	return min(1, p/float64(all+1))
}

// drift follows the running sum of the deviations from the mean: the sum of its fourth powers, its lowest and its
// highest point.
type drift struct{ at, fourth, low, high float64 }

func (d *drift) walk(z []float64) {
	for _, x := range z {
		d.step(x)
	}
}

func (d *drift) step(x float64) {
	d.at += x
	square := d.at * d.at
	d.fourth += square * square
	if d.at < d.low {
		d.low = d.at
	} else if d.at > d.high {
		d.high = d.at
	}
}

// size is the statistic: the sum of fourth powers or, if that is more, share times the fourth power of the range.
func (d *drift) size(share float64) float64 {
	square := (d.high - d.low) * (d.high - d.low)
	return max(d.fourth, share*square*square)
}

// shuffled is the drift of the deviations in a new random order (Fisher and Yates). Nearly all the time of a test passes
// here: step stands in it once more, so that everything stays in registers.
func (t *tester) shuffled(z []float64) drift {
	random := t.random
	var at, fourth, low, high float64
	for i := range z {
		rest := z[i:]
		j := random.below(len(rest))
		x := rest[j]
		rest[j], rest[0] = rest[0], x
		at += x
		square := at * at
		fourth += square * square
		if at < low {
			low = at
		}
		if at > high {
			high = at
		}
	}
	t.random = random
	return drift{at, fourth, low, high}
}

// shuffledBlocks is shuffled with blocks kept together; z holds the deviations twice, so that the blocks, cut anew each
// time, may start anywhere in the circle.
func (t *tester) shuffledBlocks(z []float64, block int) (d drift) {
	n := len(z) / 2
	t.starts = t.starts[:0]
	for at := 0; at < n; at += block {
		t.starts = append(t.starts, at)
	}
	offset := t.random.below(n)
	for i := range t.starts {
		j := i + t.random.below(len(t.starts)-i)
		t.starts[i], t.starts[j] = t.starts[j], t.starts[i]
		d.walk(z[offset+t.starts[i] : offset+min(t.starts[i]+block, n)])
	}
	return d
}

// blockLength is Carlstein's (1986) for a series of n values that remember the one before: (2ρ/(1−ρ²))^⅔ n^⅓.
func blockLength(rho float64, n int) int {
	if rho <= 0 {
		return 1
	}
	rho = min(rho, 0.9)
	length := math.Pow(2*rho/(1-rho*rho), 2.0/3) * math.Cbrt(float64(n))
	return max(1, min(int(math.Round(length)), n/16))
}

// fewest is the smallest number of sentences in which any order of two tones can be significant at a level: of n, half
// of one tone and half of the other, two of the orders are a clean cut.
func fewest(level float64) int {
	orders := 2.0 // n over n/2, for n = 2
	n := 2
	for ; 2/orders > level; n++ {
		if n%2 == 1 {
			orders *= 2
		} else {
			orders *= float64(n+1) / float64(n/2+1)
		}
	}
	return n
}

// holm corrects the p-values of several tests in place (Holm 1979).
func holm(p []float64) {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if p[a] < p[b] {
			return -1
		} else if p[a] > p[b] {
			return 1
		}
		return 0
	})
	running := 0.0
	for rank, i := range order {
		running = max(running, min(1, p[i]*float64(len(p)-rank)))
		p[i] = running
	}
}
