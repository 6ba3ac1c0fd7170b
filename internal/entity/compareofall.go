package entity

import (
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// ofAll finds "X is the livelier of the two", "of the three, this is the weakest": one book set against all others of
// which the review speaks, where they are as many as it says.
func (c *comparer) ofAll() {
	for first := c.starts[c.sent]; first < c.starts[c.sent+1]; first++ {
		others, end := c.saysOfAll(first)
		if others == 0 {
			continue
		}
		fronted := oneOf(edge+"|,|but|and|though|although", c.word(first-1))
		if fronted {
			end = c.clauseEnd(end)
		} else {
			end = first
		}
		subject, direction := c.ranked(end, fronted)
		if subject < 0 || direction == "" || c.isHypothetical(end) {
			continue
		}
		for _, other := range c.allOthers(subject, others) {
			c.add(subject, other, direction)
		}
	}
}

// saysOfAll reads "of the two (books)" from a word: how many others there are, 0 where it is not said, and the word behind.
func (c *comparer) saysOfAll(at int32) (others int, end int32) {
	if c.word(at) != "of" || !oneOf("the|these|those", c.word(at+1)) {
		return 0, at
	}
	switch c.word(at + 2) {
	case "two", "pair":
		others = 1
	case "three", "trio":
		others = 2
	}
	end = at + 3
	if oneOf("books|novels", c.word(end)) {
		end++
	} else if strings.HasPrefix(c.tag(end), "NN") {
		return 0, at // "of the two sisters"
	}
	return others, end
}

// clauseEnd is where the clause ends that follows "of the two".
func (c *comparer) clauseEnd(at int32) int32 {
	if c.word(at) == "," {
		at++
	}
	for !oneOf(",|;|.|!|?|:|but|and|though|"+edge, c.word(at)) {
		at++
	}
	return at
}

// ranked reads "X is (not) easily the livelier (book)", which ends before a word: what is ranked, and whether above the
// others or below. mayBeBare: "of the two, X is livelier" needs no article.
func (c *comparer) ranked(end int32, mayBeBare bool) (subject int, direction review.Direction) {
	at := end - 1
	if bookSubjects[c.word(at)] {
		at--
	}
	switch before := c.word(at - 1); {
	case oneOf("more|most|less|least", before) && c.word(at) != edge:
		direction = c.grade(at, at+1)
		if oneOf("less|least", before) {
			direction = opposite(direction)
		}
		at--
	default:
		if direction = comparative(c.word(at)); direction == "" {
			direction = superlative(c.word(at))
		}
	}
	if direction == "" {
		return -1, ""
	}
	bare := true
	for at--; c.word(at) == "the" || degreeWords[c.word(at)] || isNot(c.word(at)); at-- {
		bare = bare && c.word(at) != "the"
		if isNot(c.word(at)) {
			direction = opposite(direction)
		}
	}
	if !isLinking(c.word(at)) || bare && !mayBeBare {
		return -1, ""
	}
	return c.before(at), direction
}

// before is the book that the words right before a verb stand for, -1 where they are none: its name, "it", "this one",
// "Marlow's".
func (c *comparer) before(verb int32) int {
	at := verb - 1
	if isQuote(c.word(at)) || c.word(at) == ")" {
		at--
	}
	if c.word(at) == "which" && c.word(at-1) == "," {
		if at -= 2; isQuote(c.word(at)) {
			at--
		}
	}
	if isPossessive(c.word(at)) {
		at--
	}
	if f := c.familyAtWord(at); f >= 0 {
		switch fam := &c.families[f]; {
		case fam.kind == kindAuthor && fam.main:
			return c.book
		case c.isComparable(f):
			return f
		}
		return -1
	}
	switch low := c.word(at); {
	case low == "it":
		return c.here
	case low == "this", bookSubjects[low] && c.word(at-1) == "this":
		return c.book
	}
	return -1
}

// allOthers are the books besides the subject that the review speaks of up to this sentence, if they are n, else those
// that this sentence and the one before name, if they are n; else nothing.
func (c *comparer) allOthers(subject, n int) []int {
	for i, first := range [...]int{0, max(0, c.sent-1)} {
		var others []int
		note := func(f int) {
			if f >= 0 && f != subject && c.families[f].kind == kindBook && !slices.Contains(others, f) {
				others = append(others, f)
			}
		}
		if i == 0 {
			note(c.book) // though it be named only in the record
		}
		for _, named := range c.inSentence[first : c.sent+1] {
			for _, f := range named {
				note(int(f))
			}
		}
		if len(others) == n {
			return others
		}
	}
	return nil
}

// superlative is the direction of a superlative, "best", "dullest"; "" where a word is none.
func superlative(low string) review.Direction {
	switch low {
	case "best":
		return review.Better
	case "worst":
		return review.Worse
	}
	if stem, ok := strings.CutSuffix(low, "est"); ok {
		return comparative(stem + "er")
	}
	return ""
}

func isNot(low string) bool { return oneOf("not|n't|n’t|never|hardly", low) }
