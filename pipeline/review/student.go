package review

import "math"

// student is the 97.5 % quantile of Student's t for 1 … 30 degrees of freedom.
var student = [...]float64{
	12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314,
	2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
}

// Student95 is the 97.5 % quantile of Student's t, by which a standard error is multiplied for half a 95 % interval.
// Degrees of freedom may be broken and count as at least 1. Up to 30 it is a table, between its rows the logarithm is
// linear in 1/df; above, it is the expansion around the normal quantile (Abramowitz & Stegun 26.7.5).
func Student95(df float64) float64 {
	const z = 1.959963984540054
	if df >= float64(len(student)) {
		return z + (z*z*z+z)/(4*df) + (5*z*z*z*z*z+16*z*z*z+3*z)/(96*df*df)
	}
	if !(df > 1) {
		return student[0]
	}
	below := math.Floor(df)
	at := (1/below - 1/df) / (1/below - 1/(below+1))
	lower, upper := student[int(below)-1], student[int(below)]
	return lower * math.Pow(upper/lower, at)
}
