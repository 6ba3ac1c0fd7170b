package tone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// chunk is what stands between two white spaces or dashes of a sentence, the unit of the bayes and lexicon scorers.
type chunk struct {
	review.Span        // of the word without the punctuation around it; of the whole chunk where there is no word in it
	Raw         string // the whole chunk, curly quotes made straight
	Word        string // the span's text, lower case, curly quotes made straight
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "‛", "'", "´", "'", "`", "'", "“", `"`, "”", `"`, "„", `"`)

// chunksOf splits the span of text. White space, long dashes, ellipses and slashes between words divide chunks.
func chunksOf(text string, span review.Span) []chunk {
	var out []chunk
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, newChunk(text, start, end))
			start = -1
		}
	}
	for i := span.Start; i < span.End; {
		r, size := utf8.DecodeRuneInString(text[i:span.End])
		switch {
		case unicode.IsSpace(r) || r == '—' || r == '–' || r == '…':
			flush(i)
		case r == '-' && strings.HasPrefix(text[i:span.End], "--"):
			flush(i)
			size = 2
		case start < 0:
			start = i
		}
		i += size
	}
	flush(span.End)
	return out
}

func newChunk(text string, start, end int) chunk {
	raw := text[start:end]
	core := strings.TrimFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	span := review.Span{Start: start, End: end}
	if core != "" {
		span.Start = start + strings.Index(raw, core)
		span.End = span.Start + len(core)
	} else {
		core = raw
	}
	return chunk{Span: span, Raw: straight.Replace(raw), Word: strings.ToLower(straight.Replace(core))}
}

// joined is the chunks as a text with single spaces.
func joined(chunks []chunk) string {
	var out strings.Builder
	for i, c := range chunks {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(c.Raw)
	}
	return out.String()
}
