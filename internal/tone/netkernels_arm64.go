package tone

// The heaviest kernels are written for NEON, which every arm64 processor has; the others are their twins in Go.

//go:noescape
func respondNEON(sums *[netRowLen]int32, vectors *[netDim]int16, weights *int16, blocks, pairs, length, dim int)

//go:noescape
func sparseNEON(sum *int32, at, x, w *int16, n, out int)

//go:noescape
func multiplyNEON(sum *int32, x, w *int16, pairs, blocks int)

//go:noescape
func dotsNEON(y *int32, at, x, w *int16, n int)

//go:noescape
func windowsNEON(rows **netRow, n, index, width, filters, slot int, top, where *int16, sum *int32)

//go:noescape
func rememberNEON(rows **netRow, n, step, slot, filters, index int, top, where *int16)

func respond(sums *[rowsAtOnce][netRowLen]int32, vectors *[rowsAtOnce][netDim]int16, n int, weights []int16) {
	const blocks, pairs = netRowLen / rowBlock, netDim / 2
	respondNEON(&sums[0], &vectors[0], &weights[:blocks*pairs*2*rowBlock][0], blocks, pairs, netRowLen, netDim)
}

func sparse(sum []int32, at, x, w []int16) {
	if len(sum)%16 != 0 || len(sum) == 0 || len(at) == 0 {
		sparseGo(sum, at, x, w)
		return
	}
	sparseNEON(&sum[0], &at[0], &x[:len(at)][0], &w[0], len(at), len(sum))
}

func multiply(sum []int32, x, w []int16) {
	if len(sum) == 0 || len(x) == 0 {
		return
	}
	multiplyNEON(&sum[0], &x[0], &w[:len(sum)*len(x)][0], len(x)/2, len(sum)/denseBlock)
}

func dots(y []int32, at []int16, x *[netHidden]int16, w []int16) {
	if len(at) > 0 {
		dotsNEON(&y[:len(at)][0], &at[0], &x[0], &w[0], len(at))
	}
}

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	if len(rows) <= 6 || filters%32 != 0 {
		windowsGo(rows, width, filters, slot, top, where, sum)
		return
	}
	var places *int16
	if where != nil {
		places = &where[:filters][0]
	}
	var total *int32
	if sum != nil {
		total = &sum[:filters][0]
	}
	first := 4 - width
	windowsNEON(&rows[first], len(rows)-3-first, first, width, filters, slot, &top[:filters][0], places, total)
}

func remember(rows []*netRow, top, where []int16) {
	if len(rows) <= 6 {
		rememberGo(rows, top, where)
		return
	}
	const pointer = 8 // bytes
	n, last := len(rows)-6, len(rows)-4
	rememberNEON(&rows[3], n, pointer, netWindows, netMemory, 3, &top[:netMemory][0], &where[:netMemory][0])
	rememberNEON(&rows[last], n, -pointer, netWindows+3*netMemory, netMemory, last,
		&top[netMemory : 2*netMemory][0], &where[netMemory : 2*netMemory][0])
}
