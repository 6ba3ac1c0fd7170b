package ingest

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestLedger(t *testing.T) {
	l := NewLedger()
	admit := func(id, text, book, reviewer string) Item {
		return l.Admit(Item{Review: &review.Review{ID: id, Source: "a.json", Line: 3, Text: text, Metadata: review.Metadata{Book: book, Reviewer: reviewer}}})
	}
	long := strings.Repeat("The keeper climbs the stairs and lights the lamp for ships that never come. ", 3) + "It is a slow, sad and lovely book that asks what a promise is worth when nobody is left to hear it kept, and I would read it again tomorrow if the sea were in the mood."
	if it := admit("one", long, "Emma", "Tom"); it.Review == nil || it.Review.ID != "one" || len(it.Review.Warnings) != 0 {
		t.Errorf("first: %+v", it)
	}
	it := admit("one", "Another text.", "Emma", "Tom")
	if it.Review == nil || it.Review.ID != "one~2" {
		t.Errorf("a taken id: %+v", it)
	}
	if it := admit("one~2", "A third.", "Emma", "Tom"); it.Review == nil || it.Review.ID != "one~2~2" {
		t.Errorf("an id that looks like a made one: %+v", it)
	}
	if it := admit("two", long, "EMMA", "tom"); it.Skip == nil || it.Skip.Kind != review.Excluded || it.Skip.ReviewID != "two" || !strings.Contains(it.Skip.Reason, "duplicate of one ") || it.Skip.Line != 3 {
		t.Errorf("an exact duplicate: %+v", it)
	}
	if it := admit("three", long, "Emma", "Bea"); it.Review == nil || len(it.Review.Warnings) != 1 || it.Review.Warnings[0].Code != "near_duplicate" {
		t.Errorf("the same text by another reviewer is analysed, with a warning: %+v", it)
	}
	if it := admit("four", strings.Replace(long, "lovely", "LOVELY!", 1)+" Truly.", "Emma", "Tom"); it.Review == nil || len(it.Review.Warnings) != 1 || !strings.Contains(it.Review.Warnings[0].Message, "one") {
		t.Errorf("nearly the same text: %+v", it)
	}
	other := strings.Repeat("Nothing in this long and windy novel about bees, kings and bread has anything to do with lamps; ", 3) + "I gave up on page ninety, went out, bought another, and was happy with it until supper came and went."
	if it := admit("five", other, "Bees", "Tom"); it.Review == nil || len(it.Review.Warnings) != 0 {
		t.Errorf("another text: %+v", it)
	}
	skip := Item{Skip: &review.Skip{Reason: "x"}}
	if it := l.Admit(skip); it.Skip != skip.Skip {
		t.Error("a Skip is changed")
	}
}
