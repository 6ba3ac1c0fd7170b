package review

// The parts of the analysis, as contracts. Every part loads its data once, is immutable after that and safe for
// concurrent use; it returns values and never changes what it was given.

// Segmenter splits clean text into sentences with tagged tokens. Sentences are ordered, in bounds, on rune boundaries,
// and hold every non-space character exactly once.
type Segmenter interface {
	Segment(text string, marks []Mark) ([]Sentence, error)
}

// Scorer judges stance, tone and feel. It returns exactly one Score per sentence.
type Scorer interface {
	Score(doc *Document) ([]Score, error)
}

// EntityTagger finds books, authors, characters, aspects and comparisons, and the tone towards each.
type EntityTagger interface {
	Entities(doc *Document, scores []Score) (About, error)
}

// ShiftFinder finds the arc, its stretches and tested shifts, and explains them.
type ShiftFinder interface {
	Shifts(doc *Document, scores []Score, about About) (Arc, error)
}
