package reviewtest

import (
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// Scorer runs the contract that every review.Scorer keeps: one score per sentence, probabilities that sum to one,
// everything in its range, evidence and clauses inside of the sentence, no weight for what is not the reviewer's, the
// same answer every time and from any goroutine, and no panic on hostile input.
func Scorer(t *testing.T, scorer review.Scorer) {
	t.Helper()
	docs := scorerDocuments()
	first := make([][]review.Score, len(docs))
	for d, doc := range docs {
		scores, err := scorer.Score(doc)
		if err != nil {
			t.Fatalf("document %d: %v", d, err)
		}
		Scores(t, doc, scores)
		first[d] = scores
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for d, doc := range docs {
				scores, err := scorer.Score(doc)
				if err != nil || !reflect.DeepEqual(scores, first[d]) {
					t.Errorf("document %d: another answer the second time (error %v)", d, err)
				}
			}
		})
	}
	wait.Wait()
}

// Scores checks what a scorer said of one document.
func Scores(t testing.TB, doc *review.Document, scores []review.Score) {
	t.Helper()
	if len(scores) != len(doc.Sentences) {
		t.Fatalf("%d scores for %d sentences", len(scores), len(doc.Sentences))
	}
	for i := range scores {
		checkScore(t, doc, i, &scores[i])
	}
}

func checkScore(t testing.TB, doc *review.Document, i int, sc *review.Score) {
	t.Helper()
	sent := &doc.Sentences[i]
	fail := func(what string) { t.Errorf("%s in %q: %+v", what, sent.In(doc.Review.Text), *sc) }
	in := func(x, low, high float64) bool { return x >= low && x <= high } // false for NaN too
	if s := sc.Opinion + sc.Story + sc.Context; !in(s, 1-1e-6, 1+1e-6) {
		fail("stances do not sum to 1")
	}
	if s := sc.Negative + sc.Neutral + sc.Positive; !in(s, 1-1e-6, 1+1e-6) {
		fail("tone classes do not sum to 1")
	}
	for _, p := range []float64{sc.Opinion, sc.Story, sc.Context, sc.Negative, sc.Neutral, sc.Positive, sc.Mixed, sc.Weight} {
		if !in(p, 0, 1) {
			fail("a probability outside of [0, 1]")
		}
	}
	if !in(sc.Tone, -1, 1) || !in(sc.Feel, -1, 1) {
		fail("tone or feel outside of [-1, 1]")
	}
	if sc.Alone != nil && !in(*sc.Alone, -1, 1) {
		fail("the tone by itself outside of [-1, 1]")
	}
	for _, p := range []*float64{sc.Rating, sc.SecondOpinion} {
		if p != nil && !in(*p, 0, 1) {
			fail("rating or second opinion outside of [0, 1]")
		}
	}
	if sc.Weight != 0 && (sent.Is(review.Quotation) || sent.Is(review.Spoiler) || sent.Is(review.Blurb)) {
		fail("words that are not the reviewer's count")
	}
	onRunes := func(s review.Span) bool {
		text := doc.Review.Text
		return s.Start < s.End && sent.Contains(s) && (s.Start == len(text) || utf8.RuneStart(text[s.Start])) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
	}
	last := math.Inf(1)
	for _, e := range sc.Evidence {
		if len(e.Spans) == 0 || e.Weight == 0 || !in(e.Weight, -2, 2) {
			fail("empty evidence")
		}
		if math.Abs(e.Weight) > last {
			fail("evidence is not strongest first")
		}
		last = math.Abs(e.Weight)
		for _, s := range e.Spans {
			if !onRunes(s) {
				fail("evidence outside of the sentence")
			}
		}
	}
	if len(sc.Clauses) == 0 {
		return
	}
	at := sent.Start
	for _, c := range sc.Clauses {
		if c.Start != at || !onRunes(c.Span) || !in(c.Tone, -1, 1) {
			fail("clauses do not cover the sentence in order")
		}
		at = c.End
	}
	if at != sent.End {
		fail("clauses do not reach the end of the sentence")
	}
}

// scorerDocuments are made by hand: an ordinary review, marks of every kind, and what breaks parsers.
func scorerDocuments() []*review.Document {
	plain := scorerLines(
		"I could not put this one down.", "Marta runs away from the harbour with her brother's knife.",
		"The prose is gorgeous, but the ending falls flat; still, what a ride!", "It came out in 1987.", "Three and a half stars.",
		"Not bad at all.", "Would I read it again?", "4/5", "★★★½", "A slow burn, and never dull.", "“Curly quotes” don’t matter — do they…")
	marked := scorerLines("The night was cold and dead.", "Worst of all, he dies.", "A triumph!", "Loved it.", "Rubbish", "struck out")
	for i, kind := range []review.MarkKind{review.Quotation, review.Spoiler, review.Blurb, review.Heading, review.ListItem, review.Struck} {
		marked.Sentences[i].Marks = []review.MarkKind{kind}
	}
	hostile := scorerLines("😀👍🏽 so good 💔", "!!!", "…", "-", "—", "'", "“", "ÄÖÜ ß ſ İstanbul", "中文 評論 很好", "a\u0301\u0301", "\u200b",
		strings.Repeat("very ", 3000)+"good", strings.Repeat("x", 20000), strings.Repeat("good ", 2000), strings.Repeat("bad, but good ", 1000), strings.Repeat("★ 4/5 A- ", 1000), "7", "9/11 12/5 99999999999999999999/10", "( ( ( :) ;-( <3", "N/A", "but", ";;;", "not not not not good",
		"½", "½ star", "★", "no no no no", "at least", "the shit", "kind of", "0/0 stars of 5 of 10 stars")
	return []*review.Document{plain, marked, hostile, {Review: &review.Review{}}}
}

// scorerLines makes a document with one sentence per line.
func scorerLines(sentences ...string) *review.Document {
	doc := &review.Document{Review: &review.Review{ID: "test"}}
	var text strings.Builder
	for i, s := range sentences {
		start := text.Len()
		text.WriteString(s)
		doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: start, End: text.Len()}, Paragraph: i})
		text.WriteByte('\n')
	}
	doc.Review.Text = text.String()
	return doc
}
