package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tonearc/pipeline/review"
)

// reviewPageOf renders one review as a run would.
func reviewPageOf(t testing.TB, an *review.Analysis) []byte {
	t.Helper()
	res, _, _ := library(an)
	p, err := newPages(Options{Pages: -1}, res)
	if err != nil {
		t.Fatal(err)
	}
	m := p.blank()
	p.review(m, 0, an)
	return m.buf
}

// elements lists all elements of a page.
func elements(t testing.TB, page []byte) []*html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func attribute(n *html.Node, key string) string {
	for _, attr := range n.Attr {
		if attr.Key == key {
			return attr.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for child := range n.Descendants() {
		if child.Type == html.TextNode {
			b.WriteString(child.Data)
		}
	}
	return b.String()
}

func TestReviewPageHoldsTheReview(t *testing.T) {
	for _, an := range []*review.Analysis{lighthouse(), long("long.txt", 100), short()} {
		page := reviewPageOf(t, an)
		ids := make(map[string]*html.Node)
		var links []string
		bars := 0
		for _, n := range elements(t, page) {
			if id := attribute(n, "id"); id != "" {
				if ids[id] != nil {
					t.Errorf("%s: id %q twice", an.Review.ID, id)
				}
				ids[id] = n
			}
			if href := attribute(n, "href"); strings.HasPrefix(href, "#") {
				links = append(links, href[1:])
				if n.Parent.Data == "svg" && attribute(n, "class") != "mark" {
					bars++
				}
			}
		}
		if bars != len(an.Sentences) {
			t.Errorf("%s: %d bars for %d sentences", an.Review.ID, bars, len(an.Sentences))
		}
		for _, link := range links {
			if ids[link] == nil {
				t.Errorf("%s: link to #%s leads nowhere", an.Review.ID, link)
			}
		}
		for i, sent := range an.Sentences {
			n := ids[fmt.Sprintf("s%d", i)]
			if n == nil {
				t.Fatalf("%s: sentence %d has no permalink", an.Review.ID, i)
			}
			if got, want := content(n), sent.In(an.Review.Text); got != want {
				t.Errorf("%s: sentence %d reads %q, not %q", an.Review.ID, i, got, want)
			}
		}
		for i := range an.Arc.Shifts {
			if ids[fmt.Sprintf("shift%d", i+1)] == nil {
				t.Errorf("%s: shift %d is not explained", an.Review.ID, i+1)
			}
		}
		if again := reviewPageOf(t, an); !bytes.Equal(page, again) {
			t.Errorf("%s: another run writes other bytes", an.Review.ID)
		}
	}
}

// A review that is full of markup stays text: no element, attribute or address of a page comes from it.
func TestHostileReviewLeavesThePageWhole(t *testing.T) {
	dir := t.TempDir()
	an := hostile()
	again := hostile()
	again.Review.ID = "javascript:x"
	writeSite(t, dir, []*review.Analysis{an, again, lighthouse()})
	checked := 0
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		checked++
		page, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.ContainsAny(page, "\x00\x1b") {
			t.Errorf("%s: control characters", path)
		}
		mains := 0
		for _, n := range elements(t, page) {
			switch n.Data {
			case "script":
				if !strings.Contains(attribute(n, "src"), "assets/script-") || n.FirstChild != nil {
					t.Errorf("%s: a script that is not ours: %v", path, n.Attr)
				}
			case "img", "iframe", "object", "embed", "base", "i":
				t.Errorf("%s: <%s> from a review", path, n.Data)
			case "main":
				mains++
			}
			for _, attr := range n.Attr {
				if strings.HasPrefix(attr.Key, "on") || attr.Key == "style" {
					t.Errorf("%s: attribute %s=%q", path, attr.Key, attr.Val)
				}
				if attr.Key == "href" || attr.Key == "src" {
					if scheme, _, found := strings.Cut(attr.Val, ":"); found && scheme != "http" && scheme != "https" && attr.Val != "data:," {
						t.Errorf("%s: leads to %q", path, attr.Val)
					}
				}
			}
		}
		if mains != 1 {
			t.Errorf("%s: %d main elements", path, mains)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 12 {
		t.Fatalf("only %d pages", checked)
	}
}

// Every link between pages leads to a file that is there.
func TestLinksBetweenPages(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, []*review.Analysis{lighthouse(), long("a.txt", 60), long("b.txt", 30), short()})
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		page, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, n := range elements(t, page) {
			for _, key := range []string{"href", "src"} {
				target, _, _ := strings.Cut(attribute(n, key), "#")
				if target == "" || strings.Contains(target, ":") {
					continue
				}
				if _, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(target))); err != nil {
					t.Errorf("%s: %s leads nowhere", path, target)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPagesRule(t *testing.T) {
	turning, long1, brief := lighthouse(), long("z.txt", 30), short()
	long1.Arc.Shifts = nil
	res, _, _ := library(turning, long1, brief)
	shown := func(limit int) string {
		p, err := newPages(Options{Pages: limit}, res)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for i := range res.Digests.Len() {
			if p.has(i) {
				ids = append(ids, res.Digests.At(i).ReviewID)
			}
		}
		return strings.Join(ids, " ")
	}
	for limit, want := range map[int]string{
		-1: "lighthouse.md short.txt z.txt", 0: "", 1: "lighthouse.md", 2: "lighthouse.md z.txt", 3: "lighthouse.md short.txt z.txt", 9: "lighthouse.md short.txt z.txt",
	} {
		if got := shown(limit); got != want {
			t.Errorf("with %d pages: %q, not %q", limit, got, want)
		}
	}
}

// A single file stands alone: it asks for nothing, and its ids and links are whole even with several reviews in it.
func TestSingleFile(t *testing.T) {
	for name, analyses := range map[string][]*review.Analysis{
		"one": {lighthouse()}, "several": {lighthouse(), long("long.txt", 40), short(), hostile()},
	} {
		res, sorted, totals := library(analyses...)
		var out, again bytes.Buffer
		if err := SingleFile(&out, Options{}, res, sorted, totals); err != nil {
			t.Fatal(err)
		}
		if err := SingleFile(&again, Options{}, res, sorted, totals); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Errorf("%s: another run writes other bytes (%v)", name, err)
		}
		ids := make(map[string]bool)
		var links []string
		for _, n := range elements(t, out.Bytes()) {
			if id := attribute(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: id %q twice", name, id)
				}
				ids[id] = true
			}
			if attribute(n, "src") != "" {
				t.Errorf("%s: <%s> asks for %q", name, n.Data, attribute(n, "src"))
			}
			if href := attribute(n, "href"); href != "" && href != "data:," && !strings.HasPrefix(href, "https://") {
				links = append(links, href)
			}
			if label := attribute(n, "aria-labelledby"); label != "" {
				links = append(links, "#"+label)
			}
		}
		for _, link := range links {
			if !strings.HasPrefix(link, "#") || !ids[link[1:]] {
				t.Errorf("%s: link to %s leads nowhere", name, link)
			}
		}
	}
}

// The script and the styles together stay small, and hold no address.
func TestAssets(t *testing.T) {
	size := 0
	for _, asset := range assets {
		size += len(asset.content)
		for _, word := range []string{"http:", "https:", "@import", "eval(", "innerHTML", "document.write"} {
			if at := bytes.Index(asset.content, []byte(word)); at >= 0 && !bytes.HasPrefix(asset.content[at:], []byte("http://www.w3.org/2000/svg")) {
				t.Errorf("%s holds %q", asset.name, word)
			}
		}
	}
	if size > 60<<10 {
		t.Errorf("%d bytes of script and styles; the pages promise at most 60 KiB", size)
	}
}

func BenchmarkReviewPage(b *testing.B) {
	an := lighthouse()
	res, _, _ := library(an)
	p, err := newPages(Options{Pages: -1}, res)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		m := p.blank()
		p.review(m, 0, an)
		p.spare.Put(m)
	}
}

// BenchmarkFinish writes every page but the reviews' own, for a corpus of 2,000 reviews of 400 books.
func BenchmarkFinish(b *testing.B) {
	analyses := make([]*review.Analysis, 2000)
	for i := range analyses {
		book := fmt.Sprintf("Book Number %d", i%400)
		analyses[i] = handmade(fmt.Sprintf("shelf.csv#%04d", i), review.Metadata{Book: book, Authors: []string{fmt.Sprintf("Author %d", i%150)}, Date: fmt.Sprintf("20%02d-%02d-01", i%20, 1+i%12)},
			[]named{{book, review.Book, true, nil}, {fmt.Sprintf("Author %d", i%150), review.Author, true, nil}, {fmt.Sprintf("Hero %d", i%400), review.Character, false, nil}},
			said{text: book + " is better than I was told.", stance: review.Opinion, tone: 0.5},
			said{text: fmt.Sprintf("Hero %d walks home.", i%400), stance: review.Story},
			said{text: "It is a dull walk.", stance: review.Opinion, tone: -0.4},
			said{text: "The end is good.", stance: review.Opinion, tone: 0.6})
	}
	res, sorted, totals := library(analyses...)
	p, err := newPages(Options{Dir: b.TempDir(), Pages: -1, Sentence: sentencesOf(sorted)}, res)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := p.finish(totals, nil, nil, RunInfo{}); err != nil {
			b.Fatal(err)
		}
	}
}
