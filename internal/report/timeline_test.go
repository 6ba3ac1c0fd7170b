package report

import (
	"fmt"
	"slices"
	"strconv"
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

// A year stands where it begins, below its dot where the dots are years, and nowhere so near to another that the two
// could not be read.
func TestTimelineYears(t *testing.T) {
	sum := &aggregate.Sum{}
	sum.Add(0.3)
	months := map[string]*aggregate.Sum{"2015-12": sum, "2016-03": sum, "2019-01": sum}
	v := newTimeView(months)
	if got, want := v.ticks(), []tickView{{2016, 2016}, {2017, 2017}, {2018, 2018}, {2019, 2019}}; !slices.Equal(got, want) {
		t.Errorf("months: got %v, want %v", got, want)
	}
	v = newTimeView(map[string]*aggregate.Sum{"2016-03": sum, "2016-09": sum})
	if got := v.ticks(); len(got) != 1 || got[0].year != 2016 {
		t.Errorf("one year: got %v", got)
	}
	for year := 2010; year < 2016; year++ {
		for month := 1; month <= 12; month++ {
			months[fmt.Sprintf("%d-%02d", year, month)] = sum
		}
	}
	v = newTimeView(months)
	if v.unit != "year" {
		t.Fatalf("the chart draws a dot a %s", v.unit)
	}
	for _, tick := range v.ticks() {
		dot := slices.IndexFunc(v.drawn, func(m monthView) bool { return m.name == strconv.Itoa(tick.year) })
		if dot >= 0 && v.drawn[dot].at != tick.at {
			t.Errorf("%d stands at %v, its dot at %v", tick.year, tick.at, v.drawn[dot].at)
		}
	}
}
