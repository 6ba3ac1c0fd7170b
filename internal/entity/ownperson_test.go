package entity

import (
	"testing"

	"tonearc/pipeline/review"
)

// TestOwnPerson: a bare surname that comes first and often is the person of the fuller name, unless the two are set apart.
func TestOwnPerson(t *testing.T) {
	const opening = "Dunmore is a monster. I feared Dunmore. Dunmore loves Clara, and Dunmore ruins the farm. "
	for _, test := range []struct {
		text  string
		story float64
		bare  int // sentences that name Dunmore; 0 = Dunmore is the one of the fuller name
	}{
		{opening + "Linton Dunmore is a bore.", 0.9, 0},
		{opening + "Dunmore weds his sickly son, Linton Dunmore, to her.", 0.1, 4},
		{opening + "Dunmore's nephew Linton Dunmore is a bore.", 0.1, 4},
		{opening + "Clara meets her father, Linton Dunmore.", 0.1, 0},
		{opening + "Dunmore meets her husband, Linton Dunmore.", 0.1, 0},
		{opening + "Linton Dunmore is a bore. Linton and Dunmore are alike.", 0.1, 4},
		{opening + "Linton Dunmore is a bore. Dunmore beats Linton. Then Dunmore locks Linton up.", 0.9, 5},
		{opening + "Linton Dunmore is a bore. Dunmore beats Linton.", 0.9, 0},
		{opening + "I pity Linton Dunmore. So little is told of Linton that Dunmore stays flat. I liked Linton when Dunmore was told of.", 0.1, 0},
		{opening + "Linton Dunmore is a bore, and Isabella Dunmore is a fool.", 0.1, 3},
		{"I read “Dunmore”. Linton Dunmore is a bore, and Isabella Dunmore is a fool. I feared Dunmore. Dunmore is a monster.", 0.1, 3},
		{"Linton Dunmore is a bore. I feared “Dunmore”. Dunmore beats Linton. Then Dunmore locks Linton up.", 0.9, 0},
		{"Linton Dunmore is a bore. " + opening + "Dunmore beats Linton. Then Dunmore locks Linton up.", 0.9, 0},
		{"Dunmore is a monster. Clara fears his son, Linton Dunmore. Linton Dunmore is a bore.", 0.1, 0},
	} {
		doc, scores := plainDocument(test.text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
		for i := range scores {
			scores[i].Story, scores[i].Opinion, scores[i].Context = test.story, 1-test.story, 0
		}
		about, err := newTagger(t, Options{}).Entities(doc, scores)
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		if bare := entity(about, "Dunmore"); bare != nil && bare.Name == "Dunmore" {
			got = len(bare.Sentences)
		}
		if full := entity(about, "Linton Dunmore"); full == nil || got != test.bare {
			t.Errorf("%q: Dunmore stands in %d sentences, want %d; found %+v", test.text, got, test.bare, about.Entities)
		}
	}
}
