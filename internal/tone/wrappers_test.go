package tone

import (
	"fmt"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestStatedRatingsAreOpinions(t *testing.T) {
	for _, name := range Names() {
		scorer, err := New(name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]review.Class{
			"5/5": review.Positive, "★☆☆☆☆": review.Negative, "Four and a half stars.": review.Positive, "Grade: D": review.Negative,
			"2/10": review.Negative, "Rating: 4/5 stars": review.Positive,
		} {
			sc := sentence(t, scorer, text, "")
			if sc.Stance() != review.Opinion || sc.Class() != want || sc.Rating == nil {
				t.Errorf("%s, %q: %s, %s, rating %v; want an opinion, %s", name, text, sc.Stance(), sc.Class(), sc.Rating, want)
			}
			if sc.Weight < 0.9 {
				t.Errorf("%s, %q: weight %v", name, text, sc.Weight)
			}
		}
	}
}

func TestQuotationsAreNotTheReviewersWords(t *testing.T) {
	for _, name := range Names() {
		scorer, err := New(name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		text := "It was the best, most wonderful night of all my life!"
		doc := &review.Document{Review: &review.Review{Text: text}, Sentences: []review.Sentence{
			{Span: review.Span{End: len(text)}, Marks: []review.MarkKind{review.Quotation}},
		}}
		scores, err := scorer.Score(doc)
		if err != nil {
			t.Fatal(err)
		}
		if sc := scores[0]; sc.Stance() != review.Story || sc.Class() != review.Neutral || sc.Weight != 0 || len(sc.Evidence) > 0 {
			t.Errorf("%s: a quotation is scored as %+v", name, sc)
		}
	}
}

func TestSecondOpinionIsSilentWithoutAKnownWord(t *testing.T) {
	scorer, err := New(Default, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if sc := sentence(t, scorer, "Zxqv 12!", ""); sc.SecondOpinion != nil {
		t.Errorf("it says %v of nothing", *sc.SecondOpinion)
	}
	if sc := sentence(t, scorer, "Wonderful, superb, excellent.", ""); sc.SecondOpinion == nil || *sc.SecondOpinion < 0.9 {
		t.Errorf("it says %v of praise", sc.SecondOpinion)
	}
}

func TestEvidenceCoversTheDecidingWords(t *testing.T) {
	for _, name := range Names() {
		scorer, err := New(name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for text, word := range map[string]string{"An excellent book.": "excellent", "The worst ending of them all.": "worst"} {
			sc := sentence(t, scorer, text, "")
			if len(sc.Evidence) == 0 || !strings.Contains(sc.Evidence[0].Spans[0].In(text), word) || (sc.Evidence[0].Weight > 0) != (sc.Tone > 0) {
				t.Errorf("%s, %q: tone %+.2f by %+v", name, text, sc.Tone, sc.Evidence)
			}
		}
	}
}

// benchDoc is a review of ordinary sentences.
func benchDoc(size int) *review.Document {
	sentences := []string{
		"I picked this up on a rainy Sunday and finished it before supper. ",
		"The story follows a lighthouse keeper and his two daughters through the last winter of the war. ",
		"The prose is gorgeous, but the middle third drags, and I never quite believed in the captain. ",
		"Still, the final chapters are among the best things I have read this year. ",
	}
	doc := &review.Document{Review: &review.Review{}}
	for i := range size {
		start := len(doc.Review.Text)
		doc.Review.Text += sentences[i%len(sentences)]
		doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: start, End: len(doc.Review.Text) - 1}})
	}
	return doc
}

// BenchmarkScorers scores whole reviews, complete with evidence.
func BenchmarkScorers(b *testing.B) {
	for _, size := range []int{8, 40} {
		doc := benchDoc(size)
		for _, name := range Names() {
			scorer, err := New(name, Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				done := 0
				for b.Loop() {
					if _, err := scorer.Score(doc); err != nil {
						b.Fatal(err)
					}
					done += size
				}
				b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "sentences/s")
			})
		}
	}
}
