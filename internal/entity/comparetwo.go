package entity

import "slices"

// theBetter finds "It is the better book": of two, so that the other one need not be named again if the review has named
// but one by then.
func (c *comparer) theBetter() {
	at := c.starts[c.sent]
	if oneOf("but|and|yet|still|overall", c.word(at)) {
		at++
	}
	if c.word(at) == "," {
		at++
	}
	if !oneOf("it|this", c.word(at)) || !isLinking(c.word(at+1)) {
		return
	}
	for at += 2; degreeWords[c.word(at)] || oneOf("not|n't|n’t", c.word(at)); at++ {
	}
	if c.word(at) != "the" {
		return
	}
	for at++; degreeWords[c.word(at)]; at++ {
	}
	direction := comparative(c.word(at))
	if next := c.word(at + 1); direction == "" || !bookSubjects[next] || c.saysThan(at) {
		return
	}
	if c.negated(at, c.sent) {
		direction = opposite(direction)
	}
	c.add(c.here, c.onlyOther(0), direction)
}

// saysBoth reports whether "both" or "either" stands at a word for two books that were named before.
func (c *comparer) saysBoth(at int32) bool {
	if !oneOf("both|either", c.word(at)) {
		return false
	}
	next := c.word(at + 1)
	return next == edge || next == "of" && oneOf("them|these|those", c.word(at+2)) || next == "," || next == "." || next == ";" || next == "!"
}

// twoBefore gives the two books, besides the subject, that were named last before a word, in this sentence and the one
// before; nothing where they are more or fewer.
func (c *comparer) twoBefore(at int32, subject int) (two []int) {
	for i := at - 1; i >= c.starts[max(c.sent-1, 0)]; i-- {
		f := c.familyAt(i)
		if f < 0 || f == subject || c.families[f].kind != kindBook || slices.Contains(two, f) {
			continue
		}
		if len(two) == 2 {
			return nil
		}
		two = append(two, f)
	}
	if len(two) < 2 {
		return nil
	}
	slices.Reverse(two)
	return two
}
