package tone

// avx2 says whether the processor has what the assembly needs, avx512 whether also what the wider half of it needs
// (netkernels512_amd64.s). The digits are the same.
var (
	avx2   = hasAVX2()
	avx512 = avx2 && hasAVX512()
)

func hasAVX2() bool
func hasAVX512() bool

//go:noescape
func windowsAVX512(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)

//go:noescape
func respondAVX2(sums *[netRowLen]int32, vectors *[netDim]int16, weights *int16, blocks, pairs, length, dim int)

//go:noescape
func sparseAVX2(sum *int32, at, x, w *int16, n, out int)

//go:noescape
func multiplyAVX2(sum *int32, x, w *int16, pairs, blocks int)

//go:noescape
func dotsAVX2(y *int32, at, x, w *int16, n int)

//go:noescape
func weighAVX2(y *float32, sum *int32, step, bias *float32, n int)

//go:noescape
func blendAVX2(dst, y, x *float32, n int, share float32)

//go:noescape
func activateAVX2(y *int16, sum *int32, step, bias *float32, n int, fine float32, top int16)

//go:noescape
func gatesAVX2(next, last, in, rec, table *float32, n int)

//go:noescape
func addRowsAVX2(dst, a, b *netRow, n int)

//go:noescape
func topsAVX2(values, top, bias *int16, n int, most int16)

//go:noescape
func meansAVX2(values *int16, sum, less *int32, n int, scale float32, most int16)

//go:noescape
func quantiseAVX2(dst *int16, x *float32, n int, scale float32)

//go:noescape
func windowsAVX2(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)

//go:noescape
func rememberAVX2(rows **netRow, n, step, slot, filters, index int, top, where *int16)

//go:noescape
func attributeAVX2(lanes *[8]int32, rows **netRow, n, index, width, filters, slot int, where, whole *int16)

//go:noescape
func recollectAVX2(lanes *[8]int32, rows **netRow, n, step, slot, index int, where, whole *int16)

//go:noescape
func compactAVX2(at, values, x, y *int16, pack *[256][16]uint8, n int) int

// packs says, for each mask of eight numbers of two bytes, which bytes come first when those outside of the mask are left
// out.
var packs = func() (packs [256][16]uint8) {
	for mask := range packs {
		n := 0
		for lane := range uint8(8) {
			if mask>>lane&1 != 0 {
				packs[mask][n], packs[mask][n+1] = 2*lane, 2*lane+1
				n += 2
			}
		}
	}
	return packs
}()

func compact(at, values, x, y []int16) int {
	if !avx2 || len(x)%16 != 0 || len(x) == 0 {
		return compactGo(at, values, x, y)
	}
	var less *int16
	if y != nil {
		less = &y[:len(x)][0]
	}
	return compactAVX2(&at[:len(x)][0], &values[:len(x)][0], &x[0], less, &packs, len(x))
}

func respond(sums *[rowsAtOnce][netRowLen]int32, vectors *[rowsAtOnce][netDim]int16, n int, weights []int16) {
	if !avx2 {
		respondGo(sums, vectors, n, weights)
		return
	}
	const blocks, pairs = netRowLen / rowBlock, netDim / 2
	respondAVX2(&sums[0], &vectors[0], &weights[:blocks*pairs*2*rowBlock][0], blocks, pairs, netRowLen, netDim)
}

func sparse(sum []int32, at, x, w []int16) {
	if !avx2 || len(sum)%16 != 0 || len(sum) == 0 || len(at) == 0 || len(at)%2 != 0 {
		sparseGo(sum, at, x, w)
		return
	}
	sparseAVX2(&sum[0], &at[0], &x[:len(at)][0], &w[0], len(at), len(sum))
}

func multiply(sum []int32, x, w []int16) {
	if !avx2 || len(sum) == 0 || len(x) == 0 || len(x)%4 != 0 {
		multiplyGo(sum, x, w)
		return
	}
	multiplyAVX2(&sum[0], &x[0], &w[:len(sum)*len(x)][0], len(x)/2, len(sum)/denseBlock)
}

func dots(y []int32, at []int16, x *[netHidden]int16, w []int16) {
	n := 0
	if avx2 && len(at) >= 4 {
		n = len(at) &^ 3
		dotsAVX2(&y[:n][0], &at[0], &x[0], &w[0], n)
	}
	dotsGo(y[n:], at[n:], x, w)
}

func weigh(y []float32, sum []int32, step, bias []float32) {
	n := len(sum)
	if !avx2 || n%8 != 0 || n == 0 {
		weighGo(y, sum, step, bias)
		return
	}
	weighAVX2(&y[:n][0], &sum[0], &step[:n][0], &bias[:n][0], n)
}

