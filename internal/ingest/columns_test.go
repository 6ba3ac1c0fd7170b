package ingest

import (
	"strings"
	"testing"
)

// TestTextColumn reads tables whose text column the user names: from standard input too, where no name tells the kind.
func TestTextColumn(t *testing.T) {
	for _, c := range []struct{ name, input, column, want string }{
		{"-", "Book;What I felt;Score\nEmma;A delightful novel.;9/10\n", "What I felt", `text: "A delightful novel."`},
		{"-", "What I felt\nA delightful novel.\n", "what i felt", `text: "A delightful novel."`},
		{"-", "Book|What I felt\nEmma|A delightful novel.\n", "What I felt", `text: "A delightful novel."`},
		{"-", "A delightful novel.\nIt holds up.\n", "What I felt", "(text"},
		{"a.csv", "Book;What I felt\nEmma;A delightful novel.\n", "felt", `no column "felt", which --text-column names; the columns are Book, What I felt`},
		{"a.csv", "Book;What I felt\nEmma;A delightful novel.\n", "", "What I felt; name the one with --text-column"},
		{"a.jsonl", "{\"felt\":\"A delightful novel.\"}\n", "text", `no record has a field "text", which --text-column names; the fields are felt`},
	} {
		opts := Options{AnyLanguage: true}
		if c.column != "" {
			opts.Columns = map[string]string{"text": c.column}
		}
		items, count := readAll(t, strings.NewReader(c.input), c.name, opts)
		if got := render(items, count); !strings.Contains(got, c.want) {
			t.Errorf("%s, %q: want %q in\n%s", c.name, c.column, c.want, got)
		}
	}
}
