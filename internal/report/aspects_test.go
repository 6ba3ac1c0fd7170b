package report

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// twoBooks is a review of one book that praises the ending of another.
func twoBooks() *review.Analysis {
	an := handmade("a", review.Metadata{Book: "Harbour Year"}, []named{{"Harbour Year", review.Book, true, nil}, {"Pale Hours", review.Book, false, nil}},
		said{text: "The ending of Harbour Year is a cheat.", stance: review.Opinion, tone: -0.6},
		said{text: "Pale Hours ends well.", stance: review.Opinion, tone: 0.6},
	)
	an.About.Aspects = []review.Aspect{
		{Kind: review.Ending, Book: 0, Sentences: []int{0}, Tones: []float64{-0.6}, Tone: review.Estimate{Value: -0.6, Low: -1, High: -0.2, N: 1}},
		{Kind: review.Ending, Book: 1, Sentences: []int{1}, Tones: []float64{0.6}, Tone: review.Estimate{Value: 0.6, Low: 0.2, High: 1, N: 1}, Quote: 1},
	}
	return an
}

func TestAspectRowsAreOfTheBookUnderReview(t *testing.T) {
	an := twoBooks()
	const below = "a,ending,0,-0.6,-1,-0.2,The ending of Harbour Year is a cheat."
	if got := string(appendAspects(nil, an)); strings.TrimSpace(got) != below {
		t.Errorf("rows %q, want %q", got, below)
	}
	if got := sidesSentence(&an.About); got != "It blames the ending." {
		t.Errorf("the lead says %q", got)
	}
	for i, want := range []string{"", "Pale Hours"} {
		if got := newAspectViews(an)[i].of; got != want {
			t.Errorf("side %d stands on the page as of %q, want %q", i, got, want)
		}
	}
	an.About.Entities[1].Main = true // both are under review: the key allows one row
	const both = "a,ending,0|1,0,-0.4,0.4,The ending of Harbour Year is a cheat."
	if got := string(appendAspects(nil, an)); strings.TrimSpace(got) != both {
		t.Errorf("rows %q, want %q", got, both)
	}
}

func TestLeadQuotesWhatTipsTheScale(t *testing.T) {
	an := handmade("a", review.Metadata{Book: "Harbour Year"}, []named{{"Harbour Year", review.Book, true, nil}},
		said{text: "The prose of Harbour Year is lovely.", stance: review.Opinion, tone: 0.6},
		said{text: "I did not care for anyone.", stance: review.Opinion, tone: -0.7},
		said{text: "It bored me.", stance: review.Opinion, tone: -0.6},
	)
	an.About.Aspects = []review.Aspect{{Kind: review.Prose, Sentences: []int{0}, Tones: []float64{0.6}, Tone: review.Estimate{Value: 0.6, Low: 0.2, High: 1, N: 1}}}
	const want = "Its plainest blame: “I did not care for anyone.”"
	for _, test := range []struct{ tone, prose float64 }{{-0.2, 0.6}, {0.2, 0.6}, {0, 0.6}, {-0.2, -0.6}} {
		an.Summary.Tone.Value, an.About.Aspects[0].Tone.Value = test.tone, test.prose
		if got, tips := leadSentence(an), test.tone < 0 && test.prose > 0; strings.Contains(got, want) != tips || strings.Contains(got, "plainest") != tips {
			t.Errorf("tone %v, prose %v: %q", test.tone, test.prose, got)
		}
	}
}
