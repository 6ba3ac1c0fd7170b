package ingest

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// TestNamedEncoding reads documents in the encoding that they name, and in another than they name.
func TestNamedEncoding(t *testing.T) {
	const polish = "Lem’s “Głos Pana” left me thinking about the book for days, and Świątek reads it well."
	page := func(head, text string) string {
		return "<!DOCTYPE html><html><head>" + head + "<title>A book</title></head><body><p>" + text + "</p></body></html>"
	}
	feed := func(encoding, text string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?><rss><channel><item><title>A book</title><description>` + text + `</description></item></channel></rss>`
	}
	for _, c := range []struct{ name, doc, written, want string }{
		{"latin2.html", page(`<meta charset="windows-1250">`, polish), "windows-1250", polish},
		{"old.html", page(`<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">`, "Głos Pana is a book that stays."), "iso-8859-2", "Głos Pana is a book that stays."},
		{"cyrillic.html", page(`<meta charset="koi8-r">`, "The book Мы is bleak."), "koi8-r", "The book Мы is bleak."},
		{"kanji.html", page(`<meta charset="Shift_JIS">`, "The novel こころ is quiet."), "shift_jis", "The novel こころ is quiet."},
		{"feed.xml", feed("ISO-8859-2", "Głos Pana is a book that stays."), "iso-8859-2", "Głos Pana is a book that stays."},
		{"gbk.xml", feed("GBK", "The novel 三体 is vast."), "gbk", "The novel 三体 is vast."},
		{"latin1.xml", feed("ISO-8859-1", "Café society, a book."), "windows-1252", "Café society, a book."},
		{"belied.html", page(`<meta charset="koi8-r">`, polish), "utf-8", polish},
		{"unknown.xml", feed("x-no-such-thing", polish), "utf-8", polish},
		{"mac.csv", "title,review\nCafé,It’s a “fine” book that I didn’t put down.\n", "macintosh", "It’s a “fine” book that I didn’t put down."},
		{"windows.csv", "title,review\nCafé,It’s a “fine” book that I didn’t put down.\n", "windows-1252", "It’s a “fine” book that I didn’t put down."},
	} {
		t.Run(c.name, func(t *testing.T) {
			encoding, _ := charset.Lookup(c.written)
			if c.written == "macintosh" {
				encoding = charmap.Macintosh
			}
			written, err := encoding.NewEncoder().String(c.doc)
			if err != nil {
				t.Fatal(err)
			}
			items, count := readAll(t, strings.NewReader(written), c.name, Options{AnyLanguage: true})
			if count.Reviews != 1 || items[0].Review == nil || !strings.Contains(items[0].Review.Text, c.want) {
				t.Errorf("want %q in\n%s", c.want, render(items, count))
			}
		})
	}
}

// TestHidden leaves out what a browser does not show.
func TestHidden(t *testing.T) {
	for _, c := range []struct {
		attributes string
		shown      bool
	}{
		{`style="display:none"`, false},
		{`style="DISPLAY : None;"`, false},
		{`style="color:red; display:none !important"`, false},
		{`style="visibility:hidden"`, false},
		{`style="Visibility: Collapse"`, false},
		{`hidden`, false},
		{`hidden=""`, false},
		{`hidden="until-found"`, true},
		{`style="display:block"`, true},
		{`style="--display:nonesuch"`, true},
		{`data-style="display:none"`, true},
	} {
		b := cleanHTML("<p>A book.</p><div " + c.attributes + ">Buy now.</div>")
		if shown := strings.Contains(b.text, "Buy now."); shown != c.shown {
			t.Errorf("%s: shown %v", c.attributes, shown)
		}
	}
}

// TestItemEnds ends an item at its own end tag alone.
func TestItemEnds(t *testing.T) {
	feed := `<rss><channel>
<item><title>One</title><x:items>a</x:items><items>b</items><item-x>c</item-x><description>The first book holds up well.</description></item
><item><title>Two</title><description>The second book does not.</description></item>
</channel></rss>`
	items, count := readAll(t, strings.NewReader(feed), "a.xml", Options{})
	if count.Reviews != 2 || count.Problems != 0 || !strings.Contains(items[0].Review.Text, "holds up") {
		t.Error(render(items, count))
	}
}
