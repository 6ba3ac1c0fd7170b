package tone

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// statedRating is a rating found in a text.
type statedRating struct {
	review.Span
	Value float64 // on [0, 1]: 3.5 stars of 5 are 0.7
	floor float64 // the Value of the worst rating of its scale: one star of five is 0.2
}

// tone is what the rating says on [-1, 1]: the worst of its scale is −1, the best 1, a
// little less of either because reviewers give reasons for and against the same stars.
func (r statedRating) tone() float64 { return clamp(0.9 * (2*(r.Value-r.floor)/(1-r.floor) - 1)) }

const number = `(\d{1,2}(?:\.\d{1,2})?|zero|no|half an?|one|two|three|four|five|six|seven|eight|nine|ten)`

var (
	// starsRE: "3.5 stars", "three and a half stars", "4/5 stars", "5-star", also where the next sentence is glued on.
	starsRE = regexp.MustCompile(`(?:^|[^\w./-]|[[:alpha:]][.!?]|[*])(?i:` + number + `(?:\s*(½|¼|¾|1/2|1/4|3/4)|\s+and\s+(?:(?:a|one)\s+)?(half|quarter))?` +
		`(?:\s*(?:/|out of|of)\s*(five|ten|5|10))?[\s-]*(?:full |shiny |solid |big |bright |glowing |enthusiastic |whole )?(stars?))(?:[^\w]|[A-Z]|$)(?i:(?:\s*(?:out )?of (five|ten|5|10)\b)?)`)
	// labelRE: "Stars: four".
	labelRE = regexp.MustCompile(`(?i)(?:^|[^\w])(?:stars|star rating)\s*[:=]\s*` + number + `(?:\s*(½|¼|¾))?(?:[^\w.]|[.]\s|[.]?$)`)
	// ofRE: "8/10", "four out of five".
	ofRE = regexp.MustCompile(`(?i)(?:^|[\s(:"'~=*-])` + number + `(?:\s*(½|¼|¾))?\s*(?:/|out of)\s*(five|ten|5|10|100)(?:[\s.,;:!?)"'*]|$)`)
	// glyphsRE: a run of star signs, filled and hollow, perhaps with a half.
	glyphsRE = regexp.MustCompile(`(?:[★⭐🌟✭✮✯☆✩]\x{FE0F}?\s?){1,10}(?:½|1/2|✨)?`)
	// gradeRE and namedRE: "A−", "Grade: B".
	gradeRE = regexp.MustCompile(`(?:^|[\s("'“*:])([ABCD])([+\-−–])(?:[\s.,;:!?)"'”*]|$)`)
	namedRE = regexp.MustCompile(`(?i:grade|rating|overall|score)\s*[:=]\s*([ABCDF])(?:[\s.,;:!?)"'”*]|$)`)
	easyRE  = regexp.MustCompile(`(?:^|\s)(?i:an?|grade|give it an?|solid|easy|strong|clear|straight)\s+$`)

	// otherRE ends what stands before stars that somebody else gave, or that are no rating.
	otherRE = regexp.MustCompile(`(?i)\b(almost|nearly|average|minus|deduct\w*|knock\w*|dock\w*|lost|los(?:e|es|ing)|tak(?:e|es|en|ing) (?:off|away)|took (?:off|away|a)|remov\w*|off|instead of|rather than|lower than|from|not|of|many|most|other|all the|all|these|those|the other|michelin|movie|rock|film|shooting|porn)\s+(?:a |an |the |it |me )?$`)
	// ifRE stands before stars that were not given after all.
	ifRE = regexp.MustCompile(`(?i)\b(?:would|could|might|should)(?:n't|n’t| not|'ve|’ve)?\s+(?:easily |probably |only |still |also )?(?:have|be|give|rate|provide|get|got|of)\b[^.;!?]*$|\b(?:originally|initially|was going to|were going to|destined for|supposed to|meant to)\b[^.;!?]*$|\b(?:anyone|anybody|everyone|everybody|people|others|reviewers|readers|critics|goodreads|amazon)\s+(?:\w+ ){0,5}$`)
	// denyRE stands before stars that are denied, unless "more than" makes them a limit.
	denyRE = regexp.MustCompile(`(?i)(?:\bnot|\bnever|n't|n’t|\bunable to|\bwhy)\s+(?:\w+\s+){0,5}$`)
	moreRE = regexp.MustCompile(`(?i)\b(?:more than|higher than|over|above)\s*$`)
	// afterRE begins what follows a figure that is no rating.
	afterRE = regexp.MustCompile(`(?i)^\s*(hotels?|restaurants?|off\b|away\b|less\b|deducted|reviews\b|ratings? (?:on|from|by|here)|in the sky|of the (?:book|novel|story|way|pages)|(?:of )?the way|through\b|into\b|if (?:it|the|there|this|only|not)\b|were it|had it\b)`)
)

// How far around a figure is read, in bytes, and how many ratings of one sentence: a sentence may be as long as a book.
const (
	within     = 120
	maxRatings = 8
	maxMatches = 32 // candidates of one kind
)

// lowest is the greatest Value of a rating that blames even where it is only wished for: "zero stars if I could".
const lowest = 0.2

