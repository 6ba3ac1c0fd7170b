package report

import (
	"testing"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

func TestHeadlineBesideTitle(t *testing.T) {
	for _, c := range []struct{ headline, title, author, want string }{
		{"A lamp that burns too long", "The Lamp Room", "Ada Finch", "A lamp that burns too long"},
		{"The Lamp Room", "The Lamp Room", "Ada Finch", ""},
		{`"The Lamp Room" by Ada Finch`, "The Lamp Room", "Ada Finch", ""},
		{"Book Review: the lamp room", "The Lamp Room", "", ""},
		{"The Lamp Room, and why I gave it away", "The Lamp Room", "Ada Finch", "The Lamp Room, and why I gave it away"},
		{"The Lamp Room (Finch, #2)", "The Lamp Room", "Ada Finch", ""},
		{"The Lamp Room (Finch #1.5)", "The Lamp Room", "Ada Finch", ""},
		{"The Lamp Room (again)", "The Lamp Room", "Ada Finch", "The Lamp Room (again)"},
		{"The Lamp Room (#2 of my favourites)", "The Lamp Room", "Ada Finch", "The Lamp Room (#2 of my favourites)"},
		{"Reread", "", "", "Reread"},
		{"", "The Lamp Room", "Ada Finch", ""},
	} {
		if got := headlineBeside(c.headline, c.title, c.author); got != c.want {
			t.Errorf("headlineBeside(%q, %q, %q) = %q, want %q", c.headline, c.title, c.author, got, c.want)
		}
	}
}

// On the page of its own book a review without headline and reviewer goes by its date.
func TestReviewWithoutNameGoesByItsDate(t *testing.T) {
	for date, want := range map[string]string{"2022-09-18": "Review of 18 September 2022", "2022": "Review of 2022", "": "export.csv#7"} {
		d := &aggregate.Digest{ReviewID: "export.csv#7", Metadata: review.Metadata{Date: date}}
		if got := dated(d); got != want {
			t.Errorf("date %q: %q, want %q", date, got, want)
		}
	}
}

// On the page of its own book a headline that says only book and author is no name: four reviews would share it.
func TestHeadlineOfTheBookNamesNoReview(t *testing.T) {
	meta := review.Metadata{Title: "Book Review: The Lamp Room by Ada Finch", Book: "The Lamp Room", Authors: []string{"Ada Finch"}}
	for _, c := range []struct {
		reviewer, date, want string
	}{
		{"M. Quist", "2022-09-18", "M. Quist"},
		{"", "2022-09-18", "Review of 18 September 2022"},
		{"", "", meta.Title},
	} {
		an := lighthouse()
		an.Review.Metadata = meta
		an.Review.Metadata.Reviewer, an.Review.Metadata.Date = c.reviewer, c.date
		res, _, _ := library(an)
		p, err := newPages(Options{Pages: -1}, res)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.listedWithin(0, res.Digests.At(0), "The Lamp Room").title; got != c.want {
			t.Errorf("reviewer %q, date %q: %q, want %q", c.reviewer, c.date, got, c.want)
		}
	}
}
