package report

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tonearc/pipeline/review"
)

// The tests in this file open the pages in a real Chromium, from disk, as readers do. They are skipped where there is
// no Chromium or no axe-core (make browser-deps), unless TONEARC_BROWSER=require.

var screenshots = flag.Bool("screenshots", false, "write the pictures of testdata/screenshots")

// missing skips the test, or fails it where the environment insists.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("TONEARC_BROWSER") == "require" {
		t.Fatalf("%s, and TONEARC_BROWSER=require insists", what)
	}
	t.Skipf("skipped: %s", what)
}

// newBrowser starts a headless Chromium for the length of a test.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	binary := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			binary = path
			break
		}
	}
	if binary == "" {
		missing(t, "no Chromium or Chrome on the PATH")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.WSURLReadTimeout(90*time.Second))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		missing(t, "Chromium does not start: "+err.Error())
	}
	return ctx
}

func axeSource(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("testdata/node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, "axe-core is not installed: make browser-deps")
	}
	return string(source)
}

// site writes a whole report of hand-made reviews, more of them than one page of the index holds.
func site(t *testing.T) string {
	t.Helper()
	analyses := []*review.Analysis{lighthouse(), long("long.txt", 64), short(), hostile()}
	books := []string{"The Lamp Room", "Harbour Year", "A Field of Glass", "Nine Winters", "The Quiet Engine"}
	for i := range 246 {
		tone := 0.8 * math.Sin(float64(i))
		an := handmade(fmt.Sprintf("shelf.csv#%03d", i),
			review.Metadata{Book: books[i%len(books)], Authors: []string{[]string{"Ines Calder", "P. Lindqvist", "R. Achterberg", "Noor Haddad", "J. Fell"}[i%len(books)]}, Reviewer: fmt.Sprintf("Reader %d", i), Date: fmt.Sprintf("20%02d-%02d-11", 10+i%12, 1+i%12), Stars: float64(1 + i%5)},
			[]named{{books[i%len(books)], review.Book, true, nil}, {"Orla", review.Character, false, nil}},
			said{text: fmt.Sprintf("This is what reader %d thinks of %s, at first.", i, books[i%len(books)]), stance: review.Opinion, tone: tone},
			said{text: "Orla crosses the field.", stance: review.Story},
			said{text: "The second half is another matter.", stance: review.Opinion, tone: tone / 2},
			said{text: "Orla is drawn with care.", stance: review.Opinion, tone: math.Abs(tone)},
			said{text: "I would say so again.", stance: review.Opinion, tone: tone})
		if i%9 == 0 {
			shifted(an, 2, tone, tone/2, 0.01, "The second half differs.")
		}
		for j, sent := range an.Sentences {
			if an.Scores[j].Stance() == review.Opinion {
				class := review.Term{Stem: "matter", Word: "matter", Positive: btoi(tone > 0), Negative: btoi(tone <= 0)}
				if strings.Contains(sent.In(an.Review.Text), "matter") {
					an.Terms = append(an.Terms, class)
				}
			}
		}
		an.About.Aspects = []review.Aspect{{Kind: review.Plot, Sentences: []int{2}, Tones: []float64{tone / 2}, Tone: review.Estimate{Value: tone / 2, Low: -1, High: 1, N: 1}, Quote: 2}}
		analyses = append(analyses, an)
	}
	dir := t.TempDir()
	writeSite(t, dir, analyses)
	res, sorted, totals := library(lighthouse(), long("long.txt", 40), short(), hostile())
	single, err := os.Create(filepath.Join(dir, "single.html"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(SingleFile(single, Options{}, res, sorted, totals), single.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// writeSite writes the report as a run does.
func writeSite(t *testing.T, dir string, analyses []*review.Analysis) {
	t.Helper()
	res, sorted, totals := library(analyses...)
	report, err := New(Options{Dir: dir, Pages: -1, Title: "Hand-made reviews", Sentence: sentencesOf(sorted)}, res)
	if err != nil {
		t.Fatal(err)
	}
	for i, an := range sorted {
		rows := report.Blank()
		if err := errors.Join(report.Render(rows, i, an), report.WritePage(i, an), report.Write(rows)); err != nil {
			t.Fatal(err)
		}
	}
	changes := []review.Change{
		{ReviewID: "lighthouse.md", Kind: review.ChangeEdited, Field: "text", Before: "1a2b", After: "3c4d"},
		{ReviewID: "short.txt", Kind: review.ChangeNew}, {ReviewID: "lost.txt", Kind: review.ChangeGone},
	}
	skips := []review.Skip{{Source: "bad.csv", Line: 7, Kind: review.Failed, Stage: "ingest", Reason: "bare quote in <field> 3"}}
	if err := report.Finish(totals, changes, skips, RunInfo{Baseline: "2021-05-05T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
}

// kinds is a page of each kind in site.
var kinds = []string{
	"index.html", "index-2.html", "reviews/lighthouse.html", "reviews/short.html", "reviews/long.html", "reviews/b-hostile-b-x.html",
	"books/the-lamp-room.html", "authors/ines-calder.html", "characters/orla.html", "corpus/books.html", "corpus/authors.html",
	"corpus/characters.html", "corpus/aspects.html", "corpus/terms.html", "corpus/shapes.html", "corpus/time.html", "corpus/changes.html", "single.html",
}

// tab is a page of the browser with what it complained of and what it asked for.
type tab struct {
	ctx context.Context
	t   *testing.T

	mu         sync.Mutex
	complaints []string
	outside    []string
}

func newTab(t *testing.T, browser context.Context) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	tb := &tab{ctx: ctx, t: t}
	if err := chromedp.Listen(ctx, func(event any) {
		tb.mu.Lock()
		defer tb.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			tb.complaints = append(tb.complaints, "console: "+string(e.Type))
		case *runtime.EventExceptionThrown:
			tb.complaints = append(tb.complaints, "exception: "+e.ExceptionDetails.Text)
		case *cdplog.EventEntryAdded:
			tb.complaints = append(tb.complaints, "log: "+e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:") {
				tb.outside = append(tb.outside, url)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	tb.run(call(network.Enable, network.EnableParams{}), call(cdplog.Enable, cdp.Empty{}), call(runtime.Enable, cdp.Empty{}))
	return tb
}

// call is a protocol command as an action.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

func (tb *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, actions...); err != nil {
		tb.t.Fatal(err)
	}
}

// show sets the width of the window and the colour scheme.
func (tb *tab) show(width int64, scheme string) {
	tb.t.Helper()
	tb.run(
		chromedp.EmulateViewport(width, 900),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}}))
}

// look opens a page in a window of a width and a colour scheme.
func (tb *tab) look(dir, page string, width int64, scheme string) {
	tb.t.Helper()
	tb.show(width, scheme)
	tb.run(
		chromedp.Navigate("about:blank"), // a fragment alone would not load again
		chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(dir, page))))
}

// value evaluates an expression in the page.
func value[T any](tb *tab, expression string) T {
	tb.t.Helper()
	out, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%.200s: %v", expression, err)
	}
	return out
}

// until waits for an expression to become true. Asking again and again is not left to the page (chromedp.Poll): a page that
// is still being opened takes the question with it when it goes.
func (tb *tab) until(expression string) {
	tb.t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		is, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool](expression))
		if is && err == nil {
			return
		}
		if time.Now().After(end) {
			tb.t.Fatalf("waiting for %s: %v", expression, err)
		}
	}
}

