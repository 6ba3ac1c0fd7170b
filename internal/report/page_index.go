package report

import (
	"strconv"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// index writes index.html, the further pages of its list, and the shards that its script searches.
func (p *pages) index(totals *aggregate.Totals, changes []review.Change, skips []review.Skip, run RunInfo, write func(file) error) error {
	v := p.newIndexView(totals, changes, run)
	shards, err := p.shards(v.order, write)
	if err != nil {
		return err
	}
	last := max(1, (len(v.order)+rowsPerPage-1)/rowsPerPage)
	for number := 1; number <= last; number++ {
		var m markup
		title := p.opts.Title
		if number > 1 {
			title += ", page " + strconv.Itoa(number)
		}
		p.heads[0].begin(&m, title, "index", shardList(shards))
		if number == 1 {
			m.indexTop(&v)
		} else {
			m.heading(1)
			m.raw(`>`)
			m.text(title)
			m.closing(1)
		}
		m.allReviews(p, &v, number, last)
		if number == 1 && len(skips)+run.Counts.Empty > 0 {
			m.skipped(skips, run.Counts.Empty)
		}
		p.heads[0].end(&m)
		if err := write(file{indexPath(number), m.buf}); err != nil {
			return err
		}
	}
	return nil
}

// indexPath is the n-th page of the index.
func indexPath(number int) string {
	if number == 1 {
		return "index.html"
	}
	return "index-" + strconv.Itoa(number) + ".html"
}

// indexTop writes the corpus at a glance.
func (m *markup) indexTop(v *indexView) {
	m.raw(`<header class="top">`)
	m.heading(1)
	m.raw(`><bdi>`)
	m.text(v.title)
	m.raw(`</bdi>`)
	m.closing(1)
	m.element("p", "lead", v.lead)
	m.raw(`</header>`)
	m.figures(v.figures)
	m.element("p", "small", "Tone is what a reviewer thinks of the book; how dark the story is does not count. It is judged by a program: open a review to see which words gave it its tone.")
	m.spread(v.spread)
	m.raw(`<div class="panels">`)
	for i := range v.panels {
		m.panel(&v.panels[i])
	}
	m.raw(`</div>`)
}

// spread writes how many reviews have which tone, as bars over one axis, with the numbers behind them.
func (m *markup) spread(bins []binView) {
	most := 0
	for _, bin := range bins {
		most = max(most, bin.count)
	}
	if most == 0 {
		return
	}
	const height = 120.0
	m.section("spread", "h-spread", "The spread of tone")
	m.raw(`<figure><svg class="hist" width="100%" height="140" role="img" aria-label="Number of reviews by tone; the numbers stand in the table below">`)
	step := 100 / float64(len(bins))
	for i, bin := range bins {
		if bin.count == 0 {
			continue
		}
		class := safe(`<rect class="p" x="`)
		if bin.low < -1e-9 {
			class = `<rect class="n" x="`
		}
		size := max(1.5, height*float64(bin.count)/float64(most))
		m.raw(class)
		m.num(float64(i)*step + 0.1*step)
		m.raw(`%" width="`)
		m.num(0.8 * step)
		m.raw(`%" y="`)
		m.num(height + 16 - size)
		m.raw(`" height="`)
		m.num(size)
		m.raw(`"/>`)
		m.raw(`<text x="`)
		m.num((float64(i) + 0.5) * step)
		m.raw(`%" y="`)
		m.num(height + 12 - size)
		m.raw(`">`)
		m.int(bin.count)
		m.raw(`</text>`)
	}
	m.raw(`<line x2="100%" y1="136.5" y2="136.5"/></svg><div class="ends" aria-hidden="true"><span>−1 blame</span><span>0 even</span><span>praise +1</span></div></figure>` +
		`<details class="data"><summary>The numbers behind the chart</summary><table class="num" data-csv="spread"><thead><tr><th scope="col">Tone from<th scope="col">to<th scope="col">Reviews</thead><tbody>`)
	for _, bin := range bins {
		m.raw(`<tr><th scope="row">`)
		m.signed(bin.low)
		m.raw(`<td>`)
		m.signed(bin.low + binWidth)
		m.raw(`<td>`)
		m.int(bin.count)
	}
	m.raw(`</tbody></table></details></section>`)
}

func (m *markup) panel(v *panelView) {
	m.raw(`<section class="panel">`)
	m.heading(2)
	m.raw(`>`)
	m.text(v.title)
	m.closing(2)
	if len(v.lines) == 0 {
		m.element("p", "none", v.empty)
	} else {
		m.raw(`<ul class="plain">`)
		for i := range v.lines {
			m.line(&v.lines[i])
		}
		m.raw(`</ul>`)
	}
	if v.note != "" {
		m.element("p", "small", v.note)
	}
	if v.more.href != "" {
		m.raw(`<p class="small">`)
		m.link(v.more.href, v.more.value)
		m.raw(`</p>`)
	}
	m.raw(`</section>`)
}

func (m *markup) line(v *lineView) {
	m.raw(`<li><div class="what">`)
	m.link(v.href, v.name)
	m.element("small", "", v.note)
	m.raw(`</div>`)
	if v.spark != nil {
		m.spark(newSparkView(v.spark))
	}
	class := safe("tv")
	switch v.sign {
	case 1:
		class = "tp"
	case -1:
		class = "tn"
	}
	m.element("b", class, v.value)
	m.raw(`</li>`)
}

// allReviews writes one page of the list of reviews: the controls that the script brings to life, rows, and links to
// the other pages.
func (m *markup) allReviews(p *pages, v *indexView, number, last int) {
	m.section("all", "h-all", "All reviews")
	if v.note != "" {
		m.element("p", "small", v.note)
	}
	m.raw(filterForm)
	m.raw(`<p class="status small" role="status"></p><div id="list">`)
	first := (number - 1) * rowsPerPage
	rows := make([]listedView, 0, rowsPerPage)
	for _, i := range v.order[min(first, len(v.order)):min(first+rowsPerPage, len(v.order))] {
		rows = append(rows, p.listed(i))
	}
	m.listedRows(rows, "")
	m.pager(number, last)
	m.raw(`</div><p class="small">The same with more columns: <a href="data/reviews.csv">reviews.csv</a>.</p></section>`)
}

// filterForm stays hidden until the script has taken it over.
const filterForm safe = `<form class="filter" role="search" aria-label="Reviews" hidden>` +
	`<label>Search <input type="search" name="q" autocomplete="off"></label>` +
	`<label>Book <input name="book" list="books" autocomplete="off"></label><datalist id="books"></datalist>` +
	`<label>Author <input name="author" list="authors" autocomplete="off"></label><datalist id="authors"></datalist>` +
	`<label>Verdict <select name="verdict"><option value="">any<option>positive<option>mixed<option>negative<option>neutral<option value="too_short">too short to tell</select></label>` +
	`<label>Shape <select name="shape"><option value="">any<option>rise<option>fall<option>valley<option>hill<option>wave<option>flat<option value="too_short">too short to tell</select></label>` +
	`<label>Sort by <select name="sort"><option value="">newest first<option value="oldest">oldest first<option value="turnaround">biggest turnaround<option value="praise">most praise<option value="blame">most blame<option value="stars">most stars<option value="gap">text against stars<option value="title">title<option value="words">longest</select></label>` +
	`<button type="reset">Clear</button></form>`

// pager writes links to the pages of a list: all where they are few, else those nearby and the ends.
func (m *markup) pager(number, last int) {
	if last < 2 {
		return
	}
	m.raw(`<nav class="pager" aria-label="Pages of the list">`)
	gap := false
	for k := 1; k <= last; k++ {
		if k != 1 && k != last && (k < number-3 || k > number+3) {
			gap = true
			continue
		}
		if gap {
			m.raw(`<span>…</span>`)
			gap = false
		}
		m.raw(`<a href="`)
		m.text(indexPath(k))
		if k == number {
			m.raw(`" aria-current="page`)
		}
		m.raw(`">`)
		m.int(k)
		m.raw(`</a>`)
	}
	m.raw(`</nav>`)
}

// skipped says what was not analysed: records that were left out, and how many there are without a text.
func (m *markup) skipped(skips []review.Skip, empty int) {
	const most = 20
	problems := 0
	for i := range skips {
		problems += btoi(skips[i].Kind == review.Failed)
	}
	m.section("", "h-skipped", "What was left out")
	m.raw(`<p>`)
	var parts []string
	if n := len(skips) - problems; n > 0 {
		parts = append(parts, counted(n, "record")+" left out on purpose (another language, doubles, not reviews)")
	}
	if problems > 0 {
		parts = append(parts, counted(problems, "record")+" with problems")
	}
	if len(parts) > 0 {
		m.text(list(parts))
		m.raw(`. All of them with reasons: <a href="data/skipped.csv">skipped.csv</a>. `)
	}
	if empty > 0 {
		m.text(counted(empty, "record") + plural(empty, " has", " have") + " no text to read.")
	}
	m.raw(`</p>`)
	if problems > 0 {
		m.raw(`<ul class="plain">`)
		shown := 0
		for i := range skips {
			if skips[i].Kind != review.Failed || shown == most {
				continue
			}
			shown++
			m.raw(`<li>`)
			m.element("bdi", "", skips[i].Source)
			if skips[i].Line > 0 {
				m.raw(`, line `)
				m.text(grouped(skips[i].Line))
			}
			m.raw(`: `)
			m.element("bdi", "", cut(skips[i].Reason, 300))
			m.raw(`</li>`)
		}
		m.raw(`</ul>`)
	}
	m.raw(`</section>`)
}
