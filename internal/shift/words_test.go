package shift

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct{ text, parts, source, want string }{
		{"A gripping tale", "gripping", "", "gripping"},
		{"It is not at all gripping", "not|gripping", "", "not … gripping"},
		{"It doesn't grip", "n't grip", "", "not grip"},
		{"It doesn’t really grip", "n’t|grip", "", "not … grip"},
		{"It didn't really", "n't really", "", ""},
		{"It lacks the dread", "lacks|the", "", "lacks"},
		{"But I was", "But", "", ""},
		{"I'm done", "I'm", "", ""},
		{"It wouldn't do", "wouldn't", "", ""},
		{"Nobody told me", "Nobody|me", "", ""},
		{"No better than", "No better", "", "no better"},
		{"Well-drawn and DULL", "DULL", "", "dull"},
		{"I liked very little", "very little", "lexicon", "very little"},
		{"Avoid 👎", "👎", "", "👎"},
	} {
		ev := review.Evidence{Source: tt.source}
		for _, part := range strings.Split(tt.parts, "|") {
			start := strings.Index(tt.text, part)
			ev.Spans = append(ev.Spans, review.Span{Start: start, End: start + len(part)})
		}
		if got := words(tt.text, &ev); got != tt.want {
			t.Errorf("%q in %q: %q, want %q", tt.parts, tt.text, got, tt.want)
		}
	}
}