// quiet fails the test if the page complained or asked for anything outside.
func (tb *tab) quiet(page string) {
	tb.t.Helper()
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, complaint := range tb.complaints {
		tb.t.Errorf("%s: %s", page, complaint)
	}
	for _, url := range tb.outside {
		tb.t.Errorf("%s: fetched %s", page, url)
	}
	tb.complaints, tb.outside = nil, nil
}

// TestBrowser walks through one report in one browser.
func TestBrowser(t *testing.T) {
	browser := newBrowser(t)
	dir := site(t)
	for _, part := range []struct {
		name string
		test func(t *testing.T, browser context.Context, dir string)
	}{
		{"chart and text", chartAndText}, {"index", indexFilter}, {"keyboard", keyboard}, {"without scripts", withoutScripts}, {"every page", everyPage},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, browser, dir) })
	}
}

// everyPage opens each kind of page, looks at it at phone and desktop width, light and dark, and asks axe-core about it.
func everyPage(t *testing.T, browser context.Context, dir string) {
	axe := axeSource(t)
	tb := newTab(t, browser)
	for _, page := range kinds {
		start := time.Now()
		tb.look(dir, page, 390, "light")
		if heading := value[string](tb, `document.querySelector("main h1").textContent`); heading == "" {
			t.Errorf("%s: no heading", page)
		}
		if styled := value[string](tb, `getComputedStyle(document.querySelector("main h1")).fontFamily`); !strings.Contains(styled, "Georgia") {
			t.Errorf("%s: the style sheet did not load", page)
		}
		tb.quiet(page)
		value[bool](tb, `document.querySelectorAll("details").forEach((d) => { d.open = true; }); true`)
		for _, width := range []int64{360, 390, 1280, 2560} {
			tb.show(width, "light")
			if wide := value[float64](tb, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("%s at %d px: scrolls sideways by %v px", page, width, wide)
			}
		}
		// Of long lists of rows that are made alike the first will do.
		value[bool](tb, `document.querySelectorAll(".rows > li:nth-child(n+12), tbody tr:nth-child(n+30)").forEach((row) => row.remove()); `+axe+`; true`)
		for _, l := range []struct {
			width  int64
			scheme string
			rules  string // what axe looks at: everything, then what width and colours can change
		}{
			{390, "light", ``}, {390, "dark", `, runOnly: ["color-contrast"]`},
			{1280, "dark", `, runOnly: ["target-size", "link-in-text-block", "scrollable-region-focusable"]`}, {1280, "light", `, runOnly: ["link-in-text-block"]`},
		} {
			tb.show(l.width, l.scheme)
			tb.axe(fmt.Sprintf("%s at %d px, %s", page, l.width, l.scheme), l.rules)
		}
		t.Logf("%s: %v", page, time.Since(start).Round(time.Millisecond))
	}
}

