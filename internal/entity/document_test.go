package entity

import (
	"strings"
	"unicode"

	"tonearc/pipeline/review"
)

// plainDocument cuts a text simply: sentences end at . ! ? and a white space, and at blank lines, which part paragraphs;
// tokens are words and punctuation marks. Every sentence is a mild opinion.
func plainDocument(text string, meta review.Metadata, marks ...review.Mark) (*review.Document, []review.Score) {
	doc := &review.Document{Review: &review.Review{ID: "t", Text: text, Metadata: meta, Marks: marks}}
	var sent review.Sentence
	flush := func(end int) {
		if len(sent.Tokens) > 0 {
			sent.Start, sent.End = sent.Tokens[0].Start, end
			doc.Sentences = append(doc.Sentences, sent)
		}
		sent = review.Sentence{Paragraph: sent.Paragraph}
	}
	start := -1
	word := func(end int) {
		if start < 0 {
			return
		}
		s := text[start:end]
		span := review.Span{Start: start, End: end}
		for _, tail := range []string{"'s", "’s", "n't", "n’t"} {
			if cut, ok := strings.CutSuffix(s, tail); ok && cut != "" {
				middle := start + len(cut)
				sent.Tokens = append(sent.Tokens, token(text, review.Span{Start: start, End: middle}))
				span.Start = middle
			}
		}
		sent.Tokens = append(sent.Tokens, token(text, span))
		start = -1
	}
	for i, c := range text {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || (c == '\'' || c == '’') && start >= 0:
			if start < 0 {
				start = i
			}
		default:
			word(i)
			if strings.HasPrefix(text[i:], "\n\n") {
				flush(i)
				sent.Paragraph++
			}
			if !unicode.IsSpace(c) {
				end := i + len(string(c))
				sent.Tokens = append(sent.Tokens, token(text, review.Span{Start: i, End: end}))
				next := strings.TrimLeft(text[end:], "\"”’)")
				if strings.ContainsRune(".!?", c) && (next == "" || next[0] == ' ' || next[0] == '\n') && len(sent.Tokens) > 2 {
					flush(end)
				}
			}
		}
	}
	word(len(text))
	flush(len(text))
	scores := make([]review.Score, len(doc.Sentences))
	for i := range scores {
		scores[i] = review.Score{Opinion: 0.8, Story: 0.1, Context: 0.1, Positive: 0.3, Neutral: 0.6, Negative: 0.1, Tone: 0.1, Weight: 0.8}
	}
	return doc, scores
}

func token(text string, span review.Span) review.Token {
	s := span.In(text)
	tag := "NN"
	if first := []rune(s)[0]; unicode.IsUpper(first) {
		tag = "NNP"
	} else if !unicode.IsLetter(first) {
		tag = "."
	} else if s == "is" || s == "was" || s == "never" {
		tag = "VBZ"
	}
	return review.Token{Span: span, Tag: tag, Stem: strings.ToLower(s)}
}
