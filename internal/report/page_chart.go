package report

import "tonearc/pipeline/review"

// chart writes the arc: bars, line and band, the lane for story and context, numbered shifts, and the strips of the
// entities, all on one axis.
func (m *markup) chart(v *chartView) {
	m.raw(`<div class="chart"><div class="axis" aria-hidden="true"><span>praise</span><span>even</span><span>blame</span><span>story</span></div>` +
		`<svg class="arc `)
	m.raw(slotClass(v.slots))
	m.raw(`" width="100%" height="220" role="group" aria-label="Tone of each sentence, from the first to the last"><g class="grid"><line x2="100%" y1="34" y2="34"/><line x2="100%" y1="174" y2="174"/><line class="zero" x2="100%" y1="104" y2="104"/></g>`)
	m.curves(v, true)
	wide := v.slots > 60 // beyond, the style's limit on a bar's width cannot bind
	step := 100 / float64(max(1, v.slots))
	for i := range v.bars {
		m.bar(&v.bars[i], step, wide)
	}
	m.curves(v, false)
	for _, marker := range v.shifts {
		m.raw(`<a class="mark" href="#`)
		m.ref("shift", marker.number)
		m.raw(`" aria-label="Shift `)
		m.int(marker.number)
		m.raw(`: `)
		m.text(marker.label)
		m.raw(`"><line x1="`)
		m.num(marker.at * 100)
		m.raw(`%" x2="`)
		m.num(marker.at * 100)
		m.raw(`%" y1="22" y2="212"/><circle cx="`)
		m.num(marker.at * 100)
		m.raw(`%" cy="12" r="10"/><text x="`)
		m.num(marker.at * 100)
		m.raw(`%" y="16">`)
		m.int(marker.number)
		m.raw(`</text></a>`)
	}
	m.raw(`</svg>`)
	for i := range v.strips {
		m.strip(&v.strips[i], step)
	}
	m.raw(`</div>`)
}

// slotClass picks the rule of the style sheet that limits a bar's width in pixels.
func slotClass(slots int) safe {
	switch {
	case slots <= 8:
		return "k8"
	case slots <= 15:
		return "k15"
	case slots <= 30:
		return "k30"
	case slots <= 60:
		return "k60"
	}
	return "k"
}

// bar writes one sentence: a link to its text that fills the slot, and what stands in it.
func (m *markup) bar(bar *barView, step float64, wide bool) {
	left := float64(bar.ordinal) * step
	m.raw(`<a href="#`)
	m.ref("s", bar.ordinal)
	m.raw(`" aria-label="`)
	m.int(bar.ordinal)
	m.raw(`: `)
	if bar.stance == review.Opinion {
		m.text(toneWord(bar.tone))
		m.raw(` `)
		m.signed(bar.tone)
	} else {
		m.text(string(bar.stance))
	}
	m.raw(`"><rect class="h" x="`)
	m.num(left)
	m.raw(`%" width="`)
	m.num(step)
	m.raw(`%"/>`)
	middle := left + step/2
	switch bar.stance {
	case review.Story:
		m.raw(`<rect class="st" y="194" height="12`)
		m.slot(middle, step, wide)
	case review.Context:
		m.raw(`<circle class="cx" cx="`)
		m.num(middle)
		m.raw(`%" cy="200" r="2"/>`)
	default:
		m.opinion(bar, middle, step, wide)
	}
	m.raw(`</a>`)
}

// opinion writes the bar of a sentence of opinion, and a stub the other way where praise and blame are both there.
func (m *markup) opinion(bar *barView, middle, step float64, wide bool) {
	way := sign(bar.tone)
	height := toneHeight * min(1, max(-1, bar.tone))
	switch way {
	case 0:
		m.raw(`<rect class="z" y="102.5" height="3`)
	case 1:
		m.raw(`<rect class="p" y="`)
		m.num(chartEven - height)
		m.raw(`" height="`)
		m.num(height)
	case -1:
		m.raw(`<rect class="n" y="104" height="`)
		m.num(-height)
	}
	if way != 0 {
		m.raw(`" fill-opacity="`)
		if bar.counts {
			m.num(solidity(bar.solid))
		} else {
			m.raw(`0`)
		}
	}
	m.slot(middle, step, wide)
	if bar.mixed {
		if way > 0 {
			m.raw(`<rect class="n" y="104" height="9" fill-opacity="0`)
		} else {
			m.raw(`<rect class="p" y="95" height="9" fill-opacity="0`)
		}
		m.slot(middle, step, wide)
	}
}

