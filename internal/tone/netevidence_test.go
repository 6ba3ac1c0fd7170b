package tone

import (
	"math"
	"testing"
)

// TestRecollectedAddsUp: what a filter with memory answers is the sum of what its words put into it, but for what faded.
func TestRecollectedAddsUp(t *testing.T) {
	m := newNet(t).model
	text := "I cannot say that any of it was good."
	doc := documentOf(text)
	words := m.vocab.split(nil, text, doc.Sentences[0].Span)
	var s sentScratch
	var p netPool
	m.fill(new(rowScratch), words)
	m.pool(&s, words, &p)
	s.whole = s.rows
	answered := [2]int{}
	for f := netFilters; f < netAnswers; f++ {
		value := float64(p.values[f]) // in steps of a row
		if value < 40 {
			continue
		}
		answered[(f-netFilters)/netMemory]++
		const slope = 7
		unit := float64(s.recollected([]int16{int16(f)}, []int32{slope}, p.where[netFilters:])) / slope
		sum := 0.0
		for _, lanes := range s.lanes {
			for _, x := range lanes {
				sum += float64(x) * unit
			}
		}
		if off := math.Abs(sum - value); off > 0.01*value+8 {
			t.Errorf("filter %d answers %.0f, its words put in %.1f", f, value, sum)
		}
	}
	if answered[0] == 0 || answered[1] == 0 {
		t.Errorf("%v filters answered, forwards and backwards", answered)
	}
}
