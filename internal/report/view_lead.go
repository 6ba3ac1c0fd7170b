package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// leadSentence says in words what a review thinks, how that moves, and which sides of the book it praises and blames. A
// reader who stops there has the answer.
func leadSentence(an *review.Analysis) string {
	parts := []string{verdictSentence(an.Summary.Verdict, an.Summary.Tone)}
	if course := courseSentence(&an.Arc); course != "" && an.Summary.Verdict != review.VerdictTooShort {
		parts = append(parts, course)
	}
	if sides := sidesSentence(&an.About); sides != "" {
		parts = append(parts, sides)
	}
	if words := otherWords(an); words != "" {
		parts = append(parts, words)
	}
	return strings.Join(parts, " ")
}

// courseSentence tells the course of the tone from the tested shifts alone: what was not tested is not told.
func courseSentence(arc *review.Arc) string {
	if arc.Shape == review.ShapeTooShort {
		return ""
	}
	if len(arc.Shifts) == 0 {
		return "No shift of its tone could be proved."
	}
	var b strings.Builder
	switch sign(arc.Shifts[0].Before) {
	case 1:
		b.WriteString("The review starts with praise")
	case -1:
		b.WriteString("The review starts with blame")
	default:
		b.WriteString("The review starts evenly")
	}
	if len(arc.Shifts) > 4 {
		last := arc.Shifts[len(arc.Shifts)-1]
		b.WriteString(", turns " + strconv.Itoa(len(arc.Shifts)) + " times, and ")
		b.WriteString(shiftVerb(last.Before, last.After) + " in the end.")
		return b.String()
	}
	before := ""
	for i, shift := range arc.Shifts {
		switch {
		case i == 0 && len(arc.Shifts) == 1:
			b.WriteString(" and ")
		case i == len(arc.Shifts)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(shiftVerb(shift.Before, shift.After))
		if where := whereWord(shift.Position); where != before {
			b.WriteString(" " + where)
			before = where
		}
	}
	b.WriteByte('.')
	return b.String()
}

// sidesSentence names up to three sides of the book that are praised and three that are blamed, the most clearly spoken
// of first.
func sidesSentence(about *review.About) string {
	likes, dislikes := sides(about, 1), sides(about, -1)
	switch {
	case len(likes) > 0 && len(dislikes) > 0:
		return "It praises " + list(likes) + ", and blames " + list(dislikes) + "."
	case len(likes) > 0:
		return "It praises " + list(likes) + "."
	case len(dislikes) > 0:
		return "It blames " + list(dislikes) + "."
	}
	return ""
}

// otherWords quotes what tips the scale where every side of the book that stands out says the opposite: a review with more
// blame than praise that praises the prose would else seem to praise alone.
func otherWords(an *review.Analysis) string {
	const plain, longest = 0.3, 160 // tone; bytes
	way := lean(an.Summary.Tone.Value)
	if way == 0 || len(sides(&an.About, way)) > 0 || len(sides(&an.About, -way)) == 0 {
		return ""
	}
	strongest := -1
	most := plain
	for i := range an.Scores {
		if tone := an.Scores[i].Tone * float64(way) * an.Scores[i].Weight; tone > most {
			strongest, most = i, tone
		}
	}
	if strongest < 0 {
		return ""
	}
	text := cut(quoteOf(an, strongest).text, longest)
	before, after := quotes(text)
	return "Its plainest " + oneOf(way, "blame", "", "praise") + ": " + string(before) + text + string(after)
}

func sides(about *review.About, way int) []string {
	var picks []review.Aspect
	for _, aspect := range about.Aspects {
		if about.IsUnderReview(aspect.Book) && aspect.Tone.N > 0 && hundredths(aspect.Tone.Value)*way >= clearTone {
			picks = append(picks, aspect)
		}
	}
	weight := func(a review.Aspect) float64 { return a.Tone.Value * float64(way) * float64(a.Tone.N) }
	slices.SortStableFunc(picks, func(a, b review.Aspect) int { return cmp.Compare(weight(b), weight(a)) })
	var words []string
	for _, aspect := range picks[:min(3, len(picks))] {
		words = append(words, aspectWord(aspect.Kind))
	}
	return words
}
