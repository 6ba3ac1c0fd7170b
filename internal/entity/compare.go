package entity

import (
	"slices"

	"tonearc/pipeline/review"
)

// comparer finds where a review sets one book or author against another. Two forms are looked for: comparing words with
// the other book behind them ("not as good as A Thousand Acres", "pales beside Emma", "like a lesser Murakami") and the
// other book with comparing words behind it ("Jane Eyre is the better novel", "read Emma instead"). Better a comparison
// missed than one that is none: what stands between the comparing words and the name must be small words, and what is
// compared must be a book, not a character.
type comparer struct {
	*reading
	families []family
	book     int // the book under review, -1 = unknown
	here     int // the book that the sentence speaks of where it does not say which, -1 = unknown
	sent     int
	objects  []run // of the sentence: names that something was already measured against
	out      []review.Comparison
}

// comparisons lists the comparisons of a review by sentence. The subject is the book under review, wherever it takes
// part.
func (r *reading) comparisons(families []family, book int) []review.Comparison {
	c := comparer{reading: r, families: families, book: book}
	for i := range r.doc.Sentences {
		c.sent, c.here, c.objects = i, c.spokenOf(i), c.objects[:0]
		if !r.isQuoted(i) {
			c.theBetter()
			c.ofAll()
		}
		if r.isQuoted(i) || len(r.inSentence[i]) == 0 && (i == 0 || len(r.inSentence[i-1]) < 2) {
			continue // nothing is named that this could be measured against, not even by "both"
		}
		for at := r.starts[i]; at < r.starts[i+1]; at++ {
			if r.familyAt(at) >= 0 { // "Trailing Like Butterfly Wings" compares nothing
				continue
			}
			if direction, after := c.comparing(at); direction != "" {
				c.withObjects(at, after, direction)
			}
		}
		c.namedFirst()
		c.contrasted()
		c.fronted()
	}
	return c.out
}

// spokenOf is the book that "it" is in a sentence: the one in focus, but where the sentence itself brings that up.
func (c *comparer) spokenOf(sent int) int {
	focus := c.focus[sent]
	if focus.unsure || slices.Contains(c.inSentence[sent], int32(focus.book)) {
		return c.book
	}
	return focus.book
}

// add notes a comparison, once for each pair in a sentence and turned so that the book under review is its subject.
func (c *comparer) add(subject, object int, direction review.Direction) {
	if subject < 0 || object < 0 || subject == object {
		return
	}
	if object == c.book {
		subject, object, direction = object, subject, opposite(direction)
	}
	author := &c.families[object]
	if direction == review.Like && len(c.meta.authors) > 0 && author.kind == kindAuthor && author.main && c.families[subject].main {
		return // "like all of Sanderson's books", of one by Sanderson
	}
	for i := len(c.out) - 1; i >= 0 && c.out[i].Sentence == c.sent; i-- {
		if o := &c.out[i]; o.Subject == subject && o.Object == object {
			return
		}
	}
	c.out = append(c.out, review.Comparison{Sentence: c.sent, Subject: subject, Object: object, Direction: direction})
}

// word gives the lower-case word at i, or the edge where it lies outside the sentence.
func (c *comparer) word(i int32) string { return c.around(i, int32(c.sent)) }

// tag gives the tag of the word at i; "" outside the sentence.
func (c *comparer) tag(i int32) string {
	if c.word(i) == edge {
		return ""
	}
	return c.words[i].tag
}

// withObjects notes the comparisons of comparing words at a word with what is named from another word on.
func (c *comparer) withObjects(at, after int32, direction review.Direction) {
	objects, pronoun := c.objectsFrom(after)
	if pronoun {
		// "X is better than this"
		if subject := c.subject(at, -1); subject != c.here {
			c.add(subject, c.here, direction)
		}
		return
	}
	if len(objects) == 0 && c.saysBoth(after) {
		subject := c.subject(at, -1)
		for _, object := range c.twoBefore(at, subject) {
			c.add(subject, object, direction)
		}
	}
	for _, object := range objects {
		c.add(c.subject(at, object), object, direction)
	}
}

// comparing tells which way the comparing words go that stand at a word, and the first word behind them; "" where none
// stand there.
func (c *comparer) comparing(at int32) (review.Direction, int32) {
	switch low := c.word(at); low {
	case "than":
		return c.than(at), at + 1
	case "as":
		return c.equative(at), at + 1
	case "since":
		for back := int32(1); back <= 4; back++ {
			if c.word(at-back) == "best" {
				return review.Like, at + 1
			}
		}
	case "like", "unlike":
		return c.likening(at), at + 1
	case "compared", "next":
		return c.setBeside(at)
	default:
		return c.phrase(at)
	}
	return "", 0
}
