package report

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// What was left out is told without sorts of which there is nothing, and with the records that have no text.
func TestSkippedTellsWhatThereIs(t *testing.T) {
	double, broken := review.Skip{Kind: review.Excluded}, review.Skip{Kind: review.Failed}
	for _, c := range []struct {
		skips []review.Skip
		empty int
		want  string
	}{
		{[]review.Skip{double, double}, 0, "<p>2 records left out on purpose (another language, doubles, not reviews). All of them"},
		{[]review.Skip{double, broken}, 0, "<p>1 record left out on purpose (another language, doubles, not reviews) and 1 record with problems. All of them"},
		{nil, 1, "<p>1 record has no text to read.</p>"},
		{[]review.Skip{broken}, 6927, `skipped.csv</a>. 6,927 records have no text to read.</p>`},
	} {
		var m markup
		if m.skipped(c.skips, c.empty); !strings.Contains(string(m.buf), c.want) {
			t.Errorf("got %s\nwant %s", m.buf, c.want)
		}
	}
}
