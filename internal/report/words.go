package report

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// Tones below evenTone (either way) are called even: half of the smallest labelled step would be 0.25, and means of many
// sentences lie closer together than single ones. Tones from strongTone on are called strong. Both are compared with
// the tone as it is printed, in hundredths, so that word and number never disagree. Mixed reviews all lie near 0: from
// mixedLean on it is said which of the two there is more of.
const (
	evenTone   = 10
	strongTone = 45
	warmTone   = 30 // of a whole review
	fullTone   = 50
	clearTone  = 20 // of a side of a book, from which on it is called praised or blamed
	mixedLean  = 5
)

// sign is +1, 0 or −1: praise, even, blame.
func sign(tone float64) int {
	switch n := hundredths(tone); {
	case n >= evenTone:
		return 1
	case n <= -evenTone:
		return -1
	}
	return 0
}

// lean is +1, 0 or −1: what a mixed review has more of, praise, neither, blame.
func lean(tone float64) int {
	switch n := hundredths(tone); {
	case n >= mixedLean:
		return 1
	case n <= -mixedLean:
		return -1
	}
	return 0
}

// strong reports whether a tone is called strong.
func strong(tone float64) bool {
	n := hundredths(tone)
	return n >= strongTone || n <= -strongTone
}

// toneWord names a sentence's tone.
func toneWord(tone float64) string {
	word := oneOf(sign(tone), "blame", "even", "praise")
	if strong(tone) {
		return "strong " + word
	}
	return word
}

// surely reports whether a tone's interval, as it is printed, keeps to the tone's own side.
func surely(e review.Estimate) bool {
	n := hundredths(e.Value)
	return max(n, -n) > halfInterval(e)
}

// sureWord says how sure the sign of a tone is: nothing before a sure one; "probably" where the interval crosses zero by
// no more than the tone lies beside it: of such tones at least five in six are on their true side (Student's t); else
// "perhaps", as for every interval that leaves everything open.
func sureWord(e review.Estimate) string {
	n, half := hundredths(e.Value), halfInterval(e)
	switch {
	case surely(e):
		return ""
	case 2*max(n, -n) >= half && half < 100:
		return "probably "
	}
	return "perhaps "
}

// verdictWord names a verdict with how sure it is, and which way a mixed one leans.
func verdictWord(verdict review.Verdict, est review.Estimate) string {
	switch verdict {
	case review.VerdictPositive, review.VerdictNegative:
		return sureWord(est) + string(verdict)
	case review.VerdictNeutral:
		return "neither praise nor blame"
	case review.VerdictMixed:
		return oneOf(lean(est.Value), "mixed, leaning to blame", "mixed", "mixed, leaning to praise")
	}
	return "too short to tell"
}

// verdictSentence says a verdict as the first words of a review's page.
func verdictSentence(verdict review.Verdict, est review.Estimate) string {
	tone := hundredths(est.Value)
	switch verdict {
	case review.VerdictPositive:
		switch {
		case !surely(est):
			return leans(est, "praise")
		case tone >= fullTone:
			return "Full of praise."
		case tone >= warmTone:
			return "Warm praise."
		}
		return "Mostly pleased."
	case review.VerdictNegative:
		switch {
		case !surely(est):
			return leans(est, "blame")
		case tone <= -fullTone:
			return "Scathing."
		case tone <= -warmTone:
			return "Clearly disappointed."
		}
		return "Mostly disappointed."
	case review.VerdictNeutral:
		return "Neither praise nor blame."
	case review.VerdictMixed:
		return oneOf(lean(est.Value), "Mixed, with more blame than praise.", "Mixed: praise and blame in balance.",
			"Mixed, with more praise than blame.")
	}
	return "Too little opinion to tell what the review thinks."
}

// leans says a verdict whose interval holds the opposite too.
func leans(est review.Estimate, way string) string {
	if sureWord(est) == "perhaps " {
		return "May lean towards " + way + ": it says too little, or too much of both, to be sure."
	}
	return "Leans towards " + way + "."
}

// noShift says why a review shows no shift: a review that is too short was never tested.
func noShift(shape review.Shape) string {
	if shape == review.ShapeTooShort {
		return "Too little opinion to test for a shift."
	}
	return "No shift stood the test."
}

