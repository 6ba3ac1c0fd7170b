package entity

import (
	"slices"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// comparisonsIn lists the comparisons of a text as "subject direction object".
func comparisonsIn(t *testing.T, text string) (out []string, about review.About) {
	t.Helper()
	about = read(t, text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
	return comparisonNames(about), about
}

func comparisonNames(about review.About) (out []string) {
	for _, c := range about.Comparisons {
		out = append(out, about.Entities[c.Subject].Name+" "+string(c.Direction)+" "+about.Entities[c.Object].Name)
	}
	return out
}

func TestComparisons(t *testing.T) {
	for _, test := range []struct {
		text string
		want review.Direction // of The Salt Road, measured against Jane Eyre
	}{
		{"It is not as good as “Jane Eyre”.", review.Worse},
		{"This is as good as “Jane Eyre”.", review.Like},
		{"It isn't as dull as “Jane Eyre”.", review.Better},
		{"It isn't half as good as “Jane Eyre”.", review.Worse},
		{"I did not love it as much as “Jane Eyre”.", review.Worse},
		{"It was far better than “Jane Eyre”.", review.Better},
		{"It was no better than “Jane Eyre”.", review.Worse},
		{"It was less tedious than “Jane Eyre”.", review.Better},
		{"I enjoyed it more than “Jane Eyre”.", review.Better},
		{"It reads like a lesser “Jane Eyre”.", review.Worse},
		{"It reminded me of “Jane Eyre”.", review.Like},
		{"Like “Jane Eyre”, this novel is told by a governess.", review.Like},
		{"“Jane Eyre” is the better novel.", review.Worse},
		{"“Jane Eyre” was much funnier.", review.Worse},
		{"“Jane Eyre” is better than this.", review.Worse},
		{"“Jane Eyre” does this better, and in half the pages.", review.Worse},
		{"Read “Jane Eyre” instead.", review.Worse},
		{"If you want a governess, read “Jane Eyre” instead.", review.Worse},
		{"Do yourself a favour and pick up “Jane Eyre” instead of this.", review.Worse},
		{"I would rather reread “Jane Eyre”.", review.Worse},
		{"You are better off with reading “Jane Eyre”.", review.Worse},
		{"I preferred “Jane Eyre”.", review.Worse},
		{"I still prefer “Jane Eyre” to this one.", review.Worse},
		{"I preferred this to “Jane Eyre”.", review.Better},
		{"I liked “Jane Eyre” more.", review.Worse},
		{"It is not a patch on “Jane Eyre”.", review.Worse},
		{"It can't hold a candle to “Jane Eyre”.", review.Worse},
		{"The novel pales beside “Jane Eyre”.", review.Worse},
		{"The plot pales in comparison to “Jane Eyre”.", review.Worse},
		{"It falls short of “Jane Eyre”.", review.Worse},
		{"It doesn't live up to “Jane Eyre”.", review.Worse},
		{"This is no “Jane Eyre”.", review.Worse},
		{"A pale imitation of “Jane Eyre”.", review.Worse},
		{"It is in the same league as “Jane Eyre”.", review.Like},
		{"It isn't in the same league as “Jane Eyre”.", review.Worse},
		{"Perfect for fans of “Jane Eyre”.", review.Like},
		{"Far superior to “Jane Eyre”.", review.Better},
		{"The Salt Road outshines “Jane Eyre”.", review.Better},
		{"It doesn't outshine “Jane Eyre”.", review.Worse},
		{"It is outshone by “Jane Eyre”.", review.Worse},
		{"It lacks the warmth of “Jane Eyre”.", review.Worse},
		{"It lacks the quiet, patient warmth of “Jane Eyre”.", review.Worse},
		{"It has none of the wit of “Jane Eyre”.", review.Worse},
		{"Jane Eyre has far more heart.", review.Worse},
		{"Jane Eyre did this better.", review.Worse},
		{"Jane Eyre wins.", review.Worse},
		{"Jane Eyre it is not.", review.Worse},
		{"Give me “Jane Eyre” any day.", review.Worse},
		{"I would take “Jane Eyre” over this any day.", review.Worse},
		{"My favourite of its kind is still “Jane Eyre”.", review.Worse},
		{"It could learn a thing or two from “Jane Eyre”.", review.Worse},
		{"It has nothing on “Jane Eyre”.", review.Worse},
		{"It is second only to “Jane Eyre”.", review.Worse},
		{"A disappointment after “Jane Eyre”.", review.Worse},
		{"A step down from “Jane Eyre”.", review.Worse},
		{"A return to form after “Jane Eyre”.", review.Better},
		{"A step up from “Jane Eyre”.", review.Better},
		{"It improves on “Jane Eyre” in every way.", review.Better},
		{"It is a cut above “Jane Eyre”.", review.Better},
		{"It puts “Jane Eyre” to shame.", review.Better},
		{"It leaves “Jane Eyre” in the dust.", review.Better},
		{"The Salt Road makes “Jane Eyre” look dull.", review.Better},
		{"A worthy successor to “Jane Eyre”.", review.Like},
		{"Compared with “Jane Eyre”, it is tighter.", review.Better},
		{"Compared to “Jane Eyre”, the novel is rather dull.", review.Worse},
		{"Next to “Jane Eyre”, this feels less gripping.", review.Worse},
		{"In comparison with “Jane Eyre”, The Salt Road isn't dull.", review.Better},
		{"Compared with “Jane Eyre”, Marlow's book is tighter.", review.Better},
		{"It is dull compared with “Jane Eyre”.", review.Worse},
		{"“Jane Eyre” is dull compared to this.", review.Better},
		{"Nothing in “Jane Eyre” is better than this.", review.Better},
		{"Nothing in “Jane Eyre” is as good as this.", review.Better},
		{"Nothing in “Jane Eyre” comes close to this.", review.Better},
		{"No chapter of “Jane Eyre” is as gripping as this.", review.Better},
		{"Nothing in “Jane Eyre” is duller than this.", review.Worse},
		{"No duller than “Jane Eyre”.", review.Like},
		{"No doubt the long “Jane Eyre” is better than this.", review.Worse},
		{"The Salt Road is the better book, though “Jane Eyre” is the one that people read.", review.Better},
	} {
		got, about := comparisonsIn(t, test.text)
		if want := "The Salt Road " + string(test.want) + " Jane Eyre"; len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q, want %q; found %+v", test.text, got, want, about.Entities)
		}
	}
}

func TestSeveralCompared(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"It is like “Jane Eyre” or “Dracula”.", []string{"The Salt Road like Jane Eyre", "The Salt Road like Dracula"}},
		{"“Jane Eyre” is better than “Dracula”.", []string{"Jane Eyre better Dracula"}},
		{"I prefer “Jane Eyre” to “Dracula”.", []string{"Jane Eyre better Dracula"}},
		{"“Jane Eyre” is better than “Dracula” but not as good as “Emma”.", []string{"Jane Eyre better Dracula", "Jane Eyre worse Emma"}},
		{"It lacks Persuasion's warmth.", []string{"The Salt Road worse Persuasion"}},
		{"It is better than “Dracula” but not as good as “Emma”.", []string{"The Salt Road better Dracula", "The Salt Road worse Emma"}},
		{"Better than “Dracula”, but not as good as “Emma”.", []string{"The Salt Road better Dracula", "The Salt Road worse Emma"}},
		{"“Jane Eyre” is better than “Dracula” and as good as “Emma”.", []string{"Jane Eyre better Dracula", "Jane Eyre like Emma"}},
		{"It is not as good as “Jane Eyre”, which is better than “Dracula”.", []string{"The Salt Road worse Jane Eyre", "Jane Eyre better Dracula"}},
		{"I liked “Jane Eyre” more than “Dracula” but less than “Emma”.", []string{"Jane Eyre better Dracula", "Jane Eyre worse Emma"}},
		{"“Jane Eyre” is better than “Dracula”; it is not as good as “Emma”.", []string{"Jane Eyre better Dracula", "The Salt Road worse Emma"}},
		{"I have read “Dracula” and “Emma”. The Salt Road is weaker than both.", []string{"The Salt Road worse Dracula", "The Salt Road worse Emma"}},
		{"I have read “Dracula” and “Emma”. It is better than either of them.", []string{"The Salt Road better Dracula", "The Salt Road better Emma"}},
		{"I had just read “Dracula”. It is the better book.", []string{"The Salt Road better Dracula"}},
		{"I had just read “Dracula”. Still, this was not the better of the two.", []string{"The Salt Road worse Dracula"}},
		{"I had just read “Dracula” and “Emma”. It is the better book.", nil},
		{"“Dracula” is long. It took a month. The Salt Road is the livelier of the two.", []string{"The Salt Road better Dracula"}},
		{"“Dracula” is long. It took a month. The Salt Road is easily the weaker of the two novels.", []string{"The Salt Road worse Dracula"}},
		{"“Dracula” is long. It took a month. “Dracula” is the better of the two.", []string{"The Salt Road worse Dracula"}},
		{"“Dracula” is long. It took a month. “Dracula” is the duller book of the two.", []string{"The Salt Road better Dracula"}},
		{"“Dracula” is long. It took a month. The Salt Road is not the better of the two.", []string{"The Salt Road worse Dracula"}},
		{"“Dracula” is long. It took a month. This book is the more gripping of the two.", []string{"The Salt Road better Dracula"}},
		{"“Dracula” is long. It took a month. Marlow's is the less gripping of the two.", []string{"The Salt Road worse Dracula"}},
		{"“Dracula” is long. It took a month. Of the two, this one is better, but not by much.", []string{"The Salt Road better Dracula"}},
		{"“Dracula” is long. It took a month. Of the two, Dracula is the livelier.", []string{"The Salt Road worse Dracula"}},
		{"I have read “Dracula” and “Emma”. It drags, though of the three, this is the warmest.", []string{"The Salt Road better Dracula", "The Salt Road better Emma"}},
		{"I read it after “Dracula”, which is the livelier of the two.", []string{"The Salt Road worse Dracula"}},
		{"I have read “Dracula” and “Emma”. Emma is the livelier of the two.", []string{"Emma better Dracula"}},
		{"I have read “Dracula” and “Emma”. The Salt Road is the best of the three.", []string{"The Salt Road better Dracula", "The Salt Road better Emma"}},
		{"I have read “Dracula” and “Emma”. Of these three, this is the weakest.", []string{"The Salt Road worse Dracula", "The Salt Road worse Emma"}},
		{"I had just read “Dracula”. It is the better part of a year ago.", nil},
		{"Compared with “Dracula” and “Emma”, it is tighter.", []string{"The Salt Road better Dracula", "The Salt Road better Emma"}},
		{"“Jane Eyre” is better, but this was better than “Dracula”.", []string{"The Salt Road better Dracula", "The Salt Road worse Jane Eyre"}},
	} {
		got, _ := comparisonsIn(t, test.text)
		if len(got) != len(test.want) {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%q: %q, want %q", test.text, got, test.want)
			}
		}
	}
}

