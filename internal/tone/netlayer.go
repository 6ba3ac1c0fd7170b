package tone

import "math"

// The layers behind the filters reckon in whole numbers of 16 bits: half as much to read as with 32 bits, which is what
// takes their time; and sums of whole numbers are the same in any order, so that the difference which a word makes can be
// taken from what is known already, without a digit's error.
//
// A vector is made of steps of a size of its own, the numbers of a column of a layer of steps of another, chosen as small
// as a sum of 32 bits allows in the worst case.
const (
	pooledTop = 4095 // most that a pooled number can be, in steps of a row
	meanFine  = 2    // a mean of windows is counted in steps of this part of a row's step
	hiddenTop = 8191 // most that a number of a hidden layer can be, in steps of 1/hiddenFine
	stateTop  = 8191 // a number of the state is between -1 and 1, in steps of 1/stateTop
	weightTop = 16383
	slopeTop  = 1023 // most that a slope can be; its steps are chosen anew each time
	shareTop  = 511  // most that one step of a filter's answer can count for the tone; likewise
	sumTop    = math.MaxInt32

	hiddenFine = 512
)

// layer is a matrix of whole numbers.
type layer struct {
	weights []int16   // [in][out]
	step    []float32 // of each output: what one step of a sum is worth
}

// newLayer rounds the matrix w, [in][out], where in is len(units): one step of input i is worth units[i], and no input has
// more than top steps.
func newLayer(w []float32, units []float32, top int) layer {
	in := len(units)
	out := len(w) / in
	scale, most := make([]float64, out), make([]float64, out)
	for i, unit := range units {
		for o, x := range w[i*out : (i+1)*out] {
			x := math.Abs(float64(x) * float64(unit))
			scale[o] += x
			most[o] = max(most[o], x)
		}
	}
	l := layer{make([]int16, len(w)), make([]float32, out)}
	for o, sum := range scale {
		if sum > 0 {
			// rounding adds half a step for each input at most
			scale[o] = min((float64(sumTop)/float64(top)-float64(in)/2)/sum, weightTop/most[o])
			l.step[o] = float32(1 / scale[o])
		}
	}
	for i, unit := range units {
		for o, x := range w[i*out : (i+1)*out] {
			l.weights[i*out+o] = int16(math.RoundToEven(float64(x) * float64(unit) * scale[o]))
		}
	}
	return l
}

// alike are the units of n inputs that have the same.
func alike(n int, unit float32) []float32 {
	units := make([]float32, n)
	for i := range units {
		units[i] = unit
	}
	return units
}

// from is the part of the layer that reads its inputs from the given one on.
func (l layer) from(input int) layer {
	return layer{l.weights[input*len(l.step):], l.step}
}

// dense is a layer of which every input counts, laid out to be read from end to end.
type dense struct {
	weights []int16   // [out/denseBlock][in/2][denseBlock][2]
	step    []float32 // as in a layer
}

// denseBlock is how many outputs of a dense layer are computed together.
const denseBlock = 32

// newDense takes a layer of an even number of inputs and a multiple of denseBlock outputs.
func newDense(l layer) dense {
	out := len(l.step)
	pairs := len(l.weights) / out / 2
	d := dense{make([]int16, len(l.weights)), l.step}
	for k, w := range l.weights {
		i, o := k/out, k%out
		d.weights[((o/denseBlock*pairs+i/2)*denseBlock+o%denseBlock)*2+i%2] = w
	}
	return d
}

// add adds to the sums what the layer makes of x.
func (d dense) add(sum []int32, x []int16) { multiply(sum, x, d.weights) }

// picked are the numbers of a vector that are not 0, and their places; behind the last one stands a 0, because they are
// read in pairs.
type picked struct {
	at   [netPooled + 8]int16
	x    [netPooled + 8]int16
	size int
}

// pick lists the numbers of x that are not 0.
func (p *picked) pick(x []int16) { p.pickDifference(x, nil) }

// pickDifference lists the numbers of x − y that are not 0; y may be nil.
func (p *picked) pickDifference(x, y []int16) {
	p.size = compact(p.at[:], p.x[:], x, y)
	p.end()
}

// list takes the first numbers of a vector for those that are not 0.
func (p *picked) list(x []int16) {
	copy(p.at[:], inTurn[:len(x)])
	p.size = copy(p.x[:], x)
	p.end()
}

func (p *picked) end() { p.at[p.size], p.x[p.size] = 0, 0 }

// add adds to the sums what the layer makes of the numbers picked.
func (l layer) add(sum []int32, p *picked) {
	n := (p.size + 1) &^ 1
	sparse(sum, p.at[:n], p.x[:n], l.weights)
}

// inTurn are the places of a vector of which every number is given.
var inTurn = func() (at [netHidden]int16) {
	for i := range at {
		at[i] = int16(i)
	}
	return at
}()

// slopes is what the outputs' slopes, in true units, are for the inputs named in at, in steps of the inputs, times the
// unit that it returns. The layer has netHidden outputs; dy is spoilt.
func (l layer) slopes(dx []int32, at []int16, dy *[netHidden]float32) (unit float32) {
	top := float32(0)
	for o, s := range l.step {
		dy[o] *= s
		top = max(top, abs32(dy[o]))
	}
	if top == 0 {
		clear(dx[:len(at)])
		return 0
	}
	var q [netHidden]int16
	quantise(q[:], dy[:], slopeTop/top)
	dots(dx, at, &q, l.weights)
	return top / slopeTop
}
