//go:build !amd64

package tone

func sparse(sum []int32, at, x, w []int16)             { sparseGo(sum, at, x, w) }
func multiply(sum []int32, x, w []int16)               { multiplyGo(sum, x, w) }
func gates(next, last, in, rec []float32)              { gatesGo(next, last, in, rec) }
func addRows(dst, a, b *netRow)                        { addRowsGo(dst, a, b) }
func tops(values, top, bias []int16)                   { topsGo(values, top, bias) }
func compact(at, values, x, y []int16) int             { return compactGo(at, values, x, y) }
func quantise(dst []int16, x []float32, scale float32) { quantiseGo(dst, x, scale) }
func means(values []int16, sum, less []int32, scale float32) {
	meansGo(values, sum, less, scale)
}
func weigh(y []float32, sum []int32, step, bias []float32) {
	weighGo(y, sum, step, bias)
}
func blend(dst, y, x []float32, share float32) { blendGo(dst, y, x, share) }
func activate(y []int16, sum []int32, step, bias []float32) {
	activateGo(y, sum, step, bias)
}
func dots(y []int32, at []int16, x *[netHidden]int16, w []int16) { dotsGo(y, at, x, w) }

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	windowsGo(rows, width, filters, slot, top, where, sum)
}

func remember(rows []*netRow, top, where []int16) { rememberGo(rows, top, where) }

func attribute(lanes [][8]int32, rows []*netRow, width, filters, slot int, where, whole []int16) {
	attributeGo(lanes, rows, width, filters, slot, where, whole)
}

func recollect(lanes [][8]int32, rows []*netRow, where, whole []int16) {
	recollectGo(lanes, rows, where, whole)
}

func respond(sums *[rowsAtOnce][netRowLen]int32, vectors *[rowsAtOnce][netDim]int16, n int, weights []int16) {
	respondGo(sums, vectors, n, weights)
}
