package entity

import (
	"slices"
	"testing"

	"tonearc/pipeline/review"
)

// booksIn lists the books of a text without metadata, in the order of the result.
func booksIn(t *testing.T, opts Options, text string, marks ...review.Mark) (out []string, about review.About) {
	t.Helper()
	doc, scores := plainDocument(text, review.Metadata{}, marks...)
	about, err := newTagger(t, opts).Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	check(t, doc, &about)
	for _, ent := range about.Entities {
		if ent.Type == review.Book {
			out = append(out, ent.Name)
		}
	}
	slices.Sort(out)
	return out, about
}

func TestBooksByTheirForm(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"In Quillon by Edith Stone, a boy learns to sail.", []string{"Quillon"}},
		{"In The Glass Orchard by Edith Stone, a widow keeps bees.", []string{"The Glass Orchard"}},
		{"In Cold Blood by Truman Capote is a cold book.", []string{"In Cold Blood"}},
		{"Quillon by Edith Stone is about a boy who learns to sail.", []string{"Quillon"}},
		{"Winter in Halberd by Anna Reed is a joy.", []string{"Winter in Halberd"}},
		{"Winter in Halberd, which I read on the train, is a joy.", []string{"Winter in Halberd"}},
		{"Tomorrow, and Tomorrow, and Tomorrow by Gabrielle Zevin is about games.", []string{"Tomorrow, and Tomorrow, and Tomorrow"}},
		{"Ashes, Ashes by Edith Stone is a sad book.", []string{"Ashes, Ashes"}},
		{"I loved Eat, Pray, Love from start to end.", []string{"Eat, Pray, Love"}},
		{"I liked Emma, Persuasion, and Dracula.", []string{"Dracula", "Emma", "Persuasion"}},
	} {
		got, about := booksIn(t, Options{}, test.text)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: books %q, want %q; found %+v", test.text, got, test.want, about.Entities)
		}
	}
}

func TestBooksOfTheCatalog(t *testing.T) {
	catalog := []CatalogEntry{
		{Title: "Quillon", Author: "Edith Stone"}, {Title: "The Sparrow, the Hawk", Author: "Edith Stone"}, {Title: "Winter in Halberd"},
		{Title: "Marnie", Author: "Tom Reed"}, {Title: "Rosa Quill", Author: "Anna Bell"}, {Title: "Wool", Author: "Hugh Howey"},
	}
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Quillon is a lovely book.", []string{"Quillon"}},
		{"I liked Quillon more than Emma.", []string{"Emma", "Quillon"}},
		{"Then I tried The Sparrow, the Hawk and gave up.", []string{"The Sparrow, the Hawk"}},
		{"Winter in Halberd was better.", []string{"Winter in Halberd"}},
		{"In Marnie, a boy waits.", []string{"Marnie"}},
		{"I liked how in Rosa Quill a girl walks home.", []string{"Rosa Quill"}},
		{"In Hugh Howey's Wool people live below.", []string{"Wool"}},
		{"My sister Marnie would not like it.", nil},
	} {
		got, about := booksIn(t, Options{Catalog: catalog}, test.text)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: books %q, want %q; found %+v", test.text, got, test.want, about.Entities)
		}
	}
}

func TestTitleLinesOverParts(t *testing.T) {
	text := "My July books\n\nThe Salt Road by Ines Marlow\n\nDull and long.\n\n2. Winter in Halberd – Anna Reed\n\nA joy from the first page.\n\nThe Sparrow and the Hawk, Tom Reed. Nice enough."
	got, about := booksIn(t, Options{}, text)
	if want := []string{"The Salt Road", "The Sparrow and the Hawk", "Winter in Halberd"}; !slices.Equal(got, want) {
		t.Errorf("books %q, want %q; found %+v", got, want, about.Entities)
	}
	for line, want := range map[string]string{
		"Book Review: The Salt Road by Ines Marlow":                  "The Salt Road",
		"DNF – The Salt Road by Ines Marlow":                         "The Salt Road",
		"Currently Reading: The Salt Road by Ines Marlow":            "The Salt Road",
		"Reading Lolita in Tehran: A Memoir in Books by Azar Nafisi": "Reading Lolita in Tehran: A Memoir in Books",
	} {
		for _, before := range []string{"", "My books\n\n"} {
			got, about := booksIn(t, Options{}, before+line+"\n\nDull and long.")
			if !slices.Equal(got, []string{want}) {
				t.Errorf("%q: books %q, want %q; found %+v", before+line, got, want, about.Entities)
			}
		}
	}
	for _, byline := range []string{"Posted on 3 July 2024 by Polly Reed", "Reviewed by Polly Reed", "Published 12 May by Polly Reed"} {
		if got, about = booksIn(t, Options{}, "The Salt Road by Ines Marlow\n\n"+byline+"\n\nDull and long."); !slices.Equal(got, []string{"The Salt Road"}) {
			t.Errorf("%q: books %q; found %+v", byline, got, about.Entities)
		}
	}
	for _, rank := range []string{"1 by Anna Bell", "1. by Anna Bell"} {
		if got, about = booksIn(t, Options{}, "My books\n\n"+rank+"\n\nDull and long."); len(got) > 0 {
			t.Errorf("%q: books %q; found %+v", rank, got, about.Entities)
		}
	}
	_, about = booksIn(t, Options{}, text)
	for _, name := range []string{"Ines Marlow", "Anna Reed", "Tom Reed"} {
		if ent := entity(about, name); ent == nil || ent.Type != review.Author || ent.Book == "" {
			t.Errorf("%s is %+v", name, ent)
		}
	}
}
