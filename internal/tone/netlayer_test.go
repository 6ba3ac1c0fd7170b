package tone

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestLayerRounds compares a layer's sums with those of floating-point numbers.
func TestLayerRounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const in, unit, top = 200, 1. / hiddenFine, hiddenTop
	w := make([]float32, in*netHidden)
	for i := range w {
		w[i] = float32(rng.NormFloat64()) * 0.07
		if i%netHidden == 5 {
			w[i] = 0 // an output that nothing moves
		}
	}
	l := newLayer(w, alike(in, unit), top)
	var x [in]int16
	want := [netHidden]float64{}
	for i := range x {
		if rng.IntN(2) == 0 {
			x[i] = int16(rng.IntN(2 * hiddenFine))
		}
		for o := range want {
			want[o] += float64(x[i]) * unit * float64(w[i*netHidden+o])
		}
	}
	var p picked
	p.pick(x[:])
	var sum [netHidden]int32
	l.add(sum[:], &p)
	for o, n := range sum {
		if got := float64(n) * float64(l.step[o]); math.Abs(got-want[o]) > 0.005 {
			t.Errorf("output %d is %.4f, want %.4f", o, got, want[o])
		}
	}

	// from takes the part of the layer that reads the later inputs
	clear(sum[:])
	for i := range 100 {
		want[0] -= float64(x[i]) * unit * float64(w[i*netHidden])
	}
	p.pick(x[100:])
	l.from(100).add(sum[:], &p)
	if got := float64(sum[0]) * float64(l.step[0]); math.Abs(got-want[0]) > 0.005 {
		t.Errorf("the later inputs alone give %.4f, want %.4f", got, want[0])
	}
}

// TestLayerHoldsTheWorst: no input can make a sum of 32 bits overflow.
func TestLayerHoldsTheWorst(t *testing.T) {
	const in, out, top = 1000, 16, pooledTop
	w := make([]float32, in*out)
	for i := range w {
		w[i] = 1 + float32(i%7) // all of one sign
	}
	l := newLayer(w, alike(in, 0.001), top)
	for o := range out {
		sum := int64(0)
		for i := range in {
			sum += int64(l.weights[i*out+o]) * top
		}
		if sum > math.MaxInt32 {
			t.Errorf("output %d can be %d", o, sum)
		}
		if sum < math.MaxInt32/2 {
			t.Errorf("output %d is at most %d: its steps are larger than they need be", o, sum)
		}
	}
}

// TestLayerSlopes compares slopes with the layer's weights, times the outputs' slopes.
func TestLayerSlopes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	const in = 40
	w := make([]float32, in*netHidden)
	for i := range w {
		w[i] = float32(rng.NormFloat64())
	}
	const unit = 0.01
	l := newLayer(w, alike(in, unit), hiddenTop)
	var dy [netHidden]float32
	for o := range dy {
		dy[o] = float32(rng.NormFloat64())
	}
	at := []int16{0, 7, 39}
	var want [3]float64
	for k, i := range at {
		for o, d := range dy {
			want[k] += float64(d) * float64(w[int(i)*netHidden+o]) * unit
		}
	}
	dx := make([]int32, len(at))
	step := l.slopes(dx, at, &dy)
	for k, n := range dx {
		if got := float64(n) * float64(step); math.Abs(got-want[k]) > 0.002 {
			t.Errorf("the slope of input %d is %.4f, want %.4f", at[k], got, want[k])
		}
	}
	var none [netHidden]float32
	if step := l.slopes(dx, at, &none); float64(step)*float64(dx[0]) != 0 {
		t.Errorf("without slopes of the outputs an input has one of %g steps", step)
	}
}
