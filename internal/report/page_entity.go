package report

import (
	"tonearc/internal/aggregate"
)

// entities writes the pages of books, authors and characters.
func (p *pages) entities(totals *aggregate.Totals, write func(file) error) error {
	for at := range p.res.Entities {
		if err := p.entity(new(markup), at, totals, write); err != nil {
			return err
		}
	}
	return nil
}

// entity makes the page of one of them, where it has one, in m. It is safe for concurrent use if write is.
func (p *pages) entity(m *markup, at int, totals *aggregate.Totals, write func(file) error) error {
	path := p.entityPath(&p.res.Entities[at])
	if path == "" {
		return nil
	}
	v := p.newEntityPageView(at, totals)
	if err := p.readable(); err != nil {
		return err
	}
	p.heads[1].begin(m, v.name, v.kind, "")
	m.entityPage(&v, "../")
	p.heads[1].end(m)
	return write(file{path, m.buf})
}

func (m *markup) entityPage(v *entityPageView, depth safe) {
	m.raw(`<header class="top">`)
	m.heading(1)
	m.raw(`><bdi>`)
	m.text(v.name)
	m.raw(`</bdi>`)
	m.closing(1)
	m.raw(`<p class="by">`)
	m.text(capital(v.called))
	for _, part := range v.byline {
		m.raw(` · `)
		m.text(part.before)
		m.up(depth, part.href, part.name)
	}
	m.raw(`</p>`)
	m.element("p", "lead", v.lead)
	if len(v.relatedTo) > 0 {
		m.raw(`<p class="small">`)
		m.text(v.related)
		m.raw(`: `)
		for i, link := range v.relatedTo {
			if i > 0 {
				m.raw(` · `)
			}
			m.up(depth, link.href, link.name)
		}
		m.raw(`</p>`)
	}
	m.raw(`</header>`)
	m.figures(v.figures)
	if len(v.arcs.arcs) > 0 {
		m.arcs(v.arcsTitle, &v.arcs)
	}
	if len(v.praise)+len(v.blame) > 0 {
		m.raw(`<div class="panels">`)
		m.quotes("h-praise", "Strongest praise", v.praise, depth)
		m.quotes("h-blame", "Strongest blame", v.blame, depth)
		m.raw(`</div>`)
	}
	if len(v.aspects) > 0 {
		m.section("", "h-aspects", "Aspects")
		m.aspectTable(v.aspects, depth)
		m.raw(`</section>`)
	}
	if len(v.comparisons) > 0 {
		m.section("", "h-cmp", "Set against others")
		m.raw(`<ul class="plain">`)
		for i := range v.comparisons {
			m.compared(&v.comparisons[i], depth)
		}
		m.raw(`</ul>`)
		m.rest(v.unlisted, "more comparison", "comparisons.csv")
		m.raw(`</section>`)
	}
	if len(v.time.months) >= 2 {
		m.section("", "h-time", "Tone over time")
		m.timeline(&v.time)
		m.raw(`</section>`)
	}
	m.section("", "h-reviews", "Reviews")
	m.listedRows(v.rows, depth)
	m.rest(v.more, "more review", "entities.csv")
	m.raw(`</section>`)
	if len(v.facts) > 0 {
		m.raw(`<dl class="facts">`)
		for _, fact := range v.facts {
			m.element("dt", "", fact.name)
			m.raw(`<dd>`)
			m.link(fact.href, fact.value)
			m.raw(`</dd>`)
		}
		m.raw(`</dl>`)
	}
}

// rest says how many things a list leaves out, and which table has them all.
func (m *markup) rest(n int, noun string, table safe) {
	if n <= 0 {
		return
	}
	m.raw(`<p class="small">`)
	m.text(counted(n, noun))
	m.raw(` in <a href="../data/`)
	m.raw(table)
	m.raw(`">`)
	m.raw(table)
	m.raw(`</a>.</p>`)
}

// quotes writes a column of quotations.
func (m *markup) quotes(id, title safe, cites []citeView, depth safe) {
	m.section("", id, title)
	if len(cites) == 0 {
		m.raw(`<p class="none">None strong enough to quote.</p></section>`)
		return
	}
	m.raw(`<ul class="plain">`)
	for i := range cites {
		m.raw(`<li>`)
		m.cite(&cites[i], depth)
		m.raw(`</li>`)
	}
	m.raw(`</ul></section>`)
}

