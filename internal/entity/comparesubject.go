package entity

import "slices"

// subject gives what is compared: the book that the sentence speaks of, where the clause before the comparing words says
// so or names nothing; another book where that is named, but for what something else was measured against ("X is better
// than Y but not as good as …"); -1 where it is a character, or what the review calls "the first book".
func (c *comparer) subject(at int32, object int) int {
	isRelative := false // "Y, which is better than …"
	for i := at - 1; i >= c.starts[c.sent]; i-- {
		low := c.word(i)
		if f := c.familyAt(i); f >= 0 {
			switch c.families[f].kind {
			case kindBook, kindWork:
				if f != object && (isRelative || !c.isObject(i)) {
					return f
				}
			case kindAuthor:
				if object >= 0 && f != object && c.families[object].kind == kindAuthor {
					return f
				}
			case kindCharacter, kindPerson:
				if c.word(i+1) != "in" && !isPossessive(c.word(i+1)) {
					return -1
				}
			}
			continue
		}
		switch {
		case low == "which" || low == "itself":
			isRelative = true
		case low == "it" || low == "this":
			return c.here
		case low == "he" || low == "she" || low == "they" || low == "characters" || low == "who":
			return -1
		case bookSubjects[low] && otherOnes[c.word(i-1)]:
			return -1
		case bookSubjects[low] || low == ";" || low == "but" && !c.sharesSubject(i, at):
			return c.here
		}
	}
	return c.here
}

// isObject reports whether a word belongs to a name that something was already measured against.
func (c *comparer) isObject(at int32) bool {
	return slices.ContainsFunc(c.objects, func(of run) bool { return of.first <= at && at < of.end })
}

// sharesSubject reports whether the clause between a "but" and comparing words has no subject of its own.
func (c *comparer) sharesSubject(but, at int32) bool {
	for i := but + 1; i < at; i++ {
		if c.familyAt(i) >= 0 || c.word(i) == "i" || c.word(i) == "we" || c.word(i) == "there" {
			return false
		}
	}
	return true
}
