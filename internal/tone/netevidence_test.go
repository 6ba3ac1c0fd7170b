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
	s.gain = make([]float32, len(words)+6)
	answered := [2]int{}
	for f := netFilters; f < netAnswers; f++ {
		if p.values[f] < 0.05 {
			continue
		}
		answered[(f-netFilters)/netMemory]++
		clear(s.gain)
		s.slope[f] = 1
		m.recollect(&s, f, int(p.where[f]))
		sum := float32(0)
		for _, gain := range s.gain {
			sum += gain
		}
		if off := math.Abs(float64(sum - p.values[f])); off > 0.06*float64(p.values[f])+0.06 {
			t.Errorf("filter %d answers %.3f, its words put in %.3f", f, p.values[f], sum)
		}
	}
	if answered[0] == 0 || answered[1] == 0 {
		t.Errorf("%v filters answered, forwards and backwards", answered)
	}
}
