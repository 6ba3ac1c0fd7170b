package report

// csp is the content security policy of every page. Pages are opened from disk, where the browsers differ on whether
// 'self' means a file beside the page; "file:" says it to all of them and allows nothing more to a page on a server.
const csp safe = `default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'`

// navigation is what the bar at the top of each page leads to.
var navigation = []struct {
	path safe
	word safe
	kind string // of the pages below it
}{
	{"index.html", "Reviews", "index"},
	{"corpus/books.html", "Books", "book"},
	{"corpus/authors.html", "Authors", "author"},
	{"corpus/characters.html", "Characters", "character"},
	{"corpus/aspects.html", "Aspects", "aspects"},
	{"corpus/terms.html", "Words", "terms"},
	{"corpus/shapes.html", "Shapes", "shapes"},
	{"corpus/time.html", "Over time", "time"},
	{"corpus/changes.html", "Changes", "changes"},
}

// pageHead is what is the same on all pages at one depth below the report's root.
type pageHead struct {
	depth safe // path to the root: "" or "../"
	title string
	style []byte // from <head> to </title>'s neighbours
}

func newPageHead(depth int, title string) pageHead {
	up := safe("")
	if depth > 0 {
		up = "../"
	}
	var m markup
	m.raw(`<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="`)
	m.raw(csp)
	m.raw(`"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="Tonearc"><link rel="icon" href="data:,"><link rel="stylesheet" href="`)
	m.raw(up)
	m.raw(`assets/`)
	m.raw(safe(styleAsset.name))
	m.raw(`"><script defer src="`)
	m.raw(up)
	m.raw(`assets/`)
	m.raw(safe(scriptAsset.name))
	m.raw(`"></script>`)
	return pageHead{depth: up, title: title, style: m.buf}
}

// begin opens a page: head, skip link, bar, main. kind is the page's, for the style, the script and the bar; extra
// are data attributes for the script.
func (h *pageHead) begin(m *markup, title, kind string, extra safe) {
	m.raw("<!doctype html>\n<html lang=\"en\"><head>")
	m.buf = append(m.buf, h.style...)
	m.raw(`<title>`)
	m.text(title)
	if title != h.title {
		m.raw(` – `)
		m.text(h.title)
	}
	m.raw(`</title></head><body data-page="`)
	m.text(kind)
	m.raw(`"`)
	m.raw(extra)
	m.raw(`><a class="skip" href="#main">Skip to the content</a><nav class="bar" aria-label="Report">`)
	for _, item := range navigation {
		m.raw(`<a href="`)
		m.raw(h.depth)
		m.raw(item.path)
		if item.kind == kind {
			m.raw(`" aria-current="page`)
		}
		m.raw(`">`)
		m.raw(item.word)
		m.raw(`</a>`)
	}
	m.raw("</nav>\n<main id=\"main\" tabindex=\"-1\">")
}

// end closes what begin opened.
func (h *pageHead) end(m *markup) {
	m.raw("</main>\n<footer><p>Made by Tonearc. Tone runs from −1 (blame) to +1 (praise); ± gives a 95&nbsp;% interval. The tables behind these pages: <a href=\"")
	m.raw(h.depth)
	m.raw("data/datapackage.json\">data</a>.</p></footer></body></html>\n")
}
