package tone

import "math"

// The kernels below are all the arithmetic that takes time. Each has a twin in assembly (netkernels_amd64.s; for the
// heaviest a wider one in netkernels512_amd64.s, and one in netkernels_arm64.s) that gives the same digits: sums of integers
// are exact, and sums of floating-point numbers are taken in the same order, each product rounded before it is added.

// respondGo multiplies the first n word vectors with the filters: sums[k][o] = Σ_i vectors[k][i]·weights of i and o, which are
// laid out as filters says. What the other sums hold is not said.
func respondGo(sums *[rowsAtOnce][netRowLen]int32, vectors *[rowsAtOnce][netDim]int16, n int, weights []int16) {
	for k := range n {
		for first := 0; first < netRowLen; first += rowBlock {
			var sum [rowBlock]int32
			for i := 0; i < netDim; i += 2 {
				x, y := int32(vectors[k][i]), int32(vectors[k][i+1])
				w := (*[2 * rowBlock]int16)(weights[first*netDim+i*rowBlock:])
				for o := range sum {
					sum[o] += x*int32(w[2*o]) + y*int32(w[2*o+1])
				}
			}
			copy(sums[k][first:], sum[:])
		}
	}
}

// quantiseGo rounds x·scale to integers, halves to even.
func quantiseGo(dst []int16, x []float32, scale float32) {
	for i := range dst {
		dst[i] = int16(math.RoundToEven(float64(float32(x[i] * scale))))
	}
}

// windowsGo slides the filters of one width over the words of a sentence. rows are what the words answer, with three
// rows of zeros before and after; slot is where this width begins in a row. For each filter it finds the largest
// window; where where is not nil, also where it begins (as an index into rows, 0 where no window is above 0); and, where
// sum is not nil, the sum of all windows above 0.
func windowsGo(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	for f := range filters {
		best, at, total := int16(0), int16(0), int32(0)
		for t := 4 - width; t <= len(rows)-4; t++ {
			h := rows[t][slot+f]
			for j := 1; j < width; j++ {
				h += rows[t+j][slot+j*filters+f]
			}
			if h > best {
				best, at = h, int16(t)
			}
			if h > 0 {
				total += int32(h)
			}
		}
		top[f] = best
		if where != nil {
			where[f] = at
		}
		if sum != nil {
			sum[f] = total
		}
	}
}

// rememberGo lets the filters with memory read the words, half of them from the first, half from the last. rows are as in
// windowsGo. For each filter it finds the largest sum of what is remembered and what the word answers by itself, and at
// which word (as an index into rows, 0 where no sum is above 0).
func rememberGo(rows []*netRow, top, where []int16) {
	for way := range 2 {
		for j := range netMemory {
			slot := netWindows + way*3*netMemory + j
			memory, best, at := int16(0), int16(0), int16(0)
			for k := 3; k < len(rows)-3; k++ {
				t := k
				if way == 1 {
					t = len(rows) - 1 - k
				}
				row := rows[t]
				if h := memory + row[slot+2*netMemory]; h > best {
					best, at = h, int16(t)
				}
				memory = int16((int32(row[slot])*int32(memory)+1<<14)>>15) + row[slot+netMemory]
			}
			top[way*netMemory+j], where[way*netMemory+j] = best, at
		}
	}
}

// attributeGo finds, for each word, what it put into the windows that won their filters. rows, width, filters, slot and
// where are as in windowsGo, of rows without the zeros' answers; whole is what a filter's answer counts, and where it is not
// 0 the place is true. Each filter adds to the lane of its pair among sixteen.
func attributeGo(lanes [][8]int32, rows []*netRow, width, filters, slot int, where, whole []int16) {
	for f, share := range whole[:filters] {
		if share == 0 {
			continue
		}
		for j := range width {
			if t := int(where[f]) + j; t >= 3 && t < len(rows)-3 { // zeros put nothing into a window
				lanes[t][f%16/2] += int32(share) * int32(rows[t][slot+j*filters+f])
			}
		}
	}
}

// recollectGo follows what filters with memory answered back to the words that they remembered. whole is what a filter's
// answer counts, at the word where; a word's own part and what it left there, each times that, less what the words between
// did not let through, are added to its lanes. Each filter adds to the lane of its pair among sixteen. whole is at most
// shareTop, so that no lane can overflow, even where attributeGo has added to it before.
func recollectGo(lanes [][8]int32, rows []*netRow, where, whole []int16) {
	for way := range 2 {
		for j := range netMemory {
			slot := netWindows + way*3*netMemory + j
			lane := j % 16 / 2
			left := int16(0)
			for k := len(rows) - 4; k >= 3; k-- {
				t := k
				if way == 1 {
					t = len(rows) - 1 - k
				}
				row := rows[t]
				lanes[t][lane] += int32(left) * int32(row[slot+netMemory])
				left = int16((int32(left)*int32(row[slot]) + 1<<14) >> 15)
				if f := way*netMemory + j; int(where[f]) == t {
					lanes[t][lane] += int32(whole[f]) * int32(row[slot+2*netMemory])
					left += whole[f]
				}
			}
		}
	}
}

