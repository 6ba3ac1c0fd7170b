//go:build !amd64 && !arm64

package tone

func sparse(sum []int32, at, x, w []int16) { sparseGo(sum, at, x, w) }

func multiply(sum []int32, x, w []int16) { multiplyGo(sum, x, w) }

func dots(y []int32, at []int16, x *[netHidden]int16, w []int16) { dotsGo(y, at, x, w) }

func windows(rows []*netRow, width, filters, slot int, top, where []int16, sum []int32) {
	windowsGo(rows, width, filters, slot, top, where, sum)
}

func remember(rows []*netRow, top, where []int16) { rememberGo(rows, top, where) }

func respond(sums *[rowsAtOnce][netRowLen]int32, vectors *[rowsAtOnce][netDim]int16, n int, weights []int16) {
	respondGo(sums, vectors, n, weights)
}
