package tone

import "tonearc/pipeline/review"

// secondOpinion adds to each score what cdipaolo/sentiment's naive Bayes model says of the sentence: its own, undamped
// p(positive). Where it knows none of the words it says nothing.
type secondOpinion struct{ review.Scorer }

// Score implements review.Scorer.
func (s secondOpinion) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := s.Scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	for i := range scores {
		if logit, known := bayesLogit(doc.Review.Text, doc.Sentences[i].Span); known {
			p := sigmoid(logit)
			scores[i].SecondOpinion = &p
		}
	}
	return scores, nil
}
