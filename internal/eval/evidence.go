package eval

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"tonearc/pipeline/review"
)

// EvidenceCheck is what comes of taking a scorer at its word: of the sentences of clear tone (|tone| >= 0.2), the
// strongest evidence is removed from the text and the review is scored again.
type EvidenceCheck struct {
	Sentences int // of clear tone
	Silent    int // without evidence; they count as failed
	Moved     int // the tone moved in the direction that the evidence states
}

// Share is the share of sentences in which the evidence held; NaN without sentences.
func (e EvidenceCheck) Share() float64 { return float64(e.Moved) / float64(e.Sentences) }

// clearTone is the least |tone| of a sentence whose evidence is checked.
const clearTone = 0.2

// CheckEvidence checks the evidence of every sentence of clear tone. Sentences are cut as labelled.
func CheckEvidence(reviews []Review, scorer review.Scorer) (EvidenceCheck, error) {
	var out EvidenceCheck
	for n := range reviews {
		doc, err := reviews[n].document(nil)
		if err != nil {
			return out, err
		}
		scores, err := scorer.Score(doc)
		if err != nil {
			return out, fmt.Errorf("review %s: %w", reviews[n].ID, err)
		}
		for i := range scores {
			if math.Abs(scores[i].Tone) < clearTone {
				continue
			}
			out.Sentences++
			if len(scores[i].Evidence) == 0 {
				out.Silent++
				continue
			}
			strongest := scores[i].Evidence[0]
			without, err := scorer.Score(remove(doc, strongest.Spans))
			if err != nil {
				return out, fmt.Errorf("review %s: %w", reviews[n].ID, err)
			}
			if (scores[i].Tone-without[i].Tone)*strongest.Weight > 0 {
				out.Moved++
			}
		}
	}
	return out, nil
}

// remove is the document without the spans, which lie inside of sentences.
func remove(doc *review.Document, spans []review.Span) *review.Document {
	spans = append([]review.Span(nil), spans...)
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var text strings.Builder
	at := 0
	for _, s := range spans {
		if s.Start >= at {
			text.WriteString(doc.Review.Text[at:s.Start])
			at = s.End
		}
	}
	text.WriteString(doc.Review.Text[at:])

	rev := *doc.Review
	rev.Text = text.String()
	out := &review.Document{Review: &rev}
	moved := func(offset int) int {
		gone, at := 0, 0
		for _, s := range spans {
			if s.Start >= at {
				gone += max(0, min(s.End, offset)-s.Start)
				at = s.End
			}
		}
		return offset - gone
	}
	for i := range doc.Sentences {
		sent := doc.Sentences[i]
		sent.Span = review.Span{Start: moved(sent.Start), End: moved(sent.End)}
		sent.Tokens = nil
		out.Sentences = append(out.Sentences, sent)
	}
	return out
}
