package shift

import (
	"fmt"
	"math"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// Options set how strict the search is. Zero values mean the defaults; they are derived in the package documentation.
type Options struct {
	Level        float64 // family-wise level of the tests, in (0, 1); default 0.05
	Permutations int     // shuffles per test at most; default 600
	MinChange    float64 // smallest change of tone that is called a shift, in tone units; default 0.5, one step of the labels
}

const (
	defaultLevel        = 0.05
	defaultPermutations = 600
	defaultMinChange    = 0.5
)

// Finder finds the arc of a review, its stretches and its tested shifts. It is immutable and safe for concurrent use.
type Finder struct{ opts Options }

// New returns a Finder.
func New(opts Options) *Finder {
	if opts.Level <= 0 || opts.Level >= 1 {
		opts.Level = defaultLevel
	}
	if opts.Permutations <= 0 {
		opts.Permutations = defaultPermutations
	}
	if opts.MinChange <= 0 {
		opts.MinChange = defaultMinChange
	}
	return &Finder{opts: opts}
}

// Shifts implements [review.ShiftFinder]. The result depends on its arguments alone: the permutations are seeded from
// the review's text. It is an error if there is not exactly one score per sentence.
func (f *Finder) Shifts(doc *review.Document, scores []review.Score, about review.About) (review.Arc, error) {
	if len(scores) != len(doc.Sentences) {
		return review.Arc{}, fmt.Errorf("shift: %d scores for %d sentences", len(scores), len(doc.Sentences))
	}
	if len(scores) == 0 {
		return review.Arc{Shape: review.ShapeTooShort, Warnings: []review.Warning{tooShort(0, fewest(f.opts.Level))}}, nil
	}
	tones, weights := make([]float64, len(scores)), make([]float64, len(scores))
	for i, sc := range scores {
		tones[i], weights[i] = clamp(sc.Tone, -1, 1), clamp(sc.Weight, 0, 1)
	}

	starts, middles := positions(doc)
	arc := review.Arc{Points: smooth(tones, weights)}
	for i := range arc.Points {
		arc.Points[i].Position = middles[i]
	}

	ser := newSeries(tones, alone(scores), weights)
	found := ser.find(f.opts, newPCG(doc.Review.Text))
	arc.Stretches = ser.stretches(found)
	arc.Shifts = ser.shifts(found)
	for i := range arc.Shifts {
		arc.Shifts[i].Position = starts[arc.Shifts[i].Sentence]
	}
	explain(doc, scores, about, &arc)
	arc.Shape = shape(arc.Shifts)
	if n, need := opinions(ser.weight), fewest(f.opts.Level); n < need {
		arc.Shape = review.ShapeTooShort
		arc.Warnings = append(arc.Warnings, tooShort(n, need))
	}
	return arc, nil
}

// alone are the tones of the sentences by themselves; nil if not every score has one.
func alone(scores []review.Score) []float64 {
	out := make([]float64, len(scores))
	for i, sc := range scores {
		if sc.Alone == nil {
			return nil
		}
		out[i] = clamp(*sc.Alone, -1, 1)
	}
	return out
}

// tooShort is the warning for a review of n sentences of opinion.
func tooShort(n, need int) review.Warning {
	has := fmt.Sprintf("%d sentences of opinion, and it takes %d", n, need)
	switch n {
	case 0:
		has = "no sentence of opinion"
	case 1:
		has = fmt.Sprintf("one sentence of opinion, and it takes %d", need)
	}
	return review.Warning{Code: "too_short", Message: "Too short to tell whether the tone shifts: " + has + "."}
}

// positions gives where each sentence starts and where its middle is, as shares of the review's characters.
func positions(doc *review.Document) (starts, middles []float64) {
	text := doc.Review.Text
	starts, middles = make([]float64, len(doc.Sentences)), make([]float64, len(doc.Sentences))
	at, chars := 0, 0
	for i, sent := range doc.Sentences {
		chars += utf8.RuneCountInString(text[at:sent.Start])
		length := utf8.RuneCountInString(text[sent.Start:sent.End])
		starts[i], middles[i] = float64(chars), float64(chars)+float64(length)/2
		chars += length
		at = sent.End
	}
	chars += utf8.RuneCountInString(text[at:])
	for i := range starts {
		starts[i] /= float64(max(chars, 1))
		middles[i] /= float64(max(chars, 1))
	}
	return starts, middles
}

// clamp brings x into [low, high]; what is not a number is 0.
func clamp(x, low, high float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return max(low, min(x, high))
}
