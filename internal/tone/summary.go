package tone

import (
	"math"
	"unicode"

	"tonearc/pipeline/review"
)

// The rule of the verdict. Let w be the weights of the sentences (see Score.Weight), P and N the weighted shares of
// praise and blame (p_positive and p_negative), and tone the weighted mean. In this order:
//
//	too_short  the weights add up to less than enoughOpinion of a sentence
//	neutral    P + N < littleFeeling: opinion, but hardly praise or blame
//	mixed      P and N are both at least clearShare, and |tone| < mixedTone; or |tone| < balancedTone
//	positive   tone > 0
//	negative   tone < 0
//
// The thresholds were chosen on the rated silver reviews of a fifth of the books, by how well the verdict agrees with the
// stars. The held-out tenth of books is among them: what make eval prints of verdicts is not blind to this choice (see
// SUMMARY.md).
const (
	enoughOpinion = 0.5
	littleFeeling = 0.3
	clearShare    = 0.2
	mixedTone     = 0.15
	balancedTone  = 0.05
)

// What the interval supposes before it has seen the review: the spread of the tones of opinion sentences within a
// review, and how many sentences that belief is worth.
const (
	usualSpread = 0.45
	priorWorth  = 2
	// usualError is how far the mean of a long review is off, as a standard deviation: with it, 95 of 100 intervals on
	// the silver reviews of the same fifth of the books hold the mean that the labels give, whatever the length.
	usualError = 0.09
)

// Summarise draws the scores of a review together.
//
// The tone is the weighted mean of the sentences' tones. Its 95 % interval treats the sentences as a sample of what the
// reviewer could have said: Student's t on the weighted standard error, with Kish's effective number of sentences
// (Σw)²/Σw² and the spread within the review shrunk towards the usual one, to which the model's own doubt about each
// sentence is added. Quotations, blurbs and spoilers have no weight and never count, in the feel neither.
func Summarise(doc *review.Document, scores []review.Score) review.Summary {
	summary := review.Summary{Words: countWords(doc.Review.Text)}
	var sum, squares, total, positive, negative, opinions, counted float64
	var feel, told float64
	for i := range scores {
		sc, sent := &scores[i], &doc.Sentences[i]
		if othersWords(sent) {
			continue
		}
		counted++
		if sc.Stance() == review.Opinion {
			opinions++
			if sc.Weight > 0 {
				summary.Tone.N++
			}
		}
		feel += sc.Story * sc.Feel
		told += sc.Story
		sum += sc.Weight * sc.Tone
		total += sc.Weight
		squares += sc.Weight * sc.Weight
		positive += sc.Weight * sc.Positive
		negative += sc.Weight * sc.Negative
	}
	if counted > 0 {
		summary.OpinionShare = opinions / counted
	}
	if told > 0.5 {
		summary.Feel = clamp(feel / told)
	}
	summary.Verdict = review.VerdictTooShort
	if total <= 0 {
		summary.Tone.Low, summary.Tone.High = -1, 1
		return summary
	}
	mean := clamp(sum / total)
	half := halfWidth(scores, mean, total, squares)
	summary.Tone.Value = mean
	summary.Tone.Low, summary.Tone.High = clamp(mean-half), clamp(mean+half)
	if total < enoughOpinion {
		return summary
	}
	summary.Verdict = verdict(mean, positive/total, negative/total)
	if stars := doc.Review.Metadata.Stars; stars > 0 {
		gap := mean - clamp((stars-3)/2)
		summary.StarsGap = &gap
	}
	return summary
}

// othersWords reports whether the markup says that somebody else is speaking, or that the reviewer hid the words.
func othersWords(sent *review.Sentence) bool {
	return sent.Is(review.Quotation) || sent.Is(review.Blurb) || sent.Is(review.Spoiler)
}

func verdict(mean, positive, negative float64) review.Verdict {
	size := math.Abs(mean)
	switch {
	case positive+negative < littleFeeling:
		return review.VerdictNeutral
	case positive >= clearShare && negative >= clearShare && size < mixedTone || size < balancedTone:
		return review.VerdictMixed
	case mean > 0:
		return review.VerdictPositive
	}
	return review.VerdictNegative
}

// halfWidth is half the width of the interval around the weighted mean.
func halfWidth(scores []review.Score, mean, total, squares float64) float64 {
	var spread, doubt float64
	for i := range scores {
		sc := &scores[i]
		if sc.Weight == 0 {
			continue
		}
		distance := sc.Tone - mean
		spread += sc.Weight * distance * distance
		polar := sc.Positive + sc.Negative
		lean := sc.Positive - sc.Negative
		doubt += sc.Weight * sc.Weight * classSpread * classSpread * max(0, polar-lean*lean)
	}
	effective := total * total / squares
	variance := (spread/total*effective + usualSpread*usualSpread*priorWorth) / (max(effective-1, 0) + priorWorth)
	degrees := max(effective-1, 0) + priorWorth
	return review.Student95(degrees) * math.Sqrt(variance/effective+doubt/(total*total)+usualError*usualError)
}

// classSpread is how far a positive sentence typically is from 0 in tone; the size of the model's doubt.
const classSpread = 0.7

// countWords counts the runs of letters and digits, apostrophes and hyphens inside of words not dividing them.
func countWords(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				n++
			}
			inside = true
		case inside && (r == '\'' || r == '’' || r == '-' || unicode.IsMark(r)):
		default:
			inside = false
		}
	}
	return n
}
