package report

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// monthView is the tone of a month's reviews (or a year's, where the month is unknown).
type monthView struct {
	name string
	at   float64 // years
	tone review.Estimate
}

func newMonthViews(months map[string]*aggregate.Sum) []monthView {
	views := make([]monthView, 0, len(months))
	for month, sum := range months {
		at, ok := yearsOf(month)
		if ok && sum.N > 0 {
			views = append(views, monthView{month, at, sum.Estimate()})
		}
	}
	slices.SortFunc(views, func(a, b monthView) int {
		return cmp.Or(cmp.Compare(a.at, b.at), strings.Compare(a.name, b.name))
	})
	return views
}

// timeView is tone over time: the months for the table, and what is drawn, which is years where the months would crowd.
type timeView struct {
	months []monthView
	drawn  []monthView
	unit   string
}

const maxMonths = 48

func newTimeView(months map[string]*aggregate.Sum) timeView {
	v := timeView{months: newMonthViews(months), unit: "month"}
	v.drawn = v.months
	if len(v.months) > maxMonths {
		years := make(map[string]*aggregate.Sum)
		for _, month := range v.months {
			year := years[month.name[:4]]
			if year == nil {
				year = &aggregate.Sum{}
				years[month.name[:4]] = year
			}
			year.Merge(*months[month.name])
		}
		v.drawn, v.unit = newMonthViews(years), "year"
	}
	return v
}

// tickView is a year below the chart.
type tickView struct {
	year int
	at   float64 // years
}

// ticks are the years to write below what is drawn, at most nine: each where it begins or, where the dots are years, below
// its dot. The first year, of which only the end may be drawn, is left out where the next would stand too near.
func (v *timeView) ticks() []tickView {
	const nearest = 0.1 // of the width
	first, last := v.drawn[0].at, v.drawn[len(v.drawn)-1].at
	from, to := int(first), int(last)
	every := max(1, (to-from+7)/8)
	var ticks []tickView
	for year := from; year <= to; year += every {
		at := max(first, float64(year))
		if v.unit == "year" {
			at = float64(year) + 0.5
		}
		if len(ticks) == 1 && at-ticks[0].at < nearest*(last-first) {
			ticks = ticks[:0]
		}
		ticks = append(ticks, tickView{year, at})
	}
	return ticks
}

// yearsOf is the middle of "2021-05" or of "2021", in years.
func yearsOf(month string) (float64, bool) {
	digits := func(s string) (float64, bool) {
		n := 0
		for _, b := range []byte(s) {
			if b < '0' || b > '9' {
				return 0, false
			}
			n = 10*n + int(b-'0')
		}
		return float64(n), true
	}
	if len(month) < 4 {
		return 0, false
	}
	year, ok := digits(month[:4])
	if !ok {
		return 0, false
	}
	if len(month) == 7 && month[4] == '-' {
		if m, ok := digits(month[5:]); ok && m >= 1 && m <= 12 {
			return year + (m-0.5)/12, true
		}
		return 0, false
	}
	return year + 0.5, len(month) == 4
}
