package tone

import (
	"math"
	"testing"
)

// TestRecollectAddsUp: what a filter with memory answers is the sum of what its words put into it, but for what was left
// before the twelfth word and what faded.
func TestRecollectAddsUp(t *testing.T) {
	m := newNet(t).model
	text := "I cannot say that any of it was good."
	doc := documentOf(text)
	words := m.vocab.split(nil, text, doc.Sentences[0].Span)
	var s sentScratch
	var p netPool
	m.pool(&s, words, &p)
	s.whole = s.rows
	s.parts = make([][4]float32, len(words)+6)
	answered := [2]int{}
	for f := netFilters; f < netAnswers; f++ {
		value := float64(p.values[f]) // in steps of a row
		if value < 40 {
			continue
		}
		answered[(f-netFilters)/netMemory]++
		clear(s.parts)
		m.recollect(&s, f, int(p.where[f]), 1)
		sum := 0.0
		for _, part := range s.parts {
			sum += float64(part[0] + part[1] + part[2] + part[3])
		}
		if off := math.Abs(sum - value); off > 0.06*value+50 {
			t.Errorf("filter %d answers %.0f, its words put in %.0f", f, value, sum)
		}
	}
	if answered[0] == 0 || answered[1] == 0 {
		t.Errorf("%v filters answered, forwards and backwards", answered)
	}
}