// addRowsGo adds two rows.
func addRowsGo(dst, a, b *netRow) {
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

// topsGo turns the largest windows into pooled numbers: max(0, top + bias), in the same steps.
func topsGo(values, top, bias []int16) {
	for f, t := range top {
		values[f] = int16(max(0, min(int32(t)+int32(bias[f]), pooledTop)))
	}
}

// meansGo turns sums of windows, or what they are more than others, into pooled numbers: (sum − less)·scale, which must be
// between −2¹⁵ and 2³¹, rounded, halves to even. less may be nil.
func meansGo(values []int16, sum, less []int32, scale float32) {
	for f, total := range sum {
		if less != nil {
			total -= less[f]
		}
		values[f] = int16(min(math.RoundToEven(float64(float32(total)*scale)), pooledTop))
	}
}

// sparseGo adds to the sums what a layer makes of a vector of which only some numbers are given: x[k] stands at place at[k].
// There is an even number of them; they are taken in pairs.
func sparseGo(sum []int32, at, x, w []int16) {
	n := len(sum)
	for k := 0; k < len(at); k += 2 {
		a, b := w[int(at[k])*n:][:len(sum)], w[int(at[k+1])*n:][:len(sum)]
		xa, xb := int32(x[k]), int32(x[k+1])
		for o := range sum {
			sum[o] += xa*int32(a[o]) + xb*int32(b[o])
		}
	}
}

// multiplyGo adds to the sums what a dense layer makes of x.
func multiplyGo(sum []int32, x, w []int16) {
	for first := 0; first < len(sum); first += denseBlock {
		block := (*[denseBlock]int32)(sum[first:])
		for i := 0; i < len(x); i += 2 {
			w := (*[2 * denseBlock]int16)(w[first*len(x)+i*denseBlock:])
			xa, xb := int32(x[i]), int32(x[i+1])
			for o := range block {
				block[o] += xa*int32(w[2*o]) + xb*int32(w[2*o+1])
			}
		}
	}
}

// dotsGo multiplies x with the rows of w named in at: y[k] = Σ_j x[j]·w[at[k]·len(x)+j].
func dotsGo(y []int32, at []int16, x *[netHidden]int16, w []int16) {
	for k, i := range at {
		row := (*[netHidden]int16)(w[int(i)*netHidden:])
		sum := int32(0)
		for j, v := range x {
			sum += int32(v) * int32(row[j])
		}
		y[k] = sum
	}
}

// weighGo turns sums into numbers: y = sum·step + bias.
func weighGo(y []float32, sum []int32, step, bias []float32) {
	for o, total := range sum {
		y[o] = float32(float32(total)*step[o]) + bias[o]
	}
}

// blendGo adds a share of x to y: dst = y + share·x.
func blendGo(dst, y, x []float32, share float32) {
	for i := range dst {
		dst[i] = y[i] + float32(share*x[i])
	}
}

// activateGo turns sums into a hidden layer: max(0, sum·step + bias), in steps of 1/hiddenFine, rounded, halves to even.
func activateGo(y []int16, sum []int32, step, bias []float32) {
	for o, total := range sum {
		x := max(0, float32(float32(total)*step[o])+bias[o])
		y[o] = int16(min(math.RoundToEven(float64(float32(x*hiddenFine))), hiddenTop))
	}
}

// compactGo lists the numbers of x − y that are not 0, and their places, and returns how many there are; y may be nil. It
// does not branch, because no processor could guess which filters answer. What at and values hold behind these is not said.
func compactGo(at, values, x, y []int16) int {
	at, values = at[:len(x)], values[:len(x)]
	n := 0
	for j, v := range x {
		if y != nil {
			v -= y[j]
		}
		at[n], values[n] = int16(j), v
		n += int(uint16(v|-v) >> 15)
	}
	return n
}

// gatesGo is the end of a step of a gated recurrent unit: reset, update and new gate from what the input and the last
// state say to each.
func gatesGo(next, last, in, rec []float32) {
	n := len(next)
	for i := range next {
		reset := sigmoid32(in[i] + rec[i])
		update := sigmoid32(in[n+i] + rec[n+i])
		fresh := tanh32(float32(reset*rec[2*n+i]) + in[2*n+i])
		next[i] = float32((1-update)*fresh) + float32(update*last[i])
	}
}

// tanh32 is x·above(x²)/below(x²), right to about 1e-6 and the same on every processor; beyond the limit it is flat.
const tanhLimit = 7.9

var (
	tanhAbove = [...]float32{-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08,
		1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03}
	tanhBelow = [...]float32{1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03}
)

func sigmoid32(x float32) float32 { return float32(0.5*tanh32(float32(0.5*x))) + 0.5 }

func tanh32(x float32) float32 {
	x = max(min(x, tanhLimit), -tanhLimit)
	s := float32(x * x)
	above := tanhAbove[0]
	for _, c := range tanhAbove[1:] {
		above = float32(above*s) + c
	}
	below := tanhBelow[0]
	for _, c := range tanhBelow[1:] {
		below = float32(below*s) + c
	}
	return float32(x*above) / below
}
