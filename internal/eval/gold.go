package eval

import (
	"tonearc/pipeline/review"
)

// Review is a review with labelled sentences.
type Review struct {
	ID, Book, Author, Title string
	Stars                   float64 // 0 = not rated
	Text                    string
	Whole                   bool       // the text is a whole review as written, not one put together of labelled sentences
	Sentences               []Sentence // in order of the text
}

// Sentence is a labelled sentence. What was not labelled is not known: see the flags.
type Sentence struct {
	review.Span
	Stance   review.Stance // empty = not labelled
	Tone     int           // -2 … 2
	HasTone  bool
	Graded   bool // the tone is one of five, not only its sign
	Mixed    int  // 1 where praise and blame are both clearly there
	HasMixed bool
	Feel     int // -2 … 2
	HasFeel  bool
	Kind     string // of difficulty, in the list of hard sentences
}

// Class is the sign of the labelled tone.
func (s *Sentence) Class() review.Class {
	switch {
	case s.Tone < 0:
		return review.Negative
	case s.Tone > 0:
		return review.Positive
	}
	return review.Neutral
}

// Key is what the split into fitted and held-out reviews goes by: the book where it is known, so that one book never
// stands on both sides, else the review.
func (r *Review) Key() string {
	if r.Book != "" {
		return r.Book
	}
	return r.ID
}
