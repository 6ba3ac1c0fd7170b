package shift

import (
	"math"
	"math/rand/v2"
	"slices"
)

// arcShare scales the statistic of two cuts against that of one; the package documentation derives it.
const arcShare = 0.68

// tester asks by permutation whether a run of the series has any cut at all.
type tester struct {
	opts  Options
	pcg   *rand.PCG
	block int // sentences that stay together

	buf    []float64
	starts []int
}

// pvalue is the chance that the items [i, j) in random order would drift from their mean at least as far as they do.
// With arcs, drifts that come back (a valley, a hill) are looked for as well.
func (t *tester) pvalue(s *series, i, j int, arcs bool) float64 {
	share := 0.0
	if arcs {
		share = arcShare
	}
	mean := s.mean(i, j)
	z := t.buf[:0]
	for k := i; k < j; k++ {
		z = append(z, s.weight[k]*(s.tone[k]-mean))
	}
	observed := drift(z, share)
	if observed < 1e-9 {
		return 1
	}
	// Sums in another order differ in their last bits: what is equal must count as equal.
	observed -= 1e-9

	// Besag and Clifford (1991): stop at the h-th shuffle that drifts as far.
	h := int(math.Ceil(t.opts.Level * float64(t.opts.Permutations+1)))
	exceed := 0
	if t.block > 1 {
		z = append(z, z...) // read in a circle
	}
	t.buf = z
	for m := 1; m <= t.opts.Permutations; m++ {
		if t.shuffled(z, share) >= observed {
			if exceed++; exceed == h {
				return float64(h) / float64(m)
			}
		}
	}
	return float64(exceed+1) / float64(t.opts.Permutations+1)
}

// drift is the statistic: how far the running sum of the deviations gets from 0, or, if that is more, share times the
// distance between its highest and its lowest point.
func drift(z []float64, share float64) float64 {
	var sum, low, high float64
	for _, d := range z {
		sum += d
		low, high = min(low, sum), max(high, sum)
	}
	return max(-low, high, share*(high-low))
}

// shuffled is the drift of the deviations in a new random order, in which blocks stay together.
func (t *tester) shuffled(z []float64, share float64) float64 {
	if t.block > 1 {
		return t.shuffledBlocks(z, share)
	}
	var sum, low, high float64
	for i := range z {
		if left := uint32(len(z) - i); left > 1 {
			j := i + int(t.below(left))
			z[i], z[j] = z[j], z[i]
		}
		sum += z[i]
		low, high = min(low, sum), max(high, sum)
	}
	return max(-low, high, share*(high-low))
}

// shuffledBlocks is shuffled for blocks; z holds the deviations twice, so that blocks may start anywhere in the circle.
func (t *tester) shuffledBlocks(z []float64, share float64) float64 {
	n := len(z) / 2
	t.starts = t.starts[:0]
	for at := 0; at < n; at += t.block {
		t.starts = append(t.starts, at)
	}
	offset := int(t.below(uint32(n)))
	var sum, low, high float64
	for i := range t.starts {
		j := i + int(t.below(uint32(len(t.starts)-i)))
		t.starts[i], t.starts[j] = t.starts[j], t.starts[i]
		at := t.starts[i]
		for _, d := range z[offset+at : offset+min(at+t.block, n)] {
			sum += d
			low, high = min(low, sum), max(high, sum)
		}
	}
	return max(-low, high, share*(high-low))
}

// below is a random number in [0, n).
func (t *tester) below(n uint32) uint32 {
	return uint32(t.pcg.Uint64() >> 32 * uint64(n) >> 32)
}

// blockLength is Carlstein's (1986) for a series of n values that remember the one before: (2ρ/(1−ρ²))^⅔ n^⅓.
func blockLength(rho float64, n int) int {
	if rho <= 0 {
		return 1
	}
	rho = min(rho, 0.9)
	length := math.Pow(2*rho/(1-rho*rho), 2.0/3) * math.Cbrt(float64(n))
	return max(1, min(int(math.Round(length)), n/8))
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
