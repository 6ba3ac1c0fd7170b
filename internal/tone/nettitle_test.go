package tone

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestTitlesAreNames(t *testing.T) {
	for _, c := range []struct{ book, text, want string }{
		{"Pale Hours", "Pale Hours is long, and Pale Hours is pale.", "Pale Hours Pale Hours"},
		{"Pale Hours: A Novel", "I liked Pale Hours.", "Pale Hours"},
		{"The Ugly Swans", "The Ugly Swans, not ugly swans; nor The Ugly Swanson.", "The Ugly Swans"},
		{"A House of Ash", "In A House of Ash nobody sleeps.", "A House Ash"},
		{"It", "It is dull. It is.", ""},
		{"", "Dull.", ""},
		{"dull water", "dull water", ""},
	} {
		rev := &review.Review{Text: c.text, Metadata: review.Metadata{Book: c.book}}
		words := newNetVocabulary("<pad>\n<unk>\n<name>\n<num>\n<year>\nis\n").split(nil, c.text, review.Span{End: len(c.text)})
		for i := range words {
			words[i].id = netUnknown
		}
		nameTitles(words, c.text, titlePlaces(nil, rev))
		var got []string
		for _, w := range words {
			if w.id == netName {
				got = append(got, w.span.In(c.text))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q of %q: names %q, want %q", c.text, c.book, strings.Join(got, " "), c.want)
		}
	}
}

func TestBookLinksAreNames(t *testing.T) {
	text := "Not as good as Terrible Weather."
	rev := &review.Review{Text: text, Marks: []review.Mark{{Span: review.Span{Start: 15, End: 31}, Kind: review.BookLink}}}
	if got := titlePlaces(nil, rev); len(got) != 1 || got[0].In(text) != "Terrible Weather" {
		t.Errorf("places %v", got)
	}
}

// The title of the book under review moves no tone.
func TestTitleIsNoEvidence(t *testing.T) {
	net, err := NewNet()
	if err != nil {
		t.Fatal(err)
	}
	text := "Dull Water is a novel in three parts."
	tone := func(book string) float64 {
		doc := &review.Document{Review: &review.Review{Text: text, Metadata: review.Metadata{Book: book}},
			Sentences: []review.Sentence{{Span: review.Span{End: len(text)}}}}
		scores, err := net.Score(doc)
		if err != nil {
			t.Fatal(err)
		}
		return scores[0].Tone
	}
	if unknown, known := tone(""), tone("Dull Water"); unknown > -0.2 || known < -0.1 {
		t.Errorf("tone %.2f where the title is unknown, %.2f where it is known", unknown, known)
	}
}
