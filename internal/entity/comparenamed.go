package entity

import "tonearc/pipeline/review"

// namedFirst finds comparing words behind the name of another book: "X is the better novel", "read X instead".
func (c *comparer) namedFirst() {
	for at := c.starts[c.sent]; at < c.starts[c.sent+1]; {
		f := c.familyAt(at)
		end := at
		for c.familyAtWord(end) == f && f >= 0 {
			end++
		}
		if f < 0 || !c.isComparable(f) || c.families[f].kind == kindAuthor && c.families[f].main {
			at = max(end, at+1)
			continue
		}
		if isQuote(c.word(end)) || c.word(end) == ")" {
			end++
		}
		switch direction := c.verdictBehind(end); {
		case direction != "" && f == c.here:
			c.add(f, c.onlyOther(c.sent-1), direction)
		case direction != "":
			c.add(f, c.here, direction)
		case f != c.here && c.isAdvised(at, end):
			c.add(f, c.here, review.Better)
		case c.isOutdone(at, end):
			c.add(c.subject(c.beforeName(at), f), f, review.Better)
		case c.isPreferred(at, end):
			c.preferred(f, end)
		}
		at = end
	}
}

// onlyOther is the one book, besides the one that the sentence speaks of, that is named from sentence first on up to this
// one; -1 where there is none or a doubt.
func (c *comparer) onlyOther(first int) int {
	only := -1
	for _, named := range c.inSentence[max(0, first) : c.sent+1] {
		for _, f := range named {
			if int(f) == c.here || c.families[f].kind != kindBook || only == int(f) {
				continue
			}
			if only >= 0 {
				return -1
			}
			only = int(f)
		}
	}
	return only
}

// verdictBehind reads "is the better novel", "was far funnier", "does this better" from the word behind a name; "" where
// "than" follows, which speaks for itself, or nothing of the kind stands there.
func (c *comparer) verdictBehind(at int32) review.Direction {
	verb := c.word(at)
	switch {
	case oneOf("it|this", verb):
		if next := at + 1; oneOf("is|was", c.word(next)) && oneOf("not|n't|n’t", c.word(next+1)) && oneOf(".|,|;|"+edge, c.word(next+2)) {
			return review.Better // "Emma it is not."
		}
	case oneOf("wins|won", verb):
		if oneOf(".|,|hands|by|out|every|easily|"+edge, c.word(at+1)) {
			return review.Better
		}
	case oneOf("has|had", verb):
		i := at + 1
		for oneOf("far|much|a|lot", c.word(i)) {
			i++
		}
		switch low := c.word(i); {
		case !qualities[c.word(i+1)] || c.saysThan(i):
		case low == "more":
			return review.Better
		case low == "less":
			return review.Worse
		}
	case oneOf("is|was|are|were|'s|’s|remains|remained", verb):
		i := at + 1
		for degreeWords[c.word(i)] || c.word(i) == "the" || c.word(i) == "a" {
			i++
		}
		direction := comparative(c.word(i))
		if c.word(i) == "more" {
			direction = c.grade(i+1, min(i+2, c.starts[c.sent+1]))
		}
		if direction == "" || comparativeIdioms[c.word(i+1)] || c.saysThan(i) {
			return ""
		}
		for k := i + 1; k <= i+2; k++ {
			if others, _ := c.saysOfAll(k); others > 0 {
				return "" // see ofAll
			}
		}
		return direction
	case oneOf("does|did|do|handles|handled|tells|told|manages|managed|tackles|tackled|explores|explored|covers|covered|treats|treated|deals|dealt|pulls|pulled", verb):
		for i := at + 1; i < at+8; i++ {
			switch c.word(i) {
			case "better":
				if c.negated(i, c.sent) || c.saysThan(i) {
					return ""
				}
				return review.Better
			case ".", ";", "but", edge:
				return ""
			}
		}
	}
	return ""
}

// comparative is the direction of a comparative, "better", "duller"; "" where a word is none.
func comparative(low string) review.Direction {
	switch {
	case betterWords[low]:
		return review.Better
	case worseWords[low]:
		return review.Worse
	}
	return ""
}

// saysThan reports whether "than" follows a comparative.
func (c *comparer) saysThan(at int32) bool {
	for i := at + 1; i < at+6; i++ {
		if c.word(i) == "than" {
			return true
		}
	}
	return false
}

