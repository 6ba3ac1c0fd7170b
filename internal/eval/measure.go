package eval

import (
	"math"
	"sort"

	"tonearc/pipeline/review"
)

// Measure is one figure over cases. It is NaN where the cases do not hold what it needs.
type Measure struct {
	Key   string // stable, for machines: "tone_macro_f1"
	Name  string // for people
	Value func(cases []Case) float64
	Point bool // no interval: drawing cases again would raise the figure itself
}

// Measures are all figures of labelled sentences, in the order in which they are printed.
var Measures = []Measure{
	{"tone_macro_f1", "tone: macro-F1", ToneMacroF1, false},
	{"tone_accuracy", "tone: accuracy", toneAccuracy, false},
	{"polar_accuracy", "polar accuracy", PolarAccuracy, false},
	{"against_accuracy", "polar accuracy against the review's lean", againstAccuracy, false},
	{"polar_auc", "polar AUC", polarAUC, false},
	{"stance_macro_f1", "stance: macro-F1", StanceMacroF1, false},
	{"stance_accuracy", "stance: accuracy", stanceAccuracy, false},
	{"tone_spearman", "tone: Spearman's ρ", toneSpearman, false},
	{"tone_error", "tone: mean absolute error", toneError, false},
	{"calibration_error", "calibration error (ECE)", func(cases []Case) float64 { return ExpectedError(Calibration(cases)) }, true},
	{"mixed_auc", "mixed: AUC", mixedAUC, false},
	{"feel_spearman", "feel: Spearman's ρ", feelSpearman, false},
}

// Classes and Stances are the classes of tone and stance in the order of every confusion matrix.
var (
	Classes = [3]review.Class{review.Negative, review.Neutral, review.Positive}
	Stances = [3]review.Stance{review.Opinion, review.Story, review.Context}
)

// Confusion counts cases: [labelled][predicted].
type Confusion [3][3]int

// ToneConfusion counts the tone classes, in the order of Classes.
func ToneConfusion(cases []Case) Confusion {
	var m Confusion
	for i := range cases {
		c := &cases[i]
		if c.Gold.HasTone {
			m[index(Classes, c.Gold.Class())][index(Classes, c.Score.Class())]++
		}
	}
	return m
}

// StanceConfusion counts the stances, in the order of Stances.
func StanceConfusion(cases []Case) Confusion {
	var m Confusion
	for i := range cases {
		c := &cases[i]
		if c.Gold.Stance != "" {
			m[index(Stances, c.Gold.Stance)][index(Stances, c.Score.Stance())]++
		}
	}
	return m
}

func index[T comparable](list [3]T, x T) int {
	for i, y := range list {
		if x == y {
			return i
		}
	}
	return 0
}

// Accuracy is the share of cases on the diagonal; NaN without cases.
func (m Confusion) Accuracy() float64 {
	right, all := 0, 0
	for g := range m {
		for p, n := range m[g] {
			all += n
			if g == p {
				right += n
			}
		}
	}
	return float64(right) / float64(all) // 0/0 is NaN
}

// F1 is precision, recall and F1 of class k; F1 is 0 where the class is labelled but never predicted.
func (m Confusion) F1(k int) (precision, recall, f1 float64) {
	var predicted, labelled int
	for j := range m {
		predicted += m[j][k]
		labelled += m[k][j]
	}
	precision = ratio(m[k][k], predicted)
	recall = ratio(m[k][k], labelled)
	return precision, recall, ratio(2*m[k][k], predicted+labelled)
}

