package eval

import (
	"math"
	"testing"

	"tonearc/pipeline/review"
)

// said makes a case: labelled tone, then p(negative), p(positive).
func said(tone int, negative, positive float64) Case {
	return Case{
		Gold:  Sentence{Tone: tone, HasTone: true, Graded: true},
		Score: review.Score{Negative: negative, Positive: positive, Neutral: 1 - negative - positive, Tone: positive - negative},
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 || math.IsNaN(a) && math.IsNaN(b) }

func TestToneFigures(t *testing.T) {
	cases := []Case{
		said(-2, 0.8, 0.1), // negative, right
		said(-1, 0.1, 0.8), // negative, said positive
		said(0, 0.1, 0.1),  // neutral, right
		said(1, 0.3, 0.4),  // positive, right
		said(2, 0.1, 0.2),  // positive, said neutral, but leaning right
	}
	if m := ToneConfusion(cases); m != (Confusion{{1, 0, 1}, {0, 1, 0}, {0, 1, 1}}) {
		t.Errorf("confusion %v", m)
	}
	// F1: negative 2·1/(1+2), neutral 2·1/(2+1), positive 2·1/(2+2)
	if got, want := ToneMacroF1(cases), (2.0/3+2.0/3+0.5)/3; !near(got, want) {
		t.Errorf("macro-F1 %v, want %v", got, want)
	}
	if got := PolarAccuracy(cases); !near(got, 0.75) {
		t.Errorf("polar accuracy %v, want 0.75", got)
	}
	if !math.IsNaN(againstAccuracy(cases)) {
		t.Error("no case is against its review, but there is an accuracy of such cases")
	}
	cases[0].Against, cases[1].Against = true, true
	if got := againstAccuracy(cases); !near(got, 0.5) {
		t.Errorf("accuracy against the review's lean %v, want 0.5", got)
	}
	if got := polarAUC(cases); !near(got, 0.5) { // 0.111 and 0.889 against 0.571 and 0.667
		t.Errorf("AUC %v, want 0.5", got)
	}
	if !math.IsNaN(StanceMacroF1(cases)) || !math.IsNaN(ToneMacroF1(nil)) || !math.IsNaN(PolarAccuracy(nil)) {
		t.Error("a figure of nothing is a number")
	}
}

func TestRankMeasures(t *testing.T) {
	for _, c := range []struct {
		x, y []float64
		want float64
	}{
		{[]float64{1, 2, 3, 4}, []float64{10, 20, 30, 40}, 1},
		{[]float64{1, 2, 3, 4}, []float64{4, 3, 2, 1}, -1},
		{[]float64{1, 2, 3, 4}, []float64{1, 1, 2, 2}, math.Sqrt(0.8)},
		{[]float64{1, 1, 1}, []float64{1, 2, 3}, math.NaN()},
		{[]float64{1, 2}, []float64{1, 2}, math.NaN()},
	} {
		if got := Spearman(c.x, c.y); !near(got, c.want) {
			t.Errorf("Spearman(%v, %v) = %v, want %v", c.x, c.y, got, c.want)
		}
	}
	for _, c := range []struct {
		x    []float64
		y    []bool
		want float64
	}{
		{[]float64{1, 2, 3}, []bool{false, true, true}, 1},
		{[]float64{1, 1}, []bool{false, true}, 0.5},
		{[]float64{3, 1, 2}, []bool{true, true, false}, 0.5},
		{[]float64{3, 1}, []bool{true, true}, math.NaN()},
		{nil, nil, math.NaN()},
	} {
		if got := AUC(c.x, c.y); !near(got, c.want) {
			t.Errorf("AUC(%v, %v) = %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func TestCalibration(t *testing.T) {
	var cases []Case
	for i := range 40 { // says 0.75; three of four are positive
		tone := 1
		if i%4 == 0 {
			tone = -1
		}
		cases = append(cases, said(tone, 0.2, 0.6))
	}
	bins := Calibration(cases)
	if len(bins) != 10 || bins[0].Cases != 4 || !near(ExpectedError(bins), 0) {
		t.Errorf("bins %+v", bins)
	}
	for i := range cases {
		cases[i].Score.Positive, cases[i].Score.Negative = 0.9, 0.1
	}
	if got := ExpectedError(Calibration(cases)); !near(got, 0.15) {
		t.Errorf("calibration error %v, want 0.15", got)
	}
	if Calibration(cases[:9]) != nil {
		t.Error("ten bins of nine cases")
	}
}

func TestBootstrapIsSeededAndResamplesReviews(t *testing.T) {
	var cases []Case
	for i := range 60 {
		c := said(1, 0.2, 0.7)
		if i%3 == 0 {
			c = said(1, 0.7, 0.2)
		}
		c.Review = i / 2
		cases = append(cases, c)
	}
	a, b := bootstrap(byReview(cases), PolarAccuracy), bootstrap(byReview(cases), PolarAccuracy)
	if a != b {
		t.Errorf("two intervals of the same cases: %v and %v", a, b)
	}
	if !near(a.Value, 2.0/3) || a.Low >= a.Value || a.High <= a.Value {
		t.Errorf("figure %+v", a)
	}
	if one := bootstrap(byReview(cases[:2]), PolarAccuracy); !math.IsNaN(one.Low) {
		t.Errorf("an interval of one review: %+v", one)
	}
}
