package shift_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tonearc/internal/shift"
	"tonearc/pipeline/review"
)

// made is a made-up review: one sentence per tone, all of them opinion of this weight.
func made(tones []float64, weight func(i int) float64) (*review.Document, []review.Score) {
	var text strings.Builder
	doc := &review.Document{}
	scores := make([]review.Score, len(tones))
	for i, tone := range tones {
		if i > 0 {
			text.WriteByte(' ')
		}
		start := text.Len()
		fmt.Fprintf(&text, "Sentence number %d of a review, about as long as sentences are when people write about the books that they have read.", i)
		doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: start, End: text.Len()}})
		scores[i] = review.Score{Tone: tone, Weight: weight(i), Opinion: weight(i), Story: 1 - weight(i)}
	}
	doc.Review = &review.Review{Text: text.String()}
	return doc, scores
}

func full(int) float64 { return 1 }

// BenchmarkShifts is a review of 200 sentences: without a shift, with one and with three.
func BenchmarkShifts(b *testing.B) {
	for _, stretches := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("stretches=%d", stretches), func(b *testing.B) {
			finder := shift.New(shift.Options{})
			var docs []*review.Document
			var all [][]review.Score
			for k := range 16 {
				rng := rand.New(rand.NewPCG(uint64(k), 1))
				tones := make([]float64, 200)
				for i := range tones {
					side := 0.4
					if i*stretches/200%2 == 1 {
						side = -0.4
					}
					tones[i] = min(1, max(-1, side+0.4*rng.NormFloat64()))
				}
				doc, scores := made(tones, full)
				docs, all = append(docs, doc), append(all, scores)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := finder.Shifts(docs[i%16], all[i%16], review.About{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
