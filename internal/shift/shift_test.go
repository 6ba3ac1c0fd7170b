package shift_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"tonearc/internal/shift"
	"tonearc/pipeline/review"
)

func find(t *testing.T, doc *review.Document, scores []review.Score, about review.About) review.Arc {
	t.Helper()
	arc, err := shift.New(shift.Options{}).Shifts(doc, scores, about)
	if err != nil {
		t.Fatal(err)
	}
	return arc
}

// run is n sentences of one tone.
func run(n int, tone float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = tone
	}
	return out
}

func join(runs ...[]float64) []float64 {
	var out []float64
	for _, r := range runs {
		out = append(out, r...)
	}
	return out
}

func TestShapes(t *testing.T) {
	for _, tt := range []struct {
		name   string
		tones  []float64
		shape  review.Shape
		shifts []int
	}{
		{"nothing", nil, review.ShapeTooShort, nil},
		{"one sentence", run(1, 1), review.ShapeTooShort, nil},
		{"a clean break in seven sentences could be chance", join(run(4, 1), run(3, -1)), review.ShapeTooShort, nil},
		{"a clean break in eight", join(run(4, 1), run(4, -1)), review.Fall, []int{4}},
		{"praise throughout", run(20, 0.7), review.Flat, nil},
		{"mild, then strong: less than a step", join(run(10, 0.4), run(10, 0.8)), review.Flat, nil},
		{"rise", join(run(6, -0.5), run(6, 0.5)), review.Rise, []int{6}},
		{"fall", join(run(12, 0.5), run(6, -0.5)), review.Fall, []int{12}},
		{"two steps down", join(run(12, 1), run(12, 0), run(12, -1)), review.Fall, []int{12, 24}},
		{"valley", join(run(8, 0.5), run(8, -0.5), run(8, 0.5)), review.Valley, []int{8, 16}},
		{"hill", join(run(9, -0.5), run(9, 0.5), run(9, -0.5)), review.Hill, []int{9, 18}},
		{"wave", join(run(12, 0.5), run(12, -0.5), run(12, 0.5), run(12, -0.5)), review.Wave, []int{12, 24, 36}},
		{"praise and blame by turns", []float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}, review.Flat, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, scores := made(tt.tones, full)
			arc := find(t, doc, scores, review.About{})
			var at []int
			for _, sh := range arc.Shifts {
				at = append(at, sh.Sentence)
				if sh.PValue <= 0 || sh.PValue > 0.05 {
					t.Errorf("p-value %g", sh.PValue)
				}
			}
			if arc.Shape != tt.shape || !reflect.DeepEqual(at, tt.shifts) {
				t.Errorf("got %s, shifts at %v; want %s at %v", arc.Shape, at, tt.shape, tt.shifts)
			}
			if tooShort := len(arc.Warnings) == 1 && arc.Warnings[0].Code == "too_short"; tooShort != (arc.Shape == review.ShapeTooShort) {
				t.Errorf("shape %s with warnings %v", arc.Shape, arc.Warnings)
			}
		})
	}
}

// A plot summary in the middle of praise, however dark, is not a fall; between praise and blame it belongs to neither.
func TestStoryTakesNoPart(t *testing.T) {
	weight := func(i int) float64 {
		if i >= 6 && i < 18 {
			return 0.05
		}
		return 1
	}
	doc, scores := made(join(run(6, 0.5), run(12, -1), run(6, 0.5)), weight)
	if arc := find(t, doc, scores, review.About{}); arc.Shape != review.Flat || len(arc.Stretches) != 1 {
		t.Errorf("a dark plot summary: %s with stretches %v", arc.Shape, arc.Stretches)
	}

	doc, scores = made(join(run(6, 0.5), run(12, 0), run(6, -0.5)), weight)
	arc := find(t, doc, scores, review.About{})
	if len(arc.Shifts) != 1 || arc.Shifts[0].Sentence != 18 {
		t.Fatalf("after a plot summary: %+v", arc.Shifts)
	}
	sh := arc.Shifts[0]
	if want := "Turns negative after a passage that tells what is in the book: from +0.50 to −0.50."; sh.Explanation != want || sh.Cause != review.CauseStance {
		t.Errorf("got %q (%s), want %q (stance)", sh.Explanation, sh.Cause, want)
	}
	for i, known := range map[int]bool{0: true, 8: true, 9: false, 12: false, 14: false, 15: true, 23: true} {
		if arc.Points[i].Known != known {
			t.Errorf("the arc at sentence %d: known is %v", i, !known)
		}
	}
}

