package aggregate

import (
	"slices"
	"testing"

	"tonearc/pipeline/review"
)

// one builds a digest with these entities; a main book's author goes into the metadata.
func one(id, author string, entities ...EntityDigest) Digest {
	d := Digest{ReviewID: id, Entities: entities}
	if author != "" {
		d.Metadata.Authors = []string{author}
	}
	for i := range d.Entities {
		if d.Entities[i].Confidence == 0 {
			d.Entities[i].Confidence = 0.7
		}
	}
	return d
}

func ent(kind review.EntityType, name string, set ...func(*EntityDigest)) EntityDigest {
	e := EntityDigest{Type: kind, Name: name, Book: -1, Mentions: 1}
	for _, change := range set {
		change(&e)
	}
	return e
}

func main(e *EntityDigest) { e.Main = true }

func book(at int32) func(*EntityDigest) { return func(e *EntityDigest) { e.Book = at } }

// ids are the corpus ids of all entities, review by review.
func ids(r *Resolution) []string {
	var out []string
	for i := range r.Digests.Len() {
		for _, at := range r.Of(i) {
			out = append(out, r.Entities[at].ID)
		}
	}
	return out
}

func TestResolve(t *testing.T) {
	tests := []struct {
		name    string
		digests []Digest
		want    []string
	}{
		{"editions, case and articles are one book", []Digest{
			one("a", "Kazuo Ishiguro", ent(review.Book, "Never Let Me Go", main)),
			one("b", "Kazuo Ishiguro", ent(review.Book, "Never Let Me Go (Vintage)", main)),
			one("c", "", ent(review.Book, "never let me go")),
			one("d", "", ent(review.Book, "The Never Let Me Go")),
		}, []string{"book:never-let-me-go", "book:never-let-me-go", "book:never-let-me-go", "book:never-let-me-go"}},
		{"one title by two authors is two books", []Digest{
			one("a", "Ann Leckie", ent(review.Book, "Provenance", main)),
			one("b", "Ann Leckie", ent(review.Book, "Provenance", main)),
			one("c", "Donna Drake", ent(review.Book, "Provenance", main)),
		}, []string{"book:provenance", "book:provenance", "book:provenance-donna-drake"}},
		{"a subtitle may be left out where the author is the same", []Digest{
			one("a", "Mary Roach", ent(review.Book, "Stiff: The Curious Lives of Human Cadavers", main)),
			one("b", "Mary Roach", ent(review.Book, "Stiff", main)),
			one("c", "Someone Else", ent(review.Book, "Stiff", main)),
		}, []string{"book:stiff-the-curious-lives-of-human-cadavers", "book:stiff-the-curious-lives-of-human-cadavers", "book:stiff"}},
		{"the same ISBN is the same book", []Digest{
			one("a", "", ent(review.Book, "Der Zauberberg", func(e *EntityDigest) { e.Record = &EntityRecord{ISBN: "9780000000002"} })),
			one("b", "", ent(review.Book, "The Magic Mountain", func(e *EntityDigest) { e.Record = &EntityRecord{ISBN: "9780000000002"} })),
		}, []string{"book:the-magic-mountain", "book:the-magic-mountain"}},
		{"surnames and initials join the only name that fits", []Digest{
			one("a", "", ent(review.Author, "Kazuo Ishiguro")),
			one("b", "", ent(review.Author, "Ishiguro")),
			one("c", "", ent(review.Author, "K. Ishiguro")),
			one("d", "", ent(review.Author, "J. K. Rowling")),
			one("e", "", ent(review.Author, "JK Rowling")),
		}, []string{"author:kazuo-ishiguro", "author:kazuo-ishiguro", "author:kazuo-ishiguro", "author:j-k-rowling", "author:j-k-rowling"}},
		{"a surname of two authors joins neither", []Digest{
			one("a", "", ent(review.Author, "Emily Brontë")),
			one("b", "", ent(review.Author, "Anne Brontë")),
			one("c", "", ent(review.Author, "Bronte")),
		}, []string{"author:emily-bronte", "author:anne-bronte", "author:bronte"}},
		{"characters belong to their book", []Digest{
			one("a", "", ent(review.Book, "Emma", main), ent(review.Character, "Emma Woodhouse"), ent(review.Character, "Harriet")),
			one("b", "", ent(review.Book, "Emma", main), ent(review.Character, "Emma"), ent(review.Character, "Harriet Smith")),
			one("c", "", ent(review.Book, "One Day", main), ent(review.Character, "Emma")),
		}, []string{"book:emma", "character:emma-woodhouse", "character:harriet-smith",
			"book:emma", "character:emma-woodhouse", "character:harriet-smith", "book:one-day", "character:emma"}},
		{"the beginning of a character's name is the character", []Digest{
			one("a", "", ent(review.Book, "Emma", main), ent(review.Character, "Lady Catherine"), ent(review.Character, "Jane")),
			one("b", "", ent(review.Book, "Emma", main), ent(review.Character, "Lady Catherine de Bourgh"), ent(review.Character, "Jane Fairfax")),
			one("c", "", ent(review.Book, "Emma", main), ent(review.Character, "Jane Bennet"), ent(review.Character, "Jane Bennet Senior")),
		}, []string{"book:emma", "character:lady-catherine-de-bourgh", "character:jane",
			"book:emma", "character:lady-catherine-de-bourgh", "character:jane-fairfax",
			"book:emma", "character:jane-bennet-senior", "character:jane-bennet-senior"}},
		{"a surname that a review sets apart is another's", []Digest{
			one("a", "", ent(review.Book, "Emma", main), ent(review.Character, "Frank Knightley", book(0)), ent(review.Character, "Knightley", book(0))),
			one("b", "", ent(review.Book, "Emma", main), ent(review.Character, "Frank Knightley", book(0)), ent(review.Character, "Mr. Weston", book(0))),
			one("c", "", ent(review.Book, "Emma", main), ent(review.Character, "Knightley", book(0)), ent(review.Character, "Anna Weston", book(0))),
		}, []string{"book:emma", "character:frank-knightley", "character:knightley", "book:emma", "character:frank-knightley", "character:anna-weston",
			"book:emma", "character:knightley", "character:anna-weston"}},
		{"most reviews have it that speak of both", []Digest{
			one("a", "", ent(review.Book, "Emma", main), ent(review.Character, "Frank Knightley", book(0)), ent(review.Character, "Knightley", book(0))),
			one("b", "", ent(review.Book, "Emma", main), ent(review.Character, "Frank Knightley", book(0), func(e *EntityDigest) { e.Aliases = []string{"Mr. Knightley"} })),
		}, []string{"book:emma", "character:frank-knightley", "character:frank-knightley", "book:emma", "character:frank-knightley"}},
		{"a name that is an author elsewhere is one here", []Digest{
			one("a", "Toni Morrison", ent(review.Author, "Toni Morrison", main)),
			one("b", "Toni Morrison", ent(review.Author, "Toni Morrison", main)),
			one("c", "", ent(review.Character, "Toni Morrison")),
		}, []string{"author:toni-morrison", "author:toni-morrison", "author:toni-morrison"}},
		{"a name whose words are turned is one, as most reviews have it", []Digest{
			one("a", "Liu Cixin", ent(review.Book, "The Dark Forest", main), ent(review.Author, "Liu Cixin", main, book(0))),
			one("b", "Cixin Liu", ent(review.Book, "The Dark Forest", main), ent(review.Author, "Cixin Liu", main, book(0))),
			one("c", "Cixin Liu", ent(review.Book, "Ball Lightning", main), ent(review.Author, "Cixin Liu", main, book(0))),
			one("d", "", ent(review.Author, "Liu"), ent(review.Author, "Le Guin, Ursula"), ent(review.Author, "Ursula Le Guin"), ent(review.Author, "Ursula Le Guin")),
			one("e", "", ent(review.Book, "Silence Falls"), ent(review.Book, "Falls Silence")),
		}, []string{"book:the-dark-forest", "author:cixin-liu", "book:the-dark-forest", "author:cixin-liu", "book:ball-lightning", "author:cixin-liu",
			"author:cixin-liu", "author:ursula-le-guin", "author:ursula-le-guin", "author:ursula-le-guin", "book:silence-falls", "book:falls-silence"}},
		{"names without a Latin letter have ids too", []Digest{
			one("a", "", ent(review.Book, "雪国")), one("b", "", ent(review.Book, "???")),
		}, []string{"book:2c1f98f4", "book:7bcac794"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reversed := slices.Clone(test.digests)
			slices.Reverse(reversed)
			got := ids(Resolve(PackDigests(test.digests...)))
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if again := ids(Resolve(PackDigests(reversed...))); !slices.Equal(again, got) {
				t.Errorf("another order of input gave %q, not %q", again, got)
			}
		})
	}
}

