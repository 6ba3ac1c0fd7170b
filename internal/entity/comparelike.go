package entity

import "tonearc/pipeline/review"

// likening reads "reads like", "it is a bit like", "Like X, this …" and "Unlike X, this …". What "is unlike X" is neither better
// nor worse for it.
func (c *comparer) likening(at int32) review.Direction {
	if c.isHypothetical(at) || c.denied(at) {
		return ""
	}
	back := at - 1
	for degreeWords[c.word(back)] {
		back--
	}
	before := c.word(back)
	opening := before == edge || isQuote(before) || before == "but" || before == "and"
	switch {
	case c.word(at) == "unlike" && (opening || before == ","):
		score := c.score(c.sent)
		switch {
		case !c.speaksOfBook(at):
			return ""
		case score.Tone > 0.3:
			return review.Better
		case score.Tone < -0.3:
			return review.Worse
		}
		return ""
	case c.word(at) == "unlike":
		return ""
	case likeVerbs[before]:
	case opening && c.speaksOfBook(at):
	default:
		return "" // "I like", "books like", "he ran like"
	}
	// "like a lesser Murakami"
	for i := at + 1; i < at+4 && c.familyAtWord(i) < 0; i++ {
		switch low := c.word(i); {
		case low == "better" || low == "superior":
			return review.Better
		case lesserWords[low]:
			return review.Worse
		}
	}
	return review.Like
}

// speaksOfBook reports whether the clause that follows an opening "Like X, …" has the book for its subject.
func (c *comparer) speaksOfBook(at int32) bool {
	comma := false
	for i := at + 1; i < at+14; i++ {
		switch low := c.word(i); {
		case low == edge:
			return false
		case low == ",":
			comma = true
		case !comma:
		case c.familyAt(i) >= 0 && c.familyAt(i) == c.book:
			return true
		case low == "it" || low == "this" || bookSubjects[low]:
			return true
		case low == "i" || low == "he" || low == "she" || low == "they" || low == "we" || low == "you":
			return false
		}
	}
	return false
}
