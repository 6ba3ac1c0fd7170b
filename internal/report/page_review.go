package report

// reviewPage writes a review's page between the head and the foot of every page.
func (m *markup) reviewPage(v *reviewView, depth, sentencesCSV safe) {
	m.raw(`<header class="top">`)
	m.heading(1)
	m.raw(`><bdi>`)
	m.text(v.title)
	m.raw(`</bdi>`)
	m.closing(1)
	if v.author != "" || len(v.byline) > 0 || v.headline != "" {
		m.raw(`<p class="by">`)
		if v.headline != "" {
			before, after := quotes(v.headline)
			m.raw(`<cite><bdi>`)
			m.raw(before)
			m.text(v.headline)
			m.raw(after)
			m.raw(`</bdi></cite> · `)
		}
		if v.author != "" {
			m.up(depth, v.authHref, v.author)
		}
		for i, part := range v.byline {
			if i > 0 || v.author != "" {
				m.raw(` · `)
			}
			m.element("bdi", "", part)
		}
		m.raw(`</p>`)
	}
	m.element("p", "lead", v.lead)
	m.raw(`</header>`)
	m.figures(v.figures)
	m.raw(`<figure class="card">`)
	m.chart(&v.chart)
	m.raw(`<p class="now" aria-live="polite" hidden></p><figcaption>Each bar is a sentence of opinion: up is praise, down is blame, the fuller the surer. ` +
		`Boxes below tell the story, dots give context. The line is the tone around each point, the band its 95&nbsp;% range; where no opinion is near there is none.`)
	if len(v.chart.shifts) > 0 {
		m.raw(` Numbers mark tested shifts.`)
	}
	m.raw(`</figcaption></figure><div class="two"><article class="text"`)
	if v.language != "" {
		m.raw(` lang="`)
		m.text(v.language)
		m.raw(`"`)
	}
	m.raw(` aria-label="The review">`)
	m.reading(&v.text)
	m.raw(`<p class="key" aria-hidden="true"><span class="p">praise</span> <span class="n">blame</span> <span class="p p2">strong</span> <span class="p"><span class="ep e2">the words</span> that say it</span> ` +
		`<em class="tb">book</em> <span class="ta">author</span> <span class="tc">character</span></p></article><div class="side">`)
	m.shifts(v.shifts, v.noShift)
	m.entities(v.entities, depth)
	m.aspects(v.aspects)
	m.comparisons(v.comparisons)
	m.doubts(v.doubts)
	m.facts(v.facts, v.bookHref, depth)
	m.raw(`</div></div>`)
	m.rows(v.rows, sentencesCSV)
}

// up is a link from a page at some depth to a path below the report's root.
func (m *markup) up(depth safe, href, s string) {
	if href == "" {
		m.element("bdi", "", s)
		return
	}
	m.raw(`<a href="`)
	m.raw(depth)
	m.text(href)
	m.raw(`"><bdi>`)
	m.text(s)
	m.raw(`</bdi></a>`)
}

func (m *markup) figures(figures []figureView) {
	m.raw(`<dl class="figs">`)
	for _, figure := range figures {
		m.raw(`<div><dt>`)
		m.text(figure.label)
		m.raw(`</dt><dd>`)
		m.text(figure.value)
		m.raw(`</dd></div>`)
	}
	m.raw(`</dl>`)
}

// quote writes a sentence of the review as a link to its place.
func (m *markup) quote(q quoteView) {
	if q.sentence < 0 || q.text == "" {
		return
	}
	m.raw(`<a class="q" href="#`)
	m.ref("s", q.sentence)
	m.raw(`"><bdi>`)
	before, after := quotes(q.text)
	m.raw(before)
	m.text(q.text)
	m.raw(after)
	m.raw(`</bdi></a>`)
}

// weighed writes words with how much they weigh: "bland −0.12".
func (m *markup) weighed(words []wordView) {
	for i, word := range words {
		if i > 0 {
			m.raw(`, `)
		}
		m.element("bdi", "", word.word)
		m.raw("\u00A0")
		m.signed(word.weight)
	}
}

func (m *markup) shifts(shifts []shiftView, none string) {
	m.section("shifts", "h-shifts", "How the tone shifts")
	if len(shifts) == 0 {
		m.element("p", "none", none)
		m.raw(`</section>`)
		return
	}
	m.raw(`<ol>`)
	for i := range shifts {
		v := &shifts[i]
		m.raw(`<li id="`)
		m.ref("shift", v.number)
		m.raw(`">`)
		m.heading(3)
		m.raw(`><span class="num">`)
		m.int(v.number)
		m.raw(`</span> `)
		m.text(v.title)
		m.closing(3)
		m.raw(`<p>`)
		m.text(v.explanation)
		m.raw(`</p>`)
		if v.before.sentence >= 0 || v.after.sentence >= 0 {
			m.raw(`<p class="turn">`)
			m.quote(v.before)
			if v.before.sentence >= 0 && v.after.sentence >= 0 {
				m.raw(` <span aria-label="then">→</span> `)
			}
			m.quote(v.after)
			m.raw(`</p>`)
		}
		m.raw(`<p class="small">`)
		if len(v.words) > 0 {
			m.raw(`Words: `)
			m.weighed(v.words)
			m.raw(`. `)
		}
		m.text(capital(v.chance))
		m.raw(`.</p></li>`)
	}
	m.raw(`</ol></section>`)
}

// tone writes an estimate with a mark that says its sign by shape and colour.
func (m *markup) tone(e estimateView) {
	if e.n == 0 {
		m.raw(`<span class="none">–</span>`)
		return
	}
	switch sign(e.value) {
	case 1:
		m.raw(`<b class="tp">`)
	case -1:
		m.raw(`<b class="tn">`)
	default:
		m.raw(`<b class="tz">`)
	}
	m.signed(e.value)
	m.raw(`</b> <small>`)
	m.text(e.doubt)
	m.raw(`</small>`)
}

