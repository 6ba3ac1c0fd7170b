package tone

// avx2 says whether the processor has what the assembly needs.
var avx2 = hasAVX2()

func hasAVX2() bool

//go:noescape
func matvecAVX2(y, x, w *float32, in, out int)

//go:noescape
func quantiseAVX2(dst *int16, x *float32, n int, scale float32)

//go:noescape
func windowsAVX2(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)

func matvec(y, x, w []float32) {
	if !avx2 || len(y)%8 != 0 {
		matvecGo(y, x, w)
		return
	}
	_ = w[:len(x)*len(y)]
	if len(x) > 0 && len(y) > 0 {
		matvecAVX2(&y[0], &x[0], &w[0], len(x), len(y))
	}
}

func quantise(dst []int16, x []float32, scale float32) {
	if !avx2 || len(dst)%16 != 0 {
		quantiseGo(dst, x, scale)
		return
	}
	quantiseAVX2(&dst[0], &x[:len(dst)][0], len(dst), scale)
}

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	if !avx2 || len(rows) <= 6 {
		windowsGo(rows, width, filters, slot, top, where, sum)
		return
	}
	var total *int32
	if sum != nil {
		total = &sum[:filters][0]
	}
	first := 4 - width
	windowsAVX2(&rows[first], len(rows)-3-first, width, filters, slot, &top[:filters][0], &where[:filters][0], total)
}
