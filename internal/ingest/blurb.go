package ingest

import (
	"regexp"
	"strings"

	"tonearc/pipeline/review"
)

var (
	blurbHeading = regexp.MustCompile(`(?i)^\W*(?:(?:the )?publisher[’']?s?[’']? (?:summary|description|blurb|synopsis|note)|(?:official |goodreads |amazon |book |back[- ]cover )(?:summary|synopsis|blurb|description|copy)|(?:the )?blurb|from the (?:publisher|back cover|dust jacket)|(?:the )?back cover|description|book description)\W*$`)
	blurbCue     = regexp.MustCompile(`(?i)\b(?:blurb|synopsis|summary|description|back cover|publisher|dust jacket)\b[^.!?]*:?\s*$|\b(?:blurb|synopsis|back cover|dust jacket)\b`)
)

// minBlurb is the length in words from which a paragraph wholly in italics is taken for the publisher's, where it
// stands first or is announced.
const minBlurb = 25

// markBlurbs marks the publisher's description: what stands under a heading that says so, and a long paragraph in
// italics that is announced as the blurb or opens the text.
func markBlurbs(b *body) {
	var found []review.Mark
	for i, m := range b.marks {
		switch m.Kind {
		case review.Heading:
			if blurbHeading.MatchString(m.In(b.text)) {
				end := len(b.text)
				for _, next := range b.marks[i+1:] {
					if next.Kind == review.Heading && next.Start >= m.End {
						end = next.Start
						break
					}
				}
				found = appendBlurb(found, b.text, m.End, end)
			}
		case review.Emphasis, review.Quotation:
			if m.Len() < 4*minBlurb || len(strings.Fields(m.In(b.text))) < minBlurb {
				continue
			}
			start, end := paragraphAround(b.text, m.Start, m.End)
			if start != m.Start || strings.Trim(b.text[m.End:end], " .,") != "" {
				continue
			}
			before := strings.TrimRight(b.text[:start], "\n ")
			last := before[strings.LastIndexByte(before, '\n')+1:]
			if m.Kind == review.Emphasis && before == "" || blurbCue.MatchString(last) && len(strings.Fields(last)) <= 60 {
				found = appendBlurb(found, b.text, m.Start, m.End)
			}
		}
	}
	if found != nil {
		b.marks = sortMarks(append(b.marks, found...))
	}
}

// appendBlurb marks text[start:end] without the white space at its ends.
func appendBlurb(marks []review.Mark, text string, start, end int) []review.Mark {
	inner := text[start:end]
	start += len(inner) - len(strings.TrimLeftFunc(inner, isBlank))
	end = start + len(strings.TrimFunc(inner, isBlank))
	if start < end {
		marks = append(marks, review.Mark{Span: review.Span{Start: start, End: end}, Kind: review.Blurb})
	}
	return marks
}

// paragraphAround is the line or lines of text that hold [start, end).
func paragraphAround(text string, start, end int) (int, int) {
	from := strings.LastIndexByte(text[:start], '\n') + 1
	if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
		return from, end + i
	}
	return from, len(text)
}
