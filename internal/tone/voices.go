package tone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// quotedInText tells which sentences stand (all but a tenth of their letters) inside of quotation marks, without any
// markup: there, reviewers quote the book. A quotation opens and closes within one paragraph; one that never closes is
// none, and where most of the review is in quotation marks they are the export's and not the reviewer's.
func quotedInText(doc *review.Document) []bool {
	text := doc.Review.Text
	if strings.IndexByte(text, '"') < 0 && !strings.Contains(text, "“") {
		return nil // most reviews
	}
	inside := quotations(text)
	if len(inside) == 0 {
		return nil
	}
	if 2*lettersWithin(text, review.Span{End: len(text)}, inside) > countLetters(text) {
		return nil
	}
	quoted := make([]bool, len(doc.Sentences))
	from := 0
	for i := range doc.Sentences {
		sent := &doc.Sentences[i]
		for from < len(inside) && inside[from].End <= sent.Start {
			from++
		}
		if from == len(inside) {
			break
		}
		if inside[from].Start >= sent.End {
			continue
		}
		all := countLetters(text[sent.Start:sent.End])
		quoted[i] = all > 0 && 10*lettersWithin(text, sent.Span, inside[from:]) >= 9*all
	}
	return quoted
}

// shortestQuotation is how many letters a quotation has at least; shorter ones are mostly words held at arm's length.
const shortestQuotation = 12

// quotations are the spans between double quotation marks, straight or curly, in order and without the marks.
func quotations(text string) []review.Span {
	var out []review.Span
	start, curly := -1, false
	end := func(at int) {
		if countLetters(text[start:at]) >= shortestQuotation {
			out = append(out, review.Span{Start: start, End: at})
		}
		start = -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n': // what is open was never closed
			start = -1
		case r == '“':
			start, curly = i+size, true
		case r == '”' && start >= 0 && curly:
			end(i)
		case r == '"' && opens(text, i):
			start, curly = i+size, false
		case r == '"' && start >= 0 && !curly:
			end(i)
		}
		i += size
	}
	return out
}

// opens reports whether the straight quotation mark at i opens a quotation: something follows it, and nothing but space
// or a bracket stands before it.
func opens(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	free := i == 0 || unicode.IsSpace(before) || before == '(' || before == '[' || before == '—' || before == ':'
	return free && i+1 < len(text) && !unicode.IsSpace(after)
}

// lettersWithin counts the letters of the span that stand inside of the ordered spans.
func lettersWithin(text string, span review.Span, inside []review.Span) int {
	n := 0
	for _, q := range inside {
		if q.Start >= span.End {
			break
		}
		if start, end := max(q.Start, span.Start), min(q.End, span.End); start < end {
			n += countLetters(text[start:end])
		}
	}
	return n
}

func countLetters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
