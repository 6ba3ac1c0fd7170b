package tone

import (
	"testing"

	"tonearc/pipeline/review"
)

func TestSignsInText(t *testing.T) {
	for _, c := range []struct {
		text, words string
		up          bool
	}{
		{"This book 😍😍😍", "😍😍😍", true},
		{"Adored it❤️!", "❤️", true},
		{"A facepalm 🤦🏽‍♀️ of a plot", "🤦🏽‍♀️", false},
		{"I tried :(", ":(", false},
		{"So cosy :).", ":)", true},
		{"<3 the cat", "<3", true},
		{"That ending 😭", "", false},
		{"Rated: (see below)", "", false},
		{"x<3 and a:(b", "", false},
		{"https://a.example/:) no", "", false},
	} {
		found := signsIn(c.text, review.Span{End: len(c.text)})
		switch {
		case c.words == "" && len(found) > 0:
			t.Errorf("%q: found %q", c.text, found[0].Spans[0].In(c.text))
		case c.words == "":
		case len(found) != 1 || found[0].Spans[0].In(c.text) != c.words || found[0].Weight > 0 != c.up:
			t.Errorf("%q: %+v, want %q", c.text, found, c.words)
		}
	}
	if one, three := signsIn("👎", review.Span{End: 4}), signsIn("👎👎👎", review.Span{End: 12}); one[0].Weight <= three[0].Weight {
		t.Errorf("three thumbs down say %v, one says %v", three[0].Weight, one[0].Weight)
	}
	both := "😡 then 😍"
	if found := signsIn(both, review.Span{End: len(both)}); len(found) != 2 {
		t.Errorf("%q: %+v", both, found)
	}
}
