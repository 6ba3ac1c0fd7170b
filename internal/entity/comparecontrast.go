package entity

import "tonearc/pipeline/review"

// contrasted finds "Where X is subtle, Y shouts": two books side by side, of which the one comes off better whose half of
// the sentence is the kinder. Where the halves are about alike, nothing is said.
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
	left, right := c.oneIn(first+1, comma), c.oneIn(comma+1, end)
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

// oneIn is the one book that words name, or mean by "it" or "this" as their subject; -1 where there is none, or more.
func (c *comparer) oneIn(first, end int32) int {
	if low := c.word(first); first < end && (low == "it" || low == "this") {
		return c.here
	}
	only := -1
	for i := first; i < end; i++ {
		f := c.familyAt(i)
		if f < 0 || !c.isComparable(f) || f == only {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = f
	}
	return only
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
