package report

import (
	"strings"
	"testing"

	"tonearc/internal/aggregate"
)

// A month of one review has no range: a line from blame to praise would say nothing, and crowds the chart.
func TestTimelineDrawsNoRangeOfAll(t *testing.T) {
	few, many := &aggregate.Sum{}, &aggregate.Sum{}
	few.Add(0.3)
	for range 6 {
		many.Add(0.2)
	}
	for _, c := range []struct {
		months      map[string]*aggregate.Sum
		dots, lines int
		said        bool
	}{
		{map[string]*aggregate.Sum{"2021-05": few, "2021-06": many}, 2, 1, true},
		{map[string]*aggregate.Sum{"2021-06": many}, 1, 1, false},
	} {
		v, m := newTimeView(c.months), &markup{}
		m.timeline(&v)
		got := string(m.buf)
		if dots, lines := strings.Count(got, "<circle"), strings.Count(got, `class="i"`); dots != c.dots || lines != c.lines {
			t.Errorf("%d dots and %d lines, want %d and %d", dots, lines, c.dots, c.lines)
		}
		if strings.Contains(got, "too few to tell") != c.said {
			t.Errorf("caption: %s", got[strings.Index(got, "<figcaption"):strings.Index(got, "</figcaption>")])
		}
	}
}
