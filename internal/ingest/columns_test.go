package ingest

import (
	"fmt"
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

// TestFormColumns reads what reading groups export: the answers to a form, whose questions head the columns.
func TestFormColumns(t *testing.T) {
	for _, c := range []struct{ input, want string }{
		{"Timestamp,Your name,Which book?,Who wrote it?,Stars (1-5),What did you think?\n2025-03-01,Ann,Emma,Jane Austen,5,A delightful novel.\n",
			"Ann, Emma, Jane Austen, 5"},
		{"Name,Book,Author,Your rating,Comments\nAnn,Emma,Jane Austen,4,A delightful novel.\n", "Ann, Emma, Jane Austen, 4"},
		{"Name,Author,Rating,Review\nEmma,Jane Austen,4,A delightful novel.\n", ", Emma, Jane Austen, 4"},
	} {
		items, _ := readAll(t, strings.NewReader(c.input), "a.csv", Options{AnyLanguage: true})
		if len(items) != 1 || items[0].Review == nil {
			t.Errorf("%q: %+v", c.input, items)
			continue
		}
		m := items[0].Review.Metadata
		if got := fmt.Sprintf("%s, %s, %s, %g", m.Reviewer, m.Book, m.Author(), m.Stars); got != c.want {
			t.Errorf("%q: %s, want %s", c.input, got, c.want)
		}
	}
}