// axe fails the test for what axe-core calls serious or critical.
func (tb *tab) axe(at, rules string) {
	tb.t.Helper()
	var violations []struct {
		ID, Impact, Help string
		Nodes            []struct{ HTML, FailureSummary string }
	}
	raw := value[string](tb, `axe.run(document, {preload: false, resultTypes: ["violations"]`+rules+`}).then((r) => JSON.stringify(r.violations.map((v) => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.slice(0, 3).map((n) => ({HTML: n.html.slice(0, 300), FailureSummary: n.failureSummary}))}))))`)
	if err := json.Unmarshal([]byte(raw), &violations); err != nil {
		tb.t.Fatal(err)
	}
	for _, v := range violations {
		complain := tb.t.Logf
		if v.Impact == "serious" || v.Impact == "critical" {
			complain = tb.t.Errorf
		}
		complain("%s: axe (%s): %s: %s: %+v", at, v.Impact, v.ID, v.Help, v.Nodes)
	}
}

// chartAndText: reading the chart and reading the text are one act, by pointer, by keyboard and by address.
func chartAndText(t *testing.T, browser context.Context, dir string) {
	tb := newTab(t, browser)
	tb.look(dir, "reviews/lighthouse.html", 1280, "light")

	// Pointing at a bar lights its sentence up, and the other way round.
	point := func(selector string) {
		t.Helper()
		box := value[[]float64](tb, `(() => { const e = document.querySelector(`+fmt.Sprintf("%q", selector)+`); e.scrollIntoView({block: "center"}); const b = e.getClientRects()[0]; return [b.left + b.width / 2, b.top + b.height / 2]; })()`)
		tb.run(chromedp.MouseEvent("mouseMoved", box[0], box[1]))
	}
	point(`.arc a[href="#s4"] .h`)
	tb.until(`document.querySelector("#s4.s.on") !== null`)
	if now := value[string](tb, `document.querySelector(".now").textContent`); !strings.Contains(now, "Calder writes weather") || !strings.Contains(now, "strong praise +0.81") {
		t.Errorf("under the chart stands %q", now)
	}
	point("#s11")
	tb.until(`document.querySelector('.arc a.on').getAttribute("href") === "#s11"`)
	if n := value[int](tb, `document.querySelectorAll(".on").length`); n != 2 {
		t.Errorf("%d elements are lit, not a bar and a sentence", n)
	}

	// A click on a sentence makes it the address; opening that address lights it up.
	tb.run(chromedp.Click(chromedp.CSS("#s12")))
	tb.until(`location.hash === "#s12"`)
	tb.look(dir, "reviews/lighthouse.html#s16", 390, "dark")
	tb.until(`document.querySelector("#s16.on") !== null && document.querySelector('.arc a[href="#s16"].on') !== null`)

	// By keyboard: one stop in the chart, one in the text, arrow keys from there, Enter follows a bar to its sentence.
	tb.look(dir, "reviews/lighthouse.html", 1280, "light")
	for range 40 {
		tb.run(chromedp.KeyEvent(kb.Tab))
		if value[bool](tb, `document.activeElement.matches(".arc a:not(.mark)")`) {
			break
		}
	}
	first := value[string](tb, `document.activeElement.getAttribute("href")`)
	if first != "#s3" {
		t.Fatalf("the chart's stop is %q, not the first sentence with a tone", first)
	}
	tb.run(chromedp.KeyEvent(kb.ArrowRight))
	tb.until(`document.querySelector("#s4.on") !== null && document.activeElement.getAttribute("href") === "#s4"`)
	tb.run(chromedp.KeyEvent(kb.End))
	tb.until(`document.activeElement.getAttribute("href") === "#s18"`)
	tb.run(chromedp.KeyEvent(kb.Enter))
	tb.until(`location.hash === "#s18" && document.getElementById("s18").getAttribute("tabindex") === "0"`)
	for range 10 {
		if value[bool](tb, `document.activeElement.matches(".s")`) {
			break
		}
		tb.run(chromedp.KeyEvent(kb.Tab))
	}
	tb.run(chromedp.KeyEvent(kb.ArrowLeft))
	tb.until(`document.activeElement.id === "s17" && document.querySelector('.arc a[href="#s17"].on') !== null`)
	tb.quiet("reviews/lighthouse.html")
}

