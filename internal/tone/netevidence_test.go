package tone

import (
	"fmt"
	"math"
	"testing"
)

// TestPartsAddUp: what a filter answers is the sum of what its words put into it; with memory, but for what faded.
func TestPartsAddUp(t *testing.T) {
	m := newNet(t).model
	text := "I cannot say that any of it was good."
	doc := documentOf(text)
	words := m.vocab.split(nil, text, doc.Sentences[0].Span)
	var s sentScratch
	var p netPool
	m.fill(new(rowScratch), words)
	m.pool(&s, words, &p)
	s.whole = s.rows
	answered := map[string]int{}
	check := func(kind string, f int, value, slack float64) {
		if value < 40 || p.where[f] == 0 {
			return
		}
		answered[kind]++
		const slope = 7
		s.slope[0] = slope
		unit := float64(s.attribute([]int16{int16(f)}, p.where[:])) / slope
		sum := 0.0
		for _, lanes := range s.lanes {
			for _, x := range lanes {
				sum += float64(x) * unit
			}
		}
		if off := math.Abs(sum - value); off > slack {
			t.Errorf("filter %d answers %.0f, its words put in %.1f", f, value, sum)
		}
	}
	for _, w := range netWidths {
		for f := w.first; f < w.first+w.filters; f++ {
			check(fmt.Sprint("width ", w.width), f, float64(s.top[f]), 0.5) // in steps of a row
		}
	}
	for f := netFilters; f < netAnswers; f++ {
		value := float64(p.values[f])
		check(fmt.Sprint("memory ", (f-netFilters)/netMemory), f, value, 0.01*value+8)
	}
	if len(answered) != len(netWidths)+2 {
		t.Errorf("only these filters answered: %v", answered)
	}
}
