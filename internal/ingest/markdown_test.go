package ingest

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
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

// TestNoticeAboveAPost: a box with a heading above a post is no part of it; other quotations and headings stay.
func TestNoticeAboveAPost(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"a notice", "> ## What this is\n>\n> These are [notes](/notes) on *books*.\n\n## Why?\n\nA *fine* book.\n", "Why?\n\nA fine book."},
		{"a quotation", "> It was a dark night.\n\nSo this book begins.\n", "It was a dark night.\n\nSo this book begins."},
		{"nothing else", "> ## What this is\n>\n> These are notes on books.\n", "What this is\n\nThese are notes on books."},
		{"further down", "A fine book.\n\n> ## A chapter\n>\n> Once there was.\n", "A fine book.\n\nA chapter\n\nOnce there was."},
	} {
		items, count := readAll(t, strings.NewReader(c.source), "a.md", Options{})
		if count.Reviews != 1 {
			t.Errorf("%s: %s", c.name, render(items, count))
			continue
		}
		for _, item := range items {
			rev := item.Review
			if rev.Text != c.want {
				t.Errorf("%s: %q, want %q", c.name, rev.Text, c.want)
			}
			for _, m := range rev.Marks {
				if m.Kind == review.Emphasis && m.In(rev.Text) != "fine" {
					t.Errorf("%s: emphasis on %q", c.name, m.In(rev.Text))
				}
			}
		}
	}
}

// TestFrontMatterFromStandardInput: what has no name is told by its content.
func TestFrontMatterFromStandardInput(t *testing.T) {
	for _, c := range []struct{ source, format, want string }{
		{"---\nbook: Emma\nauthor: Jane Austen\n---\nA *fine* book.\n", "markdown", "book: Emma\n"},
		{"---\r\nbook: Emma\r\n---\r\nA fine book.\r\n", "markdown", "book: Emma\n"},
		{"+++\nbook = 'Emma'\n+++\nA fine book.\n", "markdown", "book: Emma\n"},
		{"---\nA fine book: it holds up.\nI read it twice.\n", "text", "A fine book"},
		{"A fine book.\n\n---\n\nNote: I read it twice.\n\n---\n", "text", "A fine book"},
	} {
		items, count := readAll(t, strings.NewReader(c.source), "-", Options{})
		if got := render(items, count); count.Format != c.format || !strings.Contains(got, c.want) {
			t.Errorf("%q: read as %s:\n%s", c.source, count.Format, got)
		}
	}
}
