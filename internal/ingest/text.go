package ingest

import (
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// claimsText claims plain text: by its ending, or because the user named the file.
func claimsText(p *probe) bool {
	switch p.ext {
	case ".txt", ".text":
		return true
	case ".md", ".markdown", ".html", ".htm", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml":
		return false
	}
	return p.named
}

// readText reads a file of plain text as one review. Its first line is the title where it has no full stop and text
// follows it; it stays in the text, as a heading.
func readText(in *input, s *sink) error {
	data, err := in.readAll()
	if err != nil {
		return s.problem(0, "", reason(err))
	}
	d := &draft{line: 1, file: true}
	b := cleanRecord(string(data))
	d.body = &b
	if title, end := titleLine(b.text); title != "" {
		b.marks = sortMarks(append(b.marks, review.Mark{Span: review.Span{End: end}, Kind: review.Heading}))
		fillFromByline(&d.meta, title, b.text[end:])
		finishText(d, title)
	} else {
		finishText(d, "")
	}
	return s.add(d)
}

// fillFromByline reads a title whose second line is its author's name, with or without "by", and nothing else.
func fillFromByline(m *review.Metadata, title, rest string) {
	line, after, more := strings.Cut(strings.TrimLeft(rest, " \t\n"), "\n")
	if !more || strings.TrimSpace(after) == "" {
		return
	}
	name := strings.TrimSpace(line)
	if by := byNames.FindStringSubmatch(name); by != nil {
		name = by[1]
	}
	if book, _ := bookOf(title); book != "" || !isTitleCase(title) || !isFullName(name) {
		return
	}
	setBook(m, smallCapitals(unquote(stripEmoji(title))))
	m.Authors = authorNames(name)
}

// maxTitle is the longest line, in runes, that is taken for a title.
const maxTitle = 160

// titleLine returns the first line where it is a title: without a full stop, followed by text. end is where it ends.
func titleLine(text string) (title string, end int) {
	line, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimSpace(rest) == "" || utf8.RuneCountInString(line) > maxTitle {
		return "", 0
	}
	title = strings.TrimSpace(line)
	if title == "" || hasFullStop(title) {
		return "", 0
	}
	return title, len(strings.TrimRight(line, " \t"))
}

// hasFullStop reports whether a line holds the end of a sentence. The dots of initials and abbreviations ("N. K.
// Jemisin", "Dr. No", "Vol. 2") end none.
func hasFullStop(line string) bool {
	words := strings.Fields(line)
	for i, word := range words {
		bare := strings.TrimRight(word, "\"'”’)]»")
		if !strings.HasSuffix(bare, ".") {
			continue
		}
		stem := strings.TrimLeft(strings.TrimSuffix(bare, "."), "\"'“‘(")
		last := i == len(words)-1
		switch {
		case utf8.RuneCountInString(stem) == 1 || strings.Contains(stem, "."): // initials
			if last && strings.EqualFold(stem, "i") {
				return true
			}
		case abbreviations[strings.ToLower(stem)]:
		default:
			return true
		}
	}
	return false
}

var abbreviations = map[string]bool{"dr": true, "mr": true, "mrs": true, "ms": true, "st": true, "vol": true, "no": true, "jr": true, "sr": true, "ed": true, "vs": true, "bk": true, "pt": true, "prof": true, "rev": true}
