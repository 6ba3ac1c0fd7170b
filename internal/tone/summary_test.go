package tone

import (
	"math"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// opinions makes a document with one score per tone, each wholly opinion, and its scores.
func opinions(stars float64, tones ...float64) (*review.Document, []review.Score) {
	rev := &review.Review{Text: strings.Repeat("word and word. ", len(tones)), Metadata: review.Metadata{Stars: stars}}
	doc := &review.Document{Review: rev}
	var scores []review.Score
	for i, tone := range tones {
		doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: 15 * i, End: 15*i + 14}})
		sc := review.Score{Opinion: 1, Tone: tone, Positive: max(tone, 0), Negative: max(-tone, 0), Weight: 1}
		sc.Neutral = 1 - sc.Positive - sc.Negative
		scores = append(scores, sc)
	}
	return doc, scores
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		tones []float64
		want  review.Verdict
	}{
		{nil, review.VerdictTooShort},
		{[]float64{0.9}, review.VerdictPositive},
		{[]float64{-0.8, -0.7, 0.1}, review.VerdictNegative},
		{[]float64{0.8, -0.8, 0.7, -0.7}, review.VerdictMixed},
		{[]float64{0.8, 0.8, 0.8, -0.8}, review.VerdictPositive},
		{[]float64{0.05, 0.1, -0.05}, review.VerdictNeutral},
	} {
		if got := Summarise(opinions(0, c.tones...)).Verdict; got != c.want {
			t.Errorf("%v: verdict %s, want %s", c.tones, got, c.want)
		}
	}
}

func TestSummaryLeavesOutWhatIsNotTheReviewers(t *testing.T) {
	doc, scores := opinions(0, 0.8, -1, -1, -1)
	scores[1].Feel, scores[1].Story = -1, 1
	for i, kind := range []review.MarkKind{review.Quotation, review.Blurb, review.Spoiler} {
		doc.Sentences[i+1].Marks = []review.MarkKind{kind}
		scores[i+1].Weight = 0
	}
	got := Summarise(doc, scores)
	if got.Tone.Value != 0.8 || got.Tone.N != 1 || got.OpinionShare != 1 || got.Feel != 0 || got.Verdict != review.VerdictPositive {
		t.Errorf("somebody else's words count: %+v", got)
	}
}

func TestStarsGap(t *testing.T) {
	for _, c := range []struct{ stars, tone, gap float64 }{{5, 0.5, -0.5}, {1, 0.5, 1.5}, {3, -0.25, -0.25}, {0.5, 0, 1}} {
		got := Summarise(opinions(c.stars, c.tone, c.tone))
		if got.StarsGap == nil || math.Abs(*got.StarsGap-c.gap) > 1e-9 {
			t.Errorf("%v stars, tone %v: gap %v, want %v", c.stars, c.tone, got.StarsGap, c.gap)
		}
	}
	if got := Summarise(opinions(0, 0.5)); got.StarsGap != nil {
		t.Error("a gap without stars")
	}
	if got := Summarise(opinions(4)); got.StarsGap != nil {
		t.Error("a gap without an opinion")
	}
}

func TestIntervalNarrowsWithSentencesAndWidensWithDoubt(t *testing.T) {
	width := func(tones ...float64) float64 {
		got := Summarise(opinions(0, tones...)).Tone
		if got.Low > got.Value || got.High < got.Value || got.Low < -1 || got.High > 1 {
			t.Fatalf("%v: interval %+v", tones, got)
		}
		return got.High - got.Low
	}
	few, many := width(0.2, 0.3), width(0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3)
	apart := width(-0.4, 0.9, -0.4, 0.9, -0.4, 0.9, -0.4, 0.9, -0.4, 0.9)
	if few <= many || apart <= many {
		t.Errorf("widths: few %v, many %v, apart %v", few, many, apart)
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{"": 0, "One, two — three!": 3, "don’t re-read it": 3, "3.5 stars": 3, "… !": 0, "naïve café": 2} {
		if got := countWords(text); got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}
