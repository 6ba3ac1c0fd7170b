package report

// timeline writes tone over time: a dot per month or year with its interval, and the numbers behind it.
func (m *markup) timeline(v *timeView) {
	first, last := v.drawn[0].at, v.drawn[len(v.drawn)-1].at
	span := max(last-first, 1.0/12)
	across := func(at float64) float64 { return 2 + 96*(at-first)/span }
	m.raw(`<figure class="card"><div class="chart plainly"><div class="axis" aria-hidden="true"><span>praise</span><span>even</span><span>blame</span></div>` +
		`<svg class="time" width="100%" height="200" role="img" aria-label="Mean tone of the reviews over time; the numbers stand in the table below"><g class="grid"><line x2="100%" y1="34" y2="34"/><line x2="100%" y1="174" y2="174"/><line class="zero" x2="100%" y1="104" y2="104"/></g>`)
	y := func(tone float64) float64 { return chartEven - toneHeight*tone }
	open := false // whether some month has no range
	for _, month := range v.drawn {
		x := across(month.at)
		if month.tone.Low <= -1 && month.tone.High >= 1 {
			open = true
		} else {
			m.raw(`<line class="i" x1="`)
			m.num(x)
			m.raw(`%" x2="`)
			m.num(x)
			m.raw(`%" y1="`)
			m.num(y(month.tone.High))
			m.raw(`" y2="`)
			m.num(y(month.tone.Low))
			m.raw(`"/>`)
		}
		switch sign(month.tone.Value) {
		case 1:
			m.raw(`<circle class="p" r="4" cx="`)
		case -1:
			m.raw(`<circle class="n" r="4" cx="`)
		default:
			m.raw(`<circle class="z" r="4" cx="`)
		}
		m.num(x)
		m.raw(`%" cy="`)
		m.num(y(month.tone.Value))
		m.raw(`"/>`)
	}
	for _, tick := range v.ticks() {
		m.raw(`<text x="`)
		m.num(across(tick.at))
		m.raw(`%" y="194">`)
		m.int(tick.year)
		m.raw(`</text>`)
	}
	m.raw(`</svg></div><figcaption>A dot is the mean tone of a `)
	m.text(v.unit)
	m.raw(`’s reviews, the line its 95&nbsp;% range`)
	if open {
		m.raw(`; where there is none, the reviews are too few to tell it`)
	}
	m.raw(`.</figcaption></figure>` +
		`<details class="data"><summary>The numbers behind the chart</summary><table class="num" data-csv="time"><thead><tr><th scope="col">Month<th scope="col">Reviews<th scope="col">Mean tone<th scope="col">from<th scope="col">to</thead><tbody>`)
	for _, month := range v.months {
		m.raw(`<tr><th scope="row">`)
		m.text(month.name)
		m.raw(`<td>`)
		m.int(month.tone.N)
		for _, v := range [...]float64{month.tone.Value, month.tone.Low, month.tone.High} {
			m.raw(`<td>`)
			m.signed(v)
		}
	}
	m.raw(`</tbody></table></details>`)
}
