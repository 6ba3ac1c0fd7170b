package ingest

import (
	"strings"
	"testing"
)

// TestMarkdownPosts reads posts as blogs have them: dates in names, front matter of another post, left-over signs.
func TestMarkdownPosts(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"2015-05-02-dune.md", "# Dune\n\nA book that holds up.\n", "date: 2015-05-02\n"},
		{"20150502-dune.md", "# Dune\n\nA book that holds up.\n", "date: 2015-05-02\n"},
		{"2015-05-02-dune.md", "---\ndate: 2016-01-01\n---\nA book that holds up.\n", "date: 2016-01-01\n"},
		{"a.md", "---\ntitle: Dune by Frank Herbert\nbook: Emma\nauthor: Jane Austen\n---\nA book that holds up.\n", "book: Dune\n\tauthors: Frank Herbert\n"},
		{"b.md", "---\ntitle: Dune by Frank Herbert\nbook: \"Dune: A Novel\"\nauthor: Strakul\n---\nA book that holds up.\n", "reviewer: Strakul\n"},
		{"c.md", "A fine book.[^1] It holds up.\n\n[^1]: So says my aunt.\n", `"A fine book. It holds up.\n\nSo says my aunt."`},
		{"d.md", "A fine book.  \n**  \n****Final thoughts**  \nIt holds up.\n", `"A fine book.\n\nFinal thoughts\nIt holds up."`},
	} {
		items, count := readAll(t, strings.NewReader(c.source), c.name, Options{AnyLanguage: true})
		if got := render(items, count); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", c.name, c.want, got)
		}
	}
	for _, name := range []string{"2015.md", "20151302-x.md", "1234567890.md", "2015-05-022.md", "20150532.md"} {
		if date := dateOfName(name); date != "" {
			t.Errorf("%s: %q", name, date)
		}
	}
}