// isAdvised reports whether the reader is told to read the book named between two words instead, or the reviewer says
// to have liked it more: "read X instead", "I would rather reread X", "I preferred X", "I enjoyed X more".
func (c *comparer) isAdvised(first, end int32) bool {
	if c.score(c.sent).Story > 0.5 {
		return false
	}
	before := c.beforeName(first)
	verb := c.word(before)
	switch {
	case c.word(before-1) == "to" && c.isHypothetical(before): // "I wanted to read X instead"
		return false
	case oneOf("read|reread|re-read|try|pick|reading|choose|get|grab|buy", verb) || verb == "up" && oneOf("pick|picked", c.word(before-1)):
		for i := end; i < end+6; i++ {
			if c.word(i) == "instead" {
				return c.word(i+1) != "of" || c.word(i+2) == "this" || c.word(i+2) == "it"
			}
			if c.familyAtWord(i) >= 0 {
				break
			}
		}
		for i := before - 1; i >= before-6; i-- {
			switch c.word(i) {
			case "rather":
				return true
			case "off":
				return c.word(i-1) == "better"
			case "skip":
				return true
			case edge, ".", ";":
				return false
			}
		}
	case verb == "give" && c.word(before+1) == "me":
		for i := end; i < end+5 && c.familyAtWord(i) < 0; i++ {
			if low := c.word(i); low == "any" && c.word(i+1) == "day" || low == "instead" || low == "over" {
				return true
			}
		}
	case verb == "to" && oneOf("stick|sticking|stuck", c.word(before-1)):
		return true
	case c.isReaderLiking(before):
		for i := end; i < end+4; i++ {
			switch c.word(i) {
			case "more", "better":
				return !c.saysThan(i)
			case ".", ",", ";", edge:
				return false
			}
		}
	}
	return false
}

// beforeName gives the last word before a name that is no small word.
func (c *comparer) beforeName(first int32) int32 {
	at := first - 1
	for gapWords[c.word(at)] && c.word(at) != "reading" || isQuote(c.word(at)) {
		at--
	}
	return at
}

// isOutdone reports whether something puts the book named between two words to shame, leaves it in the dust, makes it look
// dull.
func (c *comparer) isOutdone(first, end int32) bool {
	switch verb := c.word(c.beforeName(first)); {
	case oneOf("put|puts", verb):
		return c.word(end) == "to" && c.word(end+1) == "shame"
	case oneOf("leave|leaves|left", verb):
		return c.word(end) == "in" && c.word(end+1) == "the" && oneOf("dust|shade", c.word(end+2)) || oneOf("behind|standing", c.word(end))
	case oneOf("make|makes|made", verb) && oneOf("look|seem|feel|read", c.word(end)):
		for i := end + 1; i < end+5; i++ {
			if low := c.word(i); low != edge && (gradeDown[c.words[i].stem] || gradeDown[low] || lesserWords[low] || low == "tame") {
				return true
			}
		}
	}
	return false
}

// isPreferred reports whether the reviewer prefers what is named between two words, or would take it over something else.
func (c *comparer) isPreferred(first, end int32) bool {
	before := c.beforeName(first)
	isTaken := oneOf("take|choose|pick", c.word(before)) && c.word(end) == "over"
	if next := c.word(end); c.isNounAt(end) && !bookSubjects[next] && next != "to" && next != "over" {
		return false // "I prefer the Whelan cover"
	}
	if !isTaken && !oneOf("prefer|preferred", c.word(before)) || c.isHypothetical(before) {
		return false
	}
	for i := before - 1; i >= before-4; i-- {
		if low := c.word(i); low == "i" || low == "we" {
			return !c.negated(before, c.sent)
		}
	}
	return false
}

// preferred notes what a book is preferred to: the one named behind "to" or "over", or the book under review.
func (c *comparer) preferred(f int, end int32) {
	if low := c.word(end); low == "to" || low == "over" {
		if objects, _ := c.objectsFrom(end + 1); len(objects) > 0 {
			c.add(f, objects[0], review.Better)
			return
		}
	}
	c.add(f, c.here, review.Better)
}

// isReaderLiking reports whether a word is the reviewer's "liked", "enjoyed".
func (c *comparer) isReaderLiking(at int32) bool {
	if !oneOf("liked|loved|enjoyed|like|love|enjoy", c.word(at)) {
		return false
	}
	for i := at - 1; i >= at-4; i-- {
		switch c.word(i) {
		case "i", "we":
			return !c.negated(at, c.sent)
		}
	}
	return false
}
