//go:build !amd64

package tone

func gates(next, last, in, rec []float32)                { gatesGo(next, last, in, rec) }
func addRows(dst, a, b *netRow)                          { addRowsGo(dst, a, b) }
func tops(values, top, bias []int16)                     { topsGo(values, top, bias) }
func compact(at, values, x, y []int16) int               { return compactGo(at, values, x, y) }
func quantise(dst []int16, x []float32, scale float32)   { quantiseGo(dst, x, scale) }
func weigh(y []float32, sum []int32, step, b []float32)  { weighGo(y, sum, step, b) }
func blend(dst, y, x []float32, share float32)           { blendGo(dst, y, x, share) }
func activate(y []int16, sum []int32, step, b []float32) { activateGo(y, sum, step, b) }
func means(v []int16, sum, less []int32, scale float32)  { meansGo(v, sum, less, scale) }

func attribute(lanes [][8]int32, rows []*netRow, width, filters, slot int, where, whole []int16) {
	attributeGo(lanes, rows, width, filters, slot, where, whole)
}

func recollect(lanes [][8]int32, rows []*netRow, where, whole []int16) {
	recollectGo(lanes, rows, where, whole)
}
