package tone

import "tonearc/pipeline/review"

// weights settles who is speaking, and with it how much each sentence counts for the review: p(opinion), but nothing
// for quotations and the publisher's blurb (their words are the book's, so they are story and have no tone of the
// reviewer's) and nothing for what the reviewer hid as a spoiler, struck out or wrote as code. What stands in quotation
// marks without markup is a quotation too, if less certainly.
type weights struct{ review.Scorer }

// How much of its own stance and tone is left to a sentence that is somebody else's words: by the markup, and by
// quotation marks alone. On silver, nine of ten sentences in quotation marks are story without a tone.
const (
	markedVoice = 0.05
	quotedVoice = 0.15
)

// Score implements review.Scorer.
func (w weights) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := w.Scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	inQuotes := quotedInText(doc)
	for i := range scores {
		sc, sent := &scores[i], &doc.Sentences[i]
		switch {
		case sent.Is(review.Quotation) || sent.Is(review.Blurb):
			quoted(sc, markedVoice)
			sc.Weight = 0
		case sent.Is(review.Spoiler) || sent.Is(review.Struck) || sent.Is(review.Code):
			sc.Weight = 0
		default:
			if inQuotes != nil && inQuotes[i] {
				quoted(sc, quotedVoice)
			}
			sc.Weight = sc.Opinion
		}
	}
	return scores, nil
}

// quoted makes a score of words that are not the reviewer's; left is the share that stays as it was.
func quoted(sc *review.Score, left float64) {
	sc.Story += (1 - left) * (sc.Opinion + sc.Context)
	sc.Opinion *= left
	sc.Context *= left
	sc.Neutral += (1 - left) * (sc.Negative + sc.Positive)
	sc.Negative *= left
	sc.Positive *= left
	sc.Tone *= left
	moveAlone(sc, func(tone float64) float64 { return tone * left })
	sc.Mixed *= left
	sc.Rating = nil
	sc.Evidence = nil
	sc.Clauses = nil
}