// What holds for every review: one point per sentence, stretches that tile it, shifts between them, numbers in range,
// and the same answer twice.
func FuzzShifts(f *testing.F) {
	f.Add([]byte{200, 255, 200, 255, 200, 255, 10, 255, 10, 255, 10, 255, 10, 255, 200, 255, 200, 255})
	f.Add([]byte{})
	f.Add([]byte{0, 0, 255, 255, 128, 3})
	f.Add([]byte("\xff\x90\x00\xff\xff0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 600 {
			return
		}
		tones := make([]float64, len(data)/2)
		for i := range tones {
			tones[i] = float64(data[2*i])/127.5 - 1
		}
		doc, scores := made(tones, func(i int) float64 { return float64(data[2*i+1]) / 255 })
		arc := find(t, doc, scores, review.About{})
		if again := find(t, doc, scores, review.About{}); !reflect.DeepEqual(arc, again) {
			t.Fatal("two answers for one review")
		}
		if len(arc.Points) != len(scores) {
			t.Fatalf("%d points for %d sentences", len(arc.Points), len(scores))
		}
		for i, p := range arc.Points {
			if !(p.Position >= 0 && p.Position <= 1) || p.Known && !(-1 <= p.Low && p.Low <= p.Value && p.Value <= p.High && p.High <= 1) {
				t.Fatalf("point %d: %+v", i, p)
			}
		}
		if len(scores) == 0 {
			return
		}
		at := 0
		for i, st := range arc.Stretches {
			if st.First != at || st.End <= at {
				t.Fatalf("stretch %d is [%d, %d) after %d", i, st.First, st.End, at)
			}
			if i > 0 && arc.Shifts[i-1].Sentence != at {
				t.Fatalf("shift %d at %d, its stretch starts at %d", i-1, arc.Shifts[i-1].Sentence, at)
			}
			at = st.End
		}
		if at != len(scores) || len(arc.Shifts) != len(arc.Stretches)-1 {
			t.Fatalf("%d stretches with %d shifts reach %d of %d sentences", len(arc.Stretches), len(arc.Shifts), at, len(scores))
		}
		for _, sh := range arc.Shifts {
			if sh.PValue > 0.05 || math.Abs(sh.After-sh.Before) < 0.5 || (sh.After > sh.Before) != (sh.Direction == review.Up) || math.IsInf(sh.Effect, 0) || math.Abs(sh.Before) > 1 || math.Abs(sh.After) > 1 {
				t.Fatalf("%+v", sh)
			}
		}
	})
}

