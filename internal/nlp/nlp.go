// Package nlp splits a review's clean text into sentences and tagged tokens with byte spans. It is the only door to
// prose and snowball.
//
// The tokens are those of prose, with their places; the tags come from prose's own averaged perceptron, taken out of
// prose through its public Asset function and predicted in a fixed order; the stems are Snowball's (Porter 2). The
// sentences are our own: reviews need more than prose's splitter knows. README.md in this folder says what is taken
// from prose, what is not, and why.
package nlp

import (
	"hash/maphash"
	"sync"

	"tonearc/pipeline/review"
)

// Segmenter implements [review.Segmenter]. It is immutable but for a cache of words that no result depends on, and safe
// for concurrent use.
type Segmenter struct {
	model *model
	edges *edges
	cache *formCache
	pool  sync.Pool // of *scratch
}

var _ review.Segmenter = (*Segmenter)(nil)

// New loads prose's tagger. It fails only where the tables of it are broken.
func New() (*Segmenter, error) {
	t, err := readTables(taggerTables)
	if err != nil {
		return nil, err
	}
	m := newModel(t)
	s := &Segmenter{model: m, edges: m.newEdges(), cache: &formCache{seed: maphash.MakeSeed()}}
	s.pool.New = func() any { return new(scratch) }
	return s, nil
}

// scratch is what one call of Segment needs and the next can use again.
type scratch struct {
	cutter cutter
	parts  []part
}

// part is a sentence without its tokens.
type part struct {
	start, end, paragraph int
	tokens                int // index of its first token
}

// Segment splits text into sentences and their tokens, tags the tokens sentence by sentence, and says which marks cover
// each sentence. Marks must be sorted as [review.Review.Marks] are, and lie inside the text. No sentence crosses the
// edge of a heading, a list item or a block quotation. It never fails on valid UTF-8; invalid bytes are read as words.
func (s *Segmenter) Segment(text string, marks []review.Mark) ([]review.Sentence, error) {
	tmp := s.pool.Get().(*scratch)
	defer s.pool.Put(tmp)
	tmp.parts = split(text, marks, tmp.parts[:0])

	cut := &tmp.cutter
	cut.seg, cut.text = s, text
	cut.toks, cut.forms = cut.toks[:0], cut.forms[:0]
	for i := range tmp.parts {
		part := &tmp.parts[i]
		part.tokens = len(cut.toks)
		cut.sentence(part.start, part.end)
		s.model.tagSentence(s.edges, cut.forms[part.tokens:], cut.toks[part.tokens:])
	}
	sents := make([]review.Sentence, len(tmp.parts))
	toks := append(make([]review.Token, 0, len(cut.toks)), cut.toks...) // no more than it takes: tokens are the most of a document
	end := len(toks)
	for i := len(sents) - 1; i >= 0; i-- {
		part := tmp.parts[i]
		sents[i] = review.Sentence{
			Span:      review.Span{Start: part.start, End: part.end},
			Paragraph: part.paragraph,
			Tokens:    toks[part.tokens:end:end],
		}
		end = part.tokens
	}
	cover(sents, text, marks)
	clear(cut.forms) // or the pool would keep forms that the cache has let go, and the text
	clear(cut.toks)
	cut.text = ""
	return sents, nil
}