func (m *markup) entities(entities []entityView, depth safe) {
	if len(entities) == 0 {
		return
	}
	m.section("", "h-who", "Who and what it speaks of")
	m.raw(`<table><thead><tr><th scope="col">Name<th scope="col">Tone<th scope="col" class="r">Times</thead><tbody>`)
	for i := range entities {
		v := &entities[i]
		m.raw(`<tr id="`)
		m.ref("e", i)
		m.raw(`"><th scope="row"><span class="`)
		m.raw(v.look)
		m.raw(`">`)
		m.up(depth, v.href, v.name)
		m.raw(`</span> <small>`)
		m.text(v.kind)
		if v.aliases != "" {
			m.raw(`, also <bdi>`)
			m.text(v.aliases)
			m.raw(`</bdi>`)
		}
		m.raw(`</small>`)
		if sign(v.tone.value) != 0 && v.tone.n > 0 && v.quote.sentence >= 0 {
			m.raw(`<br>`)
			m.quote(v.quote)
		}
		m.raw(`<td class="t">`)
		m.tone(v.tone)
		m.raw(`<td class="r">`)
		m.int(v.mentions)
	}
	m.raw(`</tbody></table></section>`)
}

func (m *markup) aspects(aspects []aspectView) {
	if len(aspects) == 0 {
		return
	}
	m.section("", "h-sides", "Aspects of the book")
	m.raw(`<table><thead><tr><th scope="col">Aspect<th scope="col">Tone<th scope="col" class="r">Sentences</thead><tbody>`)
	for i := range aspects {
		v := &aspects[i]
		m.raw(`<tr><th scope="row">`)
		m.text(v.name)
		if v.of != "" {
			m.raw(` of `)
			m.element("bdi", "tb", v.of)
		}
		if v.quote.sentence >= 0 {
			m.raw(`<br>`)
			m.quote(v.quote)
		}
		m.raw(`<td class="t">`)
		m.tone(v.tone)
		m.raw(`<td class="r">`)
		m.int(len(v.sentences))
	}
	m.raw(`</tbody></table></section>`)
}

func (m *markup) comparisons(comparisons []comparisonView) {
	if len(comparisons) == 0 {
		return
	}
	m.section("", "h-cmp", "Set against other books")
	m.raw(`<ul class="plain">`)
	for i := range comparisons {
		v := &comparisons[i]
		m.raw(`<li>`)
		m.element("bdi", "tb", v.subject)
		m.raw(` `)
		m.text(v.verb)
		m.raw(` `)
		m.element("bdi", "tb", v.object)
		m.raw(` `)
		m.quote(v.quote)
		m.raw(`</li>`)
	}
	m.raw(`</ul></section>`)
}

func (m *markup) doubts(doubts []doubtView) {
	if len(doubts) == 0 {
		return
	}
	const most = 12 // places named per doubt
	m.section("", "h-doubt", "Doubts")
	m.raw(`<ul class="plain">`)
	for i := range doubts {
		m.raw(`<li>`)
		m.text(doubts[i].text)
		for j, sentence := range doubts[i].sentences {
			if j == most {
				m.raw(` and `)
				m.int(len(doubts[i].sentences) - most)
				m.raw(` more`)
				break
			}
			m.raw(` <a class="pl" href="#`)
			m.ref("s", sentence)
			m.raw(`">`)
			m.int(sentence)
			m.raw(`</a>`)
		}
		m.raw(`</li>`)
	}
	m.raw(`</ul></section>`)
}

func (m *markup) facts(facts []factView, bookHref string, depth safe) {
	m.section("", "h-facts", "About this review")
	m.raw(`<dl class="facts">`)
	for i := range facts {
		m.raw(`<dt>`)
		m.text(facts[i].name)
		m.raw(`</dt><dd>`)
		m.link(facts[i].href, facts[i].value)
		m.raw(`</dd>`)
	}
	m.raw(`</dl>`)
	if bookHref != "" {
		m.raw(`<p class="small">`)
		m.up(depth, bookHref, "All that these reviews say of the book")
		m.raw(`</p>`)
	}
	m.raw(`</section>`)
}

// rows writes the table behind the chart. The script reads its cells for the line under the chart.
func (m *markup) rows(rows []rowView, sentencesCSV safe) {
	m.raw(`<details class="data"><summary>The numbers behind the chart</summary><p class="small">Sentences are counted from 0.`)
	if sentencesCSV != "" {
		m.raw(` The same rows, with more columns, stand in <a href="`)
		m.raw(sentencesCSV)
		m.raw(`">sentences.csv</a>.`)
	}
	m.raw(`</p><div class="wide"><table class="num" data-csv="sentences"><thead><tr><th scope="col">Sentence<th scope="col">Stance<th scope="col">Tone<th scope="col">Surely opinion<th scope="col">Line<th scope="col">What moved it</thead><tbody>`)
	for i := range rows {
		v := &rows[i]
		m.raw(`<tr><th scope="row"><a href="#`)
		m.ref("s", i)
		m.raw(`">`)
		m.int(i)
		m.raw(`</a><td>`)
		m.text(string(v.stance))
		m.raw(`<td>`)
		m.signed(v.tone)
		m.raw(`<td>`)
		m.text(v.opinion)
		m.raw(`<td>`)
		m.text(v.line)
		m.raw(`<td>`)
		m.weighed(v.evidence)
	}
	m.raw(`</tbody></table></div></details>`)
}
