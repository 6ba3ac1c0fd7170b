package tone

import (
	"math"
	"testing"
)

// Alone is what the net says of the sentence when it is the whole review, and nothing where it is.
func TestAlone(t *testing.T) {
	net := newNet(t)
	sents := []string{"The plot drags.", "It was long.", "I adored every page of it.", "She moves to Rome.", "What a letdown!"}
	scores, err := net.Score(documentOf(sents...))
	if err != nil {
		t.Fatal(err)
	}
	for i, sent := range sents {
		lone, err := net.Score(documentOf(sent))
		if err != nil {
			t.Fatal(err)
		}
		if lone[0].Alone != nil {
			t.Errorf("%q by itself: %g", sent, *lone[0].Alone)
		}
		if scores[i].Alone == nil || math.Abs(*scores[i].Alone-lone[0].Tone) > 1e-4 {
			t.Errorf("%q: %v, by itself %g", sent, scores[i].Alone, lone[0].Tone)
		}
	}
}
