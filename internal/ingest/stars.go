package ingest

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	outOf     = regexp.MustCompile(`^(\d+(?:[.,]\d+)?)\s*(?:/|out of|of)\s*(\d+)\s*(?:stars?|★|⭐️?)?\.?$`)
	withStars = regexp.MustCompile(`^(\d+(?:[.,]\d+)?|one|two|three|four|five)(?:\s*(½|1/2|and a half))?\s*-?\s*(?:stars?|★|⭐️?|\*)?\.?$`)
	percent   = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s*%$`)
)

var numberWords = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

// starsOf reads a rating and puts it on (0, 5]: "4", "4.0", "4,5", "8/10", "4 stars", "★★★½", "3.5 out of 5", "85 %".
// 0 where there is none, or where it makes no sense. A bare number above 5 is unknown: nothing says what it is out of.
func starsOf(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(unformula(s)))
	if s == "" || len(s) > 60 {
		return 0
	}
	s = strings.TrimSpace(strings.Trim(s, "\"'()[]"))
	if len(s) == 1 || len(s) == 3 && s[1:] == ".0" { // as most exports have them
		if n := s[0] - '0'; n >= 1 && n <= 5 {
			return float64(n)
		}
	}
	if n := glyphStars(s); n > 0 {
		return n
	}
	if m := outOf.FindStringSubmatch(s); m != nil {
		return scaled(number(m[1]), number(m[2]))
	}
	if m := percent.FindStringSubmatch(s); m != nil {
		return scaled(number(m[1]), 100)
	}
	if m := withStars.FindStringSubmatch(s); m != nil {
		n := number(m[1])
		if m[2] != "" {
			n += 0.5
		}
		return scaled(n, 5)
	}
	return 0
}

func number(s string) float64 {
	if n, ok := numberWords[s]; ok {
		return n
	}
	n, _ := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return n
}

// scaled puts n out of best on (0, 5], to the hundredth; 0 where it lies outside.
func scaled(n, best float64) float64 {
	if best <= 0 || n <= 0 || n > best {
		return 0
	}
	return math.Round(n/best*500) / 100
}

// glyphStars counts "★★★½☆", "⭐⭐⭐", "****"; 0 where s holds anything else.
func glyphStars(s string) float64 {
	n, all := 0.0, 0
	for _, r := range s {
		switch r {
		case '★', '⭐', '🌟', '✭', '✪', '*':
			n++
			all++
		case '☆', '✩':
			all++
		case '½', '⯨', '⯪':
			n += 0.5
		case ' ', '\ufe0f', '\ufe0e':
		default:
			return 0
		}
	}
	if all > 5 {
		return scaled(n, 10)
	}
	return scaled(n, 5)
}
