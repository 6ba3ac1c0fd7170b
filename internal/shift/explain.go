package shift

import (
	"fmt"
	"math"
	"strings"

	"tonearc/pipeline/review"
)

// explain gives each shift its quotes, words, cause and sentence. All that it needs of the text it finds through spans.
func explain(doc *review.Document, scores []review.Score, about review.About, arc *review.Arc) {
	for i := range arc.Shifts {
		sh := &arc.Shifts[i]
		before, after := arc.Stretches[i], arc.Stretches[i+1]
		middle := (sh.Before + sh.After) / 2
		sh.QuoteBefore = carrier(doc, scores, before, middle)
		sh.QuoteAfter = carrier(doc, scores, after, middle)
		sh.Words = wordShift(doc, scores, before, after)
		var how string
		sh.Cause, how = cause(doc, scores, about, before, after)
		if how == "" {
			how = where(sh.Position)
		}
		sh.Explanation = fmt.Sprintf("%s %s: from %s to %s.", verb(sh.Before, sh.After), how, signed(sh.Before), signed(sh.After))
	}
}

// carrier is the sentence that does most to set a stretch apart: its tone lies furthest from the middle between the two
// stretches, on its own stretch's side. A quote is read without its review, so that what it says by itself counts as
// much as what it says there. It is an opinion and no heading; −1 where there is none.
func carrier(doc *review.Document, scores []review.Score, st review.Stretch, middle float64) int {
	side := 1.0
	if st.Tone.Value < middle {
		side = -1
	}
	best, at := 0.0, -1
	for i := st.First; i < st.End; i++ {
		tone := scores[i].Tone
		if scores[i].Alone != nil {
			tone = (tone + *scores[i].Alone) / 2
		}
		pull := scores[i].Weight * side * (tone - middle)
		if scores[i].Weight < opinionWeight || pull <= best || isHeading(doc, i) {
			continue
		}
		if len(strings.Fields(doc.Text(i))) < fewestWords {
			pull /= 2
		}
		if pull > best {
			best, at = pull, i
		}
	}
	return at
}

// fewestWords is how many words a quote should have: "Perfect." does not say what is.
const fewestWords = 5

// leaning is the tone from which a stretch is called positive or negative in words.
const leaning = 0.1

// verb says how the tone moves; it opens the explanation's sentence.
func verb(before, after float64) string {
	switch {
	case after > leaning && before <= leaning:
		return "Turns positive"
	case after < -leaning && before >= -leaning:
		return "Turns negative"
	case after > before && before < 0:
		return "Softens"
	case after > before:
		return "Grows warmer"
	case before > 0:
		return "Cools"
	}
	return "Grows harsher"
}

// where says where in the review a shift is, for one whose cause is not known.
func where(position float64) string {
	switch {
	case position < 0.2:
		return "soon after the start"
	case position < 0.45:
		return "in the first half"
	case position < 0.55:
		return "half-way through"
	case position < 0.8:
		return "in the second half"
	}
	return "near the end"
}

// signed prints a tone for people: +0.31, −0.52 (with a true minus), 0.00.
func signed(tone float64) string {
	tone = math.Round(tone*100) / 100
	if tone == 0 {
		return "0.00"
	}
	return strings.Replace(fmt.Sprintf("%+.2f", tone), "-", "−", 1)
}
