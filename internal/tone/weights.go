package tone

import "tonearc/pipeline/review"

// weights settles who is speaking, and with it how much each sentence counts for the review: p(opinion), but nothing
// for quotations and the publisher's blurb (their words are the book's, so they are story and have no tone of the
// reviewer's) and nothing for what the reviewer hid as a spoiler, struck out or wrote as code.
type weights struct{ review.Scorer }

// othersVoice is how much of a tone is left to a sentence that the markup calls somebody else's words.
const othersVoice = 0.05

// Score implements review.Scorer.
func (w weights) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := w.Scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	for i := range scores {
		sc, sent := &scores[i], &doc.Sentences[i]
		switch {
		case sent.Is(review.Quotation) || sent.Is(review.Blurb):
			quoted(sc)
		case sent.Is(review.Spoiler) || sent.Is(review.Struck) || sent.Is(review.Code):
			sc.Weight = 0
		default:
			sc.Weight = sc.Opinion
		}
	}
	return scores, nil
}

// quoted makes a score of words that are not the reviewer's.
func quoted(sc *review.Score) {
	sc.Weight = 0
	sc.Story += (1 - othersVoice) * (sc.Opinion + sc.Context)
	sc.Opinion *= othersVoice
	sc.Context *= othersVoice
	sc.Neutral += (1 - othersVoice) * (sc.Negative + sc.Positive)
	sc.Negative *= othersVoice
	sc.Positive *= othersVoice
	sc.Tone *= othersVoice
	sc.Mixed *= othersVoice
	sc.Rating = nil
	sc.Evidence = nil
	sc.Clauses = nil
}