// stated reports whether a figure between these two parts of a sentence is a rating that the reviewer gives.
func stated(before, after string, value float64) bool {
	switch {
	case afterRE.MatchString(after) && value > lowest:
		return false
	case otherRE.MatchString(before):
		return false
	case value > lowest && ifRE.MatchString(before):
		return false
	}
	return !denyRE.MatchString(before) || moreRE.MatchString(before)
}

// ratingsIn finds the ratings that the span of text states, in order. Only certain ones: "would have been five stars",
// "9/11" and "4/5 of the way through" are none.
func ratingsIn(text string, span review.Span) []statedRating {
	sent := span.In(text)
	hints := hintsIn(sent)
	if hints == (ratingHints{}) {
		return nil // the usual case
	}
	var out []statedRating
	add := func(start, end int, value, floor float64) {
		before, after := sent[max(0, start-within):start], sent[end:min(len(sent), end+within)]
		if len(out) == maxRatings || value < 0 || value > 1 || !stated(before, after, value) {
			return
		}
		for _, r := range out {
			if start < r.End-span.Start && r.Start-span.Start < end {
				return
			}
		}
		out = append(out, statedRating{review.Span{Start: span.Start + start, End: span.Start + end}, value, floor})
	}
	for _, m := range matches(hints.stars, starsRE, sent) {
		scale := 5.0
		for _, g := range []int{4, 6} {
			if s := group(sent, m, g); s != "" {
				scale = numberOf(s)
			}
		}
		n := numberOf(group(sent, m, 1)) + fractionOf(group(sent, m, 2)) + fractionOf(group(sent, m, 3))
		if scale == 5 && n > 5 {
			continue // "ten stars" is a figure of speech
		}
		end := m[11] // of "stars"
		if m[12] >= 0 {
			end = m[13] // of "stars out of ten"
		}
		add(m[2], end, n/scale, 1/scale)
	}
	for _, m := range matches(hints.stars && hints.named, labelRE, sent) {
		n := numberOf(group(sent, m, 1)) + fractionOf(group(sent, m, 2))
		add(m[2], max(m[3], m[5]), n/5, 0.2)
	}
	for _, m := range matches(hints.scale, ofRE, sent) {
		scale := numberOf(group(sent, m, 3))
		n := numberOf(group(sent, m, 1)) + fractionOf(group(sent, m, 2))
		add(m[2], m[7], n/scale, 1/scale)
	}
	for _, m := range matches(hints.glyphs, glyphsRE, sent) {
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
	for _, m := range matches(hints.grade, gradeRE, sent) {
		before := sent[max(0, m[2]-within):m[2]]
		alone := strings.Trim(sent[:m[2]], " \t\n(\"'“*") == "" || strings.Trim(sent[m[5]:], " \t\n.,;:!?)\"'”*") == ""
		if easyRE.MatchString(before) || alone && strings.Count(sent, " ") <= 8 {
			add(m[2], m[5], gradeValue(group(sent, m, 1), group(sent, m, 2)), 0.2)
		}
	}
	for _, m := range matches(hints.named, namedRE, sent) {
		add(m[2], m[3], gradeValue(group(sent, m, 1), ""), 0.2)
	}
	slices.SortFunc(out, func(a, b statedRating) int { return a.Start - b.Start })
	return out
}

// ratingHints says, at little cost, which kinds of rating a sentence might state.
type ratingHints struct{ stars, scale, glyphs, grade, named bool }

func hintsIn(sent string) ratingHints {
	var h ratingHints
	maybe := false
	for i := 0; i < len(sent); i++ {
		switch sent[i] {
		case 't', 'T':
			h.stars = h.stars || i > 0 && i+3 <= len(sent) && strings.EqualFold(sent[i-1:i+3], "star")
		case '/':
			h.scale = true
		case 'o', 'O':
			h.scale = h.scale || i+6 <= len(sent) && strings.EqualFold(sent[i:i+6], "out of")
		case 0xE2, 0xF0: // the first byte of every star sign
			maybe = true
		case 'A', 'B', 'C', 'D':
			h.grade = h.grade || i+1 < len(sent) && (sent[i+1] == '+' || sent[i+1] == '-' || sent[i+1] == 0xE2)
		case ':', '=':
			h.named = h.named || namesRating(sent[:i])
		}
	}
	h.glyphs = maybe && strings.ContainsAny(sent, starSigns)
	return h
}

// namesRating reports whether a text ends in one of the words that namedRE and labelRE want before a colon.
func namesRating(text string) bool {
	text = strings.TrimRight(text, " \t\r\n\f\v")
	for _, word := range [...]string{"grade", "rating", "overall", "score", "stars"} {
		if at := len(text) - len(word); at >= 0 && strings.EqualFold(text[at:], word) {
			return true
		}
	}
	return false
}

const starSigns = "★⭐🌟✭✮✯☆✩"

// matches finds every match where it is worth looking.
func matches(look bool, re *regexp.Regexp, sent string) [][]int {
	if !look {
		return nil
	}
	return re.FindAllStringSubmatchIndex(sent, maxMatches)
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
