package tone

import "tonearc/pipeline/review"

// ratings reads ratings stated in the text ("3.5 stars", "8/10", "A−", "★★★½") as the opinions that they are: the
// sentence is opinion, and its tone leans to what the rating says, the more the fewer other words there are.
type ratings struct{ review.Scorer }

// Score implements review.Scorer.
func (r ratings) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := r.Scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	for i := range scores {
		span := doc.Sentences[i].Span
		found := ratingsIn(doc.Review.Text, span)
		if len(found) == 0 {
			continue
		}
		others := len(chunksOf(doc.Review.Text, span)) - len(chunksOf(doc.Review.Text, found[0].Span))
		rated(&scores[i], found[0], others)
	}
	return scores, nil
}

// rated moves the score towards a stated rating. others is the number of words that are not part of it.
func rated(sc *review.Score, rating statedRating, others int) {
	value := rating.Value
	sc.Rating = &value

	const certain = 0.95 // of being opinion
	if rest := sc.Story + sc.Context; sc.Opinion < certain && rest > 0 {
		sc.Story *= (1 - certain) / rest
		sc.Context *= (1 - certain) / rest
		sc.Opinion = 1 - sc.Story - sc.Context
	}

	share := 0.85
	if others > 3 {
		share = max(0.35, 2.5/float64(others))
	}
	before, says := sc.Tone, rating.tone()
	class := ratingClass(says)
	sc.Negative += share * (class[0] - sc.Negative)
	sc.Positive += share * (class[2] - sc.Positive)
	sc.Neutral = 1 - sc.Negative - sc.Positive
	sc.Tone = clamp(before + share*(says-before))
	moveAlone(sc, func(tone float64) float64 { return tone + share*(says-tone) })
	if moved := sc.Tone - before; moved >= minEvidence || moved <= -minEvidence {
		sc.Evidence = append(sc.Evidence, review.Evidence{Spans: []review.Span{rating.Span}, Weight: moved, Source: "rating"})
		sortEvidence(sc.Evidence)
	}
}

// ratingClass is p(negative, neutral, positive) of a rating whose tone is says.
func ratingClass(says float64) [3]float64 { return softmax3(-8*says-1, 0, 8*says-1) }
