package entity

import "tonearc/pipeline/review"

// contrasted finds "Where X is subtle, Y shouts": two books side by side, each the subject of its half of the sentence, of
// which the one comes off better whose half is the kinder. Where the halves are about alike, nothing is said.
func (c *comparer) contrasted() {
	const least = 0.2
	first, end := c.starts[c.sent], c.starts[c.sent+1]
	if !oneOf("where|while|whereas", c.word(first)) {
		return
	}
	comma := first
	for comma < end && c.word(comma) != "," {
		comma++
	}
	left, right := c.opening(first+1, comma), c.opening(comma+1, end)
	if comma == end || left < 0 || right < 0 {
		return
	}
	switch gap := c.toneIn(first+1, comma) - c.toneIn(comma+1, end); {
	case gap > least:
		c.add(right, left, review.Worse)
	case gap < -least:
		c.add(right, left, review.Better)
	}
}

// fronted finds "Compared with X, it is tighter": X opens the sentence, and what is said of the book behind the comma is
// said by that measure.
func (c *comparer) fronted() {
	const least = 0.3
	first, end := c.starts[c.sent], c.starts[c.sent+1]
	if oneOf("but|and|yet|still|even|when", c.word(first)) {
		first++
	}
	behind := c.setAgainst(first)
	if behind == 0 {
		return
	}
	objects, _ := c.objectsFrom(behind)
	if len(objects) == 0 {
		return
	}
	comma := c.objects[len(c.objects)-1].end
	for comma < end && c.word(comma) != "," {
		comma++
	}
	if comma >= end {
		return
	}
	subject := c.opening(comma+1, end)
	direction := c.verdictOf(comma+1, min(end, comma+8))
	if tone := c.toneIn(comma+1, end); direction == "" && tone > least {
		direction = review.Better
	} else if direction == "" && tone < -least {
		direction = review.Worse
	}
	if subject < 0 || direction == "" {
		return
	}
	for _, object := range objects {
		c.add(subject, object, direction)
	}
}

// setAgainst gives the word behind "compared with", "next to", "in comparison to"; 0 where none of them stands at a word.
func (c *comparer) setAgainst(at int32) int32 {
	switch low := c.word(at); {
	case low == "compared" || low == "next":
		at++
	case (low == "in" || low == "by") && c.word(at+1) == "comparison":
		at += 2
	case low == "beside" || low == "alongside":
		return at + 1
	default:
		return 0
	}
	if oneOf("to|with", c.word(at)) {
		return at + 1
	}
	return 0
}

// setBeside reads "is dull compared with": the verdict stands before the comparing words.
func (c *comparer) setBeside(at int32) (review.Direction, int32) {
	const reach = 5
	behind := c.setAgainst(at)
	if behind == 0 || c.isHypothetical(at) {
		return "", 0
	}
	from := at - 1
	for from > max(at-reach, c.starts[c.sent]) && !isLinking(c.word(from)) {
		from--
	}
	return c.verdictOf(from, at), behind
}

// verdictOf tells which way the verdict goes that words open with, behind their subject and a linking verb: "it is
// tighter", "the novel feels rather flat"; "" where there is none.
func (c *comparer) verdictOf(first, end int32) review.Direction {
	at := first
	for at < end && (!isLinking(c.word(at)) || isPossessive(c.word(at)) && bookSubjects[c.word(at+1)]) { // "Marlow's book"
		at++
	}
	for at++; at < end; at++ {
		direction := review.Direction("")
		switch low, stem := c.words[at].low, c.words[at].stem; {
		case betterWords[low], gradeUp[stem], gradeUp[low]:
			direction = review.Better
		case worseWords[low], gradeDown[stem], gradeDown[low]:
			direction = review.Worse
		case low == "less":
			return opposite(c.grade(at+1, min(at+2, end)))
		case degreeWords[low], low == "the", low == "not", low == "n't", low == "n’t", low == "never":
			continue
		default:
			return ""
		}
		if c.negated(at, c.sent) {
			return opposite(direction)
		}
		return direction
	}
	return ""
}

// opening is the book that words open with, or mean by "it", "this", "the novel" or its author's "book"; -1 where they open
// with something else.
func (c *comparer) opening(first, end int32) int {
	for first < end && (isQuote(c.word(first)) || isArticle(c.word(first)) && c.familyAt(first) < 0) {
		first++
	}
	if first >= end {
		return -1
	}
	if low := c.word(first); low == "it" || low == "this" || bookSubjects[low] && c.familyAt(first) < 0 {
		return c.here
	}
	f := c.familyAt(first)
	switch {
	case f < 0:
	case c.families[f].kind == kindBook || c.families[f].kind == kindWork:
		return f
	case c.families[f].kind == kindAuthor && c.families[f].main:
		for first < end && c.familyAt(first) == f && !isPossessive(c.word(first)) {
			first++
		}
		if isPossessive(c.word(first)) && bookSubjects[c.word(first+1)] {
			return c.book
		}
	}
	return -1
}

// toneIn is the tone of words: of the clause that they stand in, or, where the sentence is a single one, the sum of what
// in them moved it.
func (c *comparer) toneIn(first, end int32) float64 {
	score := c.score(c.sent)
	span := review.Span{Start: c.words[first].Start, End: c.words[end-1].End}
	for i := range score.Clauses {
		if clause := &score.Clauses[i]; clause.Overlap(span)*4 > span.Len()*3 && clause.Overlap(span)*4 > clause.Len()*3 {
			return clause.Tone
		}
	}
	sum := 0.0
	for i := range score.Evidence {
		if e := &score.Evidence[i]; len(e.Spans) > 0 && span.Overlap(e.Spans[0]) > 0 {
			sum += e.Weight
		}
	}
	return sum
}