func (m *markup) cite(v *citeView, depth safe) {
	before, after := quotes(v.text)
	m.raw(`<span class="q"><bdi>`)
	m.raw(before)
	m.text(v.text)
	m.raw(after)
	m.raw(`</bdi></span> <small>`)
	if v.tone != 0 {
		class := safe("tp")
		if v.tone < 0 {
			class = "tn"
		}
		m.element("b", class, signed(v.tone))
		m.raw(` `)
	}
	m.up(depth, v.href, v.from)
	m.raw(`</small>`)
}

func (m *markup) compared(v *comparedView, depth safe) {
	m.raw(`<li><span class="tb">`)
	m.up(depth, v.subject.href, v.subject.name)
	m.raw(`</span> `)
	m.text(v.verb)
	m.raw(` <span class="tb">`)
	m.up(depth, v.object.href, v.object.name)
	m.raw(`</span><br>`)
	m.cite(&v.cite, depth)
	m.raw(`</li>`)
}

// arcs writes the arcs of several reviews over each other, their mean above, and its numbers below.
func (m *markup) arcs(title safe, v *arcsView) {
	m.section("", "h-arcs", title)
	m.raw(`<figure class="card"><div class="chart plainly"><div class="axis" aria-hidden="true"><span>praise</span><span>even</span><span>blame</span></div>` +
		`<svg width="100%" height="190" role="img" aria-label="The arcs of the reviews and their mean; the numbers of the mean stand in the table below"><g class="grid"><line x2="100%" y1="34" y2="34"/><line x2="100%" y1="174" y2="174"/><line class="zero" x2="100%" y1="104" y2="104"/></g>` +
		`<svg class="many`)
	if len(v.arcs) > 15 {
		m.raw(` lots`)
	}
	m.raw(`" y="34" width="100%" height="140" preserveAspectRatio="none" viewBox="0 0 47 200">`)
	for _, arc := range v.arcs {
		if len(v.arcs) == 1 {
			m.raw(`<path class="mean" d="`)
		} else {
			m.raw(`<path d="`)
		}
		m.polyline(arc)
		m.raw(`"/>`)
	}
	if len(v.arcs) > 1 {
		m.raw(`<path class="mean" d="`)
		m.polyline(v.mean)
		m.raw(`"/>`)
	}
	m.raw(`</svg></svg></div><figcaption>From the beginning of each review (left) to its end (right). `)
	if len(v.arcs) > 1 {
		m.raw(`The thick line is their mean. `)
	}
	m.text(v.note)
	m.raw(`</figcaption></figure><details class="data"><summary>The numbers behind the chart</summary><table class="num" data-csv="arcs"><thead><tr><th scope="col">Place in the review<th scope="col">Mean tone<th scope="col">Reviews</thead><tbody>`)
	for k := 0; k < len(v.mean); k += 4 {
		m.raw(`<tr><th scope="row">`)
		m.text(percent(float64(k) / float64(len(v.mean)-1)))
		m.raw(`<td>`)
		if v.mean[k] != aggregate.ArcUnknown {
			m.signed(float64(v.mean[k]) / 100)
		}
		m.raw(`<td>`)
		m.int(v.count[k])
	}
	m.raw(`</tbody></table></details></section>`)
}

// polyline writes a small arc as a path, one unit a point, with a gap where it is unknown.
func (m *markup) polyline(arc []int8) {
	down := false
	for k, tone := range arc {
		if tone == aggregate.ArcUnknown {
			down = false
			continue
		}
		if down {
			m.raw(`L`)
		} else {
			m.raw(`M`)
		}
		m.int(k)
		m.raw(` `)
		m.int(100 - int(tone))
		down = true
	}
}

func (m *markup) aspectTable(aspects []aspectTotalView, depth safe) {
	m.raw(`<div class="wide"><table class="aspects"><thead><tr><th scope="col">Aspect<th scope="col">Tone<th scope="col" class="r">Sentences<th scope="col">Praise<th scope="col">Blame</thead><tbody>`)
	for i := range aspects {
		v := &aspects[i]
		m.raw(`<tr><th scope="row">`)
		m.text(v.name)
		m.raw(`<td class="t">`)
		m.tone(v.tone)
		m.raw(`<td class="r">`)
		m.text(grouped(v.sentences))
		for _, cites := range [...][]citeView{v.praise, v.blame} {
			m.raw(`<td>`)
			for k := range cites {
				m.cite(&cites[k], depth)
			}
		}
	}
	m.raw(`</tbody></table></div>`)
}