// solidity is how opaque a bar is filled: a tenth at even odds of being opinion, whole when sure. Its outline is always
// there.
func solidity(p float64) float64 {
	filled := 0.15 + 0.85*min(1, max(0, (p-0.4)/0.55))
	return float64(int(filled*10+0.5)) / 10
}

// slot ends a rectangle's tag with its place across.
func (m *markup) slot(middle, step float64, wide bool) {
	m.raw(`" x="`)
	m.num(middle)
	m.raw(`%`)
	if wide {
		m.raw(`" width="`)
		m.num(step * 0.7)
		m.raw(`%`)
	}
	m.raw(`"/>`)
}

// curves writes the band or the line over the whole width: an inner drawing that is stretched across, one unit a slot,
// and keeps its heights.
func (m *markup) curves(v *chartView, band bool) {
	if len(v.runs) == 0 {
		return
	}
	m.raw(`<svg class="`)
	if band {
		m.raw(`band`)
	} else {
		m.raw(`line`)
	}
	m.raw(`" y="34" width="100%" height="140" preserveAspectRatio="none" viewBox="0 0 `)
	m.int(v.slots)
	m.raw(` 140"><path d="`)
	for i := range v.runs {
		run := &v.runs[i]
		if band {
			m.smooth('M', run.x, run.high)
			m.smoothBack(run.x, run.low)
			m.raw(`Z`)
		} else {
			m.smooth('M', run.x, run.mid)
		}
	}
	m.raw(`"/></svg>`)
}

// smooth writes a path from the first point to the last, as cubic curves. A single point becomes a short dash.
func (m *markup) smooth(start byte, x, y []float64) {
	if len(x) == 1 {
		m.buf = append(m.buf, start)
		m.point(x[0]-0.3, y[0])
		m.raw(`H`)
		m.num(x[0] + 0.3)
		return
	}
	slopes := tangents(x, y)
	m.buf = append(m.buf, start)
	m.point(x[0], y[0])
	m.raw(`C`)
	for i := 1; i < len(x); i++ {
		third := (x[i] - x[i-1]) / 3
		m.point(x[i-1]+third, y[i-1]+slopes[i-1]*third)
		m.raw(` `)
		m.point(x[i]-third, y[i]-slopes[i]*third)
		m.raw(` `)
		m.point(x[i], y[i])
		m.raw(` `)
	}
}

// smoothBack continues a path along the same curve from its last point to its first.
func (m *markup) smoothBack(x, y []float64) {
	n := len(x)
	if n == 1 {
		m.raw(`L`)
		m.point(x[0]+0.3, y[0])
		m.raw(`H`)
		m.num(x[0] - 0.3)
		return
	}
	slopes := tangents(x, y)
	m.raw(`L`)
	m.point(x[n-1], y[n-1])
	m.raw(`C`)
	for i := n - 1; i > 0; i-- {
		third := (x[i] - x[i-1]) / 3
		m.point(x[i]-third, y[i]-slopes[i]*third)
		m.raw(` `)
		m.point(x[i-1]+third, y[i-1]+slopes[i-1]*third)
		m.raw(` `)
		m.point(x[i-1], y[i-1])
		m.raw(` `)
	}
}

// point writes a pair of coordinates: two decimals across, where a slot is one unit, and one down.
func (m *markup) point(x, y float64) {
	m.num(x)
	m.raw(` `)
	m.buf = appendFixed(m.buf, y, 1)
}

// strip writes an entity's line: praise stands above it, blame below, neither is hollow on it.
func (m *markup) strip(v *stripView, step float64) {
	m.raw(`<a class="who" href="#`)
	m.ref("e", v.id)
	m.raw(`"><bdi>`)
	m.text(v.name)
	m.raw(`</bdi></a><svg class="strip" width="100%" height="24" role="img" aria-label="`)
	m.text(v.name)
	m.raw(`: `)
	m.text(v.label)
	m.raw(`"><line x2="100%" y1="12" y2="12"/>`)
	for _, dot := range v.dots {
		switch dot.sign {
		case 1:
			m.raw(`<circle class="p" cy="9`)
		case -1:
			m.raw(`<circle class="n" cy="15`)
		default:
			m.raw(`<circle class="z" cy="12`)
		}
		m.raw(`" r="4" cx="`)
		m.num((float64(dot.slot) + 0.5) * step)
		m.raw(`%"/>`)
	}
	m.raw(`</svg>`)
}
