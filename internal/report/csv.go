package report

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// appendText appends s as one CSV cell (RFC 4180), neutralised where a spreadsheet would run it as a formula.
func appendText(dst []byte, s string) []byte {
	if runsAsFormula(s) {
		return appendQuoted(dst, "'"+s)
	}
	if quotedFor.in(s) {
		return appendQuoted(dst, s)
	}
	return append(dst, s...)
}

// quotedFor are the bytes for which a cell is quoted, escapedFor those that are escaped in a list inside one.
var quotedFor, escapedFor = newByteSet("\",\n\r"), newByteSet(`\|:`)

func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for {
		at := strings.IndexByte(s, '"')
		if at < 0 {
			break
		}
		dst = append(dst, s[:at+1]...)
		dst = append(dst, '"')
		s = s[at+1:]
	}
	dst = append(dst, s...)
	return append(dst, '"')
}

// plainNumber reports whether the cell is a number with a sign and nothing else, which a spreadsheet reads as it is.
func plainNumber(s string) bool {
	if len(s) < 2 || s[0] != '-' {
		return false
	}
	dots := 0
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '.' && i > 1 && i+1 < len(s):
			dots++
		case s[i] < '0' || s[i] > '9':
			return false
		}
	}
	return dots <= 1
}

// undone is a cell as it was before it was neutralised.
func undone(cell string) string { return strings.TrimPrefix(cell, "'") }

// runsAsFormula reports whether a spreadsheet would run the cell: it begins, perhaps behind spaces, with one of
// = + - @ or with a tab or carriage return (OWASP, "CSV injection"). A lone leading apostrophe is neutralised as well,
// so that undoing is simply cutting one.
func runsAsFormula(s string) bool {
	if s == "" {
		return false
	}
	switch s[0] {
	case '\t', '\r', '\'':
		return true
	}
	if (s[0] > '@' && s[0] < 0x80) || plainNumber(s) {
		return false
	}
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if s == "" {
		return false
	}
	switch s[0] {
	case '=', '+', '-', '@':
		return true
	}
	return strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")
}

// appendNumber appends x with at most 6 decimals and no trailing zeros; never "-0". Values beyond 10⁹ and such that
// are no numbers do not occur in the tables; they are written as strconv does.
func appendNumber(dst []byte, x float64) []byte {
	if !(math.Abs(x) < 1e9) {
		return strconv.AppendFloat(dst, x, 'g', -1, 64)
	}
	scaled := int64(math.RoundToEven(x * 1e6))
	if scaled < 0 {
		dst = append(dst, '-')
		scaled = -scaled
	}
	dst = strconv.AppendInt(dst, scaled/1e6, 10)
	rest := scaled % 1e6
	if rest == 0 {
		return dst
	}
	digits := [7]byte{'.'}
	for i := 6; i >= 1; i-- {
		digits[i] = byte('0' + rest%10)
		rest /= 10
	}
	end := 7
	for digits[end-1] == '0' {
		end--
	}
	return append(dst, digits[:end]...)
}

// appendPValue appends p with 4 significant digits and no exponent.
func appendPValue(dst []byte, p float64) []byte {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(p, 'e', 3, 64), 64)
	if err != nil {
		rounded = p
	}
	return strconv.AppendFloat(dst, rounded, 'f', -1, 64)
}

var listEscaper = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `:`, `\:`)

// escapeItem prepares one item of a list inside a cell.
func escapeItem(item string) string {
	if escapedFor.in(item) {
		return listEscaper.Replace(item)
	}
	return item
}

// joinList writes a list as one cell: items separated by "|".
func joinList(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return escapeItem(items[0])
	}
	escaped := make([]string, len(items))
	for i, item := range items {
		escaped[i] = escapeItem(item)
	}
	return strings.Join(escaped, "|")
}

// appendWeighted appends "item:+0.42" to a list cell.
func appendWeighted(list []byte, item string, weight float64) []byte {
	if len(list) > 0 {
		list = append(list, '|')
	}
	list = append(list, escapeItem(item)...)
	list = append(list, ':')
	if weight >= 0 {
		list = append(list, '+')
	}
	return appendNumber(list, math.RoundToEven(weight*100)/100)
}