// keyboard: the tab key leads through the pages, and where it stands can be seen.
func keyboard(t *testing.T, browser context.Context, dir string) {
	tb := newTab(t, browser)
	for _, page := range []string{"index.html", "reviews/lighthouse.html", "books/the-lamp-room.html", "corpus/terms.html", "single.html"} {
		tb.look(dir, page, 1280, "light")
		tb.run(chromedp.KeyEvent(kb.Tab))
		if !value[bool](tb, `document.activeElement.matches(".skip")`) {
			t.Errorf("%s: the first stop is not the skip link", page)
		}
		tb.run(chromedp.KeyEvent(kb.Enter))
		tb.until(`document.activeElement.id === "main"`)
		seen := make(map[string]bool)
		for range 8 {
			tb.run(chromedp.KeyEvent(kb.Tab))
			stop := value[string](tb, `(() => { const e = document.activeElement; const s = getComputedStyle(e); const h = e.querySelector(".h"); const seen = s.outlineStyle !== "none" || (h && getComputedStyle(h).stroke !== "none") || e.matches(".mark"); return (seen ? "" : "unseen ") + e.outerHTML.slice(0, 120) + e.getBoundingClientRect().top; })()`)
			if strings.HasPrefix(stop, "unseen <") && !strings.HasPrefix(stop, "unseen <body") {
				t.Errorf("%s: focus cannot be seen: %s", page, stop)
			}
			seen[stop] = true
		}
		if len(seen) < 2 {
			t.Errorf("%s: the tab key leads nowhere after the skip link: %v", page, seen)
		}
	}
}

