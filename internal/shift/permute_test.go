package shift

import (
	"math"
	"testing"
)

func TestFewest(t *testing.T) {
	for level, want := range map[float64]int{0.5: 4, 0.34: 4, 0.1: 6, 0.05: 8, 0.01: 10, 0.001: 14} {
		if got := fewest(level); got != want {
			t.Errorf("fewest(%g) = %d, want %d", level, got, want)
		}
	}
}

func TestHolm(t *testing.T) {
	p := []float64{0.04, 0.01, 0.03}
	holm(p)
	for i, want := range []float64{0.06, 0.03, 0.06} {
		if math.Abs(p[i]-want) > 1e-12 {
			t.Errorf("got %v", p)
		}
	}
}

// Every p-value that sequential can give, with the chance that it gives it when observed and drawn values are in random
// order: the chance of p or less is at most p.
func TestSequentialIsValid(t *testing.T) {
	opts := New(Options{Permutations: 60, Level: 0.1}).opts
	const steps = 4000
	chance := make(map[float64]float64)
	for s := range steps {
		// The share of draws that exceed is uniform under the null; here it is taken at the middle of each step, and
		// the draws are played in many orders.
		share := (float64(s) + 0.5) / steps
		for order := range 25 {
			random := newPCG(string(rune(s)) + string(rune(order)))
			p := opts.sequential(func() bool { return float64(random.below(1<<30)) < share*(1<<30) })
			chance[p] += 1.0 / steps / 25
		}
	}
	for p := range chance {
		total := 0.0
		for q, c := range chance {
			if q <= p {
				total += c
			}
		}
		if total > p*1.05+0.003 {
			t.Errorf("p-values of %.4f and less come with a chance of %.4f", p, total)
		}
	}
}

// A block of neighbours stays together, and every shuffle holds every value once.
func TestShuffledBlocks(t *testing.T) {
	z := []float64{1, 2, 4, 8, 16, 32, 64}
	doubled := append(append([]float64{}, z...), z...)
	ts := tester{random: newPCG("blocks")}
	for range 100 {
		if d := ts.shuffledBlocks(doubled, 3); d.at != 127 {
			t.Fatalf("a shuffle sums to %g", d.at)
		}
		if d := ts.shuffled(z); d.at != 127 {
			t.Fatalf("a shuffle sums to %g", d.at)
		}
	}
}

// The best segmentation found is the best there is, by trying all.
func TestPlansAreExact(t *testing.T) {
	random := newPCG("plans")
	for range 50 {
		n := 9 + random.below(6)
		tones, weights := make([]float64, n), make([]float64, n)
		for i := range tones {
			tones[i], weights[i] = float64(random.below(5)-2)/2, 0.5+float64(random.below(100))/200
		}
		s := newSeries(tones, nil, weights)
		for _, cuts := range s.plans() {
			cost := 0.0
			for b := 0; b+1 < len(cuts); b++ {
				cost += s.cost(cuts[b], cuts[b+1])
			}
			if best := cheapest(s, 0, len(cuts)-1); math.Abs(cost-best) > 1e-9 {
				t.Errorf("%v costs %g, the best %g", cuts, cost, best)
			}
		}
	}
}

func cheapest(s *series, from, stretches int) float64 {
	if stretches == 1 {
		if s.sumW[s.len()]-s.sumW[from] < minStretch {
			return math.Inf(1)
		}
		return s.cost(from, s.len())
	}
	best := math.Inf(1)
	for to := from + 1; to < s.len(); to++ {
		if s.sumW[to]-s.sumW[from] >= minStretch {
			best = min(best, s.cost(from, to)+cheapest(s, to, stretches-1))
		}
	}
	return best
}

// In a text of thousands of opinions the cut is as exact as in a short one.
func TestLongText(t *testing.T) {
	tones, weights := make([]float64, 3*maxPlaces+1), make([]float64, 3*maxPlaces+1)
	for i := range tones {
		tones[i], weights[i] = 0.5, 1
		if i >= 2501 {
			tones[i] = -0.5
		}
	}
	seg := newSeries(tones, nil, weights).find(New(Options{}).opts, newPCG("long"))
	if len(seg.cuts) != 3 || seg.cuts[1] != 2501 {
		t.Errorf("cuts %v, want one at 2501", seg.cuts)
	}
}
