package tone

import (
	"iter"
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

// pieces divides the span of text at white space, long dashes and ellipses.
func pieces(text string, span review.Span) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start := -1
		for i := span.Start; i < span.End; {
			r, size := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:span.End])
			}
			cut := divides(r)
			if r == '-' && strings.HasPrefix(text[i:span.End], "--") {
				cut, size = true, 2
			}
			switch {
			case cut && start >= 0:
				if !yield(start, i) {
					return
				}
				start = -1
			case !cut && start < 0:
				start = i
			}
			i += size
		}
		if start >= 0 {
			yield(start, span.End)
		}
	}
}

// divides reports whether a rune stands between words: white space, long dashes, ellipses.
func divides(r rune) bool { return unicode.IsSpace(r) || r == '—' || r == '–' || r == '…' }

// chunksOf is the pieces of the span as chunks.
func chunksOf(text string, span review.Span) []chunk {
	var out []chunk
	for start, end := range pieces(text, span) {
		out = append(out, newChunk(text, start, end))
	}
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
