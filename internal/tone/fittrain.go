package tone

import (
	"encoding/json"
	"fmt"
	"math"

	"tonearc/pipeline/review"
)

// Labelled is a review with a label for each of its sentences, to fit the bayes and lexicon scorers on.
type Labelled struct {
	Doc    *review.Document
	Labels []Label // one per sentence
}

// Label is what a reader said of a sentence, in the words of the labelling guidelines.
type Label struct {
	Stance review.Stance
	Tone   int // -2 … 2
	Mixed  int // 0, 1
	Feel   int // -2 … 2
}

// Fit fits the few numbers of the bayes or the lexicon scorer to labelled reviews and returns the file that the scorer
// embeds. It is the code behind cmd/train/simple and has no part in scoring. The same reviews give the same numbers.
func Fit(name string, reviews []Labelled) ([]byte, error) {
	reader, ok := map[string]reader{"bayes": readBayes, "lexicon": readLexicon}[name]
	if !ok {
		return nil, fmt.Errorf("there is nothing to fit in scorer %q", name)
	}
	fit := new(fitted)
	var inputs [][]float64
	var stances, classes, mixed []int
	var sums []float64
	var eachOf [][]float64
	var labels []Label
	for _, r := range reviews {
		for i, label := range r.Labels {
			chunks := chunksOf(r.Doc.Review.Text, r.Doc.Sentences[i].Span)
			each, sum := reader(chunks)
			c := placeOf(r.Doc, i).with(chunks, math.Abs(sum))
			inputs = append(inputs, c[:])
			stances = append(stances, map[review.Stance]int{review.Opinion: 0, review.Story: 1, review.Context: 2}[label.Stance])
			classes = append(classes, 1+sign(label.Tone))
			mixed = append(mixed, label.Mixed)
			sums, eachOf, labels = append(sums, sum), append(eachOf, each), append(labels, label)
		}
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("no labelled sentences")
	}
	for k, row := range logistic(inputs, stances, 3) {
		copy(fit.Stance[k][:], row)
	}
	var toneIns, mixedIns [][]float64
	var feelXY, feelXX float64
	var size, count [2]float64
	for n, in := range inputs {
		c := cues(in)
		stance := softmax3(dot(fit.Stance[0][:], in), dot(fit.Stance[1][:], in), dot(fit.Stance[2][:], in))
		t := toneInputs(c, stance[0], sums[n])
		toneIns = append(toneIns, t[:])
		m := mixedInputs(c, stance[0], eachOf[n])
		mixedIns = append(mixedIns, m[:])
		x := stance[1] * sums[n]
		feelXY += x * float64(labels[n].Feel) / 2
		feelXX += x * x
		if tone := labels[n].Tone; tone != 0 {
			side := (1 + sign(tone)) / 2
			size[side] += math.Abs(float64(tone)) / 2
			count[side]++
		}
	}
	for k, row := range logistic(toneIns, classes, 3) {
		copy(fit.Tone[k][:], row)
	}
	rows := logistic(mixedIns, mixed, 2)
	for k := range fit.Mixed {
		fit.Mixed[k] = rows[1][k] - rows[0][k]
	}
	fit.Feel = feelXY / max(feelXX, 1e-9)
	fit.Size = [2]float64{size[0] / max(count[0], 1), size[1] / max(count[1], 1)}
	roundFit(fit)
	return json.MarshalIndent(fit, "", " ")
}

func sign(x int) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// logistic fits softmax regression by gradient descent with momentum and a little weight decay.
func logistic(inputs [][]float64, labels []int, classes int) [][]float64 {
	const steps, rate, momentum, decay = 400, 0.5, 0.9, 1e-4
	dim := len(inputs[0])
	w, speed := matrix(classes, dim), matrix(classes, dim)
	p := make([]float64, classes)
	for range steps {
		gradient := matrix(classes, dim)
		for n, in := range inputs {
			top, sum := math.Inf(-1), 0.0
			for k := range p {
				p[k] = dot(w[k], in)
				top = max(top, p[k])
			}
			for k := range p {
				p[k] = math.Exp(p[k] - top)
				sum += p[k]
			}
			for k := range p {
				g := p[k] / sum
				if k == labels[n] {
					g--
				}
				for j, x := range in {
					gradient[k][j] += g * x
				}
			}
		}
		for k := range w {
			for j := range w[k] {
				speed[k][j] = momentum*speed[k][j] - rate*(gradient[k][j]/float64(len(inputs))+decay*w[k][j])
				w[k][j] += speed[k][j]
			}
		}
	}
	return w
}

func matrix(rows, columns int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, columns)
	}
	return out
}

// roundFit keeps four decimals, so that the file does not depend on the last bits of a machine's arithmetic.
func roundFit(fit *fitted) {
	round := func(list []float64) {
		for i := range list {
			list[i] = math.Round(list[i]*1e4) / 1e4
		}
	}
	for k := range 3 {
		round(fit.Stance[k][:])
		round(fit.Tone[k][:])
	}
	round(fit.Mixed[:])
	round(fit.Size[:])
	fit.Feel = math.Round(fit.Feel*1e4) / 1e4
}
