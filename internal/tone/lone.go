package tone

import (
	"math"

	"tonearc/pipeline/review"
)

// gated takes away the tone of sentences that are hardly opinion: story and context have none. Inside of a review the
// trained scorer knows that by itself; it is for sentences that stand alone, where it has no review to go by.
type gated struct{ review.Scorer }

// opinionEnough is the p(opinion) from which on the tone is left as it is; below, it shrinks in proportion.
const opinionEnough = 0.3

// Score implements review.Scorer.
func (g gated) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := g.Scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	for i := range scores {
		if share := scores[i].Opinion / opinionEnough; share < 1 {
			fade(&scores[i], share)
		}
	}
	return scores, nil
}

// fade leaves a share of the tone of a score, its evidence and its clauses.
func fade(sc *review.Score, share float64) {
	sc.Negative *= share
	sc.Positive *= share
	sc.Neutral = 1 - sc.Negative - sc.Positive
	sc.Tone *= share
	moveAlone(sc, func(tone float64) float64 { return tone * share })
	kept := sc.Evidence[:0]
	for _, e := range sc.Evidence {
		if e.Weight *= share; e.Weight >= minEvidence || e.Weight <= -minEvidence {
			kept = append(kept, e)
		}
	}
	sc.Evidence = kept
	for i := range sc.Clauses {
		sc.Clauses[i].Tone *= share
	}
}

// advised lets the naive Bayes model have a small say on a sentence that stands alone: the log-odds of praise against
// blame move by a share of the Bayes model's. In a review, which knows more of its sentences, it would change nothing.
type advised struct{ review.Scorer }

const (
	adviceShare = 0.15
	adviceMost  = 10  // log-odds; naive Bayes is far too sure of long sentences
	polarSize   = 0.7 // the usual |tone| of a sentence that praises or blames
)

// Score implements review.Scorer.
func (a advised) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := a.Scorer.Score(doc)
	if err != nil || len(scores) != 1 {
		return scores, err
	}
	sc := &scores[0]
	polar := sc.Positive + sc.Negative
	if polar <= 0 || sc.Positive <= 0 || sc.Negative <= 0 {
		return scores, nil
	}
	advice, _ := bayesLogit(doc.Review.Text, doc.Sentences[0].Span)
	odds := math.Log(sc.Positive/sc.Negative) + adviceShare*max(-adviceMost, min(adviceMost, advice))
	positive := polar * sigmoid(odds)
	sc.Tone = clamp(sc.Tone + 2*polarSize*(positive-sc.Positive))
	sc.Positive, sc.Negative = positive, polar-positive
	return scores, nil
}
