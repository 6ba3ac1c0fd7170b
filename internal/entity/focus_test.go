package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// Every sentence is labelled with the initials of the book that it speaks of where it does not say which; "?" is unsure,
// "-" is none or several. The book under review is The Salt Road.
var focusCases = []struct{ name, text string }{
	{"one book", `
SR: The Salt Road is a quiet book.
SR: It takes its time.
SR: The prose is clear.

SR: I would read it again.`},
	{"remembered in passing", `
WH: I read “Winter in Halberd” years ago and loved it.
SR: This one is a slog.
SR: The plot never moves.`},
	{"only compared", `
SR: It is slower than “Winter in Halberd”.
SR: It has a better ending.
SR: Fans of “Winter in Halberd” will be pleased.
SR: The prose is clear.`},
	{"only measured by", `
SR: “Jane Eyre” did this better.
SR: It drags.
SR: “Jane Eyre” is the better novel.
SR: It has no heart.`},
	{"only listed", `
SR: “Winter in Halberd”, “Jane Eyre” and “Dracula” are on my shelf.
SR: It goes beside them.`},
	{"in a single sentence, then back", `
SR: It starts well.
WH: “Winter in Halberd” was a delight.
SR: This is not.
SR: The jokes here are old.`},
	{"a turn that holds over a paragraph", `
SR: The Salt Road is a dull book.
SR: It drags.

WH: Then I read the sequel, “Winter in Halberd”.
WH: It is a joy.
WH: The dialogue is quick and the ending is earned.

WH: Its heroine is funny.
WH: This one never drags.`},
	{"a turn at the opening of a paragraph", `
SR: It drags.

WH: “Winter in Halberd” is another matter.
WH: The dialogue is quick.

WH: It is also short.

SR: The Salt Road has no such luck.
SR: It goes on for ever.`},
	{"the next paragraph does not take it up", `
SR: It drags.

WH: “Winter in Halberd” is a joy.

WH?: The prose is grey.
WH?: The jokes are old.

SR: The ending is a cheat.`},
	{"a series", `
SR: It drags.

SR: The “Winter in Halberd” series is long.
SR: “Winter in Halberd” has a map in every volume.
SR: It has a cheat of an ending.`},
	{"on the other hand", `
SR: It drags.
WH: “Winter in Halberd”, on the other hand, is a joy.
WH: The ending is earned.
WH: I laughed twice.`},
	{"former and latter", `
SR: This month brought The Salt Road and “Winter in Halberd”.
SR: The former is a slog.
SR: Nothing happens.
WH: The latter is a joy.
WH: It sings.`},
	{"first and second", `
SR: I bought The Salt Road and “Winter in Halberd” together.
SR: The first one is a slog.
WH: The second one is a joy.
WH: I read it in a day.`},
	{"a sequel that is not named", `
SR: It is a lovely start.
-: The sequel is a mess.
-: It repeats every joke.

SR: Overall, I am glad to have met these people.`},
	{"a sequel that is read and not named", `
SR: It is a lovely start.

-: Then I picked up the sequel.
-: It is a mess.
-: The jokes are old.

SR: Still, the first one is a treasure.`},
	{"a sequel that is not named, and a paragraph that does not take it up", `
SR: It is a lovely start.

-: The sequel is a mess.
-: The jokes are old.

-?: The prose is grey.

SR: The ending is a cheat.`},
	{"several people are not several books", `
SR: The Salt Road is slower than “Winter in Halberd”.
SR: The two sisters are a joy.
SR: All of the jokes are old.
SR: The three of us read it aloud.
-: The two books are alike.
SR: It is long.
-: All of them are long.
-: Both of these novels are long.
-: The two have much in common.`},
	{"both", `
SR: The Salt Road is a slog.
WH: Then I read “Winter in Halberd”.
WH: It is a joy.

-: Both are too long.`},
	{"summed up", `
SR: It drags.

WH: “Winter in Halberd” is a joy.
WH: It sings.

SR: Overall, a disappointment.`},
	{"a round-up with labels", `
SR: Three books for June.

SR: The Salt Road by Ines Marlow

SR: A slog.
SR: The prose is grey.

WH: “Winter in Halberd” by Jay Oduya

WH: A joy from the first page.

WH: The ending is earned.

JE: “Jane Eyre”

JE: Still the best of them.`},
	{"a round-up with a book at the head of each paragraph", `
SR: The Salt Road: A slog from start to end.
SR: The prose is grey.

WH: “Winter in Halberd” by Jay Oduya.
WH: A joy from the first page.
WH: I laughed twice.

JE: “Jane Eyre” – still the best of them.
JE: The dialogue crackles.`},
	{"the story of a book in the book", `
SR: It is set in a school.
SR: The children read “Jane Eyre” aloud.
SR: It is a lovely scene.`},
	{"each part is a review of its own", `
SR: The Salt Road by Ines Marlow

SR: A gentle story.

JE: “Jane Eyre” by Tom Reed

JE: It is dull.
SR: The Salt Road is funnier.

JE: The plot never moves.

JE: Overall, I would skip it.

D: “Dracula” by Anna Bell

D: Great fun.

D: Ines Marlow would love this.
D: It made me cry.`},
	{"short parts under bare lines", `
SR: The Salt Road

SR: A gentle story.

JE: Jane Eyre

JE: It is dull.

JE: The plot never moves.

WH: Winter in Halberd

WH: Great fun.`},
	{"told what happens in each", `
SR: In The Salt Road, a girl walks home.
SR: It drags.

JE: In “Jane Eyre”, a girl teaches.
JE: It is a joy.`},
}

