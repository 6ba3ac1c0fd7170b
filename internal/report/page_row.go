package report

import (
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// listedRows writes reviews as a list. What script.js writes for a filtered list is the same, element by element.
func (m *markup) listedRows(rows []listedView, depth safe) {
	m.raw("<ol class=\"rows\">\n")
	for i := range rows {
		m.listedRow(&rows[i], depth)
	}
	m.raw("</ol>")
}

func (m *markup) listedRow(v *listedView, depth safe) {
	m.raw(`<li><div class="what">`)
	m.up(depth, v.href, v.title)
	if v.below != "" {
		m.element("small", "", v.below)
	}
	m.raw(`</div>`)
	m.spark(v.spark)
	m.raw(`<div class="says"><span>`)
	m.tone(v.tone)
	m.raw(`</span><small>`)
	m.text(v.verdict)
	if v.shifts > 0 {
		m.raw(`, `)
		m.text(strings.Replace(counted(v.shifts, "shift"), " ", "\u00A0", 1)) // the number stays with its word
	}
	m.raw("</small></div></li>\n")
}

// spark writes a review's small arc: praise as an area above the line, blame below, shifts as ticks. One unit across is
// one point of the digest's arc, one unit down a twenty-fifth of tone, cut at ±0.8, which few arcs reach.
func (m *markup) spark(v sparkView) {
	m.raw(`<svg class="spark" viewBox="0 -20 47 40" preserveAspectRatio="none" aria-hidden="true"><path class="z" d="M0 0H47"/>`)
	m.area(`<path class="p" d="`, v.arc, 1)
	m.area(`<path class="n" d="`, v.arc, -1)
	for _, shift := range v.shifts {
		m.raw(`<path class="`)
		if shift.Direction == review.Up {
			m.raw(`u`)
		} else {
			m.raw(`d`)
		}
		m.raw(`" d="M`)
		m.buf = appendFixed(m.buf, float64(shift.Position)*(aggregate.SparkPoints-1), 1)
		m.raw(` -20V20"/>`)
	}
	m.raw(`</svg>`)
}

// area writes what a small arc does on one side of the zero line (way 1 or −1) as one path; nothing where that is
// nothing. Where the arc is unknown it lies on the line.
func (m *markup) area(open safe, arc []int8, way int) {
	first, last := -1, -1
	for i, tone := range arc {
		if sparkStep(tone)*way > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	m.raw(open)
	m.raw(`M`)
	m.int(first - 1)
	m.raw(` 0`)
	pen, level := 0, 0 // height of the pen, and for how many points it has stayed
	for i := first; i <= last+1; i++ {
		height := 0
		if i < len(arc) {
			height = max(0, sparkStep(arc[i])*way)
		}
		if height == pen {
			level++
			continue
		}
		m.along(level)
		m.raw(`l1 `)
		m.int((pen - height) * way)
		pen, level = height, 0
	}
	m.along(level)
	m.raw(`"/>`)
}

func (m *markup) along(n int) {
	if n > 0 {
		m.raw(`h`)
		m.int(n)
	}
}

// sparkStep is a point of a small arc as it is drawn: in twenty-fifths of tone, from −20 to 20; 0 where it is unknown.
func sparkStep(tone int8) int {
	switch {
	case tone == aggregate.ArcUnknown:
		return 0
	case tone < 0:
		return -min(20, (2-int(tone))/4)
	}
	return min(20, (int(tone)+2)/4)
}
