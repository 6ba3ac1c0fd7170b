package report

import (
	"math"
	"slices"

	"tonearc/pipeline/review"
)

// The chart's measures in CSS pixels, from its top. Across, everything is a share of the width, so that one drawing
// fits every screen; sentences stand side by side in slots of equal width.
const (
	chartPraise = 34.0  // tone +1
	chartEven   = 104.0 // tone 0
	chartBlame  = 174.0 // tone −1
	chartStory  = 200.0 // middle of the lane for story and context
	chartHeight = 220.0
	toneHeight  = chartEven - chartPraise
)

// chartView is a review's arc, ready to be drawn.
type chartView struct {
	slots  int // sentences
	bars   []barView
	runs   []curve // pieces of the line: the arc is drawn only where it is known
	shifts []markerView
	strips []stripView
}

// barView is a sentence in the chart.
type barView struct {
	stance  review.Stance
	tone    float64
	solid   float64 // [0, 1]: how surely it is opinion
	counts  bool    // false for what is not the reviewer speaking: quotations, and spoilers left aside
	mixed   bool
	ordinal int // of the sentence, from 0
}

// curve is one unbroken piece of the arc. Across it is measured in slots, down in pixels below chartPraise.
type curve struct {
	x, mid, low, high []float64
}

// markerView is a numbered shift.
type markerView struct {
	number int
	at     float64 // share of the width
	label  string
}

// stripView is an entity's line under the chart with a dot for every sentence that names it.
type stripView struct {
	name  string
	id    int // of its row in the table of entities
	dots  []dotView
	label string // what the dots say, in words
}

type dotView struct {
	slot int
	sign int // of the tone towards the entity in that sentence
}

// maxStrips is how many entities stand under the arc; all of them stand in the table.
const maxStrips = 7

func newChartView(an *review.Analysis) chartView {
	n := min(len(an.Sentences), len(an.Scores))
	v := chartView{slots: n, bars: make([]barView, n)}
	for i := range n {
		sc := &an.Scores[i]
		v.bars[i] = barView{
			stance: sc.Stance(), tone: sc.Tone, solid: sc.Opinion, counts: sc.Weight > 0, mixed: sc.Mixed >= 0.5, ordinal: i,
		}
	}
	v.runs = newCurves(an.Arc.Points, n)
	for i, shift := range an.Arc.Shifts {
		if shift.Sentence <= 0 || shift.Sentence >= n {
			continue
		}
		v.shifts = append(v.shifts, markerView{
			number: i + 1, at: float64(shift.Sentence) / float64(n), label: shiftVerb(shift.Before, shift.After),
		})
	}
	v.strips = newStrips(an, n)
	return v
}

// newCurves cuts the arc where it has no value.
func newCurves(points []review.Point, n int) []curve {
	known := 0
	for _, point := range points {
		if point.Known {
			known++
		}
	}
	if known == 0 {
		return nil
	}
	var runs []curve
	flat := make([]float64, 0, 4*known) // all pieces share one array
	down := func(tone float64) float64 { return toneHeight * (1 - min(1, max(-1, tone))) }
	for first := 0; first < min(len(points), n); {
		if !points[first].Known {
			first++
			continue
		}
		end := first
		for end < min(len(points), n) && points[end].Known {
			end++
		}
		at := len(flat)
		for i := first; i < end; i++ {
			flat = append(flat, float64(i)+0.5)
		}
		for i := first; i < end; i++ {
			flat = append(flat, down(points[i].Value))
		}
		for i := first; i < end; i++ {
			flat = append(flat, down(points[i].Low))
		}
		for i := first; i < end; i++ {
			flat = append(flat, down(points[i].High))
		}
		size := end - first
		part := func(k int) []float64 { return flat[at+k*size : at+(k+1)*size : at+(k+1)*size] }
		runs = append(runs, curve{x: part(0), mid: part(1), low: part(2), high: part(3)})
		first = end
	}
	return runs
}

// newStrips picks the entities that the review speaks of most: the main book and its author first, then by the number
// of sentences that name them.
func newStrips(an *review.Analysis, n int) []stripView {
	type candidate struct{ ent, size int }
	var picks []candidate
	for i := range an.About.Entities {
		if size := len(an.About.Entities[i].Sentences); size > 0 {
			picks = append(picks, candidate{i, size})
		}
	}
	slices.SortStableFunc(picks, func(a, b candidate) int {
		mainA, mainB := an.About.Entities[a.ent].Main, an.About.Entities[b.ent].Main
		if mainA != mainB {
			if mainA {
				return -1
			}
			return 1
		}
		return b.size - a.size
	})
	picks = picks[:min(len(picks), maxStrips)]
	if len(picks) == 0 {
		return nil
	}
	strips := make([]stripView, 0, len(picks))
	for _, pick := range picks {
		ent := &an.About.Entities[pick.ent]
		strip := stripView{name: ent.Name, id: pick.ent, dots: make([]dotView, 0, pick.size)}
		var praise, blame int
		for _, slot := range ent.Sentences {
			if slot < 0 || slot >= n {
				continue
			}
			dot := dotView{slot: slot, sign: sign(mentionTone(an.About.Mentions, pick.ent, slot))}
			switch dot.sign {
			case 1:
				praise++
			case -1:
				blame++
			}
			strip.dots = append(strip.dots, dot)
		}
		strip.label = "named in " + counted(len(strip.dots), "sentence") + ": " + counted(praise, "time") + " with praise, " + counted(blame, "time") + " with blame"
		strips = append(strips, strip)
	}
	return strips
}

// mentionTone is the mean tone of the mentions of an entity in one sentence. Mentions are sorted by sentence.
func mentionTone(mentions []review.Mention, ent, sentence int) float64 {
	first, _ := slices.BinarySearchFunc(mentions, sentence, func(m review.Mention, s int) int { return m.Sentence - s })
	sum, count := 0.0, 0
	for _, mention := range mentions[first:] {
		if mention.Sentence != sentence {
			break
		}
		if mention.Entity == ent {
			sum += mention.Tone
			count++
		}
	}
	if count == 0 {
		return 0
	}
	return sum / float64(count)
}

// tangents are the slopes of a monotone cubic through the points (Fritsch and Carlson 1980): a smooth line that never
// swings beyond what it joins, so that the drawing claims nothing that the numbers do not.
func tangents(x, y []float64) []float64 {
	n := len(x)
	slopes := make([]float64, n)
	if n < 2 {
		return slopes
	}
	previous := (y[1] - y[0]) / (x[1] - x[0])
	slopes[0] = previous
	for i := 1; i < n-1; i++ {
		next := (y[i+1] - y[i]) / (x[i+1] - x[i])
		if previous*next > 0 {
			slopes[i] = 2 * previous * next / (previous + next) // harmonic mean: never more than twice the smaller
		}
		previous = next
	}
	slopes[n-1] = previous
	for i, slope := range slopes {
		if math.IsNaN(slope) || math.IsInf(slope, 0) {
			slopes[i] = 0
		}
	}
	return slopes
}
