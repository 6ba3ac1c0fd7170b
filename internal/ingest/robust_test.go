package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"

	"tonearc/pipeline/review"
)

// repeated is a stream of a text n times over, between a head and a tail, that is never held.
type repeated struct {
	head, text, tail string
	n                int
	rest             string
}

func (r *repeated) Read(p []byte) (int, error) {
	for r.rest == "" {
		switch {
		case r.head != "":
			r.rest, r.head = r.head, ""
		case r.n > 0:
			r.rest = r.text
			r.n--
		case r.tail != "":
			r.rest, r.tail = r.tail, ""
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// TestTooLarge reads records far above the limit: each is one problem with its line, what follows is read, and the
// record is not held.
func TestTooLarge(t *testing.T) {
	const size = 64 << 20
	long := strings.Repeat("long ", 1<<10)
	n := size / len(long)
	for _, c := range []struct {
		name, head, tail string
		reviews, line    int
	}{
		{"a.csv", "review,rating\nFirst.,1\n", "\nLast.,2\n", 2, 3},
		{"quoted.csv", "review,rating\nFirst.,1\n\"", "\",3\nLast.,2\n", 2, 3},
		{"a.jsonl", "{\"text\":\"First.\"}\n{\"text\":\"", "\"}\n{\"text\":\"Last.\"}\n", 2, 2},
		{"a.json", "[{\"text\":\"First.\"},\n{\"text\":\"", "\"},\n{\"text\":\"Last.\"}]", 2, 2},
		{"keyed.json", "{\"1\":{\"text\":\"First.\"},\n\"2\":{\"text\":\"", "\"},\n\"3\":{\"text\":\"Last.\"}}", 2, 2},
		{"a.xml", "<rss><channel>\n<item><description>First.</description></item>\n<item><description>", "</description></item>\n<item><description>Last.</description></item></channel></rss>", 2, 3},
		{"a.txt", "Title\n", "", 0, 0},
		{"a.md", "# Title\n", "", 0, 0},
		{"a.html", "<html>", "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			items, count := readAll(t, &repeated{head: c.head, text: long, n: n, tail: c.tail}, c.name, Options{MaxRecord: 1 << 20})
			runtime.ReadMemStats(&after)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > size {
				t.Errorf("%d MiB allocated for a record that was to be passed over", grown>>20)
			}
			if count.Reviews != c.reviews || count.Problems < 1 {
				t.Fatalf("%+v\n%s", count, render(items, count))
			}
			found := false
			for _, it := range items {
				if it.Skip != nil && it.Skip.Line == c.line && strings.Contains(it.Skip.Reason, c.name) {
					found = true
				}
			}
			if !found {
				t.Errorf("no problem names %s and line %d:\n%s", c.name, c.line, render(items, count))
			}
		})
	}
}

// TestBomb unpacks a file of zeros.
func TestBomb(t *testing.T) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, io.LimitReader(&repeated{head: "note,review\n", text: strings.Repeat("a", 1<<16) + ",\n", n: 1 << 20}, bombStart+bombStart/8)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	items, count := readAll(t, &packed, "a.csv.gz", Options{})
	last := items[len(items)-1]
	if last.Skip == nil || !strings.Contains(last.Skip.Reason, "unpacks to") {
		t.Errorf("%+v %+v", count, last.Skip)
	}
}

// TestKnottedFrontMatter reads front matter that would keep a YAML parser busy for hours; what stands in it line by line
// is read all the same.
func TestKnottedFrontMatter(t *testing.T) {
	aliases := "a: &a [x]\n"
	for c := 'b'; c <= 'u'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	var keys strings.Builder
	for i := range 50000 {
		fmt.Fprintf(&keys, "k%d: v\n", i)
	}
	for name, knot := range map[string]string{
		"aliases": aliases, "keys": keys.String(), "brackets": "x: " + strings.Repeat("[", 30000) + strings.Repeat("]", 30000) + "\n",
	} {
		source := "---\nbook: Emma\nauthor: Jane Austen\n" + knot + "---\nA good book that I read twice.\n"
		items, count := readAll(t, strings.NewReader(source), "a.md", Options{})
		if got := render(items, count); !strings.Contains(got, "book: Emma\n") || !strings.Contains(got, "warning: front_matter") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// TestBadInput reads what is broken in other ways. want is part of the reason of the only Skip.
func TestBadInput(t *testing.T) {
	deepJSON := strings.Repeat(`{"a":`, 200000) + "1" + strings.Repeat("}", 200000)
	deepArray := "[" + strings.Repeat("[", 200000) + strings.Repeat("]", 200000) + "]"
	wide := strings.Repeat("column,", 1000000) + "review\n" + strings.Repeat("x,", 1000000) + "text\n"
	for _, c := range []struct {
		name, input string
		kind        review.SkipKind
		want        string
	}{
		{"empty.txt", "", review.Excluded, "empty file"},
		{"blank.csv", " \n\n", review.Excluded, "empty file"},
		{"picture.png", "\x89PNG\r\n", review.Excluded, "picture"},
		{"book.epub", "PK\x03\x04xxxxxxxxx", review.Failed, "zip archive"},
		{"report.txt", "%PDF-1.4\n%xxxx", review.Failed, "PDF"},
		{"binary.txt", "\x01\x02\x03\x00\x05a\x06b", review.Failed, "binary"},
		{"half.txt.gz", string(gzipped([]byte(strings.Repeat("A fine book. ", 1000)))[:60]), review.Failed, "damaged"},
		{"noise.gz", "\x1f\x8bnot really", review.Failed, "damaged"},
		{"wide.csv", wide, review.Failed, "columns"},
		{"deep.json", deepJSON, review.Failed, "deep.json, line 1"},
		{"array.json", deepArray, review.Excluded, "not reviews"},
		{"python.jsonl", "{'text': 'A fine book.', 'n': None}\n{'text': 'B'}\n", review.Failed, "Python"},
		{"config.json", `{"name": "site", "version": "1.0"}`, review.Excluded, "not reviews"},
		{"data.jsonl", "{\"a\": 1}\n{\"a\": 2}\n", review.Failed, "--text-column"},
		{"sales.csv", "day,sum\n1,2\n", review.Failed, "--text-column"},
		{"page.json", "<html>oops</html>", review.Failed, "a web page"},
		{"login.csv", "\n<!DOCTYPE html>\n<title>Sign in</title>", review.Failed, "a web page"},
		{"data.csv", "<?xml version=\"1.0\"?><rows></rows>", review.Failed, ".xml"},
		{"header.csv", "title,review\n", review.Excluded, "no records"},
		{"brackets.json", "[]", review.Excluded, "no records"},
		{"above.csv", "My reviews of 2025\n\ntitle,review\nEmma,Fine.\n", review.Failed, "remove this line"},
		{"broken.jsonl", "{\"text\": \"a\",}\n", review.Failed, "line 1: not valid JSON"},
		{"twice.gz", string(gzipped(gzipped([]byte("x")))), review.Failed, "packed twice"},
		{"archive.txt", strings.Repeat("x", 257) + "ustar" + strings.Repeat("x", 99), review.Failed, "tar archive"},
		{"template.md", "---\ntitle: X\n---\nWrite your review here using Markdown.\n", review.Excluded, "template"},
		{"links.md", "# Reviews\n\n" + strings.Repeat("- [A book that I read](one.md)\n", 20), review.Excluded, "list of links"},
	} {
		t.Run(c.name, func(t *testing.T) {
			items, count := readAll(t, strings.NewReader(c.input), c.name, Options{})
			var skips []*review.Skip
			for _, it := range items {
				if it.Skip != nil {
					skips = append(skips, it.Skip)
				}
			}
			if len(skips) != 1 || skips[0].Kind != c.kind || !strings.Contains(skips[0].Reason, c.want) {
				t.Fatalf("want one %s with %q:\n%.2000s", c.kind, c.want, render(items, count))
			}
			if c.kind == review.Failed && !strings.Contains(skips[0].Reason, c.name) {
				t.Errorf("the reason does not name the file: %s", skips[0].Reason)
			}
			if len(skips[0].Reason) > 4000 {
				t.Errorf("a reason of %d bytes", len(skips[0].Reason))
			}
		})
	}
}

// TestNotJSONLines gives up a text under the name of JSON Lines, but not for broken lines among whole ones.
func TestNotJSONLines(t *testing.T) {
	const line = "This is a line of a text about a book.\n"
	for input, problems := range map[string]int{
		strings.Repeat(line, 500): maxBroken + 1,
		"{\"text\": \"A fine book.\", \"date\": \"05/04/2025\"}\n" + strings.Repeat(line, 500): 500,
	} {
		items, count := readAll(t, strings.NewReader(input), "a.jsonl", Options{})
		if last := items[len(items)-1].Skip; count.Problems != problems || last == nil {
			t.Errorf("%+v", count)
		}
	}
}

// TestHostileXML: entities are not expanded, depth is no danger.
func TestHostileXML(t *testing.T) {
	lol := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><item><guid>1</guid><description>A book &lol2; of wonder.</description></item></channel></rss>`
	items, _ := readAll(t, strings.NewReader(lol), "lol.xml", Options{})
	if len(items) != 1 || items[0].Review == nil || strings.Contains(items[0].Review.Text, "lollol") {
		t.Errorf("%+v", items)
	}
	const depth = 100000
	deep := "<rss><channel><item><guid>1</guid><description>" + strings.Repeat("<b>", depth) + "A book." + strings.Repeat("</b>", depth) + "</description></item></channel></rss>"
	readAll(t, strings.NewReader(deep), "deep.xml", Options{})
	readAll(t, strings.NewReader("<html><body><article>"+strings.Repeat("<div>", depth)+"A book."), "deep.html", Options{})
	readAll(t, strings.NewReader(strings.Repeat("> ", depth)+"A book."), "deep.md", Options{MaxRecord: 1 << 20})
	readAll(t, strings.NewReader(strings.Repeat("(view spoiler)[", depth)+"A book."), "deep.txt", Options{})
	readAll(t, strings.NewReader(strings.Repeat("[[", depth)+"A book."), "brackets.txt", Options{})
	readAll(t, strings.NewReader(strings.Repeat("<i>", depth)+"A book."+strings.Repeat("</b>", depth)), "tags.txt", Options{})
	readAll(t, strings.NewReader(strings.Repeat("<!--", depth)+"A book."), "comments.txt", Options{})
	readAll(t, strings.NewReader(strings.Repeat("&lt;", 10*depth)+"A book."), "escaped.txt", Options{}) // took minutes once
}

// TestBrokenTable: the export whose cells are padded so that its quotation marks stand in the wrong place.
func TestBrokenTable(t *testing.T) {
	const table = "Book Id , Title          , Author      , Author l-f      , My Rating, My Review , Spoiler\n" +
		"     1 , The Lantern    , Ada Quill   , \"Quill, Ada\"    ,         4, Fine book. ,        \n" +
		"     2 , \"Salt, Sea\"    , Ada Quill   , \"Quill, Ada\"    ,         3,            ,        \n"
	items, count := readAll(t, strings.NewReader(table), "goodreads.csv", Options{})
	if count.Reviews != 1 || count.Problems != 1 || count.Empty != 1 {
		t.Fatalf("%s", render(items, count))
	}
	if s := items[0].Skip; s == nil || s.Line != 2 || !strings.Contains(s.Reason, "goodreads.csv, line 2: ") || !strings.Contains(s.Reason, "padded") {
		t.Errorf("%+v", items[0].Skip)
	}
	if rev := items[1].Review; rev.Text != "Fine book." || rev.Metadata.Author() != "Ada Quill" || rev.Metadata.Stars != 4 {
		t.Errorf("%+v", rev)
	}
}

// TestEncodings reads one text in several encodings.
func TestEncodings(t *testing.T) {
	const want = "Café, naïve — fine."
	for _, c := range []struct {
		how, input string
		warning    bool
	}{
		{"UTF-8", "Café, naïve — fine.", false},
		{"Windows-1252", "Caf\xe9, na\xefve \x97 fine.", true},
		{"mixed", "Café, na\xefve — fine.", true},
		{"UTF-16 LE", string(utf16le([]byte(want))), false},
		{"UTF-16 without a mark", string(utf16le([]byte(want)))[2:], false},
		{"NUL bytes", "Caf\x00é, naïve — fi\x00ne.", false},
		{"CRLF", "Café, naïve — fine.\r\n", false},
	} {
		items, count := readAll(t, strings.NewReader(c.input), "a.txt", Options{})
		if len(items) != 1 || items[0].Review == nil || items[0].Review.Text != want {
			t.Errorf("%s: %s", c.how, render(items, count))
			continue
		}
		if got := len(items[0].Review.Warnings) > 0; got != c.warning {
			t.Errorf("%s: warnings %v", c.how, items[0].Review.Warnings)
		}
	}
}

// TestSpreadsheetTables reads tables as spreadsheets write them: with the line ends of old Macs, with a line that names the
// separator.
func TestSpreadsheetTables(t *testing.T) {
	for how, input := range map[string]string{
		"CR":               "book,review\rEmma,Fine.\rPersuasion,\"Fine,\rtoo.\"\r",
		"CR, byte by byte": "book,review\rEmma,Fine.\rPersuasion,\"Fine,\rtoo.\"\r",
		"separator":        "sep=;\r\nbook;review\r\nEmma;Fine.\r\nPersuasion;\"Fine,\ntoo.\"\r\n",
	} {
		var in io.Reader = strings.NewReader(input)
		first := 2
		switch how {
		case "CR, byte by byte":
			in = iotest.OneByteReader(in)
		case "separator":
			first = 3
		}
		items, count := readAll(t, in, "a.csv", Options{})
		if count.Reviews != 2 || count.Problems != 0 {
			t.Errorf("%s: %s", how, render(items, count))
			continue
		}
		if one, two := items[0].Review, items[1].Review; one.Line != first || two.Line != first+1 || two.Text != "Fine,\ntoo." || two.Metadata.Book != "Persuasion" {
			t.Errorf("%s: %s", how, render(items, count))
		}
	}
	// CRLF stays one line end where the first line is longer than what is looked at.
	in := &macLines{r: iotest.OneByteReader(strings.NewReader("a\r\nb\rc\n\r\nd\r"))}
	if got, err := io.ReadAll(in); err != nil || string(got) != "a\nb\nc\n\nd\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestColumns reads fields from the user's own columns.
func TestColumns(t *testing.T) {
	opts := Options{Columns: map[string]string{"text": "Thoughts on it", "rating": "my_mark", "book": "What"}}
	for name, input := range map[string]string{
		"a.csv":  "What,THOUGHTS_ON_IT,My Mark,review\nEmma,Lovely.,9/10,not this\n",
		"a.json": `[{"what": "Emma", "thoughts-on-it": "Lovely.", "myMark": 1, "my mark": "9/10", "review": "not this"}]`,
		"a.md":   "---\nwhat: Emma\nmy_mark: 9/10\ntitle: Some title\n---\nLovely.\n",
	} {
		items, count := readAll(t, strings.NewReader(input), name, opts)
		if len(items) != 1 || items[0].Review == nil {
			t.Fatalf("%s: %s", name, render(items, count))
		}
		rev := items[0].Review
		if rev.Text != "Lovely." || rev.Metadata.Stars != 4.5 || rev.Metadata.Book != "Emma" {
			t.Errorf("%s: %s", name, render(items, count))
		}
	}
	if _, err := New(Options{Columns: map[string]string{"wordcount": "x"}}); err == nil {
		t.Error("an unknown field is no error")
	}
}

// TestManyAtOnce reads with one Reader from many goroutines.
func TestManyAtOnce(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for i := range 8 {
		go func() {
			input := strings.Repeat(fmt.Sprintf("{\"id\":\"%d\",\"text\":\"A *fine* book.\"}\n", i), 50)
			src := Source{Name: "a.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(input)), nil }}
			count, err := r.Read(context.Background(), src, func(Item) error { return nil })
			if err == nil && count.Reviews != 50 {
				err = fmt.Errorf("%+v", count)
			}
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestNoise reads what no encoding makes a text of, such as packed or ciphered data, as no text, whatever its name.
func TestNoise(t *testing.T) {
	rng := rand.NewChaCha8([32]byte{1})
	noise := make([]byte, 100_000)
	rng.Read(noise)
	noise[0] = 0xbb
	for _, name := range []string{"a.txt", "a.csv", "a.md", "a.dat"} {
		items, count := readAll(t, bytes.NewReader(noise), name, Options{AnyLanguage: true})
		if got := render(items, count); !strings.Contains(got, "binary data, not text") {
			t.Errorf("%s: %.300s", name, got)
		}
	}
}
