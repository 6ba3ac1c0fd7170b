package shift

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// caseOf makes a review of sentences, each behind a sign of what it is: "+" praise, "-" blame, "s" story, "c" context,
// "h" a heading, "b" praise in bold on a line of its own.
func caseOf(lines ...string) (*review.Document, []review.Score) {
	doc, scores := &review.Document{Review: &review.Review{}}, make([]review.Score, len(lines))
	var text strings.Builder
	for i, line := range lines {
		sent := review.Sentence{Span: review.Span{Start: text.Len(), End: text.Len() + len(line) - 2}}
		text.WriteString(line[2:] + " ")
		switch line[0] {
		case '+':
			scores[i] = review.Score{Opinion: 1, Weight: 1, Tone: 0.6}
		case '-':
			scores[i] = review.Score{Opinion: 1, Weight: 1, Tone: -0.6}
		case 's':
			scores[i] = review.Score{Story: 0.9, Opinion: 0.1, Weight: 0.1}
		case 'h':
			sent.Marks = []review.MarkKind{review.Heading}
			scores[i] = review.Score{Context: 1}
		case 'b':
			sent.Marks, sent.Paragraph = []review.MarkKind{review.Strong}, 1
			scores[i] = review.Score{Opinion: 1, Weight: 1, Tone: 0.6}
		default:
			scores[i] = review.Score{Context: 0.9, Opinion: 0.1, Weight: 0.1}
		}
		doc.Sentences = append(doc.Sentences, sent)
	}
	doc.Review.Text = text.String()
	return doc, scores
}

// A heading that the scorer takes for an opinion may open the new stretch, and is never the quote that carries it; a quote
// has words enough to say what it is about.
func TestHeadingsAndQuotes(t *testing.T) {
	doc, scores := caseOf("+ Fine.", "+ Good.", "b Now for the praise", "- Dull.", "- Poor.")
	scores[2].Tone = -0.9
	before := review.Stretch{First: 0, End: 2, Tone: review.Estimate{Value: 0.6, N: 2}}
	after := review.Stretch{First: 2, End: 5, Tone: review.Estimate{Value: -0.7, N: 3}}
	if _, how := cause(doc, scores, review.About{}, before, after); how != "under the heading “Now for the praise”" {
		t.Errorf("cause %q", how)
	}
	if got := carrier(doc, scores, after, 0); got != 3 {
		t.Errorf("the quote is sentence %d, want 3", got)
	}
	doc, scores = caseOf("+ Fine.", "+ The ferry scenes are splendid throughout.")
	scores[0].Tone, scores[1].Tone = 0.8, 0.5
	if got := carrier(doc, scores, review.Stretch{First: 0, End: 2, Tone: review.Estimate{Value: 0.6, N: 2}}, 0); got != 1 {
		t.Errorf("the quote is sentence %d, one word; want 1", got)
	}
}

func TestCause(t *testing.T) {
	praise := []string{"+ Fine.", "+ Good.", "+ Lovely.", "+ Grand.", "+ Neat."}
	blame := []string{"- Dull.", "- Poor.", "- Flat.", "- Stale.", "- Grim."}
	ending := func(at ...int) []review.Aspect {
		tones := make([]float64, len(at))
		for i := range tones {
			tones[i] = -0.6
		}
		return []review.Aspect{{Kind: review.Ending, Sentences: at, Tones: tones}}
	}
	main := review.Entity{Type: review.Book, Main: true, Name: "The Ferry"}
	other := func(at ...int) []review.Entity {
		return []review.Entity{main, {Type: review.Book, Name: "The Lock", Sentences: at}}
	}
	for _, test := range []struct {
		name    string
		between []string
		about   review.About
		cause   review.Cause
		how     string
	}{
		{"nothing", nil, review.About{}, review.CauseUnknown, ""},
		{"a heading", []string{"h What I minded:"}, review.About{}, review.CauseTarget, "under the heading “What I minded”"},
		{"bold on a line of its own", []string{"b What I minded"}, review.About{}, review.CauseTarget, "under the heading “What I minded”"},
		{"a heading too long to repeat", []string{"h " + strings.Repeat("on and ", 12)}, review.About{}, review.CauseUnknown, ""},
		{"three sentences of story", []string{"s She leaves.", "s He stays.", "s It rains."}, review.About{}, review.CauseStance, "after a passage that tells what is in the book"},
		{"two sentences are no passage", []string{"s She leaves.", "s He stays."}, review.About{}, review.CauseUnknown, ""},
		{"story and background mixed", []string{"s She leaves.", "c I read it in May.", "s He stays."}, review.About{}, review.CauseUnknown, ""},
		{"background", []string{"c I read it in May.", "c It was hot.", "c My bus was late."}, review.About{}, review.CauseStance, "after a passage of background"},
		{"a new aspect", nil, review.About{Aspects: ending(5, 7)}, review.CauseTarget, "when it comes to the ending"},
		{"an aspect that does not open the stretch", nil, review.About{Aspects: ending(6, 7, 8)}, review.CauseUnknown, ""},
		{"an aspect in one sentence", nil, review.About{Aspects: ending(5)}, review.CauseUnknown, ""},
		{"an aspect spoken of before", nil, review.About{Aspects: ending(3, 5, 6)}, review.CauseUnknown, ""},
		{"an aspect that is praised where the tone falls", nil, review.About{Aspects: []review.Aspect{
			{Kind: review.Ending, Sentences: []int{5, 6}, Tones: []float64{0.4, 0.5}},
		}}, review.CauseUnknown, ""},
		{"two aspects alike", nil, review.About{Aspects: append(ending(5, 6), review.Aspect{Kind: review.Plot, Sentences: []int{5, 6}, Tones: []float64{-0.6, -0.6}})}, review.CauseUnknown, ""},
		{"the same side of two books", nil, review.About{Aspects: append(ending(5, 6), ending(5, 6)...)}, review.CauseTarget, "when it comes to the ending"},
		{"another book", nil, review.About{Entities: other(5, 6)}, review.CauseTarget, "when it turns to The Lock"},
		{"another book, later", nil, review.About{Entities: other(7, 8)}, review.CauseUnknown, ""},
		{"away from another book", nil, review.About{Entities: other(1, 2, 3, 4)}, review.CauseTarget, "once it leaves The Lock"},
		{"another book only mentioned", nil, review.About{Entities: other(2, 3)}, review.CauseUnknown, ""},
	} {
		var lines []string
		lines = append(append(append(lines, praise...), test.between...), blame...)
		doc, scores := caseOf(lines...)
		first := len(praise) + len(test.between)
		before := review.Stretch{First: 0, End: first, Tone: review.Estimate{Value: 0.6, N: 5}}
		after := review.Stretch{First: first, End: len(lines), Tone: review.Estimate{Value: -0.6, N: 5}}
		if got, how := cause(doc, scores, test.about, before, after); got != test.cause || how != test.how {
			t.Errorf("%s: %q %q, want %q %q", test.name, got, how, test.cause, test.how)
		}
	}
}
