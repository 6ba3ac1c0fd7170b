package tone

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// statedRating is a rating found in a text.
type statedRating struct {
	review.Span
	Value float64 // on [0, 1]: 3.5 stars of 5 are 0.7
	floor float64 // the Value of the worst rating of its scale: one star of five is 0.2
}

// tone is what the rating says on [-1, 1]: the worst of its scale is −1, the best 1.
func (r statedRating) tone() float64 { return clamp(2*(r.Value-r.floor)/(1-r.floor) - 1) }

const number = `(\d{1,2}(?:\.\d{1,2})?|zero|no|half an?|one|two|three|four|five|six|seven|eight|nine|ten)`

var (
	starsRE = regexp.MustCompile(`(?i)(?:^|[^\w./-])` + number + `(?:\s*(½|¼|¾|1/2|1/4|3/4)|\s+and\s+(?:a|one)\s+(half|quarter))?` +
		`(?:\s*(?:/|out of|of)\s*(five|ten|5|10))?[\s-]*(?:full |shiny |solid |big |bright |glowing |enthusiastic |whole )?stars?(?:[^\w]|$)(?:\s*(?:out )?of (five|ten|5|10)\b)?`)
	ofRE = regexp.MustCompile(`(?i)(?:^|[\s(:"'~=*-])` + number + `(?:\s*(½|¼|¾))?\s*(?:/|out of)\s*(five|ten|5|10|100)(?:[\s.,;:!?)"'*]|$)`)
	// glyphsRE: a run of star signs, filled and hollow, perhaps with a half.
	glyphsRE = regexp.MustCompile(`(?:[★⭐🌟✭✮✯☆✩]\x{FE0F}?\s?){1,10}(?:½|1/2|✨)?`)
	gradeRE  = regexp.MustCompile(`(?:^|[\s("'“*:])([ABCD])([+\-−–])(?:[\s.,;:!?)"'”*]|$)`)
	namedRE  = regexp.MustCompile(`(?i:grade|rating|overall|score)\s*[:=]\s*([ABCDF])(?:[\s.,;:!?)"'”*]|$)`)
	// notRE holds what shows that stars are spoken of but not given.
	notRE   = regexp.MustCompile(`(?i)\b(would have|would've|could have|could've|would be|might have|might've|almost|nearly|average|hotels?|restaurants?|minus|deduct\w*|knock\w*|docked|lost|loses?|tak(?:e|en|ing) (?:off|away)|took (?:off|away|a)|away|removed?|instead of|rather than|not (?:a|quite|exactly)?|isn't|wasn't|many|most|other|all the|these|those|michelin|movie|rock|film|shooting)\s*(?:a |an |the |off |me |give |given |it |this |been |rated |got |gotten |only )*$`)
	afterRE = regexp.MustCompile(`(?i)^\s*(hotels?|restaurants?|off\b|away\b|less\b|deducted|reviews?\b|ratings? (?:on|from|by|here)|in the sky|of the (?:book|novel|story|way)|(?:of )?the way|through\b|into\b|were\b.*\bfor\b)`)
)

// ratingsIn finds the ratings that the span of text states, in order. Only certain ones: "would have been five stars",
// "9/11" and "4/5 of the way through" are none.
func ratingsIn(text string, span review.Span) []statedRating {
	sent := span.In(text)
	if !strings.ContainsAny(sent, "★⭐🌟✭✮✯☆✩/+-−–:") && !strings.Contains(sent, "tar") && !strings.Contains(sent, "STAR") && !strings.Contains(sent, "out of") {
		return nil // the usual case, cheaply
	}
	var out []statedRating
	add := func(start, end int, value, floor float64) {
		if value < 0 || value > 1 || notRE.MatchString(sent[:start]) || afterRE.MatchString(sent[end:]) {
			return
		}
		for _, r := range out {
			if start < r.End-span.Start && r.Start-span.Start < end {
				return
			}
		}
		out = append(out, statedRating{review.Span{Start: span.Start + start, End: span.Start + end}, value, floor})
	}
	for _, m := range starsRE.FindAllStringSubmatchIndex(sent, -1) {
		scale := 5.0
		for _, g := range []int{4, 5} {
			if s := group(sent, m, g); s != "" {
				scale = numberOf(s)
			}
		}
		n := numberOf(group(sent, m, 1)) + fractionOf(group(sent, m, 2)) + fractionOf(group(sent, m, 3))
		if scale == 5 && n > 5 {
			continue // "ten stars" is a figure of speech
		}
		end := m[0] + len(strings.TrimRight(sent[m[0]:m[1]], " \t\n.,;:!?)\"'*-"))
		if last, _ := utf8.DecodeLastRuneInString(sent[m[0]:m[1]]); last >= 0x80 {
			end = m[0] + strings.LastIndexAny(strings.ToLower(sent[m[0]:m[1]]), "sr50ent") + 1
		}
		add(m[2], end, n/scale, 1/scale)
	}
	for _, m := range ofRE.FindAllStringSubmatchIndex(sent, -1) {
		scale := numberOf(group(sent, m, 3))
		n := numberOf(group(sent, m, 1)) + fractionOf(group(sent, m, 2))
		if fraction := group(sent, m, 1); scale == 5 && fraction == "9" {
			continue
		}
		add(m[2], m[7], n/scale, 1/scale)
	}
	for _, m := range glyphsRE.FindAllStringIndex(sent, -1) {
		run := sent[m[0]:m[1]]
		n := 0.0
		for _, r := range run {
			switch r {
			case '★', '⭐', '🌟', '✭', '✮', '✯':
				n++
			case '½', '✨':
				n += 0.5
			}
		}
		if strings.HasSuffix(run, "1/2") {
			n += 0.5
		}
		if n > 5 || n == 0 || n == 1 && !strings.ContainsAny(run, "☆✩") {
			continue // a lone star is an ornament
		}
		end := m[0] + len(strings.TrimRight(run, " \n\t"))
		add(m[0], end, n/5, 0.2)
	}
	for _, m := range gradeRE.FindAllStringSubmatchIndex(sent, -1) {
		add(m[2], m[5], gradeValue(group(sent, m, 1), group(sent, m, 2)), 0.2)
	}
	for _, m := range namedRE.FindAllStringSubmatchIndex(sent, -1) {
		add(m[2], m[3], gradeValue(group(sent, m, 1), ""), 0.2)
	}
	sortRatings(out)
	return out
}

func sortRatings(list []statedRating) {
	for i := 1; i < len(list); i++ {
		for k := i; k > 0 && list[k].Start < list[k-1].Start; k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
	}
}

func group(text string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return text[m[2*i]:m[2*i+1]]
}

var numberWords = map[string]float64{
	"zero": 0, "no": 0, "half a": 0.5, "half an": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10,
}

func numberOf(s string) float64 {
	if n, ok := numberWords[strings.ToLower(s)]; ok {
		return n
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return -1
	}
	return n
}

func fractionOf(s string) float64 {
	switch strings.ToLower(s) {
	case "½", "1/2", "half":
		return 0.5
	case "¼", "1/4", "quarter":
		return 0.25
	case "¾", "3/4":
		return 0.75
	}
	return 0
}

// gradeValue puts a school grade on the scale of five stars: A is five, B four, C three, D two, F one.
func gradeValue(letter, sign string) float64 {
	stars := map[string]float64{"A": 5, "B": 4, "C": 3, "D": 2, "F": 1}[strings.ToUpper(letter)]
	switch sign {
	case "+":
		stars += 0.3
	case "-", "−", "–":
		stars -= 0.3
	}
	return min(stars, 5) / 5
}