// indexFilter searches, filters and sorts the index, whose state is its address.
func indexFilter(t *testing.T, browser context.Context, dir string) {
	tb := newTab(t, browser)
	tb.look(dir, "index.html", 1280, "light")
	rows := `document.querySelectorAll("#list .rows > li").length`
	if n := value[int](tb, rows); n != rowsPerPage {
		t.Fatalf("%d rows before any filter, not %d", n, rowsPerPage)
	}

	tb.run(chromedp.SendKeys(chromedp.CSS(`input[name=q]`), "field of GLASS haddad"))
	tb.until(rows + ` === 0 && location.hash.startsWith("#q=field%20of%20GLASS")`)
	tb.run(chromedp.Click(chromedp.CSS(`.filter button[type=reset]`)))
	tb.until(rows + ` === 200`)
	tb.run(chromedp.SendKeys(chromedp.CSS(`input[name=q]`), "field glass achterberg"))
	tb.until(rows + ` === 49 && document.querySelector(".status").textContent === "49 of 250 reviews"`)

	// The address is the state.
	tb.look(dir, "index.html#book=nine%20winters&verdict=negative&sort=blame", 390, "dark")
	tb.until(`document.querySelector(".status").textContent.endsWith("of 250 reviews")`)
	wrong := value[int](tb, `[...document.querySelectorAll("#list .rows > li")].filter((li) => !li.textContent.includes("Nine Winters") || !li.textContent.includes("negative")).length`)
	if n := value[int](tb, rows); n == 0 || wrong > 0 {
		t.Errorf("the filter of the address gives %d rows, %d of them wrong", n, wrong)
	}
	sorted := value[bool](tb, `(() => { const tones = [...document.querySelectorAll("#list .says b")].map((b) => Number(b.textContent.replace("\u2212", "-"))); return tones.every((tone, i) => !i || tones[i - 1] <= tone); })()`)
	if !sorted {
		t.Error("most blame does not come first")
	}
	if got := value[string](tb, `document.querySelector("select[name=verdict]").value`); got != "negative" {
		t.Errorf("the form says %q", got)
	}
	tb.run(chromedp.Click(chromedp.CSS(`.filter button[type=reset]`)))
	tb.until(rows + ` === 200 && location.hash === ""`)

	// The script writes rows as the server does: the second page in default order is index-2.html.
	tb.look(dir, "index.html#sort=&page=2", 1280, "light")
	tb.until(`document.querySelector(".status").textContent === "250 of 250 reviews"`)
	if n := value[int](tb, rows); n != 50 {
		t.Errorf("the second page holds %d rows", n)
	}
	tb.run(chromedp.Click(chromedp.CSS(`.pager button`)))
	tb.until(rows + ` === 200 && location.hash === ""`)

	// A row written by the script is the row that the server wrote.
	byPath := `JSON.stringify(Object.fromEntries([...document.querySelectorAll("#list .rows > li")].map((li) => [li.querySelector("a").getAttribute("href"), li.innerHTML])))`
	var served, made map[string]string
	if err := json.Unmarshal([]byte(value[string](tb, byPath)), &served); err != nil {
		t.Fatal(err)
	}
	tb.look(dir, "index.html#sort=turnaround", 1280, "light")
	tb.until(`document.querySelector(".status").textContent === "250 of 250 reviews"`)
	if err := json.Unmarshal([]byte(value[string](tb, byPath)), &made); err != nil {
		t.Fatal(err)
	}
	both := 0
	for path, row := range made {
		if was, ok := served[path]; ok {
			both++
			if was != row {
				t.Errorf("%s: the script writes\n%s\nwhere the server wrote\n%s", path, row, was)
			}
		}
	}
	if both < 100 {
		t.Errorf("only %d rows could be compared", both)
	}
	tb.quiet("index.html")
}

// withoutScripts: everything is there: rows, links to further pages, the chart, the text.
func withoutScripts(t *testing.T, browser context.Context, dir string) {
	tb := newTab(t, browser)
	tb.run(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	tb.look(dir, "index.html", 1280, "light")
	tb.run(chromedp.WaitVisible(chromedp.CSS(`#list .rows li`)), chromedp.WaitNotVisible(chromedp.CSS(`.filter`)),
		chromedp.Click(chromedp.CSS(`.pager a[href="index-2.html"]`)), chromedp.WaitVisible(chromedp.CSS(`.pager [aria-current][href="index-2.html"]`)))
	tb.look(dir, "reviews/lighthouse.html", 1280, "light")
	tb.run(chromedp.WaitVisible(chromedp.CSS(`.arc .p`)), chromedp.Click(chromedp.CSS(`.arc a[href="#s4"]`)))
	url, err := chromedp.Run(tb.ctx, chromedp.Location())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(url, "#s4") {
		t.Errorf("a bar leads to %s", url)
	}
	tb.quiet("without scripts")
}

// TestScreenshots writes the pictures that the README shows: go test ./internal/report -run Screenshots -screenshots
func TestScreenshots(t *testing.T) {
	if !*screenshots {
		t.Skip("skipped: pictures are written by make screenshots")
	}
	tb := newTab(t, newBrowser(t))
	dir := site(t)
	const folder = "testdata/screenshots"
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, shot := range []struct {
		name, page, scheme string
		width, height      int64
	}{
		{"review-light", "reviews/lighthouse.html", "light", 1280, 1400},
		{"review-dark", "reviews/lighthouse.html", "dark", 1280, 900},
		{"review-phone", "reviews/lighthouse.html", "light", 390, 1500},
		{"index", "index.html", "light", 1280, 1500},
		{"book", "books/the-lamp-room.html", "light", 1280, 1300},
	} {
		tb.look(dir, shot.page, shot.width, shot.scheme)
		tb.run(chromedp.EmulateViewport(shot.width, shot.height))
		png, err := chromedp.Run(tb.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, shot.name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