// The arc of a constant tone is that tone, it stays within what the sentences say, and a sentence more narrows its band.
func TestArc(t *testing.T) {
	doc, scores := made(run(9, 0.4), full)
	for i, p := range find(t, doc, scores, review.About{}).Points {
		if math.Abs(p.Value-0.4) > 1e-9 || !p.Known {
			t.Errorf("point %d of a flat review: %+v", i, p)
		}
	}
	width := 2.0
	for n := 4; n <= 64; n *= 2 {
		doc, scores := made(run(n, 0), full)
		p := find(t, doc, scores, review.About{}).Points[n/2]
		if p.High-p.Low >= width {
			t.Errorf("%d sentences: the band is %g wide, with half as many %g", n, p.High-p.Low, width)
		}
		width = p.High - p.Low
	}
	doc, scores = made(join(run(15, 0.6), run(15, -0.6)), full)
	points := find(t, doc, scores, review.About{}).Points
	for i := 1; i < len(points); i++ {
		if points[i].Value > points[i-1].Value+1e-9 {
			t.Errorf("a fall rings at sentence %d: %g after %g", i, points[i].Value, points[i-1].Value)
		}
	}
	if points[0].Value < 0.5 || points[29].Value > -0.5 {
		t.Errorf("the ends are drawn to each other: %g … %g", points[0].Value, points[29].Value)
	}
	if ends, inside := points[0].High-points[0].Low, points[7].High-points[7].Low; ends <= inside {
		t.Errorf("the band at the end is %g wide, inside %g", ends, inside)
	}
}

func TestExplanation(t *testing.T) {
	sents := []string{
		"I loved the gentle prose.", "Every page sings.", "The voice is warm and exact.", "Such lovely sentences.", "The writing is a gift.", "I smiled often.",
		"But the ending is a mess.", "Nothing adds up.", "The ending is rushed.", "I felt cheated by the ending.", "It is dull.", "I was angry.",
	}
	text := strings.Join(sents, " ")
	doc := &review.Document{Review: &review.Review{Text: text}}
	scores := make([]review.Score, len(sents))
	for i, s := range sents {
		start := strings.Index(text, s)
		doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: start, End: start + len(s)}})
		tone := 0.5
		if i >= 6 {
			tone = -0.5
		}
		if i == 4 || i == 9 {
			tone *= 1.6
		}
		scores[i] = review.Score{Tone: tone, Weight: 1, Opinion: 1}
	}
	word := func(i int, w string, weight float64) {
		start := strings.Index(text, w)
		scores[i].Evidence = append(scores[i].Evidence, review.Evidence{Spans: []review.Span{{Start: start, End: start + len(w)}}, Weight: weight})
	}
	word(4, "gift", 0.6)
	word(6, "mess", -0.9)
	word(10, "dull", -0.36)

	about := review.About{Aspects: []review.Aspect{
		{Kind: review.Prose, Sentences: []int{0, 3, 4}},
		{Kind: review.Ending, Sentences: []int{6, 8, 9}},
	}}
	arc := find(t, doc, scores, about)
	if len(arc.Shifts) != 1 {
		t.Fatalf("%d shifts", len(arc.Shifts))
	}
	sh := arc.Shifts[0]
	if want := "Turns negative when it comes to the ending: from +0.55 to −0.55."; sh.Explanation != want || sh.Cause != review.CauseTarget {
		t.Errorf("got %q (%s), want %q", sh.Explanation, sh.Cause, want)
	}
	if sh.QuoteBefore != 4 || sh.QuoteAfter != 9 {
		t.Errorf("quotes %d and %d, want 4 and 9", sh.QuoteBefore, sh.QuoteAfter)
	}
	want := []review.WordChange{{Word: "mess", Weight: -0.15}, {Word: "gift", Weight: -0.1}, {Word: "dull", Weight: -0.06}}
	if len(sh.Words) != len(want) {
		t.Fatalf("words %v", sh.Words)
	}
	for i := range want {
		if sh.Words[i].Word != want[i].Word || math.Abs(sh.Words[i].Weight-want[i].Weight) > 1e-9 {
			t.Errorf("words %v, want %v", sh.Words, want)
		}
	}

	sh = find(t, doc, scores, review.About{}).Shifts[0]
	if want := "Turns negative with “but”: from +0.55 to −0.55."; sh.Explanation != want || sh.Cause != review.CauseContrast {
		t.Errorf("without aspects: %q (%s), want %q", sh.Explanation, sh.Cause, want)
	}
}

