package eval

import (
	"math"
	"math/rand/v2"

	"tonearc/pipeline/review"
)

const (
	// colouringReach is how many sentences away a neighbour is still looked at.
	colouringReach = 5
	// colouringLeast is how many sentences a review must have. In shorter ones, the neighbours are most of the review, and
	// what they lend cannot be told from what the review lends.
	colouringLeast = 9
)

// colouring tells how much of its neighbours' tone a scorer lends to a sentence: the reviews' sentences are put in random
// order, so that neighbours have nothing to do with each other, and the stand of each in its review (see internal/shift)
// is drawn from its stand by itself, the mean stand of the review and the stands of the neighbours one, two, …
// sentences away, by weighted least squares. found is false where the scorer tells no tone of sentences by themselves.
func (b ShiftBench) colouring(reviews []ShiftReview) (shares []float64, found bool, err error) {
	stand := func(tone float64) float64 { return tone / (math.Abs(tone) + 0.25) }
	const own, mean, first, inputs = 1, 2, 3, 3 + colouringReach
	var normal [inputs][inputs + 1]float64
	rng := rand.New(rand.NewPCG(6, 19))
	for _, rev := range reviews {
		if len(rev.Sentences) < colouringLeast {
			continue
		}
		sents := append([]ShiftSentence(nil), rev.Sentences...)
		rng.Shuffle(len(sents), func(i, j int) { sents[i], sents[j] = sents[j], sents[i] })
		doc := &review.Document{Review: joined(sents).Review}
		if doc.Sentences, err = b.Segmenter.Segment(doc.Review.Text, nil); err != nil {
			return nil, false, err
		}
		scores, err := b.Scorer.Score(doc)
		if err != nil {
			return nil, false, err
		}
		lent := make([]float64, len(scores)) // weight × stand by itself
		weight, sum, whole := 0.0, 0.0, true
		for i, sc := range scores {
			if whole = whole && sc.Alone != nil; !whole {
				break
			}
			lent[i] = sc.Weight * stand(*sc.Alone)
			weight, sum = weight+sc.Weight, sum+lent[i]
		}
		if !whole || weight == 0 {
			continue
		}
		found = true
		for i, sc := range scores {
			x := [inputs + 1]float64{0: 1, own: stand(*sc.Alone), mean: sum / weight, inputs: stand(sc.Tone)}
			for d := range colouringReach {
				for _, j := range []int{i - d - 1, i + d + 1} {
					if j >= 0 && j < len(lent) {
						x[first+d] += lent[j]
					}
				}
			}
			for r := range normal {
				for c := range normal[r] {
					normal[r][c] += sc.Weight * x[r] * x[c]
				}
			}
		}
	}
	if !found {
		return nil, false, nil
	}
	for p := range normal { // Gauss and Jordan; the matrix is positive definite
		for r := range normal {
			if r == p || normal[p][p] == 0 {
				continue
			}
			f := normal[r][p] / normal[p][p]
			for c := p; c <= inputs; c++ {
				normal[r][c] -= f * normal[p][c]
			}
		}
	}
	for d := range colouringReach {
		shares = append(shares, normal[first+d][inputs]/normal[first+d][first+d])
	}
	return shares, true, nil
}
