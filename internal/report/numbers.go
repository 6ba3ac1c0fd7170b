package report

import (
	"math"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// appendFixed appends v rounded to the given number of decimals (at most 4), without trailing zeros and never as −0.
// Coordinates are most of a page, and strconv's exact search for the shortest form is not needed for them.
func appendFixed(b []byte, v float64, decimals int) []byte {
	scale := [...]float64{1, 10, 100, 1000, 10000}[decimals]
	if math.IsNaN(v) || math.Abs(v) > 1e14 {
		return append(b, '0')
	}
	n := int64(math.Round(v * scale))
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	for ; decimals > 0 && n%10 == 0; decimals-- {
		n /= 10
	}
	if decimals == 0 {
		return strconv.AppendInt(b, n, 10)
	}
	digits := [...]byte{'.', 0, 0, 0, 0}
	for at := decimals; at > 0; at-- {
		digits[at] = byte('0' + n%10)
		n /= 10
	}
	return append(strconv.AppendInt(b, n, 10), digits[:decimals+1]...)
}

// appendSigned appends v with two decimals and its sign, with a true minus.
func appendSigned(b []byte, v float64) []byte {
	n := hundredths(v)
	switch {
	case n > 0:
		b = append(b, '+')
	case n < 0:
		b = append(b, "−"...)
		n = -n
	}
	return append(b, byte('0'+n/100%10), '.', byte('0'+n/10%10), byte('0'+n%10))
}

func signed(v float64) string { return string(appendSigned(nil, v)) }

// hundredths is v in hundredths, for v in [−2, 2]; 0 for what is no number.
func hundredths(v float64) int {
	if math.IsNaN(v) {
		return 0
	}
	return int(math.Round(min(2, max(-2, v)) * 100))
}

// halfInterval is half the width of a tone's interval in hundredths, at most 100. An interval that is cut at −1 or +1 is as
// wide there as on its other side; one that is wider than the half scale leaves everything open, and is told as 100.
func halfInterval(e review.Estimate) int {
	return min(100, max(hundredths(e.Value-e.Low), hundredths(e.High-e.Value)))
}

// plusMinus is the half width of an interval as it is printed: "± 0.06".
func plusMinus(e review.Estimate) string {
	return "± " + strings.TrimPrefix(signed(float64(halfInterval(e))/100), "+")
}

// percent is a share in whole per cent: "59 %". The blank does not break.
func percent(share float64) string {
	return strconv.Itoa(int(math.Round(share*100))) + "\u00A0%"
}

// shareOf is a part of a whole in whole per cent. Neither does some of it become none, nor nearly all of it all.
func shareOf(part, whole int) string {
	switch said := percent(float64(part) / float64(max(1, whole))); {
	case part > 0 && said == percent(0):
		return "under " + percent(0.01)
	case part < whole && said == percent(1):
		return "over " + percent(0.99)
	default:
		return said
	}
}

// grouped is a count with thousands set apart: "12,345".
func grouped(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// counted is a count with its noun: "1 review", "12 reviews".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// plural picks the words for one or for many.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// stars is a rating as people write it: "4", "3.5".
func stars(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
