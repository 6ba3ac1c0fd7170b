package eval

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"tonearc/pipeline/review"
)

// hardSentences is the published list of hard sentences: kind, stance, tone, text. They are our own words, labelled by
// the labelling guidelines, and never trained on.
//
//go:embed hard/sentences.csv
var hardSentences string

// Hard is the list of hard sentences, each a review of its own.
func Hard() ([]Review, error) {
	lines := csv.NewReader(strings.NewReader(hardSentences))
	records, err := lines.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("hard sentences: %w", err)
	}
	var out []Review
	for n, rec := range records {
		if n == 0 {
			continue // the header
		}
		sent := Sentence{Kind: rec[0], Stance: review.Stance(rec[1]), HasTone: true}
		switch review.Class(rec[2]) {
		case review.Negative:
			sent.Tone = -1
		case review.Positive:
			sent.Tone = 1
		case review.Neutral:
		default:
			return nil, fmt.Errorf("hard sentences, record %d: tone %q", n+1, rec[2])
		}
		r := Review{ID: fmt.Sprintf("hard %d", n)}
		r.add(sent, rec[3])
		out = append(out, r)
	}
	return out, nil
}
