package eval

import (
	"fmt"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// Case is a labelled sentence with what a scorer says of it.
type Case struct {
	Review int // index of its review; sentences of one review are not independent of each other
	Gold   Sentence
	Text   string // of the labelled sentence
	Score  review.Score
	// Against is whether the labels of the rest of its review lean the other way: neighbours mislead here.
	Against bool
}

// Judge scores every review and gives each labelled sentence the score of the predicted sentence that covers most of
// it. Where segmenter is nil the labelled sentences are scored as they stand. Stars are hidden from the scorer.
func Judge(reviews []Review, segmenter review.Segmenter, scorer review.Scorer) ([]Case, error) {
	var cases []Case
	for n := range reviews {
		r := &reviews[n]
		doc, err := r.document(segmenter)
		if err != nil {
			return nil, fmt.Errorf("review %s: %w", r.ID, err)
		}
		scores, err := scorer.Score(doc)
		if err != nil {
			return nil, fmt.Errorf("review %s: %w", r.ID, err)
		}
		if len(scores) != len(doc.Sentences) {
			return nil, fmt.Errorf("review %s: the scorer gave %d scores for %d sentences", r.ID, len(scores), len(doc.Sentences))
		}
		sum := 0
		for _, gold := range r.Sentences {
			sum += gold.Tone
		}
		for _, gold := range r.Sentences {
			if i := covering(doc, gold.Span); i >= 0 {
				cases = append(cases, Case{Review: n, Gold: gold, Text: gold.In(r.Text), Score: scores[i],
					Against: gold.Tone*(sum-gold.Tone) < 0})
			}
		}
	}
	return cases, nil
}

// document is the review as the program would see it, cut by segmenter or, where that is nil, as labelled.
func (r *Review) document(segmenter review.Segmenter) (*review.Document, error) {
	rev := &review.Review{ID: r.ID, Text: r.Text, Metadata: review.Metadata{Book: r.Book, Title: r.Title}}
	if r.Author != "" {
		rev.Metadata.Authors = []string{r.Author}
	}
	doc := &review.Document{Review: rev}
	if segmenter == nil {
		for _, s := range r.Sentences {
			doc.Sentences = append(doc.Sentences, review.Sentence{Span: s.Span})
		}
		return doc, nil
	}
	sentences, err := segmenter.Segment(r.Text, nil)
	doc.Sentences = sentences
	return doc, err
}

// covering is the index of the sentence that shares most characters with span, the first among equals; −1 = none.
func covering(doc *review.Document, span review.Span) int {
	best, most := -1, 0
	for i := range doc.Sentences {
		sent := &doc.Sentences[i]
		if sent.Start >= span.End {
			break
		}
		if sent.Overlap(span) == 0 {
			continue
		}
		shared := doc.Review.Text[max(sent.Start, span.Start):min(sent.End, span.End)]
		if n := utf8.RuneCountInString(shared); n > most {
			best, most = i, n
		}
	}
	return best
}
