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

// New loads prose's tagger. It fails only where prose's data are not those of v2.0.0.
func New() (*Segmenter, error) {
	m, err := loadModel()
	if err != nil {
		return nil, err
	}
	s := &Segmenter{model: m, edges: m.newEdges(), cache: &formCache{seed: maphash.MakeSeed()}}
	s.pool.New = func() any { return new(scratch) }
	return s, nil
}

// scratch is what one call of Segment needs and the next can use again.
type scratch struct {
	forms []*form
	spans []part
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
	tmp.forms = tmp.forms[:0]
	tmp.spans = split(text, marks, tmp.spans[:0])

	toks := make([]review.Token, 0, len(text)/4+8)
	sents := make([]review.Sentence, len(tmp.spans))
	for i := range tmp.spans {
		part := &tmp.spans[i]
		part.tokens = len(toks)
		tokens(text, part.start, part.end, func(word string, start, end int) {
			f := s.form(word)
			tmp.forms = append(tmp.forms, f)
			toks = append(toks, review.Token{Span: review.Span{Start: start, End: end}, Stem: f.stem})
		})
		first := part.tokens
		s.model.tagSentence(tmp.forms[first:], s.edges, func(i int, tag string) { toks[first+i].Tag = tag })
	}
	for i, part := range tmp.spans {
		end := len(toks)
		if i+1 < len(tmp.spans) {
			end = tmp.spans[i+1].tokens
		}
		sents[i] = review.Sentence{
			Span:      review.Span{Start: part.start, End: part.end},
			Paragraph: part.paragraph,
			Tokens:    toks[part.tokens:end:end],
		}
	}
	cover(sents, text, marks)
	clear(tmp.forms) // or the pool would keep forms that the cache has let go
	return sents, nil
}
