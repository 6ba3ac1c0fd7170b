package tone

import (
	"math"
	"testing"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

func TestRatingsInText(t *testing.T) {
	const none = -1
	for _, c := range []struct {
		text  string
		value float64
		words string
	}{
		{"3.5 stars", 0.7, "3.5 stars"},
		{"Three and a half stars.", 0.7, "Three and a half stars"},
		{"Four and half stars from me", 0.9, "Four and half stars"},
		{"A strong 4½ stars!", 0.9, "4½ stars"},
		{"Rating: 4/5 Stars", 0.8, "4/5 Stars"},
		{"8 stars out of 10", 0.8, "8 stars out of 10"},
		{"I'd say 8/10.", 0.8, "8/10"},
		{"Four out of five.", 0.8, "Four out of five"},
		{"A−", 0.94, "A−"},
		{"An easy A- from me, mostly for the ghost in the cellar.", 0.94, "A-"},
		{"Grade: F", 0.2, "F"},
		{"★★★½", 0.7, "★★★½"},
		{"★★★☆☆", 0.6, "★★★☆☆"},
		{"⭐️⭐️⭐️⭐️ for the maps", 0.8, "⭐️⭐️⭐️⭐️"},
		{"★☆☆☆☆", 0.2, "★☆☆☆☆"},
		{"Stars: three, and not one more.", 0.6, "three"},
		{"It was lovely.4 starsMarta and her goat", 0.8, "4 stars"},
		{"I would give it zero stars if I could.", 0, "zero stars"},
		{"I can't give it more than two stars.", 0.4, "two stars"},
		{"That turned it from two stars to four stars.", 0.8, "four stars"},
		{"A five-star read.", 1, "five-star"},

		{"It would have been five stars with another ending.", none, ""},
		{"I might have rated it as high as 4 stars.", none, ""},
		{"The reason I don't give this 5 stars is the goat.", none, ""},
		{"I docked one star for that.", none, ""},
		{"Why would anyone give this 5 stars?", none, ""},
		{"They meet in a five-star hotel.", none, ""},
		{"About 4/5 of the way through she leaves.", none, ""},
		{"It happened on 9/11, or 12/5/2003.", none, ""},
		{"A single ★ is an ornament.", none, ""},
		{"Vitamin C- and D-rich", none, ""},
		{"I asked Simon D- about the ritual that we had seen the week before.", none, ""},
		{"The stars came out.", none, ""},
		{"He was a star of 10 films.", none, ""},
		{"They start out of the gate in 5 minutes", none, ""},
	} {
		found := ratingsIn(c.text, review.Span{End: len(c.text)})
		switch {
		case c.value == none && len(found) > 0:
			t.Errorf("%q: found %q, there is no rating", c.text, found[0].In(c.text))
		case c.value == none:
		case len(found) != 1:
			t.Errorf("%q: %d ratings, want one", c.text, len(found))
		case math.Abs(found[0].Value-c.value) > 1e-9 || found[0].In(c.text) != c.words:
			t.Errorf("%q: %v in %q, want %v in %q", c.text, found[0].Value, found[0].In(c.text), c.value, c.words)
		}
	}
}

func FuzzRatings(f *testing.F) {
	for _, seed := range []string{"3.5 stars", "★★★½", "A−", "½/5", "10/10 ⭐️", "Stars: three", "zero stars out of ten"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		last := -1
		for _, r := range ratingsIn(text, review.Span{End: len(text)}) {
			if r.Start < last || r.End <= r.Start || r.End > len(text) || !utf8.ValidString(r.In(text)) {
				t.Fatalf("span %+v in %q", r.Span, text)
			}
			if r.Value < 0 || r.Value > 1 || r.tone() < -1 || r.tone() > 1 {
				t.Fatalf("value %v in %q", r.Value, text)
			}
			last = r.End
		}
	})
}
