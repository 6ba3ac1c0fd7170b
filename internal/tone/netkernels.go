package tone

import "math"

// The kernels below are all the arithmetic that takes time. Each has a twin in assembly (netkernels_amd64.s) that gives
// the same digits: sums of integers are exact, and sums of floating-point numbers are taken in the same order, each
// product rounded before it is added.

// matvecGo adds to y the products of the columns of w with x: y[o] += Σ_j x[j]·w[j·len(y)+o].
func matvecGo(y, x, w []float32) {
	n := len(y)
	for j, xj := range x {
		col := w[j*n : j*n+n]
		for o := range y {
			y[o] += float32(xj * col[o])
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
// window, and where it begins (as an index into rows, 0 where no window is above 0); and, where sum is not nil, the sum
// of all windows above 0.
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
		top[f], where[f] = best, at
		if sum != nil {
			sum[f] = total
		}
	}
}

// sigmoid32 and tanh32 are rational approximations, right to about 1e-6, that do not depend on the processor.
func sigmoid32(x float32) float32 { return 0.5 + 0.5*tanh32(0.5*x) }

func tanh32(x float32) float32 {
	x = min(max(x, -7.9), 7.9)
	s := float32(x * x)
	p := float32(-2.76076847742355e-16)
	for _, c := range [...]float32{2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03} {
		p = float32(p*s) + c
	}
	q := float32(1.19825839466702e-06)
	for _, c := range [...]float32{1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03} {
		q = float32(q*s) + c
	}
	return float32(x*p) / q
}

// dot32 is Σ a[i]·b[i], summed in order.
func dot32(a, b []float32) float32 {
	var sum float32
	for i, x := range a {
		sum += float32(x * b[i])
	}
	return sum
}
