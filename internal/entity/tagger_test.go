package entity

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

func newTagger(t testing.TB, opts Options) *Tagger {
	t.Helper()
	tagger, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

func read(t testing.TB, text string, meta review.Metadata, marks ...review.Mark) review.About {
	t.Helper()
	doc, scores := plainDocument(text, meta, marks...)
	about, err := newTagger(t, Options{}).Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	check(t, doc, &about)
	return about
}

// check holds what every result must: spans inside their sentences and on rune boundaries, indexes in range, order.
func check(t testing.TB, doc *review.Document, about *review.About) {
	t.Helper()
	text := doc.Review.Text
	ids := make(map[string]bool)
	for i, ent := range about.Entities {
		if ent.Name == "" || ent.ID == "" || ids[ent.ID] {
			t.Errorf("entity %d: name %q, id %q", i, ent.Name, ent.ID)
		}
		ids[ent.ID] = true
		if ent.Confidence < 0 || ent.Confidence > 1 || ent.Salience < 0 || ent.Salience > 1.0001 {
			t.Errorf("entity %q: confidence %v, salience %v", ent.Name, ent.Confidence, ent.Salience)
		}
		if ent.Tone.Low > ent.Tone.Value || ent.Tone.Value > ent.Tone.High || ent.Tone.Low < -1 || ent.Tone.High > 1 {
			t.Errorf("entity %q: tone %+v", ent.Name, ent.Tone)
		}
		if i > 0 && ent.Main && !about.Entities[i-1].Main {
			t.Errorf("entity %q is main, but does not stand first", ent.Name)
		}
		for j, sent := range ent.Sentences {
			if sent < 0 || sent >= len(doc.Sentences) || j > 0 && sent <= ent.Sentences[j-1] {
				t.Errorf("entity %q: sentences %v", ent.Name, ent.Sentences)
			}
		}
	}
	for i, m := range about.Mentions {
		if m.Sentence < 0 || m.Sentence >= len(doc.Sentences) || m.Entity < 0 || m.Entity >= len(about.Entities) {
			t.Fatalf("mention %d: %+v", i, m)
		}
		if m.Start >= m.End || !doc.Sentences[m.Sentence].Contains(m.Span) || !utf8.ValidString(m.In(text)) {
			t.Errorf("mention %d: %+v in sentence %+v", i, m, doc.Sentences[m.Sentence].Span)
		}
		if i > 0 && (m.Sentence < about.Mentions[i-1].Sentence) {
			t.Errorf("mention %d is out of order", i)
		}
	}
	for i, a := range about.Aspects {
		if len(a.Sentences) != len(a.Tones) || len(a.Sentences) == 0 {
			t.Errorf("aspect %s: %v %v", a.Kind, a.Sentences, a.Tones)
		}
		if a.Book < -1 || a.Book >= len(about.Entities) {
			t.Fatalf("aspect %s: of entity %d", a.Kind, a.Book)
		}
		if a.Book < 0 && len(about.Entities) > 0 && about.Entities[0].Main && about.Entities[0].Type == review.Book {
			t.Errorf("aspect %s: of no book", a.Kind)
		}
		if i > 0 && a.Kind == about.Aspects[i-1].Kind && a.Book <= about.Aspects[i-1].Book {
			t.Errorf("aspect %s: of %d behind that of %d", a.Kind, a.Book, about.Aspects[i-1].Book)
		}
	}
	for _, c := range about.Comparisons {
		if c.Subject == c.Object || c.Subject >= len(about.Entities) || c.Object >= len(about.Entities) {
			t.Errorf("comparison %+v", c)
		}
	}
}

func entity(about review.About, name string) *review.Entity {
	for i := range about.Entities {
		ent := &about.Entities[i]
		if bare(ent.Name) == bare(name) {
			return ent
		}
		for _, alias := range ent.Aliases {
			if bare(alias) == bare(name) {
				return ent
			}
		}
	}
	return nil
}

func TestMainFromMetadata(t *testing.T) {
	about := read(t, "I loved it. Marlow writes well, and the salt road is a fine setting for it. A joy.", review.Metadata{
		Book: "The Salt Road (Halberd, #2)", Authors: []string{"Ines Marlow"}, ISBN: "9780000000002",
	})
	if len(about.Entities) < 2 {
		t.Fatalf("found %+v", about.Entities)
	}
	book, author := about.Entities[0], about.Entities[1]
	if book.Type != review.Book || book.Name != "The Salt Road" || !book.Main || book.Series != "Halberd, #2" || book.ISBN != "9780000000002" {
		t.Errorf("book %+v", book)
	}
	if author.Type != review.Author || author.Name != "Ines Marlow" || !author.Main || author.Book != book.ID {
		t.Errorf("author %+v", author)
	}
	if !reflect.DeepEqual(author.Aliases, []string{"Marlow"}) || !reflect.DeepEqual(author.Sentences, []int{1}) {
		t.Errorf("author's names %q in %v", author.Aliases, author.Sentences)
	}
}

func TestTitleLine(t *testing.T) {
	for _, test := range []struct{ text, title, author string }{
		{"\"Winter in Halberd\" by Ines Marlow\n. A quiet story.", "Winter in Halberd", "Ines Marlow"},
		{"“The Clockmaker’s Sister” by Jay Oduya and Ines Marlow. Quiet and sad.", "The Clockmaker’s Sister", "Jay Oduya"},
		{"I walked by the lake one day. Then I read on.", "", ""},
	} {
		about := read(t, test.text, review.Metadata{})
		title, author := "", ""
		for _, ent := range about.Entities {
			if ent.Main && ent.Type == review.Book {
				title = ent.Name
			}
			if ent.Main && ent.Type == review.Author && author == "" {
				author = ent.Name
			}
		}
		if title != test.title || author != test.author {
			t.Errorf("%q: found %q by %q, want %q by %q", test.text, title, author, test.title, test.author)
		}
	}
}

func TestKnownTitleAsHeadline(t *testing.T) {
	catalog := []CatalogEntry{{Title: "The Salt Road", Author: "Ines Marlow"}}
	for _, test := range []struct{ headline, want string }{
		{"wuthering heights 📚", "Wuthering Heights"},
		{"🌊 to the lighthouse!", "To the Lighthouse"},
		{"the salt road", "The Salt Road"},
		{"a quiet evening", ""},
		{"persuasion", ""}, // one word may be about anything
		{"why wuthering heights is overrated", ""},
	} {
		doc, scores := plainDocument("A quiet story about clocks.", review.Metadata{Title: test.headline})
		about, err := newTagger(t, Options{Catalog: catalog}).Entities(doc, scores)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, ent := range about.Entities {
			if ent.Main && ent.Type == review.Book {
				got = ent.Name
			}
		}
		if got != test.want {
			t.Errorf("%q: book %q, want %q", test.headline, got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct{ text, name, typ string }{
		{"They've done it again, and we’ve all seen it.", "They've", ""},
		{"The parcel arrives on Friday, and nobody opens it.", "Friday", ""},
		{"I wanted a Tom Clancy Jack Ryan kind of story.", "Tom Clancy Jack Ryan", ""},
		{"I wanted a Tom Clancy Jack Ryan kind of story.", "Tom Clancy", "author"},
		{"I wanted a Tom Clancy Jack Ryan kind of story.", "Jack Ryan", "character"},
		{"I wrote this down with the help of ChatGPT and Claude.", "Claude", "org"},
		{"Marlow's Arthur Quill is a frightening creation.", "Arthur Quill", "character"},
	} {
		about := read(t, test.text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
		got := ""
		for _, ent := range about.Entities {
			if bare(ent.Name) == bare(test.name) {
				got = string(ent.Type)
			}
		}
		if got != test.typ {
			t.Errorf("%q: %q is %q, want %q; found %+v", test.text, test.name, got, test.typ, about.Entities)
		}
	}
}

func TestHeadlineAsBook(t *testing.T) {
	about := read(t, "A quiet story about clocks.", review.Metadata{
		Book: "Book Review: Winter in Halberd by Ines Marlow", Authors: []string{"Some Blogger"},
	})
	if entity(about, "Winter in Halberd") == nil || entity(about, "Ines Marlow") == nil || entity(about, "Some Blogger") != nil {
		t.Errorf("found %+v", about.Entities)
	}
}

func TestJoined(t *testing.T) {
	l := newTagger(t, Options{}).lists
	r := &reading{t: &Tagger{lists: l}}
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"kathy", "kathy h", true},
		{"ishiguro", "kazuo ishiguro", true},
		{"lizzy", "elizabeth bennet", true},
		{"mr darcy", "fitzwilliam darcy", true},
		{"mrs bennet", "mr bennet", false},
		{"mrs reed", "tobias reed", false},
		{"esmerelda", "esmeralda", true},
		{"ruth", "tommy", false},
		{"anna reed", "tobias reed", false},
		{"j reed", "jonas reed", true},
		{"le guin", "ursula k le guin", true},
		{"reed tobias", "tobias reed", true},
		{"garcia marquez gabriel", "gabriel garcia marquez", true},
		{"tobias anna reed", "anna tobias reed", false},
		{"king", "king osric", true},
		{"nico", "nicodemus vale", true},
		{"marlowe", "ines marlow", true},
		{"rose", "roses", false},
	} {
		if got := r.samePerson(strings.Fields(test.a), strings.Fields(test.b)) > 0; got != test.same {
			t.Errorf("%q is %q: %v", test.a, test.b, got)
		}
	}
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"nlmg", "never let me go", true},
		{"tlotr", "lord of the rings", true},
		{"salt road", "salt road a novel", false},
	} {
		if got := r.sameBook(test.a, test.b) > 0; got != test.same {
			t.Errorf("%q is %q: %v", test.a, test.b, got)
		}
	}
}

// TestTurned: the record has the name of the author one way, the review the other; without a record the order used most.
func TestTurned(t *testing.T) {
	for _, test := range []struct{ author, text, want, alias string }{
		{"Haruki Murakami", "Murakami Haruki repeats himself. I like Murakami Haruki anyway.", "Haruki Murakami", "Murakami Haruki"},
		{"Gabriel García Márquez", "Few can write like García Márquez Gabriel.", "Gabriel García Márquez", "García Márquez Gabriel"},
		{"", "I read Never Let Me Go by Kazuo Ishiguro. Only Ishiguro Kazuo writes so. Ishiguro Kazuo knows.", "Ishiguro Kazuo", "Kazuo Ishiguro"},
	} {
		meta := review.Metadata{}
		if test.author != "" {
			meta = review.Metadata{Book: "The Salt Road", Authors: []string{test.author}}
		}
		about := read(t, test.text, meta)
		if ent := entity(about, test.want); ent == nil || ent.Type != review.Author || !slices.Contains(ent.Aliases, test.alias) || len(about.Entities) != 2 {
			t.Errorf("%q: found %+v", test.text, about.Entities)
		}
	}
}

func TestListOfNamesakesIsNotTurned(t *testing.T) {
	about := read(t, "The Salt Road by Paul Reed, Anna Reed. It is short.", review.Metadata{Book: "The Salt Road", Authors: []string{"Anna Reed", "Paul Reed"}})
	for _, name := range []string{"Anna Reed", "Paul Reed"} {
		if ent := entity(about, name); ent == nil || len(ent.Aliases) > 0 || len(ent.Sentences) != 1 {
			t.Errorf("found %+v", about.Entities)
		}
	}
}

func TestBare(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"The Salt Road", "salt road"},
		{"J.R.R. Tolkien’s", "jrr tolkien"},
		{"J. R. R. Tolkien", "jrr tolkien"},
		{"Notre-Dame", "notre dame"},
		{"Karel Čapek", "karel capek"},
		{"Legends & Lattes", "legends and lattes"},
		{"The", "the"},
		{"", ""},
		{"—", ""},
	} {
		if got := bare(test.in); got != test.want {
			t.Errorf("bare(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestNoCertaintyWithoutNames(t *testing.T) {
	for _, text := range []string{
		"",
		"Blah. Okay, okay. Meh.",
		"THIS WAS THE WORST THING THAT I HAVE EVER READ IN MY LIFE AND I WANT MY MONEY BACK.",
		"all of it was lower case and nobody was named in it, which is fine by me.",
	} {
		for _, ent := range read(t, text, review.Metadata{}).Entities {
			if ent.Confidence > 0.6 {
				t.Errorf("%q: found %s %q with confidence %.2f", text, ent.Type, ent.Name, ent.Confidence)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	text := "I liked Halberd more than this one, though Marlow is always fun."
	at := func(s string) review.Span {
		i := strings.Index(text, s)
		return review.Span{Start: i, End: i + len(s)}
	}
	about := read(t, text, review.Metadata{},
		review.Mark{Span: at("Halberd"), Kind: review.BookLink, Link: &review.Link{Name: "Winter in Halberd", WorkID: "goodreads:1", URL: "https://example.org/1"}},
		review.Mark{Span: at("Marlow"), Kind: review.AuthorLink, Link: &review.Link{Name: "Ines Marlow"}})
	book, author := entity(about, "Winter in Halberd"), entity(about, "Ines Marlow")
	if book == nil || book.Type != review.Book || book.WorkID != "goodreads:1" || book.Link == "" {
		t.Errorf("book %+v of %+v", book, about.Entities)
	}
	if author == nil || author.Type != review.Author {
		t.Errorf("author %+v", author)
	}
}

func TestCatalog(t *testing.T) {
	entries, skips, err := ReadCatalog(strings.NewReader("\ufefftitle,author,series,isbn,aliases\n"+
		"Winter in Halberd,Ines Marlow,Halberd,9780000000001,The Winter Book|WiH\n,Nobody,,,\n"), "mine.csv")
	if err != nil || len(entries) != 1 || len(skips) != 1 || skips[0].Line != 3 {
		t.Fatalf("entries %+v, skips %+v, error %v", entries, skips, err)
	}
	tagger := newTagger(t, Options{Catalog: entries})
	doc, scores := plainDocument("This is close to The Winter Book, which I enjoyed.", review.Metadata{})
	about, err := tagger.Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	ent := entity(about, "The Winter Book")
	if ent == nil || ent.Type != review.Book || ent.ISBN != "9780000000001" {
		t.Errorf("found %+v", about.Entities)
	}
	if _, _, err := ReadCatalog(strings.NewReader("name,who\nx,y\n"), "bad.csv"); err == nil || !strings.Contains(err.Error(), "title") {
		t.Errorf("a table without titles: %v", err)
	}
	torn := io.MultiReader(strings.NewReader("title,author\nSalt,Ada Quill\n"), iotest.ErrReader(errors.New("the disk is gone")))
	if entries, _, err := ReadCatalog(torn, "torn.csv"); err == nil || len(entries) != 1 {
		t.Errorf("a catalogue whose reading fails: %v, error %v", entries, err)
	}
	if _, _, err := ReadCatalog(strings.NewReader(""), "empty.csv"); err == nil {
		t.Error("an empty table is read without complaint")
	}
}

func TestAspects(t *testing.T) {
	text := "Loved the world, hated the ending."
	doc, scores := plainDocument(text, review.Metadata{})
	span := func(s string) []review.Span {
		i := strings.Index(text, s)
		return []review.Span{{Start: i, End: i + len(s)}}
	}
	scores[0] = review.Score{Opinion: 1, Weight: 1, Tone: 0.1, Mixed: 0.9, Evidence: []review.Evidence{
		{Spans: span("Loved"), Weight: 0.8}, {Spans: span("hated"), Weight: -0.7},
	}}
	about, err := newTagger(t, Options{}).Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	tones := make(map[review.AspectKind]float64)
	for _, a := range about.Aspects {
		tones[a.Kind] = a.Tones[0]
	}
	if len(tones) != 2 || tones[review.World] <= 0 || tones[review.Ending] >= 0 {
		t.Errorf("aspects %+v", about.Aspects)
	}
}

func TestReferences(t *testing.T) {
	about := read(t, "Marlow has done it again. The novel is a joy. The author never hurries. I read it twice.", review.Metadata{
		Book: "The Salt Road", Authors: []string{"Ines Marlow"},
	})
	var got []string
	for _, m := range about.Mentions {
		got = append(got, string(m.Form)+" "+about.Entities[m.Entity].Name)
	}
	want := []string{"alias Ines Marlow", "nominal The Salt Road", "nominal Ines Marlow", "pronoun The Salt Road"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("mentions %q, want %q", got, want)
	}
}

func TestSameInputSameResult(t *testing.T) {
	doc, scores := plainDocument(strings.Repeat(benchText, 3), review.Metadata{})
	tagger := newTagger(t, Options{})
	first, err := tagger.Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	check(t, doc, &first)
	for i := 0; i < 5; i++ {
		again, err := tagger.Entities(doc, scores)
		if err != nil || !reflect.DeepEqual(first, again) {
			t.Fatalf("run %d differs (error %v)", i, err)
		}
	}
}

// TestNothingStaysInTheRoom: what a review is read in holds nothing of the review before.
func TestNothingStaysInTheRoom(t *testing.T) {
	texts := []string{
		benchText + " Clara Weir and Mrs Hale lead it, and Clara is better than Hale.",
		"Short.",
		"I loved “Pale Hours” by Ida Marsh, and Ida's Clara. Ida Marsh is no Mrs Hale.",
		"nobody is named here, and nothing has a capital",
		strings.Repeat(benchText, 3),
		"Clara. Mrs Hale and Tom came by; Pale Hours was dull, but Tom is wonderful.",
	}
	used := newTagger(t, Options{})
	for round := range 3 {
		for i, text := range texts {
			doc, scores := plainDocument(text, review.Metadata{})
			got, err := used.Entities(doc, scores)
			want, err2 := newTagger(t, Options{}).Entities(doc, scores)
			if err != nil || err2 != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("round %d, text %d: read by itself it has other entities (%v, %v)", round, i, err, err2)
			}
		}
	}
}

func TestFewerScoresThanSentences(t *testing.T) {
	doc, _ := plainDocument(benchText, review.Metadata{})
	if _, err := newTagger(t, Options{}).Entities(doc, nil); err != nil {
		t.Fatal(err)
	}
}

func FuzzEntities(f *testing.F) {
	f.Add(benchText, "The Salt Road", "Ines Marlow", uint16(0), uint16(20))
	f.Add("\"", "", "", uint16(0), uint16(1))
	f.Add("'s 's of the of The and \"A \" by B by", "of the", "'s", uint16(1), uint16(9))
	f.Add("é“É”—Ünï by Ö. P. Ä… İ", "(", "&", uint16(1), uint16(3))
	f.Add("A.B.C. (D) [E] F/G *H* _I_ \"J\" K&L 1984 not as good as than like since", "A: B (C #1)", "A B;C", uint16(3), uint16(5))
	tagger := newTagger(f, Options{Catalog: []CatalogEntry{{Title: "A", Author: "B", Aliases: []string{"'", "C D"}}}})
	f.Fuzz(func(t *testing.T, text, book, author string, from, to uint16) {
		text = strings.ToValidUTF8(text, "?")
		var marks []review.Mark
		if int(from) < int(to) && int(to) <= len(text) && utf8.ValidString(text[from:to]) {
			marks = append(marks, review.Mark{Span: review.Span{Start: int(from), End: int(to)}, Kind: review.Emphasis})
		}
		doc, scores := plainDocument(text, review.Metadata{Book: book, Authors: []string{author}, Title: author}, marks...)
		about, err := tagger.Entities(doc, scores)
		if err != nil {
			t.Fatal(err)
		}
		check(t, doc, &about)
	})
}

func FuzzReadCatalog(f *testing.F) {
	f.Add("title,author\nA,B\n")
	f.Add("title\n\"x\n\x00")
	f.Fuzz(func(t *testing.T, text string) {
		entries, _, err := ReadCatalog(strings.NewReader(text), "fuzz.csv")
		if err != nil {
			return
		}
		for _, entry := range entries {
			if bare(entry.Title) == "" {
				t.Errorf("entry without a title: %+v", entry)
			}
		}
	})
}

func TestSeriesIsNotItsFirstVolume(t *testing.T) {
	about := read(t, "I loved Halberd. The Halberd series has four more volumes, and I will read them all.", review.Metadata{
		Book: "Halberd: The Salt Road", Authors: []string{"Ines Marlow"}, Series: "Halberd #1",
	})
	main := &about.Entities[0]
	if !main.Main || len(main.Sentences) != 1 {
		t.Errorf("the first volume is named in %v", main.Sentences)
	}
}

func TestToneOfComparison(t *testing.T) {
	for _, test := range []struct {
		text string
		want float64 // sign of the tone at the other book
	}{
		{"Worse than Dune, by far.", 1},
		{"Not as good as Dune.", 1},
		{"Better than Dune.", -1},
	} {
		doc, scores := plainDocument(test.text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
		scores[0].Tone, scores[0].Weight, scores[0].Clauses = -0.6, 1, nil
		if test.want < 0 {
			scores[0].Tone = 0.6
		}
		about, err := newTagger(t, Options{}).Entities(doc, scores)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range about.Mentions {
			if ent := about.Entities[m.Entity]; ent.Name == "Dune" && m.Tone*test.want <= 0 {
				t.Errorf("%q: tone %.2f at %q", test.text, m.Tone, ent.Name)
			}
		}
		if entity(about, "Dune") == nil || len(about.Comparisons) != 1 {
			t.Errorf("%q: found %+v, %+v", test.text, about.Entities, about.Comparisons)
		}
	}
}

func TestNoTitleAlone(t *testing.T) {
	about := read(t, "The quarrels of Mr and Mrs Bennet are the best part of it.", review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
	for _, ent := range about.Entities {
		if bare(ent.Name) == "mr" {
			t.Errorf("found %+v", ent)
		}
	}
}

func TestNamesakeOfTheAuthor(t *testing.T) {
	about := read(t, "Anna is a brave heroine. When Anna loses her mother, she runs away. Reed writes well.", review.Metadata{
		Book: "The Salt Road", Authors: []string{"Anna Reed"},
	})
	heroine, author := entity(about, "Anna"), entity(about, "Anna Reed")
	if heroine == nil || heroine.Type != review.Character || author == nil || !reflect.DeepEqual(author.Sentences, []int{2}) {
		t.Errorf("found %+v", about.Entities)
	}
}

func TestQuotedSayingIsNoBook(t *testing.T) {
	about := read(t, "He says that “The Great War was history's biggest mistake”, and I believe him.", review.Metadata{Book: "The Salt Road"})
	for _, ent := range about.Entities {
		if ent.Type == review.Book && !ent.Main {
			t.Errorf("found %+v", ent)
		}
	}
}

// TestNamesEndWithTheirCell: the cells of a table are parted by tabs, and no name goes on from one to the next.
func TestNamesEndWithTheirCell(t *testing.T) {
	const text = "I flew to Lisbon. Read Grey Morning\tHarbour Year by Anna Bell\tIda Storm. I loved Tom\tClara."
	about := read(t, text, review.Metadata{})
	for _, m := range about.Mentions {
		if strings.Contains(m.In(text), "\t") {
			t.Errorf("a name reaches from cell to cell: %q", m.In(text))
		}
	}
	if len(about.Mentions) < 3 {
		t.Errorf("%d mentions: %+v", len(about.Mentions), about.Entities)
	}
}