func blend(dst, y, x []float32, share float32) {
	n := len(dst)
	if !avx2 || n%8 != 0 || n == 0 {
		blendGo(dst, y, x, share)
		return
	}
	blendAVX2(&dst[0], &y[:n][0], &x[:n][0], n, share)
}

func activate(y []int16, sum []int32, step, bias []float32) {
	n := len(sum)
	if !avx2 || n%16 != 0 || n == 0 {
		activateGo(y, sum, step, bias)
		return
	}
	activateAVX2(&y[:n][0], &sum[0], &step[:n][0], &bias[:n][0], n, hiddenFine, hiddenTop)
}

func gates(next, last, in, rec []float32) {
	n := len(next)
	if !avx2 || n%8 != 0 {
		gatesGo(next, last, in, rec)
		return
	}
	gatesAVX2(&next[0], &last[:n][0], &in[:3*n][0], &rec[:3*n][0], &tanhTable[0][0], n)
}

// tanhTable is every constant of gatesAVX2, once for each lane.
var tanhTable = func() (table [15][8]float32) {
	constants := append([]float32{tanhLimit, -tanhLimit}, tanhAbove[:]...)
	constants = append(append(constants, tanhBelow[:]...), 0.5, 1)
	for i, c := range constants {
		for lane := range table[i] {
			table[i][lane] = c
		}
	}
	return table
}()

func quantise(dst []int16, x []float32, scale float32) {
	if !avx2 || len(dst)%16 != 0 {
		quantiseGo(dst, x, scale)
		return
	}
	quantiseAVX2(&dst[0], &x[:len(dst)][0], len(dst), scale)
}

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	if !avx2 || len(rows) <= 6 || filters%32 != 0 || sum != nil && width != 2 {
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
	n := len(rows) - 3 - first
	if avx512 {
		windowsAVX512(&rows[first], n, width, filters, slot, &top[:filters][0], places, total)
		return
	}
	windowsAVX2(&rows[first], n, width, filters, slot, &top[:filters][0], places, total)
}

func remember(rows []*netRow, top, where []int16) {
	if !avx2 || len(rows) <= 6 {
		rememberGo(rows, top, where)
		return
	}
	const pointer = 8 // bytes
	n, last := len(rows)-6, len(rows)-4
	rememberAVX2(&rows[3], n, pointer, netWindows, netMemory, 3, &top[:netMemory][0], &where[:netMemory][0])
	rememberAVX2(&rows[last], n, -pointer, netWindows+3*netMemory, netMemory, last,
		&top[netMemory : 2*netMemory][0], &where[netMemory : 2*netMemory][0])
}

func attribute(lanes [][8]int32, rows []*netRow, width, filters, slot int, where, whole []int16) {
	if !avx2 || len(rows) <= 6 || filters%32 != 0 {
		attributeGo(lanes, rows, width, filters, slot, where, whole)
		return
	}
	attributeAVX2(&lanes[3], &rows[3], len(rows)-6, 3, width, filters, slot, &where[:filters][0], &whole[:filters][0])
}

func recollect(lanes [][8]int32, rows []*netRow, where, whole []int16) {
	if !avx2 || len(rows) <= 6 {
		recollectGo(lanes, rows, where, whole)
		return
	}
	const pointer = 8 // bytes
	n, last := len(rows)-6, len(rows)-4
	where, whole = where[:2*netMemory], whole[:2*netMemory]
	recollectAVX2(&lanes[last], &rows[last], n, -pointer, netWindows, last, &where[0], &whole[0])
	recollectAVX2(&lanes[3], &rows[3], n, pointer, netWindows+3*netMemory, 3, &where[netMemory], &whole[netMemory])
}

func addRows(dst, a, b *netRow) {
	if !avx2 {
		addRowsGo(dst, a, b)
		return
	}
	addRowsAVX2(dst, a, b, len(dst))
}

func tops(values, top, bias []int16) {
	n := len(top)
	if !avx2 || n%16 != 0 || n == 0 {
		topsGo(values, top, bias)
		return
	}
	topsAVX2(&values[:n][0], &top[0], &bias[:n][0], n, pooledTop)
}

func means(values []int16, sum, less []int32, scale float32) {
	n := len(sum)
	if !avx2 || n%16 != 0 || n == 0 {
		meansGo(values, sum, less, scale)
		return
	}
	var minus *int32
	if less != nil {
		minus = &less[:n][0]
	}
	meansAVX2(&values[:n][0], &sum[0], minus, n, scale, pooledTop)
}