// shapeWord names a shape.
func shapeWord(shape review.Shape) string {
	if shape == review.ShapeTooShort {
		return "too short to tell"
	}
	return string(shape)
}

// shapeMeaning explains a shape.
func shapeMeaning(shape review.Shape) string {
	switch shape {
	case review.Flat:
		return "no shift proved"
	case review.Rise:
		return "ends warmer than it starts"
	case review.Fall:
		return "ends cooler than it starts"
	case review.Valley:
		return "falls, then recovers"
	case review.Hill:
		return "rises, then falls"
	case review.Wave:
		return "turns more than once"
	}
	return "too few sentences of opinion"
}

// shiftVerb says where a shift leads: "turns to blame", "lifts a little".
func shiftVerb(before, after float64) string {
	from, to := sign(before), sign(after)
	if after >= before {
		switch {
		case to == 1 && from == 1:
			return "warms further"
		case to == 1:
			return "turns to praise"
		case to == 0 && from == -1:
			return "lifts to even"
		}
		return "lifts a little"
	}
	switch {
	case to == -1 && from == -1:
		return "sinks further"
	case to == -1:
		return "turns to blame"
	case to == 0 && from == 1:
		return "cools to even"
	}
	return "cools a little"
}

// whereWord says in words where a position in [0, 1] lies.
func whereWord(position float64) string {
	switch {
	case position < 0.2:
		return "early on"
	case position < 0.42:
		return "in its first half"
	case position < 0.58:
		return "halfway through"
	case position < 0.82:
		return "in its second half"
	}
	return "near its end"
}

// chanceWord says what a p-value means: "1 in 200 by chance".
func chanceWord(p float64) string {
	switch {
	case math.IsNaN(p) || p <= 0:
		return "less than 1 in 10,000 by chance"
	case p < 0.0001:
		return "less than 1 in 10,000 by chance"
	case p > 0.4:
		return "may well be chance"
	}
	n := 1 / p
	step := 1.0 // as round as people say it, and no finer than a permutation test can tell
	for n/step >= 20 {
		step *= 10
	}
	if n/step < 5 {
		step /= 2
	}
	step = max(1, step)
	return "1 in " + grouped(int(math.Round(n/step)*step)) + " by chance"
}

// aspectWord names an aspect with its article, for the middle of a sentence.
func aspectWord(kind review.AspectKind) string {
	switch kind {
	case review.World:
		return "the world"
	case review.Narration:
		return "the narration"
	}
	return "the " + string(kind)
}

// entityTypeWord names a type of entity for people.
func entityTypeWord(kind review.EntityType) string {
	switch kind {
	case review.Work:
		return "other work"
	case review.Org:
		return "organisation"
	}
	return string(kind)
}

// list joins words as English does: "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// capital is s with a capital first letter, where that is of ASCII.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// cut shortens a quotation to at most limit bytes at a word's end, with an ellipsis, folds its white space, and drops
// what would turn the direction of the words after it.
func cut(s string, limit int) string {
	if !folded(s) {
		s = strings.Join(strings.Fields(withoutBidi(s)), " ")
	}
	if len(s) <= limit {
		return s
	}
	end := limit
	for end > 0 && s[end]&0xC0 == 0x80 {
		end--
	}
	if at := strings.LastIndexByte(s[:end], ' '); at > limit/2 {
		end = at
	}
	return strings.TrimRight(s[:end], " ,;:") + "…"
}

// folded reports whether cut has nothing to fold or drop: most sentences are one line.
func folded(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' || strings.Contains(s, "  ") {
		return false
	}
	for i := unprinted.index(s, 0); i < len(s); i = unprinted.index(s, i) {
		if s[i] < ' ' {
			return false
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || isBidi(r) || unicode.IsSpace(r) {
			return false
		}
		i += size
	}
	return true
}

// unprinted are the bytes at which folded takes a closer look: controls, and all that is not ASCII.
var unprinted = func() (set byteSet) {
	for b := range set {
		set[b] = b < ' ' || b >= utf8.RuneSelf
	}
	return set
}()

func isBidi(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// withoutBidi drops the controls of text direction. The text of a review keeps them, isolated sentence by sentence.
func withoutBidi(s string) string {
	return strings.Map(func(r rune) rune {
		if isBidi(r) {
			return -1
		}
		return r
	}, s)
}
