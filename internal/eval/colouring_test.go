package eval

import (
	"math"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// atStops takes every full stop for the end of a sentence.
type atStops struct{}

func (atStops) Segment(text string, _ []review.Mark) (out []review.Sentence, _ error) {
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '.') + 1
		out = append(out, review.Sentence{Span: review.Span{Start: start, End: end}})
		start = end + 1
	}
	return out, nil
}

// lender lends each sentence a tenth of the stand of the sentence before and of the one after.
type lender struct{}

func (lender) Score(doc *review.Document) ([]review.Score, error) {
	stands := make([]float64, len(doc.Sentences))
	for i := range stands {
		stands[i] = float64(len(doc.Text(i))%7)/10 - 0.3
	}
	tone := func(stand float64) float64 { return 0.25 * stand / (1 - math.Abs(stand)) }
	scores := make([]review.Score, len(stands))
	for i, own := range stands {
		lent := 0.0
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(stands) {
				lent += 0.1 * stands[j]
			}
		}
		alone := tone(own)
		scores[i] = review.Score{Weight: 1, Alone: &alone, Tone: tone(0.6*own + lent)}
	}
	return scores, nil
}

func TestColouring(t *testing.T) {
	var reviews []ShiftReview
	for n := range 40 {
		var rev ShiftReview
		for i := range 12 {
			rev.Sentences = append(rev.Sentences, ShiftSentence{Text: strings.Repeat("a", 1+(5*n+i*i+n*i)%23) + "."})
		}
		reviews = append(reviews, rev)
	}
	shares, found, err := ShiftBench{Segmenter: atStops{}, Scorer: lender{}}.colouring(reviews)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	for d, want := range []float64{0.1, 0, 0, 0, 0} {
		if math.Abs(shares[d]-want) > 1e-6 {
			t.Errorf("at distance %d: %g, want %g", d+1, shares[d], want)
		}
	}
	if _, found, _ := (ShiftBench{Segmenter: atStops{}, Scorer: oneSentence{}}).colouring(nil); found {
		t.Error("found without any review")
	}
}
