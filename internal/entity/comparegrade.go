package entity

import "tonearc/pipeline/review"

// than reads "better than", "less gripping than", "a more interesting book to me than".
func (c *comparer) than(at int32) review.Direction {
	if c.isHypothetical(at) {
		return ""
	}
	for back := int32(1); back <= 6; back++ {
		low := c.word(at - back)
		direction := review.Direction("")
		switch {
		case betterWords[low]:
			direction = review.Better
		case worseWords[low]:
			direction = review.Worse
		case low == "more" || low == "less":
			direction = c.grade(at-back+1, at)
			if low == "less" {
				direction = opposite(direction)
			}
		case low == edge || c.familyAt(at-back) >= 0:
			return ""
		}
		if direction != "" {
			return c.turned(at-back, direction)
		}
		if low == "more" || low == "less" {
			return ""
		}
	}
	return ""
}

// equative reads "(not) as good as".
func (c *comparer) equative(at int32) review.Direction {
	for back := int32(2); back <= 5; back++ {
		low := c.word(at - back)
		if low != "as" && low != "so" {
			continue
		}
		first := c.word(at - back + 1)
		direction := c.grade(at-back+1, at)
		if first == "much" && direction == "" {
			direction = c.grade(at-back, at-back) // "I liked it as much as"
		}
		switch {
		case neutralGrades[first] || c.isHypothetical(at):
			return ""
		case c.denied(at-back) || c.word(at-back-1) == "half":
			if direction == review.Worse {
				return review.Better // "not as dull as"
			}
			if first == "much" && direction == "" && at-back+2 < at {
				return "" // "not as much magic as"
			}
			return review.Worse
		case c.word(at-back-1) == "twice" && direction == review.Better:
			return review.Better
		case direction != "":
			return review.Like
		}
		return ""
	}
	return ""
}

// grade tells whether the words between "more" and "than" praise or blame, or, where there are none, the verb before
// them ("I liked it more than"); "" where they do neither ("more pages than").
func (c *comparer) grade(from, to int32) review.Direction {
	if from >= to {
		for back := from - 1; back >= max(c.starts[c.sent], from-12) && c.word(back) != ";"; back-- {
			switch c.words[back].low {
			case "like", "liked", "love", "loved", "enjoy", "enjoyed", "prefer", "preferred", "admire", "admired", "adored":
				return review.Better
			case "hate", "hated", "disliked", "loathed":
				return review.Worse
			}
		}
		return ""
	}
	for i := from; i < to; i++ {
		switch stem := c.words[i].stem; {
		case gradeUp[stem] || gradeUp[c.words[i].low]:
			return review.Better
		case gradeDown[stem] || gradeDown[c.words[i].low]:
			return review.Worse
		}
	}
	return ""
}

func opposite(d review.Direction) review.Direction {
	switch d {
	case review.Better:
		return review.Worse
	case review.Worse:
		return review.Better
	}
	return d
}

// turned turns a direction round where the comparing word is denied: "no better than" is worse, "no worse than" alike, but
// "nothing is worse than".
func (c *comparer) turned(at int32, d review.Direction) review.Direction {
	switch {
	case c.deniedBySubject(at):
		return opposite(d)
	case !c.negated(at, c.sent):
		return d
	case d == review.Better:
		return review.Worse
	}
	return review.Like
}

// negated reports whether one of the words before at says no.
func (r *reading) negated(at int32, sent int) bool {
	for i := at - 1; i >= max(r.starts[sent], at-4); i-- {
		switch r.words[i].low {
		case "not", "n't", "n’t", "never", "nowhere", "hardly", "no", "nor", "isnt", "wasnt", "neither", "nothing", "cannot":
			return true
		case ",", ";", "but":
			return false
		}
	}
	return false
}

// denied reports whether comparing words at a word are denied, by a word before them or by the subject of their clause.
func (c *comparer) denied(at int32) bool { return c.negated(at, c.sent) || c.deniedBySubject(at) }

// deniedBySubject reports whether nothing is the subject of the clause of a word: "Nothing in X is better than this", "No
// chapter of X is as gripping as this".
func (c *comparer) deniedBySubject(at int32) bool {
	first := at - 1
	for !oneOf(",|;|:|but|"+edge, c.word(first)) {
		first--
	}
	switch c.word(first + 1) {
	case "nothing", "none":
		return true
	case "no":
		return first+2 < at && !oneOf("doubt|wonder|matter|question", c.word(first+2)) // "No better than X"
	}
	return false
}

// isHypothetical reports whether the clause before a word tells of what was hoped, heard or supposed.
func (c *comparer) isHypothetical(at int32) bool {
	for i := at - 1; i >= max(c.starts[c.sent], at-14); i-- {
		switch low := c.word(i); {
		case low == ";" || low == "but":
			return false
		case hypothetical[low]:
			return true
		}
	}
	return false
}
