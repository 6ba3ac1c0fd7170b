package entity

import (
	"strings"

	"tonearc/pipeline/review"
)

// phrase reads a fixed phrase that ends at a word: "not a patch on", "pales beside", "inferior to", "preferred".
func (c *comparer) phrase(at int32) (review.Direction, int32) {
	if !c.words[at].hasPhrases {
		return "", 0 // nearly all words
	}
	for _, p := range c.words[at].form.phrases {
		first, end := c.matches(p, at)
		if end == 0 {
			continue
		}
		if c.isHypothetical(at) {
			return "", 0
		}
		if c.denied(first) {
			return p.negated, end
		}
		return p.direction, end
	}
	return "", 0
}

// matches reports where the phrase that begins at a word begins and ends; end is 0 where another one stands there. The
// word is known to be one of the phrase's first.
func (c *comparer) matches(p *comparingPhrase, at int32) (first, end int32) {
	i := at + 1
	for _, want := range p.words[1:] {
		if p.gap {
			for k := 0; k < 5 && !oneOf(want, c.word(i)); k++ {
				if c.word(i) == edge || c.familyAt(i) >= 0 {
					return 0, 0
				}
				i++
			}
		}
		if !oneOf(want, c.word(i)) {
			return 0, 0
		}
		i++
	}
	return at, i
}

// oneOf reports whether a word is one of several, separated by "|".
func oneOf(several, word string) bool {
	for len(several) >= len(word) {
		if n := len(word); (n == len(several) || several[n] == '|') && several[:n] == word {
			return true
		}
		at := strings.IndexByte(several, '|')
		if at < 0 {
			return false
		}
		several = several[at+1:]
	}
	return false
}