func TestEntityNames(t *testing.T) {
	r := Resolve(PackDigests(
		one("a", "Kazuo Ishiguro", ent(review.Book, "never let me go"), ent(review.Author, "Ishiguro", book(0))),
		one("b", "Kazuo Ishiguro", ent(review.Book, "Never Let Me Go (Vintage)", main), ent(review.Author, "Kazuo Ishiguro", main, book(0))),
		one("c", "", ent(review.Book, "Never Let Me Go", main), ent(review.Character, "Kathy H."), ent(review.Character, "Kathy H.")),
	))
	want := []Entity{
		{ID: "author:kazuo-ishiguro", Name: "Kazuo Ishiguro", UnderReview: true, Reviews: 2},
		{ID: "book:never-let-me-go", Name: "Never Let Me Go", Author: "Kazuo Ishiguro", UnderReview: true, Reviews: 3},
		{ID: "character:kathy-h", Name: "Kathy H.", Book: "Never Let Me Go", BookID: "book:never-let-me-go", Reviews: 2},
	}
	if len(r.Entities) != len(want) {
		t.Fatalf("%d entities, want %d: %+v", len(r.Entities), len(want), r.Entities)
	}
	for i, w := range want {
		got := r.Entities[i]
		if got.ID != w.ID || got.Name != w.Name || got.Author != w.Author || got.Book != w.Book || got.BookID != w.BookID || got.UnderReview != w.UnderReview {
			t.Errorf("entity %d: got %+v, want %+v", i, got, w)
		}
	}
	if !slices.Contains(r.Entities[1].Aliases, "never let me go") {
		t.Errorf("aliases: %q", r.Entities[1].Aliases)
	}
}

