package review

import "strings"

// Document is a review split into sentences and tokens. Sentences are ordered, do not overlap, and together hold every
// non-space character of the text exactly once.
type Document struct {
	Review    *Review
	Sentences []Sentence
}

// Sentence is a span of the text with its tokens.
type Sentence struct {
	Span
	Paragraph int        `json:"paragraph"`       // 0-based
	Marks     []MarkKind `json:"marks,omitempty"` // kinds of marks that cover (nearly) all of the sentence, sorted; Quotation and Spoiler also where they cover most
	Tokens    []Token    `json:"-"`               // ordered, inside the span
}

// Is reports whether a mark of this kind covers the sentence.
func (s *Sentence) Is(kind MarkKind) bool {
	for _, k := range s.Marks {
		if k == kind {
			return true
		}
	}
	return false
}

// MarkNames joins the kinds of marks for a table's cell: "heading|strong".
func (s *Sentence) MarkNames() string {
	words := make([]string, len(s.Marks))
	for i, kind := range s.Marks {
		words[i] = string(kind)
	}
	return strings.Join(words, "|")
}

// Token is a word, number, punctuation mark or emoji, as prose's tokeniser cuts them ("didn't" is "did" and "n't").
type Token struct {
	Span
	Tag  string // Penn Treebank part-of-speech tag, as prose's model gives it
	Stem string // Snowball stem, lower case; empty for tokens without letters
}

// Text is the words of the document's sentence i.
func (d *Document) Text(i int) string { return d.Sentences[i].In(d.Review.Text) }
