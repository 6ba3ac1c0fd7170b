package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

func TestStars(t *testing.T) {
	for in, want := range map[string]float64{
		"": 0, "0": 0, "3": 3, "3.0": 3, "4,5": 4.5, "4.25": 4.25, "8/10": 4, "4/5": 4, "3.5 out of 5": 3.5, "★★★½": 3.5, "⭐️⭐️": 2, "★★★★☆": 4,
		"4 stars": 4, "four stars": 4, "3½": 3.5, "3 1/2 stars": 3.5, "85 %": 4.25, "8": 0, "11": 0, "90": 0, "7 stars": 0, "7 of 10": 3.5, "6/5": 0, "-1": 0, "good": 0, "5 Stars.": 5,
		`="4"`: 4, "not rated": 0, "11/10": 0, "1e9": 0, "NaN": 0,
	} {
		if got := starsOf(in); got != want {
			t.Errorf("starsOf(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestStatedStars(t *testing.T) {
	for in, want := range map[string]float64{
		"Rating: 4/5 Stars.\nText.":                   4,
		"Text.\n\n**My rating**: ★★★½":                3.5,
		"It ends well. Rating - 8/10.":                4,
		"Score: 7/10\nRating: 7/10":                   3.5,
		"Rating: 4/5\nHer rating: 2/5\nRating: 2/5":   0,
		"He is rating 5 books a day.":                 0,
		"I would call the rating: high.":              0,
		"Stars: shining in the sky.":                  0,
		"Goodreads rating: 4.5":                       4.5,
		"The average rating: 3.9 is far too generous": 0,
		"★★★★½\n\nI liked it.":                        4.5,
		"I liked it.\n\n**4/5 stars**":                4,
		"I liked it.\nThree stars.":                   3,
		"One: 4/5\n★★★\n★★\n":                         0,
		"The stars\nare out.\n24/7\n****\n1/2":        0,
		// a round-up has no rating of its own
		"# Read in June\n\n## Glass by Ann Hall ★★★★☆\n\nLoved it.\n\n## 5/5\n\nPerfect.": 0,
		"Mud by Otto Kern (2/5)\nDull.\n4/5\nFine.":                                       0,
		"Glass by Ann Hall ★★★★☆\n\nLoved it.\n\n★★★★":                                    4,
	} {
		if got := statedStars(in); got != want {
			t.Errorf("statedStars(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestISODate(t *testing.T) {
	for in, want := range map[string]string{
		"2021/05/04": "2021-05-04", "2021-5-4": "2021-05-04", "2021-05": "2021-05", "2021": "2021", "1/9/2015": "2015-01-09", "31/12/2015": "2015-12-31",
		"Sun Jul 30 07:44:10 -0700 2017": "2017-07-30", "09 13, 2009": "2009-09-13", "1376697600": "2013-08-17", "1588687728923": "2020-05-05",
		"May 4, 2021": "2021-05-04", "4 May 2021": "2021-05-04", "May 4th, 2021": "2021-05-04", "4th of May 2021": "2021-05-04", "May 2021": "2021-05", "[2021-05-04]": "2021-05-04",
		"2021-05-04T13:01:12.937": "2021-05-04", "Tue, 04 May 2021 10:00:00 +0000": "2021-05-04", "04.05.2021": "2021-05-04", "2017-08-19T00:00:00.000Z": "2017-08-19",
		"": "", "soon": "", "2021-13-01": "", "2021-02-30": "", "0": "", "99999": "", "2021/05/04; 2021/06/01": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestISBN(t *testing.T) {
	for in, want := range map[string]string{
		`="0123456789"`: "0123456789", `=""`: "", "978-0-12-345678-6": "9780123456786", "[080442957X]": "080442957X", "0-8044-2957-x": "080442957X",
		"12345678": "", "123456789": "0123456789", "B00ABCDEFG": "", "isbn:9780123456786": "", "0123456789, 9780123456786": "0123456789",
	} {
		if got := isbnOf(in); got != want {
			t.Errorf("isbnOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSplitSeries(t *testing.T) {
	for in, want := range map[string][2]string{
		"Gideon's Lamp (The Locked Door, #1)":      {"Gideon's Lamp", "The Locked Door #1"},
		"Night Shop (Citadel, #8; City Guard, #1)": {"Night Shop", "City Guard #1"},
		"Far (Nearness Book 5)":                    {"Far", "Nearness #5"},
		"The Truth (Christmas, #3.5)":              {"The Truth", "Christmas #3.5"},
		"Sand (Vintage International)":             {"Sand", ""},
		"Sand [Paperback]":                         {"Sand", ""},
		"Sand (Dunes #1) (Kindle Edition)":         {"Sand", "Dunes #1"},
		"What (and Why)":                           {"What (and Why)", ""},
		"1984":                                     {"1984", ""},
		"(Untitled)":                               {"(Untitled)", ""},
		"Sand   and  Sea":                          {"Sand and Sea", ""},
		"Omnibus (Tales #1-3)":                     {"Omnibus", "Tales #1-3"},
	} {
		book, series := splitSeries(in)
		if book != want[0] || (series != want[1] && !strings.Contains(in, ";")) {
			t.Errorf("splitSeries(%q) = %q, %q, want %q", in, book, series, want)
		}
	}
}

func TestAuthorNames(t *testing.T) {
	for in, want := range map[string][]string{
		"Ada  Quill": {"Ada Quill"}, "Quill, Ada": {"Ada Quill"}, "Ada Quill, Ben Moss": {"Ada Quill", "Ben Moss"}, "Ada Quill & Ben Moss": {"Ada Quill", "Ben Moss"},
		"Ada Quill and Ben Moss": {"Ada Quill", "Ben Moss"}, "Sammy Davis, Jr.": {"Sammy Davis, Jr."}, "Le Guin, Ursula": {"Ursula Le Guin"},
		"Quill, Ada; Moss, Ben": {"Ada Quill", "Ben Moss"}, "Ada Quill (Translator)": {"Ada Quill"}, "": nil, "Unknown": nil, "A, B, C": {"A", "B", "C"},
	} {
		if diff := cmp.Diff(want, authorNames(in)); diff != "" {
			t.Errorf("authorNames(%q): %s", in, diff)
		}
	}
}

func TestBookOf(t *testing.T) {
	for in, want := range map[string][2]string{
		`Book Review: "Emma" (Jane Austen)`:                         {"Emma", "Jane Austen"},
		`"The Lantern Keeper" by Ada Quill`:                         {"The Lantern Keeper", "Ada Quill"},
		`“The Lantern Keeper” by Ada Quill, translated by Ben Moss`: {"The Lantern Keeper", "Ada Quill"},
		`"The Lantern Keeper" edited by Ada Quill`:                  {"The Lantern Keeper", "Ada Quill"},
		`"The Lantern Keeper" edited by Ada Quill, by Ben Moss`:     {"The Lantern Keeper", "Ben Moss"},
		`"The Lantern Keeper" Ada Quill`:                            {"The Lantern Keeper", "Ada Quill"},
		`"The Lantern Keeper"`:                                      {"The Lantern Keeper", ""},
		"Book Review: The Lantern Keeper by Ada Quill":              {"The Lantern Keeper", "Ada Quill"},
		"Novella Review: Salt by N. K. Moss":                        {"Salt", "N. K. Moss"},
		"Review of Salt by Ada Quill":                               {"Salt", "Ada Quill"},
		"The Lantern Keeper by Ada Quill - a review":                {"The Lantern Keeper", "Ada Quill"},
		"🌊⚓ Down by the Sea by Ada Quill":                           {"Down by the Sea", "Ada Quill"},
		"Reading21: Never Go Out":                                   {"Never Go Out", ""},
		"How I was saved by books":                                  {"", ""},
		"Why everybody should stand by their word":                  {"", ""},
		"A quiet week": {"", ""},
	} {
		book, author := bookOf(in)
		if book != want[0] || author != want[1] {
			t.Errorf("bookOf(%q) = %q, %q, want %q", in, book, author, want)
		}
	}
}

func TestTitleLine(t *testing.T) {
	for in, want := range map[string]string{
		"Reading21: Never Go Out\nI went out.":     "Reading21: Never Go Out",
		"I went out. It rained.\nThen it stopped.": "",
		"It rained.\nThen it stopped.":             "",
		"Only one line":                            "",
		"Title\n\n":                                "",
		"Salt by N. K. Moss\nText.":                "Salt by N. K. Moss",
		"Dr. No\nText.":                            "Dr. No",
		"Really?\nText.":                           "Really?",
		strings.Repeat("long ", 50) + "\nText.":    "",
	} {
		if got, _ := titleLine(in); got != want {
			t.Errorf("titleLine(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAuthorBeside(t *testing.T) {
	for in, want := range map[string]string{
		"Sooner or later I would read Ada Quill’s Never Go Out. I did.": "Ada Quill",
		"Never Go Out by Ada Quill is long.":                            "Ada Quill",
		"“Never Go Out” by Ada Quill; Ben Moss’s Never Go Out.":         "",
		"The song Never Go Out.":                                        "",
	} {
		if got := authorBeside("Never Go Out", in); got != want {
			t.Errorf("authorBeside(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTellLanguage(t *testing.T) {
	english := "I read this book over one long weekend and it was the best thing that I have read in years, because she knows her people."
	german := "Ich habe dieses Buch an einem langen Wochenende gelesen und es war das Beste, was ich seit Jahren gelesen habe, weil sie ihre Leute kennt."
	french := "J'ai lu ce livre pendant un long week-end et c'était la meilleure chose que j'aie lue depuis des années, car elle connaît ses personnages."
	dutch := "Ik heb dit boek in een lang weekend gelezen en het was het beste wat ik in jaren heb gelezen, omdat zij haar mensen kent en begrijpt."
	russian := "Я прочитал эту книгу за одни длинные выходные, и это было лучшее, что я читал за последние годы, потому что она знает своих людей и любит их."
	for _, c := range []struct {
		text, declared, code string
		foreign              bool
	}{
		{english, "", "en", false}, {english, "de", "en", false}, {german, "", "de", true}, {french, "", "fr", true}, {dutch, "", "nl", true}, {russian, "", "ru", true},
		{"Loved it.", "", "en", false}, {"Sehr gut.", "", "en", false}, {"Sehr gut.", "de", "de", true}, {"私は私自身を着る。とても良い本でした。", "", "ja", true},
		{"Отличная книга, читайте.", "", "und", true}, {"😍😍😍", "", "en", false}, {"5/5", "", "en", false}, {"Ποτέ μην φύγεις είναι υπέροχο", "", "el", true},
		{"Kathy, Ruth, Tommy, Hailsham, Norfolk, Cottages, Madame, Emily, Lucy, Judy, Bridgewater, Rodney, Chrissie, Keffers, Amanda, Alexander, Laura, Hannah, Susie, Moira and me", "", "en", false},
	} {
		code, foreign := tellLanguage(c.text, c.declared)
		if code != c.code || foreign != c.foreign {
			t.Errorf("tellLanguage(%.40q, %q) = %q, %v, want %q, %v", c.text, c.declared, code, foreign, c.code, c.foreign)
		}
	}
}

func TestCleanRecord(t *testing.T) {
	for in, want := range map[string]string{
		"I <3 it >_< a lot":                      "I <3 it >_< a lot",
		"5 < 6 and 7 > 3":                        "5 < 6 and 7 > 3",
		"one<br/><br />two<BR>three":             "one\n\ntwo\nthree",
		"a &amp;amp; b &amp;quot;c&amp;quot;":    `a & b "c"`,
		"AT&T &notanent; &#8217;":                "AT&T &notanent; ’",
		"&lt;p&gt;Hi&lt;/p&gt;there":             "Hi\n\nthere",
		"&lt;3":                                  "<3",
		"x <i think that y":                      "x <i think that y",
		"<pre>a\n  b</pre>":                      "a\n  b",
		"<script>x()</script>text<style>p{}":     "text",
		"snake_case_name and 2*3*4 and S***":     "snake_case_name and 2*3*4 and S***",
		"[sic] and [b:broken and [a:b]":          "[sic] and [b:broken and b",
		"(view spoiler)[ he [the king] dies ]!":  "he [the king] dies!",
		"[text](https://example.org/a_(b)":       "text",
		"keep  two spaces\n\n\nand lines":        "keep  two spaces\n\n\nand lines",
		"a\r\nb\rc\x00d":                         "a\nb\ncd",
		"<bold>b</bold><u>u</u><s>s</s><h>h</h>": "bus\n\nh",
		"<!-- hidden -->seen":                    "seen",
		"🙂 <b>é</b>":                             "🙂 é",
	} {
		b := cleanRecord(in)
		checkBody(t, b.text, b.marks)
		if b.text != want {
			t.Errorf("cleanRecord(%q) = %q, want %q", in, b.text, want)
		}
	}
}

func TestMarksOfRecord(t *testing.T) {
	b := cleanRecord("<blockquote>A <i>b</i></blockquote> [b:C|1|C D (E, #2)|F  G|x.jpg|9] <a href='https://www.goodreads.com/author/show/7.X'>G</a> <spoiler>h <b>i")
	var got []string
	for _, m := range b.marks {
		s := string(m.Kind) + " " + m.In(b.text)
		if m.Link != nil {
			s += " " + m.Link.Name + "/" + m.Link.Author + "/" + m.Link.Series + "/" + m.Link.ID + "/" + m.Link.WorkID
		}
		got = append(got, s)
	}
	want := []string{"quotation A b", "emphasis b", "book_link C C D/F G/E #2/goodreads:1/goodreads:9", "author_link G ///goodreads:7/", "spoiler h i", "strong i"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(b.warnings) != 1 || b.warnings[0].Code != "unbalanced_markup" {
		t.Errorf("warnings %v", b.warnings)
	}
}

func TestFrontMatter(t *testing.T) {
	for name, input := range map[string]string{
		"yaml":   "---\ntitle: Emma\nauthor: Jane Austen\nrating: 4\n---\nA fine book.\n",
		"toml":   "+++\ntitle = \"Emma\"\nauthor = \"Jane Austen\"\nrating = 4\n+++\nA fine book.\n",
		"json":   "{\n\"title\": \"Emma\", \"author\": \"Jane Austen\", \"rating\": 4}\n\nA fine book.\n",
		"bare":   "Title: Emma\nAuthor: Jane Austen\nRating: 4\n\nA fine book.\n",
		"nested": "---\nbook: {title: Emma, author: Jane Austen}\nreview: {rating: 8/10}\n---\nA fine book.\n",
		"broken": "---\ntitle: Emma\nauthor: Jane Austen\nrating: 4\nnote: \"unclosed\n---\nA fine book.\n",
		"open":   "---\ntitle: Emma\nauthor: Jane Austen\nrating: 4\n\nA fine book.\n",
		"crlf":   "---\r\ntitle: Emma\r\nauthor: Jane Austen\r\nrating: 4\r\n---\r\nA fine book.\r\n",
	} {
		items, count := readAll(t, strings.NewReader(input), "a.md", Options{})
		if len(items) != 1 || items[0].Review == nil {
			t.Fatalf("%s: %s", name, render(items, count))
		}
		rev := items[0].Review
		if m := rev.Metadata; m.Book != "Emma" || m.Author() != "Jane Austen" || m.Stars != 4 || rev.Text != "A fine book." {
			t.Errorf("%s: %s", name, render(items, count))
		}
	}
	// A blog's own title and author are not a book's.
	items, _ := readAll(t, strings.NewReader("---\nlayout: post\ntitle: A quiet week\nauthor: Tom\n---\nI read a book.\n"), "a.md", Options{})
	if m := items[0].Review.Metadata; m.Book != "" || len(m.Authors) != 0 || m.Reviewer != "Tom" || m.Title != "A quiet week" {
		t.Errorf("%+v", m)
	}
	// A sentence with a colon is no front matter.
	items, _ = readAll(t, strings.NewReader("Author: a word that I hate.\nIt is a book of such words.\n"), "a.md", Options{})
	if rev := items[0].Review; !strings.HasPrefix(rev.Text, "Author:") {
		t.Errorf("%q", rev.Text)
	}
}

func TestIDs(t *testing.T) {
	read := func(input, name string) *review.Review {
		items, count := readAll(t, strings.NewReader(input), name, Options{})
		if len(items) != 1 || items[0].Review == nil {
			t.Fatal(render(items, count))
		}
		return items[0].Review
	}
	for _, c := range []struct{ input, name, want string }{
		{`[{"review_id":"r1","id":"x","text":"A."}]`, "d/a.json", "r1"},
		{`[{"id":7,"text":"A."}]`, "d/a.json", "7"},
		{`[{"id":"\u001b[31m\u0000r 1","text":"A."}]`, "d/a.json", "[31mr_1"},
		{"Book Id,Title,Author,My Rating,My Review\n9,T,A,1,Fine.\n", "d/g.csv", "d/g.csv#9"},
		{"Title\n\nText.", "d/a.txt", "d/a.txt"},
	} {
		if got := read(c.input, c.name).ID; got != c.want {
			t.Errorf("%s %s: %q, want %q", c.name, c.input, got, c.want)
		}
	}
	a := read(`[{"text":"A.","book":"B"}]`, "a.json").ID
	b := read(`[ {"book":"B", "other": 1,"text":"A."}]`, "a.json").ID
	if a != b || len(a) != len("a.json#")+12 {
		t.Errorf("ids %q, %q", a, b)
	}
}