// MacroF1 is the mean F1 of the classes that are labelled at all; NaN without cases.
func (m Confusion) MacroF1() float64 {
	sum, classes := 0.0, 0
	for k := range m {
		if m[k][0]+m[k][1]+m[k][2] > 0 {
			_, _, f1 := m.F1(k)
			sum += f1
			classes++
		}
	}
	return sum / float64(classes)
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// ToneMacroF1 is the mean F1 of negative, neutral and positive.
func ToneMacroF1(cases []Case) float64 { return ToneConfusion(cases).MacroF1() }

// StanceMacroF1 is the mean F1 of opinion, story and context.
func StanceMacroF1(cases []Case) float64 { return StanceConfusion(cases).MacroF1() }

func toneAccuracy(cases []Case) float64   { return ToneConfusion(cases).Accuracy() }
func stanceAccuracy(cases []Case) float64 { return StanceConfusion(cases).Accuracy() }

// PolarAccuracy is the share of the cases labelled negative or positive in which the greater of p(negative) and
// p(positive) is the label's. A tie is half right.
func PolarAccuracy(cases []Case) float64 {
	var right, all float64
	for i := range cases {
		c := &cases[i]
		if !c.Gold.HasTone || c.Gold.Tone == 0 {
			continue
		}
		all++
		switch lean := c.Score.Positive - c.Score.Negative; {
		case lean == 0:
			right += 0.5
		case lean > 0 == (c.Gold.Tone > 0):
			right++
		}
	}
	return right / all
}

// againstAccuracy is PolarAccuracy on the sentences that the rest of their review leans against.
func againstAccuracy(cases []Case) float64 {
	var against []Case
	for i := range cases {
		if cases[i].Against {
			against = append(against, cases[i])
		}
	}
	return PolarAccuracy(against)
}

// polarPositive is p(positive) among the polar classes, and whether it can be compared with a label.
func polarPositive(c *Case) (float64, bool) {
	sum := c.Score.Positive + c.Score.Negative
	return c.Score.Positive / sum, c.Gold.HasTone && c.Gold.Tone != 0 && sum > 0
}

func polarAUC(cases []Case) float64 {
	var x []float64
	var y []bool
	for i := range cases {
		if p, ok := polarPositive(&cases[i]); ok {
			x, y = append(x, p), append(y, cases[i].Gold.Tone > 0)
		}
	}
	return AUC(x, y)
}

func mixedAUC(cases []Case) float64 {
	var x []float64
	var y []bool
	for i := range cases {
		if cases[i].Gold.HasMixed {
			x, y = append(x, cases[i].Score.Mixed), append(y, cases[i].Gold.Mixed == 1)
		}
	}
	return AUC(x, y)
}

func toneSpearman(cases []Case) float64 {
	var x, y []float64
	for i := range cases {
		if cases[i].Gold.Graded {
			x, y = append(x, cases[i].Score.Tone), append(y, float64(cases[i].Gold.Tone))
		}
	}
	return Spearman(x, y)
}

func feelSpearman(cases []Case) float64 {
	var x, y []float64
	for i := range cases {
		if cases[i].Gold.HasFeel {
			x, y = append(x, cases[i].Score.Feel), append(y, float64(cases[i].Gold.Feel))
		}
	}
	return Spearman(x, y)
}

func toneError(cases []Case) float64 {
	var sum, n float64
	for i := range cases {
		if cases[i].Gold.Graded {
			sum += math.Abs(cases[i].Score.Tone - float64(cases[i].Gold.Tone)/2)
			n++
		}
	}
	return sum / n
}

// Bin is one of ten bins of a calibration table: polar sentences of like p(positive).
type Bin struct {
	Cases    int
	Said     float64 // mean p(positive) among negative and positive
	Happened float64 // share labelled positive
}

// Calibration sorts the polar cases by p(positive) into ten bins of equal count; nil for fewer than ten.
func Calibration(cases []Case) []Bin {
	type point struct {
		p        float64
		positive bool
	}
	var points []point
	for i := range cases {
		if p, ok := polarPositive(&cases[i]); ok {
			points = append(points, point{p, cases[i].Gold.Tone > 0})
		}
	}
	if len(points) < 10 {
		return nil
	}
	sort.SliceStable(points, func(i, j int) bool { return points[i].p < points[j].p })
	bins := make([]Bin, 10)
	for b := range bins {
		for _, pt := range points[b*len(points)/10 : (b+1)*len(points)/10] {
			bins[b].Cases++
			bins[b].Said += pt.p
			if pt.positive {
				bins[b].Happened++
			}
		}
		bins[b].Said /= float64(bins[b].Cases)
		bins[b].Happened /= float64(bins[b].Cases)
	}
	return bins
}

// ExpectedError is the expected calibration error of the bins: the mean distance between what was said and what
// happened; NaN without bins.
func ExpectedError(bins []Bin) float64 {
	var sum, n float64
	for _, b := range bins {
		sum += float64(b.Cases) * math.Abs(b.Said-b.Happened)
		n += float64(b.Cases)
	}
	return sum / n
}

// AUC is the probability that a random positive has a greater x than a random negative, ties counting half; NaN where
// one of the two is missing.
func AUC(x []float64, positive []bool) float64 {
	r := ranks(x)
	var sum, p, n float64
	for i, yes := range positive {
		if yes {
			sum += r[i]
			p++
		} else {
			n++
		}
	}
	return (sum - p*(p+1)/2) / (p * n)
}

// Spearman is the rank correlation of x and y, with mean ranks for ties; NaN where one of them does not vary.
func Spearman(x, y []float64) float64 {
	if len(x) < 3 {
		return math.NaN()
	}
	a, b := ranks(x), ranks(y)
	mean := float64(len(a)+1) / 2
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - mean) * (b[i] - mean)
		aa += (a[i] - mean) * (a[i] - mean)
		bb += (b[i] - mean) * (b[i] - mean)
	}
	return ab / math.Sqrt(aa*bb)
}

// ranks are the 1-based ranks of x, mean ranks for ties.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return x[order[i]] < x[order[j]] })
	out := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}
