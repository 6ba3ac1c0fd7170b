package entity

import (
	"testing"

	"tonearc/pipeline/review"
)

// A word that may mean anything is what its neighbours in a list are; real people are told by what they are called.
func TestNamesByWhatStandsBeside(t *testing.T) {
	for _, test := range []struct {
		text, name string
		want       review.EntityType
	}{
		{"The best of them are Anna, Tobias and Quill.", "Quill", review.Character},
		{"The paintings by the artist Quentin Marsh are lovely.", "Quentin Marsh", review.Person},
		{"I thank my good friend Oona for it.", "Oona", review.Person},
		{"It mentions artists such as Brandt.", "Brandt", review.Person},
		{"I prefer Brandt's rendering of it.", "Brandt", review.Person},
	} {
		about := read(t, test.text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
		if ent := entity(about, test.name); ent == nil || ent.Type != test.want {
			t.Errorf("%q: %s is %+v, want a %s", test.text, test.name, ent, test.want)
		}
	}
}