func TestFocus(t *testing.T) {
	tagger := newTagger(t, Options{Catalog: []CatalogEntry{{Title: "Winter in Halberd", Author: "Jay Oduya"}}})
	for _, test := range focusCases {
		text, want := labelled(test.text)
		doc, scores := plainDocument(text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
		if len(doc.Sentences) != len(want) {
			t.Fatalf("%s: %d sentences, %d labels", test.name, len(doc.Sentences), len(want))
		}
		r := tagger.read(doc, scores)
		r.classify()
		r.choose()
		r.join()
		families, book := r.settleFamilies()
		for i, focus := range r.focuses(families, book) {
			got := "-"
			if focus.book >= 0 {
				got = initials(families[focus.book].name)
			}
			if focus.unsure {
				got += "?"
			}
			if got != want[i] {
				t.Errorf("%s: %q is about %s, want %s", test.name, doc.Text(i), got, want[i])
			}
		}
	}
}

// labelled takes the labels off the sentences.
func labelled(text string) (string, []string) {
	var out strings.Builder
	var labels []string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		label, sentence, ok := strings.Cut(line, ": ")
		if !ok {
			out.WriteString("\n\n")
			continue
		}
		labels = append(labels, label)
		out.WriteString(sentence + " ")
	}
	return out.String(), labels
}

func initials(name string) string {
	out := ""
	for _, word := range strings.Fields(name) {
		if c := word[0]; c >= 'A' && c <= 'Z' && word != "The" {
			out += word[:1]
		}
	}
	return out
}

// A character belongs to the book that was spoken of when it came up.
func TestCharactersOfTwoBooks(t *testing.T) {
	about := read(t, "Anna runs away when Tobias dies.\n\n“Jane Eyre”, on the other hand, is a joy. Rochester loves Jane and lies to her.", review.Metadata{
		Book: "The Salt Road", Authors: []string{"Ines Marlow"},
	})
	for name, book := range map[string]string{"Anna": "book:the-salt-road", "Rochester": "book:jane-eyre"} {
		if ent := entity(about, name); ent == nil || ent.Book != book {
			t.Errorf("%s: %+v, want of %s", name, ent, book)
		}
	}
}

// What is said of a side of a book belongs to the book in focus.
func TestAspectsOfTwoBooks(t *testing.T) {
	text, _ := labelled(`
SR: The ending is dull.

JE: “Jane Eyre”, on the other hand, is a joy.
JE: The ending is lovely.

SR: The Salt Road has grey prose.
SR: While “Jane Eyre” plods, this is well paced.`)
	about := read(t, text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
	var got []string
	for _, a := range about.Aspects {
		for _, sent := range a.Sentences {
			got = append(got, fmt.Sprintf("%s of %s in %d", a.Kind, about.Entities[a.Book].Name, sent))
		}
	}
	want := []string{"prose of The Salt Road in 3", "pacing of The Salt Road in 4", "pacing of Jane Eyre in 4", "ending of The Salt Road in 0", "ending of Jane Eyre in 2"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}