// TestSeries: a quarter of the reviews that name a series have to say so, and more than are about a book of that name.
func TestSeries(t *testing.T) {
	whole := func(e *EntityDigest) { e.Record = &EntityRecord{Whole: true} }
	for _, test := range []struct {
		says, silent, about int
		want                bool
	}{{1, 0, 0, true}, {1, 3, 0, true}, {1, 4, 0, false}, {0, 2, 0, false}, {2, 0, 1, true}, {2, 0, 2, false}, {2, 1, 1, true}} {
		var digests []Digest
		add := func(n int, set ...func(*EntityDigest)) {
			for range n {
				digests = append(digests, one(string(rune('a'+len(digests))), "", ent(review.Book, "Earthsea", set...)))
			}
		}
		add(test.says, whole)
		add(test.silent)
		add(test.about, main)
		if r := Resolve(PackDigests(digests...)); len(r.Entities) != 1 || r.Entities[0].IsSeries != test.want {
			t.Errorf("%+v: %+v", test, r.Entities)
		}
	}
}

func TestSlugsAreUniqueFileNames(t *testing.T) {
	long := "blog/a-very-long-path-name-that-goes-on-and-on-and-on-until-no-file-system-likes-it-any-more.md#"
	r := Resolve(PackDigests(one("A.txt", ""), one("a.txt", ""), one("a.md", ""), one(long+"1", ""), one(long+"2", ""), one("é", ""), one("", "")))
	seen := make(map[string]bool)
	for i := range r.Digests.Len() {
		name := r.Digests.Slug(i)
		if name == "" || len(name) > slugLimit || !ascii(name) || seen[name] || slug(name, slugLimit) != name {
			t.Errorf("%q gave the slug %q", r.Digests.At(i).ReviewID, name)
		}
		seen[name] = true
	}
}

func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"", "Never Let Me Go", "雪国", "../../etc/passwd", "a\x00b", "ﬁ", "Ⅷ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s := slug(name, slugLimit)
		if len(s) > slugLimit || !ascii(s) {
			t.Fatalf("slug(%q) = %q", name, s)
		}
		for i := 0; i < len(s); i++ {
			if c := s[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
				t.Fatalf("slug(%q) = %q holds %q", name, s, c)
			}
		}
		personKey(name)
		bookKey(name)
		shortKey(name)
	})
}