func TestErrors(t *testing.T) {
	doc, scores := made(run(3, 0), full)
	if _, err := shift.New(shift.Options{}).Shifts(doc, scores[:2], review.About{}); err == nil {
		t.Error("two scores for three sentences are no error")
	}
	scores[1].Tone, scores[2].Weight = math.NaN(), math.Inf(1)
	find(t, doc, scores, review.About{})
}

// Under the null, a p-value of at most p comes with a chance of at most p. Stated as a property of the whole search over
// many reviews in random order: alarms at the level or below it, within three standard errors.
func TestAlarms(t *testing.T) {
	const reviews = 2000
	for _, n := range []int{8, 12, 20, 40} {
		alarms := 0
		for k := range reviews {
			rng := rand.New(rand.NewPCG(uint64(k), uint64(n)))
			tones := make([]float64, n)
			for i := range tones {
				tones[i] = 1 - 2*float64(rng.IntN(2)) // praise or blame by the toss of a coin
				tones[i] *= 0.5 + 0.5*rng.Float64()
			}
			doc, scores := made(tones, full)
			doc.Review.Text += string(rune('a' + k%26)) // not the same shuffles each time
			if len(find(t, doc, scores, review.About{}).Shifts) > 0 {
				alarms++
			}
		}
		if limit := 0.05*reviews + 3*math.Sqrt(0.05*0.95*reviews); float64(alarms) > limit {
			t.Errorf("%d sentences in random order: %d alarms in %d reviews, at most %.0f are due", n, alarms, reviews, limit)
		}
	}
}

// coloured gives scores a tone in which each sentence has taken on some of its neighbours', as the trained scorer does.
func coloured(scores []review.Score, share float64) {
	own := make([]float64, len(scores))
	for i := range scores {
		own[i] = scores[i].Tone
		scores[i].Alone = &own[i]
	}
	for i := range scores {
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(own) {
				scores[i].Tone += share * own[j] * scores[j].Weight
			}
		}
	}
}

// A tone that has taken on its neighbours' drifts by itself. In random order it raises no more alarms for that.
func TestColouredAlarms(t *testing.T) {
	const reviews = 2000
	alarms := 0
	for k := range reviews {
		rng := rand.New(rand.NewPCG(uint64(k), 3))
		tones := make([]float64, 28)
		for i := range tones {
			tones[i] = (1 - 2*float64(rng.IntN(2))) * (0.4 + 0.2*rng.Float64())
		}
		doc, scores := made(tones, full)
		doc.Review.Text += string(rune('a' + k%26))
		coloured(scores, 0.16)
		if len(find(t, doc, scores, review.About{}).Shifts) > 0 {
			alarms++
		}
	}
	if limit := 0.05*reviews + 3*math.Sqrt(0.05*0.95*reviews); float64(alarms) > limit {
		t.Errorf("%d alarms in %d reviews, at most %.0f are due", alarms, reviews, limit)
	}
}

// What the sentences say by themselves settles the place of a shift where the tones in the review blur it.
func TestPlace(t *testing.T) {
	doc, scores := made(join(run(8, 0.5), run(8, -0.5)), full)
	own := make([]float64, len(scores))
	for i := range scores {
		own[i] = scores[i].Tone
		scores[i].Alone = &own[i]
	}
	scores[8].Tone, scores[9].Tone = 0.1, 0 // blame that is heard as a reservation, praise being all around
	if got := find(t, doc, scores, review.About{}).Shifts; len(got) != 1 || got[0].Sentence != 8 {
		t.Errorf("shifts %+v, want one at 8", got)
	}
	// One stray sentence next to the place is taken for one.
	doc, scores = made(join(run(8, 0.5), []float64{-0.5, 0.5}, run(8, -0.5)), full)
	if got := find(t, doc, scores, review.About{}).Shifts; len(got) != 1 || got[0].Sentence < 8 || got[0].Sentence > 10 {
		t.Errorf("with a stray sentence: shifts %+v, want one at 8 to 10", got)
	}
}
