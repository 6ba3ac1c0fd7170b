//go:build !amd64

package tone

func matvec(y, x, w []float32)                       { matvecGo(y, x, w) }
func sparse(y []float32, at []int32, x, w []float32) { sparseGo(y, at, x, w) }
func gates(next, last, in, rec []float32)            { gatesGo(next, last, in, rec) }
func addRows(dst, a, b *netRow)                      { addRowsGo(dst, a, b) }
func tops(values []float32, top []int16, bias []float32, unit float32) {
	topsGo(values, top, bias, unit)
}
func rectify(x []float32)                                { rectifyGo(x) }
func means(values []float32, sum []int32, scale float32) { meansGo(values, sum, scale) }
func compact(at []int32, values, x []float32) int        { return compactGo(at, values, x) }
func compactDifference(at []int32, values, x, y []float32) int {
	return compactDifferenceGo(at, values, x, y)
}
func quantise(dst []int16, x []float32, scale float32) { quantiseGo(dst, x, scale) }

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	windowsGo(rows, width, filters, slot, top, where, sum)
}

func remember(rows []*netRow, top, where []int16) { rememberGo(rows, top, where) }
