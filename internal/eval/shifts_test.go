package eval

import (
	"math/rand/v2"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// halver finds a shift in the middle of every review of eight sentences or more.
type halver struct{}

func (halver) Shifts(_ *review.Document, scores []review.Score, _ review.About) (review.Arc, error) {
	if len(scores) < 8 {
		return review.Arc{Shape: review.ShapeTooShort}, nil
	}
	return review.Arc{Shape: review.Fall, Shifts: []review.Shift{{Sentence: len(scores) / 2}}}, nil
}

// oneSentence takes a text for one sentence, without any tone.
type oneSentence struct{}

func (oneSentence) Segment(text string, _ []review.Mark) ([]review.Sentence, error) {
	return []review.Sentence{{Span: review.Span{End: len(text)}}}, nil
}

func (oneSentence) Score(doc *review.Document) ([]review.Score, error) {
	return make([]review.Score, len(doc.Sentences)), nil
}

func labelledReview(tones ...float64) ShiftReview {
	var rev ShiftReview
	for _, tone := range tones {
		rev.Sentences = append(rev.Sentences, ShiftSentence{Text: "A sentence.", Stance: review.Opinion, Tone: tone})
	}
	return rev
}

func TestShiftBench(t *testing.T) {
	reviews := []ShiftReview{
		labelledReview(1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5), // praise throughout
		labelledReview(1, 0.5, 1, 0.5, -1, -0.5, -1, -0.5),
		labelledReview(1, 0, 0.5), // praise throughout, too short
		labelledReview(0, 0, 0),   // no tone at all
	}
	res, err := ShiftBench{Finder: halver{}, Segmenter: oneSentence{}, Scorer: oneSentence{}, Splices: 3}.Run(reviews)
	if err != nil {
		t.Fatal(err)
	}
	fig := res.Labels
	if want := (FalseAlarms{Reviews: 4, Tested: 2, Alarmed: 2}); fig.Shuffled != want {
		t.Errorf("shuffled: %+v, want %+v", fig.Shuffled, want)
	}
	if fig.Long != (FalseAlarms{}) {
		t.Errorf("long: %+v in reviews of eight sentences", fig.Long)
	}
	if got := fig.Divided; got.Reviews != 21 || got.Alarmed != 21 {
		t.Errorf("divided: %+v, want an alarm in each of 21", got)
	}
	if want := (FalseAlarms{Reviews: 2, Tested: 1, Alarmed: 1}); fig.OneTone != want {
		t.Errorf("of one tone: %+v, want %+v", fig.OneTone, want)
	}
	for name, got := range map[string]Splices{"clean": fig.Clean, "mixed": fig.Mixed, "rough": fig.Rough} {
		if want := (Splices{Reviews: 21, Found: 21, Reported: 21, Right: 21}); got != want {
			t.Errorf("%s splices: %+v, want %+v", name, got, want)
		}
	}
	for _, g := range fig.ByWrong { // the halver asks for no tone
		if g.Reviews != 21 || g.Found != 21 {
			t.Errorf("%g of the signs wrong: %+v", g.At, g.Splices)
		}
	}
	if len(fig.ByWrong) == 0 || res.Text.ByWrong != nil {
		t.Errorf("by wrong signs: %d on labels, %d on text", len(fig.ByWrong), len(res.Text.ByWrong))
	}
	if got := res.Text.Clean; got.Found != 0 || got.Reviews != 21 || res.Text.Real.Labelled != 2 || res.Text.Real.Again != 0 {
		t.Errorf("on text: %+v, whole reviews %+v", got, res.Text.Real)
	}
	var out strings.Builder
	writeShifts(&out, res)
	if table := out.String(); !strings.Contains(table, "on labels") || !strings.Contains(table, "on text") || !strings.Contains(table, "1.000, 1.000") {
		t.Errorf("table:\n%s", table)
	}
}

// Splices are what their names say: so many sentences of a side, a fifth of them stray.
func TestSplices(t *testing.T) {
	pool := newSplicePool([]ShiftReview{labelledReview(1, 1, 0.5, -1, -0.5)})
	rng := rand.New(rand.NewPCG(1, 2))
	for n := 4; n <= 24; n++ {
		sents := pool.splice(rng, n, n%2 == 0, aFifth)
		if len(sents) != 2*n {
			t.Fatalf("%d sentences of %d", len(sents), 2*n)
		}
		for side := range 2 {
			praise := 0
			for _, sent := range sents[side*n : side*n+n] {
				if sent.Tone > 0 {
					praise++
				}
			}
			want := n / 5
			if (n%2 == 0) == (side == 0) {
				want = n - n/5
			}
			if praise != want {
				t.Errorf("side %d of %d: %d sentences of praise, want %d", side, n, praise, want)
			}
		}
	}
}
