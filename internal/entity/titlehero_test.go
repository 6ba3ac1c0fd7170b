package entity

import (
	"testing"

	"tonearc/pipeline/review"
)

// A heroine whose name ends the title is neither a book nor a writer; what ends a title and is no person stays what it is.
func TestHeroesOfTitles(t *testing.T) {
	for _, test := range []struct {
		title, text, name string
		want              review.EntityType // "" = none of its own
	}{
		{"The Mists of Sparrow", "I liked Sparrow at once. The middle drags, but Sparrow carries it.", "Sparrow", review.Character},
		{"The Mists of Sparrow", "I finished The Mists of Sparrow in a night. The best thing in it is Sparrow herself.", "Sparrow", review.Character},
		{"", "Poor Sparrow lives on a boat in Hanna Voss's “The Mists of Sparrow”. I liked Sparrow.", "Sparrow", review.Character},
		{"Finding Quill", "The plot is thin, but Quill is good company.", "Quill", review.Character},
		{"The Mists of Sparrow", "I read Sparrow in a night. Few like Sparrow as I do.", "Sparrow", ""},
		{"The Mists of Sparrow", "Few know it, but Sparrow is a splendid novel.", "Sparrow", ""},
		{"The Mists of Sparrow", "The best of it happens in Sparrow. Nobody leaves Sparrow alive.", "Sparrow", ""},
		{"Demon Copperhead", "Demon's voice is great for a while, and then it wears you out.", "Demon", ""},
		{"The Price of Time", "I had no time for it. All the same, Time passes.", "Time", ""},
	} {
		about := read(t, test.text, review.Metadata{Book: test.title})
		got := review.EntityType("")
		if ent := entity(about, test.name); ent != nil && ent.Name == test.name {
			got = ent.Type
		}
		if got != test.want && (test.want != "" || got == review.Character || got == review.Author) {
			t.Errorf("%q in %q: %s, want %s", test.name, test.text, got, test.want)
		}
	}
}
