package tone

import (
	"math"
	"testing"

	"tonearc/pipeline/review"
)

// fixed is a judge that says the same of every sentence.
type fixed review.Score

func (f fixed) Score(doc *review.Document) ([]review.Score, error) {
	scores := make([]review.Score, len(doc.Sentences))
	for i := range scores {
		scores[i] = review.Score(f)
		scores[i].Evidence = []review.Evidence{{Spans: []review.Span{doc.Sentences[i].Span}, Weight: f.Tone}}
	}
	return scores, nil
}

func TestGatedFadesTheToneOfWhatIsNoOpinion(t *testing.T) {
	doc := benchDoc(2)
	for _, c := range []struct{ opinion, want float64 }{{0.9, 0.6}, {opinionEnough, 0.6}, {opinionEnough / 3, 0.2}, {0, 0}} {
		scores, err := gated{fixed{Opinion: c.opinion, Story: 1 - c.opinion, Positive: 0.9, Neutral: 0.1, Tone: 0.6}}.Score(doc)
		if err != nil {
			t.Fatal(err)
		}
		sc := scores[0]
		if math.Abs(sc.Tone-c.want) > 1e-9 || math.Abs(sc.Positive+sc.Neutral+sc.Negative-1) > 1e-9 || math.Abs(sc.Positive/0.9-sc.Tone/0.6) > 1e-9 {
			t.Errorf("opinion %v: %+v, want a tone of %v", c.opinion, sc, c.want)
		}
		if (len(sc.Evidence) == 0) != (c.want == 0) || len(sc.Evidence) > 0 && math.Abs(sc.Evidence[0].Weight-c.want) > 1e-9 {
			t.Errorf("opinion %v: evidence %+v", c.opinion, sc.Evidence)
		}
	}
}

func TestAdvisedListensOnlyWhereASentenceStandsAlone(t *testing.T) {
	say := func(texts ...string) review.Score {
		doc := &review.Document{Review: &review.Review{}}
		for _, text := range texts {
			start := len(doc.Review.Text)
			doc.Review.Text += text
			doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: start, End: len(doc.Review.Text)}})
		}
		scores, err := advised{fixed{Opinion: 1, Negative: 0.4, Neutral: 0.2, Positive: 0.4}}.Score(doc)
		if err != nil {
			t.Fatal(err)
		}
		return scores[0]
	}
	const praise, blame = "A wonderful, superb, moving book. ", "The worst, most tedious waste of paper. "
	if up, down := say(praise), say(blame); up.Positive <= 0.4 || up.Tone <= 0 || down.Negative <= 0.4 || down.Tone >= 0 || up.Neutral != 0.2 {
		t.Errorf("alone: praise %+v, blame %+v", up, down)
	}
	if sc := say(praise, blame); sc.Positive != 0.4 || sc.Tone != 0 {
		t.Errorf("in a review: %+v", sc)
	}
}
