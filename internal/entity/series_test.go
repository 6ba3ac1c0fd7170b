package entity

import (
	"testing"

	"tonearc/pipeline/review"
)

func TestSeries(t *testing.T) {
	second := review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}, Series: "Wind and Water #2"}
	first := review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}, Series: "Wind and Water, #1"}
	for _, test := range []struct {
		text string
		meta review.Metadata
		name string
		want bool
	}{
		{"It is the third and final book of The Wheel of Time. I loved The Wheel of Time. The Wheel of Time is long.", second, "The Wheel of Time", true},
		{"It is book 3 in “The Wheel of Time”.", second, "The Wheel of Time", true},
		{"Of the books in The Wheel of Time I liked two.", second, "The Wheel of Time", true},
		{"I loved The Wheel of Time, a saga.", second, "The Wheel of Time", true},
		{"The Wheel of Time is a saga.", second, "The Wheel of Time", true},
		{"I finished The Wheel of Time #4.", second, "The Wheel of Time", true},
		{"I loved the Inheritance Trilogy.", second, "Inheritance Trilogy", true},
		{"I loved the “Jane Eyre” series.", second, "Jane Eyre", true},
		{"I loved “Jane Eyre”. The “Jane Eyre” series is worse.", second, "Jane Eyre", false},
		{"I loved “Jane Eyre”, a novel of a governess.", second, "Jane Eyre", false},
		{"I loved “Jane Eyre”, a series opener that lasts.", second, "Jane Eyre", false},
		{"“Jane Eyre” is a series of letters.", second, "Jane Eyre", false},
		{"In the third chapter of “Jane Eyre” she cries.", second, "Jane Eyre", false},
		{"I read “Jane Eyre”, Book 3 of a set.", second, "Jane Eyre", false},
		{"I read “Jane Eyre”, one of many.", second, "Jane Eyre", false},
		{"I read “Jane Eyre”, Book Two.", second, "Jane Eyre", true},
		{"The last book in this series, “Jane Eyre”, is better.", second, "Jane Eyre", false},
		{"I loved Wind and Water.", second, "Wind and Water", false},
		{"I loved Wind and Water. The Wind and Water books are fun. Wind and Water is a joy.", second, "Wind and Water", true},
		{"I loved Wind and Water.", first, "Wind and Water", true},
		{"The Salt Road is the first of the Salt Road books.", first, "The Salt Road", false},
	} {
		about := read(t, test.text, test.meta)
		ent := entity(about, test.name)
		if ent == nil || ent.Type != review.Book || ent.IsSeries != test.want {
			t.Errorf("%q: found %+v", test.text, about.Entities)
		}
	}
}

func TestSeriesOfCatalog(t *testing.T) {
	doc, scores := plainDocument("I loved Wind and Water. The Salt Road is next.", review.Metadata{})
	about, err := newTagger(t, Options{Catalog: []CatalogEntry{{Title: "The Salt Road", Series: "Wind and Water #2"}}}).Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	if series, book := entity(about, "Wind and Water"), entity(about, "The Salt Road"); series == nil || !series.IsSeries || book == nil || book.IsSeries {
		t.Errorf("found %+v", about.Entities)
	}
}
