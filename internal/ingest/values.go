package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// unformula takes a value out of the spreadsheet formula ="…" that keeps leading zeros.
func unformula(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, `="`) && strings.HasSuffix(s, `"`) && len(s) >= 3 {
		return s[2 : len(s)-1]
	}
	return s
}

// isbnOf finds an ISBN: digits (and X) only, as ISBN-13 where it is one; "" where there is none.
func isbnOf(s string) string {
	for _, part := range strings.FieldsFunc(unformula(s), func(r rune) bool { return strings.ContainsRune(",;|[] \t\"", r) }) {
		var digits []byte
		for i := 0; i < len(part); i++ {
			if c := part[i]; c >= '0' && c <= '9' {
				digits = append(digits, c)
			} else if (c == 'X' || c == 'x') && len(digits) == 9 {
				digits = append(digits, 'X')
			} else if c != '-' {
				digits = nil
				break
			}
		}
		switch len(digits) {
		case 13:
			if strings.HasPrefix(string(digits), "97") {
				return string(digits)
			}
		case 10:
			return string(digits)
		case 9: // a spreadsheet ate the leading zero
			return "0" + string(digits)
		}
	}
	return ""
}

// keyOf is a source's key, fit to stand in a review_id.
func keyOf(s string) string {
	s, _ = repairText(unformula(s))
	s = strings.Join(strings.Fields(s), "_")
	if s == "" || len(s) > 200 {
		return ""
	}
	return s
}

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?$`)
	yearLast   = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[, ].*)?$`)
	dotted     = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`)
	amazonDate = regexp.MustCompile(`^(\d{1,2}) (\d{1,2}), (\d{4})$`)
	unixTime   = regexp.MustCompile(`^\d{9,13}\.\d+$`)
	ordinal    = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)\b`)
)

var writtenDates = []string{
	"Mon Jan 2 15:04:05 -0700 2006", time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006",
	"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 MST 2006",
	"January 2, 2006", "Jan 2, 2006", "January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006", "2-Jan-06", "2-Jan-2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon, Jan 2, 2006", "2 January, 2006",
	"January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "January 2, 2006 at 3:04 PM", "2 Jan 2006 15:04:05",
}

var writtenMonths = []string{"January 2006", "Jan 2006", "January, 2006"}

// isoDate reads the dates that exports hold and writes them as exactly as they were told: 2021-05-04, 2021-05, 2021.
// Where it can be read in two ways the month comes first (03/04/2021 is 4 March). "" where it is none.
func isoDate(s string) string { return readDate(s).date }

// readDate is isoDate, and tells in how many ways the date can be read.
func readDate(s string) reading {
	s = strings.Trim(unformula(s), "[]\"' ")
	if len(s) < len("1/2/2006") || !parts(s[1]) && !parts(s[2]) { // most dates
		return reading{date: oneWay(s)}
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		return twoWays(m[1], m[2], m[3])
	}
	return reading{date: oneWay(s)}
}

// parts reports whether a byte may stand between day, month and year where their order is open.
func parts(b byte) bool { return b == '/' || b == '-' }

// oneWay reads the dates whose writing leaves no doubt.
func oneWay(s string) string {
	if s == "" {
		return ""
	}
	if onlyDigits(s) { // years and Unix times, of which there are many
		switch {
		case len(s) == 4 && s >= "1000" && s < "2200":
			return s
		case len(s) >= 9 && len(s) <= 13:
			return unixDate(s)
		}
		return ""
	}
	if len(s) == len(time.DateOnly) && s[4] == '-' && s[7] == '-' && onlyDigits(s[:4]) && onlyDigits(s[5:7]) && onlyDigits(s[8:]) {
		return dateText(s[:4], s[5:7], s[8:]) // most dates, and yearFirst would say the same
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return dateText(m[1], m[2], m[3])
	}
	if m := dotted.FindStringSubmatch(s); m != nil {
		return dateText(m[3], m[2], m[1])
	}
	if m := amazonDate.FindStringSubmatch(s); m != nil {
		return dateText(m[3], m[1], m[2])
	}
	if whole, _, ok := strings.Cut(s, "."); ok && unixTime.MatchString(s) {
		return unixDate(whole)
	}
	if len(s) > 60 {
		return ""
	}
	s = ordinal.ReplaceAllString(strings.Join(strings.Fields(s), " "), "$1") // "3rd of May" is 3 May
	s = strings.Replace(s, " of ", " ", 1)
	for _, layout := range writtenDates {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	for _, layout := range writtenMonths {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01")
		}
	}
	return ""
}

func onlyDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// unixDate reads a Unix time in seconds, or in milliseconds where it has more than eleven digits.
func unixDate(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return ""
	}
	if len(s) > 11 {
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.DateOnly)
}

// dateText writes a date whose parts may be missing from the right; "" where it is none.
func dateText(year, month, day string) string {
	m, _ := strconv.Atoi(month)
	y, _ := strconv.Atoi(year)
	if y < 1000 || m < 1 || m > 12 {
		return ""
	}
	if day == "" {
		return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	}
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || t.Month() != time.Month(m) {
		return ""
	}
	return t.Format(time.DateOnly)
}

// tagList cuts a cell of shelves or tags. Each may carry a count ("fantasy|103", "read (#4)").
func tagList(s string) []string {
	s = plain(s)
	if s == "" {
		return nil
	}
	cut := ","
	switch {
	case strings.Contains(s, "|||||"):
		s = strings.ReplaceAll(s, "|||||", ",")
	case strings.Contains(s, ";"):
		cut = ";"
	case strings.Contains(s, "|") && !strings.Contains(s, ","):
		cut = "|"
	}
	var tags []string
	for tag := range strings.SplitSeq(s, cut) {
		tag = strings.TrimSpace(tag)
		if i := strings.LastIndexAny(tag, "|("); i > 0 && strings.Trim(tag[i:], "|(#)0123456789") == "" {
			tag = strings.TrimSpace(tag[:i])
		}
		if tag != "" && len(tags) < 100 {
			tags = addName(tags, tag)
		}
	}
	return tags
}

// trimZeros writes a number as short as it goes: 8, 2.5.
func trimZeros(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