func TestNoComparisons(t *testing.T) {
	for _, text := range []string{
		"I read other series like “Jane Eyre”.",
		"I still like “Jane Eyre”.",
		"Like all of Marlow's books, it is long.",
		"The studio made shows that built on its world like “The Bad Seed”.",
		"Several scenes, like the upside down “Jane Eyre” reading, were new to me.",
		"In the end, like any good Shakespeare tragedy, he fails and dies.",
		"Like the “Jane Eyre” series, the sailors never change.",
		"Also a slower burn than “Jane Eyre”.",
		"I wanted something as cosy as “Jane Eyre”.",
		"I had heard that it was similar to “Jane Eyre”.",
		"If it is better than “Jane Eyre”, I will be glad.",
		"She is braver than Dracula.",
		"I felt like I was inside “Jane Eyre”.",
		"He sails like Dracula towards the harbour.",
		"I have read “Dracula”, “Persuasion” and “Emma”. The Salt Road is weaker than both.",
		"I have read “Dracula” and “Emma”. It has more pages than both brothers.",
		"Compared with “Jane Eyre”, it is long.",
		"Compared with “Jane Eyre”, I was tired.",
		"Compared with “Jane Eyre”, Marlow's heroine is tighter with money.",
		"It was often compared to “Jane Eyre”.",
		"It is on the shelf next to “Jane Eyre”.",
		"“Jane Eyre” is better known.",
		"I began with “Jane Eyre” and read more.",
		"It has as many pages as “Jane Eyre”.",
		"The first book was better than “Jane Eyre”.",
		"I learned a lot from “Jane Eyre”.",
		"The lack of “Jane Eyre” on the shelf is odd.",
		"Give me a moment with “Jane Eyre”.",
		"Where “Jane Eyre” is long, The Salt Road is short.",
		"I have read “Dracula”. Ruth is the livelier of the two.",
		"I have read “Dracula”. It is the livelier of the two sisters who tells it.",
		"I have read “Dracula”. The second is the better of the two.",
		"I have read “Dracula”. This is the longer of the two.",
		"I hoped that “Dracula” was the livelier of the two.",
		"I have read “Dracula”, “Emma” and “Persuasion”. The Salt Road is the best of the three.",
		"This is the best of the three.",
		"It is like nothing else in prose since “Jane Eyre”.",
		"It is like nothing I have read, not even “Jane Eyre”.",
		"It reads like nothing in “Jane Eyre”.",
		"“Jane Eyre” is like nothing else in prose.",
		"Nothing in “Jane Eyre” is like this.",
		"It is unlike “Jane Eyre”.",
		"It is unlike anything in “Jane Eyre”.",
	} {
		if got, _ := comparisonsIn(t, text); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// In a part of the review that speaks of another book, "it" is that one.
func TestComparedInFocus(t *testing.T) {
	text, _ := labelled(`
SR: It drags.

JE: “Jane Eyre”, on the other hand, is a joy.
JE: It is far better than “Dracula”.`)
	got, _ := comparisonsIn(t, text)
	if want := []string{"Jane Eyre better Dracula"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestContrasted(t *testing.T) {
	text := "Where Dracula is subtle, The Salt Road shouts."
	for _, test := range []struct {
		left, right float64 // tones of the halves
		want        []string
	}{
		{0.5, -0.5, []string{"The Salt Road worse Dracula"}},
		{-0.5, 0.5, []string{"The Salt Road better Dracula"}},
		{0.1, 0.1, nil},
	} {
		doc, scores := plainDocument(text, review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
		comma := strings.Index(text, ",")
		scores[0].Clauses = []review.Clause{{Span: review.Span{End: comma}, Tone: test.left}, {Span: review.Span{Start: comma, End: len(text)}, Tone: test.right}}
		about, err := newTagger(t, Options{}).Entities(doc, scores)
		if err != nil {
			t.Fatal(err)
		}
		if got := comparisonNames(about); !slices.Equal(got, test.want) {
			t.Errorf("%+v: found %q, want %q", test, got, test.want)
		}
	}
}
