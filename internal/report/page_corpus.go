package report

import (
	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// corpus writes the pages about all reviews together.
func (p *pages) corpus(totals *aggregate.Totals, changes []review.Change, run RunInfo, write func(file) error) error {
	markers := totals.Markers()
	for _, page := range []struct {
		path, kind, title, lead string
		body                    func(m *markup)
	}{
		{"corpus/books.html", "book", "Books", "Every book that the reviews are about or speak of, those under review first.", func(m *markup) {
			v := p.newDirectoryView(review.Book, totals)
			m.directory(&v)
		}},
		{"corpus/authors.html", "author", "Authors", "Every author that the reviews name, those of books under review first.", func(m *markup) {
			v := p.newDirectoryView(review.Author, totals)
			m.directory(&v)
		}},
		{"corpus/characters.html", "character", "Characters", "Every character that the reviews name, most named first.", func(m *markup) {
			v := p.newDirectoryView(review.Character, totals)
			m.directory(&v)
		}},
		{"corpus/aspects.html", "aspects", "Aspects", "Which sides of the books are praised and blamed, and in which words.", func(m *markup) {
			m.aspectsPage(p.newAspectTotals(totals.Aspects, aspectQuotes, new(aggregate.Digest), ""))
		}},
		{"corpus/terms.html", "terms", "The words of praise and blame", "Words that stand in praise more often than in blame, and the other way round, in this corpus: the surest first.", func(m *markup) {
			m.terms(newTermViews(markers, true), newTermViews(markers, false))
		}},
		{"corpus/shapes.html", "shapes", "Shapes", "How the tone moves from the beginning of a review to its end.", func(m *markup) {
			m.shapes(p.newShapeViews(totals))
		}},
		{"corpus/time.html", "time", "Tone over time", "The mean tone of the reviews by their date, where they have one.", func(m *markup) {
			if v := newTimeView(totals.Months); len(v.drawn) > 0 {
				m.timeline(&v)
			} else {
				m.raw(`<p class="none">No review with a tone has a date.</p>`)
			}
		}},
		{"corpus/changes.html", "changes", "What changed since the last run", "New, edited, moved and gone reviews, compared with the last complete report in this place.", func(m *markup) {
			m.changes(p, changes, run.Baseline == "")
		}},
	} {
		var m markup
		p.heads[1].begin(&m, page.title, page.kind, "")
		m.raw(`<header class="top">`)
		m.heading(1)
		m.raw(`>`)
		m.text(page.title)
		m.closing(1)
		m.element("p", "lead", page.lead)
		m.raw(`</header>`)
		page.body(&m)
		if err := p.readable(); err != nil {
			return err
		}
		p.heads[1].end(&m)
		if err := write(file{page.path, m.buf}); err != nil {
			return err
		}
	}
	return nil
}

// table opens a table that can be taken away as CSV under a name.
func (m *markup) table(name, head safe) {
	m.raw(`<div class="wide"><table class="list" data-csv="`)
	m.raw(name)
	m.raw(`"><thead><tr>`)
	m.raw(head)
	m.raw(`</thead><tbody>`)
}

const tableEnd safe = `</tbody></table></div>`

func (m *markup) directory(v *directoryView) {
	if len(v.rows) == 0 {
		m.raw(`<p class="none">None found.</p>`)
		return
	}
	head := safe(`<th scope="col">Name`)
	if v.home != "" {
		head += `<th scope="col">` + v.home
	}
	about := v.title != "Characters"
	head += `<th scope="col" class="r">Reviews`
	if about {
		head += `<th scope="col">Tone of reviews`
	}
	head += `<th scope="col">Tone towards ` + v.it + `<th scope="col" class="r">Mentions`
	m.table(v.csv[:len(v.csv)-len(".csv")], head)
	for i := range v.rows {
		row := &v.rows[i]
		m.raw(`<tr><th scope="row">`)
		m.up("../", row.href, row.name)
		if v.home != "" {
			m.raw(`<td>`)
			m.up("../", row.homeHref, row.home)
		}
		m.raw(`<td class="r">`)
		m.text(grouped(row.reviews))
		if about {
			m.raw(`<td class="t">`)
			m.tone(row.reviewTone)
		}
		m.raw(`<td class="t">`)
		m.tone(row.tone)
		m.raw(`<td class="r">`)
		m.text(grouped(row.mentions))
	}
	m.raw(tableEnd)
	m.raw(`<p class="small">`)
	if v.more > 0 {
		m.text(grouped(v.more))
		m.raw(` more stand in `)
	} else {
		m.raw(`The same as a table: `)
	}
	m.raw(`<a href="../data/`)
	m.raw(v.csv)
	m.raw(`">`)
	m.raw(v.csv)
	m.raw(`</a>.</p>`)
}

func (m *markup) aspectsPage(aspects []aspectTotalView) {
	if len(aspects) == 0 {
		m.raw(`<p class="none">The reviews speak of no aspect.</p>`)
		return
	}
	m.raw(`<figure class="card"><dl class="meter">`)
	for i := range aspects {
		v := &aspects[i]
		m.raw(`<div><dt>`)
		m.text(v.name)
		m.raw(`</dt><dd><svg width="100%" height="22" role="img" aria-label="`)
		m.text(v.name + ": " + v.tone.String())
		m.raw(`"><line x1="50%" x2="50%" y2="22"/>`)
		m.meter(v.tone.value)
		m.raw(`</svg></dd><dd class="t">`)
		m.tone(v.tone)
		m.raw(`</dd></div>`)
	}
	m.raw(`</dl><figcaption>To the right of the line is praise, to the left blame.</figcaption></figure>`)
	for i := range aspects {
		v := &aspects[i]
		m.raw(`<section>`)
		m.heading(2)
		m.raw(`>`)
		m.text(capital(v.name))
		m.closing(2)
		m.raw(`<p>`)
		m.tone(v.tone)
		m.raw(` `)
		m.text("over " + counted(v.sentences, "sentence") + " of " + counted(v.reviews, "review"))
		m.raw(`</p><div class="panels">`)
		for _, side := range [...]struct {
			title safe
			cites []citeView
		}{{"Praise", v.praise}, {"Blame", v.blame}} {
			m.raw(`<div>`)
			m.heading(3)
			m.raw(`>`)
			m.raw(side.title)
			m.closing(3)
			if len(side.cites) == 0 {
				m.raw(`<p class="none">None strong enough to quote.</p>`)
			} else {
				m.raw(`<ul class="plain">`)
				for k := range side.cites {
					m.raw(`<li>`)
					m.cite(&side.cites[k], "../")
					m.raw(`</li>`)
				}
				m.raw(`</ul>`)
			}
			m.raw(`</div>`)
		}
		m.raw(`</div></section>`)
	}
	m.raw(`<p class="small">Review by review: <a href="../data/aspects.csv">aspects.csv</a>.</p>`)
}

// meter writes a bar from the middle to the right for praise, to the left for blame.
func (m *markup) meter(tone float64) {
	tone = min(1, max(-1, tone))
	if tone >= 0 {
		m.raw(`<rect class="p" y="5" height="12" x="50%" width="`)
		m.num(tone * 50)
	} else {
		m.raw(`<rect class="n" y="5" height="12" x="`)
		m.num(50 + tone*50)
		m.raw(`%" width="`)
		m.num(-tone * 50)
	}
	m.raw(`%"/>`)
}

func (m *markup) terms(praise, blame []termView) {
	m.raw(`<div class="panels">`)
	m.termList("h-praise", "Words of praise", "praise", praise)
	m.termList("h-blame", "Words of blame", "blame", blame)
	m.raw(`</div><p class="small">The bar is how surely a word marks its side. Words are counted once a sentence, with their other forms; ` +
		`all of them with their figures: <a href="../data/terms.csv">terms.csv</a>.</p>`)
}

func (m *markup) termList(id, title, name safe, terms []termView) {
	m.section("", id, title)
	if len(terms) == 0 {
		m.raw(`<p class="none">Too few reviews to tell.</p></section>`)
		return
	}
	m.table(name, `<th scope="col">Word<th scope="col" class="bar-cell"><span class="vh">Strength, per cent of the strongest</span><th scope="col" class="r">In praise<th scope="col" class="r">In blame<th scope="col" class="r">Reviews`)
	class := safe(`<rect class="p" y="4" height="12" width="`)
	if name == "blame" {
		class = `<rect class="n" y="4" height="12" width="`
	}
	for i := range terms {
		v := &terms[i]
		if v.chance && (i == 0 || !terms[i-1].chance) {
			m.raw(`<tr class="aside"><td colspan="5" class="small">From here on chance may well have made the difference.`)
		}
		m.raw(`<tr><th scope="row">`)
		m.element("bdi", "", v.word)
		m.raw(`<td class="bar-cell"><svg width="100%" height="20" aria-hidden="true">`)
		m.raw(class)
		m.num(v.share * 100)
		m.raw(`%"/></svg><span class="vh">`)
		m.text(percent(v.share))
		m.raw(`</span>`)
		for _, n := range [...]int{v.positive, v.negative, v.reviews} {
			m.raw(`<td class="r">`)
			m.text(grouped(n))
		}
	}
	m.raw(tableEnd)
	m.raw(`</section>`)
}

func (m *markup) shapes(shapes []shapeView) {
	m.table("shapes", `<th scope="col">Shape<th scope="col"><span class="vh">Drawing</span><th scope="col">What it means<th scope="col" class="r">Reviews<th scope="col" class="r">Share`)
	for i := range shapes {
		v := &shapes[i]
		m.raw(`<tr><th scope="row">`)
		m.text(v.name)
		m.raw(`<td><svg class="glyph" viewBox="0 -20 47 40" width="60" height="40" aria-hidden="true"><path d="`)
		m.raw(v.glyph)
		m.raw(`"/></svg><td>`)
		m.text(v.meaning)
		m.raw(`<td class="r">`)
		m.text(grouped(v.count))
		m.raw(`<td class="r">`)
		m.text(v.share)
	}
	m.raw(tableEnd)
	for i := range shapes {
		v := &shapes[i]
		if len(v.rows) == 0 {
			continue
		}
		m.raw(`<section class="gap">`)
		m.heading(2)
		m.raw(`>`)
		m.text(v.name)
		m.raw(`: `)
		m.text(v.meaning)
		m.closing(2)
		m.listedRows(v.rows, "../")
		m.raw(`</section>`)
	}
}

func (m *markup) changes(p *pages, changes []review.Change, first bool) {
	if first {
		m.raw(`<p>This is the first run: there is nothing to compare with.</p>`)
		return
	}
	if len(changes) == 0 {
		m.raw(`<p>Nothing changed.</p>`)
		return
	}
	for _, kind := range changeKinds {
		views, more := p.newChangeViews(changes, kind.kind)
		if len(views) == 0 {
			continue
		}
		m.raw(`<section class="gap">`)
		m.heading(2)
		m.raw(`>`)
		m.text(capital(kind.word) + ": " + kind.note)
		m.closing(2)
		switch kind.kind {
		case review.ChangeNew:
			m.newReviews(views)
		case review.ChangeGone:
			m.goneReviews(views)
		default:
			m.changedValues(views)
		}
		if more > 0 {
			m.raw(`<p class="small">`)
			m.text(grouped(more))
			m.raw(` more in <a href="../data/changes.csv">changes.csv</a>.</p>`)
		}
		m.raw(`</section>`)
	}
}

// newReviews, goneReviews and changedValues write the changes of a kind, each with the columns that it fills.
func (m *markup) newReviews(views []changeView) {
	m.table("new", `<th scope="col">Review<th scope="col">Tone<th scope="col">Verdict`)
	for i := range views {
		v := &views[i]
		m.changed(v)
		m.raw(`<td class="t">`)
		if v.now != nil {
			m.tone(estimate(v.now.Tone))
			m.raw(`<td>`)
			m.text(verdictWord(v.now.Verdict, v.now.Tone))
		}
	}
	m.raw(tableEnd)
}

func (m *markup) goneReviews(views []changeView) {
	m.table("gone", `<th scope="col">Review`)
	for i := range views {
		m.changed(&views[i])
	}
	m.raw(tableEnd)
}

func (m *markup) changedValues(views []changeView) {
	m.table("changes", `<th scope="col">Review<th scope="col">What<th scope="col">Before<th scope="col">After<th scope="col">Why`)
	for i := range views {
		v := &views[i]
		m.changed(v)
		m.raw(`<td>`)
		m.text(v.field)
		for _, value := range [...]string{v.before, v.after} {
			m.raw(`<td>`)
			if value == "" {
				value = "–"
			}
			m.element("bdi", "", value)
		}
		m.raw(`<td>`)
		m.text(v.why)
	}
	m.raw(tableEnd)
}

// changed begins a row with the review that changed.
func (m *markup) changed(v *changeView) {
	m.raw(`<tr><th scope="row">`)
	m.up("../", v.href, v.review)
}
