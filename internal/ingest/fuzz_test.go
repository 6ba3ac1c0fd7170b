package ingest

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// fuzzRead fuzzes the reader that claims files of this name, from the case files of the formats named and from seeds.
func fuzzRead(f *testing.F, name string, formats []string, seeds ...string) {
	all := cases(f)
	for _, format := range formats {
		if all[format] == nil {
			f.Fatalf("no case file of %s", format)
		}
		f.Add(all[format].input)
	}
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		items, count := readAll(t, bytes.NewReader(data), name, Options{MaxRecord: 1 << 16})
		again, countAgain := readAll(t, bytes.NewReader(data), name, Options{MaxRecord: 1 << 16})
		if a, b := render(items, count), render(again, countAgain); a != b {
			t.Errorf("read twice, two answers:\n%s\n%s", a, b)
		}
	})
}

func FuzzText(f *testing.F) {
	fuzzRead(f, "a.txt", []string{"text"}, "Title\nText.", "\xff\xfeT\x00\n\x00x\x00", "a\x00b\xe9\r\n\r\nc", "One line.")
}

func FuzzMarkdown(f *testing.F) {
	fuzzRead(f, "a.md", []string{"markdown"}, "+++\na=1\n+++\n# \"T\" by A\n> q\n\n1. x\n", "{\"a\":[{\"b\":1}]}\n*x* ~~y~~", "Title: x\n\n[[a|b]] {{x}} {% y %} >!z!<", "---\n---\n|a|b|\n|-|-|\n|1|2|\n")
}

func FuzzPage(f *testing.F) {
	fuzzRead(f, "a.html", []string{"html"}, "<html><body><div itemscope itemtype=\"https://schema.org/Review\"><span itemprop=reviewBody>A book.</span></div>", "<table><tr><td>a<td>b</table><pre> x\n y</pre>")
}

func FuzzFeed(f *testing.F) {
	fuzzRead(f, "a.xml", []string{"feed", "wordpress"}, "<feed><entry><id>1</id><content type=\"xhtml\"><div>a <b>b</b></div></content></entry></feed>", "<rss><item><description><![CDATA[ a ]]></item><item>")
}

func FuzzTable(f *testing.F) {
	fuzzRead(f, "a.csv", []string{"goodreads", "storygraph", "bookwyrm", "openreads", "calibre", "openlibrary", "table"}, "review\n\"a\"\"b\nc\"\n\"open\n", "a , review \n 1 , \"x\" \n")
}

func FuzzTabs(f *testing.F) {
	fuzzRead(f, "a.tsv", []string{"librarything", "amazon_tsv"}, "review\ttitle\n\"a\tb\n")
}

func FuzzJSON(f *testing.F) {
	fuzzRead(f, "a.json", []string{"ucsd", "amazon", "librarything_json", "json"}, `{"1":{"text":"a"},"2":[{"text":"b"}]}`, `[{"text":"a"},`, `{"reviews":[{"text":"\ud83d\ude00 <i>x"}],"title":"T"}`, `["a","b"]`, "{\"text\":NaN}\n{\"text\":\"a\tb\"}")
}

func FuzzJSONLines(f *testing.F) {
	fuzzRead(f, "a.jsonl", []string{"ucsd", "amazon"}, "{'a': 1}\n", "{\"text\":\"a\"}\n\n{\"text\":", "\"a bare text\"\n17\n[]\n")
}

// FuzzCleanRecord holds what every clean text is, and that cleaning a clean text of words changes nothing.
func FuzzCleanRecord(f *testing.F) {
	for _, seed := range []string{
		"a <i>b</i> <3 >_< &amp;quot; [b:A|1|B (C, #1)|D|e|2] (view spoiler)[ x ]", "<spoiler>a<br/>b", "_a_ **b** *c", "[t](http://x.y)", "é\xff<b>ü</b>", "&lt;p&gt;x", "a<br>* <i>b</i><br>* c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := cleanRecord(s)
		checkBody(t, b.text, b.marks)
		if len(listSigns(s)) == 0 && !strings.ContainsAny(s, recordMarkup+"(\r\x00") && strings.IndexFunc(s, isControl) < 0 && bytes.Equal([]byte(s), bytes.ToValidUTF8([]byte(s), nil)) && b.text != strings.TrimFunc(s, isBlank) {
			t.Errorf("a text without markup is changed: %q, %q", s, b.text)
		}
		h := cleanHTML(s)
		checkBody(t, h.text, h.marks)
		m := cleanMarkdown(s)
		checkBody(t, m.text, m.marks)
		p := cleanPost(removeShortcodes(s))
		checkBody(t, p.text, p.marks)
	})
}

// FuzzHeadline holds that no headline breaks what is read from it.
func FuzzHeadline(f *testing.F) {
	f.Add(`"A" by B`, "B’s A")
	f.Add("Review: A by B", "Rating: 4/5\nAuthor: C")
	f.Add("📚 A (B, #1)", "A by C. Stars: ★★")
	f.Fuzz(func(t *testing.T, headline, text string) {
		if strings.ContainsAny(headline, "\n\x00") {
			t.Skip()
		}
		_, err := Read(context.Background(), strings.NewReader(headline+"\n\n"+text), "a.txt", Options{AnyLanguage: true}, func(it Item) error {
			checkItem(t, it)
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		starsOf(headline)
		isoDate(headline)
		authorNames(headline)
		tagList(headline)
	})
}
