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

// opening is the book that words open with, or mean by "it" or "this"; -1 where they open with something else.
func (c *comparer) opening(first, end int32) int {
	for first < end && (isQuote(c.word(first)) || isArticle(c.word(first)) && c.familyAt(first) < 0) {
		first++
	}
	if first >= end {
		return -1
	}
	if low := c.word(first); low == "it" || low == "this" {
		return c.here
	}
	if f := c.familyAt(first); f >= 0 && (c.families[f].kind == kindBook || c.families[f].kind == kindWork) {
		return f
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
