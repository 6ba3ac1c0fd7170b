package ingest

import (
	"strings"
	"testing"
)

// TestPageFurniture leaves out what blogs put into the article beside its text, and never the text itself.
func TestPageFurniture(t *testing.T) {
	const text = "<p>The first hundred pages of the book are wonderful, with a voice that is dry and funny.</p><p>Then the plot goes missing, and chapters repeat themselves.</p>"
	page := func(inner string) string {
		return "<!DOCTYPE html><html><body class=\"has-sidebar\"><nav><a href=/>Home</a></nav>" + inner + "</body></html>"
	}
	for _, c := range []struct{ name, doc string }{
		{"buttons", page(`<article>` + text + `<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3>UNWANTED</div></article>`)},
		{"other posts", page(`<article>` + text + `<div id="jp-relatedposts">UNWANTED</div></article>`)},
		{"cookies", page(`<div class="cookie-notice">UNWANTED</div><article>` + text + `</article>`)},
		{"comments", page(`<main>` + text + `<section id="comments"><p>UNWANTED I hated this book.</p></section></main>`)},
		{"tags in boxes", page(`<article><div><div><style>.a{}</style><a href="/tag/UNWANTED">UNWANTED</a></div><div><a href="/tag/sea+stories/">UNWANTED too</a></div></div><h1>Salt</h1>` + text + `</article>`)},
		{"tags in a line", page(`<article>` + text + `<p>Filed under: <a rel="category tag" href="/?cat=3">UNWANTED</a>, <a rel="tag" href="/x">UNWANTED</a></p></article>`)},
		{"tags in a span", page(`<article>` + text + `<footer><span>Tagged <a rel="tag" href="/x">UNWANTED</a></span> <span>May 3</span></footer></article>`)},
		{"without furniture", `<html><body><div id="cookie-banner">UNWANTED</div>` + text + `</body></html>`},
	} {
		items, count := readAll(t, strings.NewReader(c.doc), "a.html", Options{})
		if got := render(items, count); count.Reviews != 1 || strings.Contains(got, "UNWANTED") || !strings.Contains(got, "dry and funny") {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
	linked := page(`<article><h2><a href="/genre/salt-and-ink">Salt and Ink</a></h2>` + text + `<p>More <a href="/tag/sea">books of the sea</a> soon.</p><p>It is <em><a href="/genre/horror/">horror</a></em> at heart.</p></article>`)
	items, count := readAll(t, strings.NewReader(linked), "a.html", Options{})
	if got := render(items, count); !strings.Contains(got, "Salt and Ink") || !strings.Contains(got, "books of the sea") || !strings.Contains(got, "It is horror at heart") {
		t.Errorf("a heading and a sentence with links to tags:\n%s", got)
	}
	items, count = readAll(t, strings.NewReader(page(`<div class="comments">`+text+`</div>`)), "a.html", Options{})
	if got := render(items, count); !strings.Contains(got, "dry and funny") {
		t.Errorf("a page all in a box with an odd name:\n%s", got)
	}
}

// TestPageFacts finds a post's date in its <time>, and the book of reviews inside it in microdata.
func TestPageFacts(t *testing.T) {
	items, count := readAll(t, strings.NewReader(`<html><body><aside><time datetime="2001-01-01"></time></aside><article>
<time class="entry-date" datetime="2022-03-03T10:00:00+00:00">March 3</time><p>A book that I loved.</p></article></body></html>`), "a.html", Options{})
	if got := render(items, count); !strings.Contains(got, "date: 2022-03-03\n") {
		t.Error(got)
	}
	items, count = readAll(t, strings.NewReader(`<html><body><div itemscope itemtype="https://schema.org/Book"><h1 itemprop="name">Salt and Ink</h1>
by <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Theo Brandt</span></span>
<div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Kay</span><span itemprop="name">Dull</span><p itemprop="reviewBody">A dull book.</p></div>
<div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Lou</span><p itemprop="reviewBody">I adored this book.</p></div>
</div></body></html>`), "a.html", Options{})
	got := render(items, count)
	if count.Reviews != 2 || strings.Count(got, "book: Salt and Ink\n") != 2 || strings.Count(got, "authors: Theo Brandt\n") != 2 || !strings.Contains(got, "reviewer: Kay\n") {
		t.Error(got)
	}
}

// TestPagePairs: facts and ratings that a page sets in boxes are rows, and other boxes are not.
func TestPagePairs(t *testing.T) {
	for _, c := range []struct{ name, doc, want string }{
		{"ratings", `<div><div><legend>Plot </legend></div><div><p>8</p></div></div><div><div><p>Over-all</p></div><div><p>7.5 / 10</p></div></div>`, "Plot\t8\nOver-all\t7.5 / 10"},
		{"facts", `<div><h3>Title</h3><p>Salt and Ink</p><h3>Author:</h3><p>Theo <b>Brandt</b></p><p>A fine book.</p></div>`, "Title\tSalt and Ink\nAuthor\tTheo Brandt\n\nA fine book."},
		{"a list of definitions", `<dl><dt>Pages</dt><dd>310</dd><dt>Series</dt><dd>Tides #2</dd></dl>`, "Pages\t310\nSeries\tTides #2"},
		{"one heading", `<div><h3>Author</h3><p>Theo Brandt writes well.</p></div>`, "Author\n\nTheo Brandt writes well."},
		{"two sentences", `<div><p>A fine book.</p><p>8</p></div>`, "A fine book.\n\n8"},
		{"a label and a text", `<div><h3>Plot</h3><p>It goes nowhere.</p></div>`, "Plot\n\nIt goes nowhere."},
		{"a table", `<table><tr><td>Plot</td><td>8</td></tr></table>`, "Plot\t8"},
	} {
		items, count := readAll(t, strings.NewReader("<html><body>"+c.doc+"<p>I read this book twice.</p></body></html>"), "a.html", Options{})
		if count.Reviews != 1 {
			t.Errorf("%s: %s", c.name, render(items, count))
			continue
		}
		for _, item := range items {
			if got, _, _ := strings.Cut(item.Review.Text, "\n\nI read"); got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}
