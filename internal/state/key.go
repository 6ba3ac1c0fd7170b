package state

import (
	"crypto/sha256"

	"tonearc/pipeline/review"
)

// Key names an analysis by all that it depends on: the engine (code, weights, options) and the review's own content.
type Key [16]byte

// NewKey digests an engine's fingerprint and a review. The line in its source, its id and its reader's warnings are
// left out: no part of the analysis looks at them, and they may change while the review does not.
func NewKey(engine string, rev *review.Review) Key {
	c := coder{buf: make([]byte, 0, len(rev.Text)+512)}
	content := *rev
	c.string(&engine)
	c.string(&content.Source)
	c.string(&content.Format)
	c.metadata(&content.Metadata)
	c.content(&content)
	sum := sha256.Sum256(c.buf)
	return Key(sum[:len(Key{})])
}

// NewWholeKey names an analysis with all that is in it: what was found follows from the key, and what that leaves out is
// added here.
func NewWholeKey(key Key, an *review.Analysis) PageKey {
	c := coder{buf: make([]byte, 0, 256)}
	c.buf = append(c.buf, key[:]...)
	c.string(&an.Review.ID)
	c.int(&an.Review.Line)
	list(&c, &an.Review.Warnings, (*coder).warning)
	list(&c, &an.Warnings, (*coder).warning)
	return NewPageKey(c.buf)
}
