package tone

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestQuotedInText(t *testing.T) {
	const filler = "I read this one in a single long evening by the fire and have thought of little else since. "
	for _, c := range []struct {
		text string // sentences divided by |
		want string // q = quoted
	}{
		{"“The sea keeps no diary of its dead.”|I loved that line.", "q."},
		{"\"The sea keeps no diary of its dead.\"|I loved that line.", "q."},
		{"“The sea keeps no diary.|It has no need of one.”|Lovely.", "qq."},
		{"She says, “I will never go back to the island,” and goes.", "."},
		{"It is a \"classic\".", "."},
		{"“Never closed, and so nobody knows where it ends.\n|I loved it all the same.", ".."},
		{"“Wow!”|A joy.", ".."},
		{"He is 6'2\" and a bore, and everything bores him.|The \"plot\" is a mess from the start.", ".."},
	} {
		doc := &review.Document{Review: &review.Review{}}
		for _, s := range append(strings.Split(c.text, "|"), filler) {
			start := len(doc.Review.Text)
			doc.Review.Text += s
			doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: start, End: len(doc.Review.Text)}})
			doc.Review.Text += " "
		}
		got := ""
		quoted := quotedInText(doc)
		for i := range doc.Sentences[1:] {
			mark := "."
			if quoted != nil && quoted[i] {
				mark = "q"
			}
			got += mark
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
	whole := "\"I have nothing but praise for this book, from the first page to the last.\""
	doc := &review.Document{Review: &review.Review{Text: whole}, Sentences: []review.Sentence{{Span: review.Span{End: len(whole)}}}}
	if quotedInText(doc) != nil {
		t.Error("a review that stands in quotation marks as a whole is taken for a quotation")
	}
}
