//go:build !amd64

package tone

func matvec(y, x, w []float32)                         { matvecGo(y, x, w) }
func quantise(dst []int16, x []float32, scale float32) { quantiseGo(dst, x, scale) }

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	windowsGo(rows, width, filters, slot, top, where, sum)
}
