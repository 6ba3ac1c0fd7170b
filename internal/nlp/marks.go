package nlp

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// cover fills in the kinds of marks that cover each sentence: all of it but for a tenth or for bare punctuation;
// quotations and spoilers also where they cover most.
func cover(sents []review.Sentence, text string, marks []review.Mark) {
	if len(marks) == 0 || len(sents) == 0 {
		return
	}
	kinds := map[review.MarkKind][]review.Span{}
	for _, mark := range marks {
		if mark.End > mark.Start {
			kinds[mark.Kind] = append(kinds[mark.Kind], mark.Span)
		}
	}
	names := make([]review.MarkKind, 0, len(kinds))
	for kind := range kinds {
		names = append(names, kind)
	}
	sort.Slice(names, func(i, j int) bool { return names[i] < names[j] })
	for _, kind := range names {
		most := kind == review.Quotation || kind == review.Spoiler
		spans := union(kinds[kind])
		next := 0
		for i := range sents {
			sent := &sents[i]
			for next < len(spans) && spans[next].End <= sent.Start {
				next++
			}
			covered, open := 0, false
			at := sent.Start
			for j := next; j < len(spans) && spans[j].Start < sent.End; j++ {
				covered += spans[j].Overlap(sent.Span)
				open = open || at < spans[j].Start && spoken(text[at:spans[j].Start])
				at = min(spans[j].End, sent.End)
			}
			if covered == 0 {
				continue
			}
			open = open || spoken(text[at:sent.End])
			if !open || covered*10 >= sent.Len()*9 || most && covered*2 > sent.Len() {
				sent.Marks = append(sent.Marks, kind)
			}
		}
	}
}

// spoken reports whether there is a letter or digit in s.
func spoken(s string) bool {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
		i += size
	}
	return false
}

// union merges spans that meet; it returns them sorted.
func union(spans []review.Span) []review.Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	out := spans[:1]
	for _, span := range spans[1:] {
		last := &out[len(out)-1]
		if span.Start <= last.End {
			last.End = max(last.End, span.End)
		} else {
			out = append(out, span)
		}
	}
	return out
}
