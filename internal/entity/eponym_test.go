package entity

import (
	"testing"

	"tonearc/pipeline/review"
)

// TestEponyms: where a book is called after a person, the story is about the person and the judgement about the book.
func TestEponyms(t *testing.T) {
	for _, test := range []struct {
		title, text        string
		inStory            bool // the first sentence tells the story
		persons, ofTheBook int  // mentions of each
	}{
		{"Matilda", "Matilda climbs on to the roof and waits for rain. Matilda is a joy to read.", true, 1, 1},
		{"Matilda", "Nobody in the village dares to look at Matilda. A joy.", true, 1, 0},
		{"Matilda", "Matilda opens on a roof. A joy.", true, 0, 1},
		{"Matilda", "Matilda is the best thing that I read this year. A joy.", false, 0, 1},
		{"Matilda", "In “Matilda” a girl climbs on to the roof. A joy.", true, 0, 1},
		{"The Gene", "The Gene is cut out and put back. A joy.", true, 0, 1},
	} {
		doc, scores := plainDocument(test.text, review.Metadata{Book: test.title})
		if test.inStory {
			scores[0].Opinion, scores[0].Story = 0.1, 0.8
		}
		about, err := newTagger(t, Options{}).Entities(doc, scores)
		if err != nil {
			t.Fatal(err)
		}
		check(t, doc, &about)
		persons, books := 0, 0
		for _, m := range about.Mentions {
			switch ent := &about.Entities[m.Entity]; {
			case m.Form != review.Name:
			case ent.Type == review.Character:
				persons++
			case ent.Type == review.Book:
				books++
			}
		}
		if persons != test.persons || books != test.ofTheBook {
			t.Errorf("%q: %d times the person, %d times the book; found %+v", test.text, persons, books, about.Entities)
		}
	}
}
