package entity

import (
	"math"
	"slices"

	"tonearc/pipeline/review"
)

// attitude is what the reviewer's words at one place say about a thing.
type attitude struct {
	sent   int
	tone   float64 // [-1, 1]
	weight float64 // [0, 1]: how surely the reviewer speaks, and speaks of this
}

// toneAt is the tone of the part of a sentence that holds a span: its clause, or, where the words that carry the tone
// of that clause pull both ways, the piece between commas and joining words that the span stands in.
func (r *reading) toneAt(sent int, span review.Span) float64 {
	score := r.score(sent)
	tone, clause := score.Tone, r.doc.Sentences[sent].Span
	for i := range score.Clauses {
		if c := &score.Clauses[i]; c.Start <= span.Start && span.Start < c.End {
			tone, clause = c.Tone, c.Span
			break
		}
	}
	good, bad := 0.0, 0.0
	for i := range score.Evidence {
		e := &score.Evidence[i]
		if len(e.Spans) > 0 && clause.Overlap(e.Spans[0]) > 0 {
			if e.Weight > 0 {
				good += e.Weight
			} else {
				bad -= e.Weight
			}
		}
	}
	if min(good, bad) < 0.15 {
		return tone
	}
	piece := r.piece(sent, span, clause)
	here := 0.0
	for i := range score.Evidence {
		e := &score.Evidence[i]
		if len(e.Spans) > 0 && piece.Overlap(e.Spans[0]) > 0 {
			here += e.Weight
		}
	}
	switch {
	case here == 0:
		return tone * 0.5
	case here > 0 == (tone > 0):
		return tone
	}
	return math.Max(-1, math.Min(1, here))
}

// piece widens a span, inside a clause, to the commas and joining words around it.
func (r *reading) piece(sent int, span, clause review.Span) review.Span {
	first, end := r.starts[sent], r.starts[sent+1]
	out := clause
	for i := first; i < end; i++ {
		w := &r.words[i]
		if !divides(w.low) {
			continue
		}
		if w.End <= span.Start {
			out.Start = max(out.Start, w.End)
		} else if w.Start >= span.End {
			out.End = min(out.End, w.Start)
			break
		}
	}
	return out
}

func divides(low string) bool {
	switch low {
	case ",", ";", ":", "—", "–", "-", "--", "and", "but", "while", "though", "although", "yet", "whereas", "(", ")", "however":
		return true
	}
	return false
}

// estimate is the weighted mean of attitudes, pulled a little towards none, with its 95 % interval.
func estimate(all []attitude) review.Estimate {
	const (
		none  = 0.5 // weight of the pull towards 0
		sigma = 0.6 // spread of single attitudes, where there are too few to tell
	)
	sum, weight, squares := 0.0, 0.0, 0.0
	sents := make([]int, 0, len(all))
	for _, a := range all {
		if a.weight <= 0 {
			continue
		}
		sum += a.weight * a.tone
		weight += a.weight
		squares += a.weight * a.weight
		sents = append(sents, a.sent)
	}
	if len(sents) == 0 {
		return review.Estimate{}
	}
	slices.Sort(sents)
	n := len(slices.Compact(sents))
	mean := sum / (weight + none)
	spread := sigma * sigma * 2
	for _, a := range all {
		if a.weight > 0 {
			spread += a.weight * (a.tone - mean) * (a.tone - mean)
		}
	}
	spread /= weight + 2
	effective := weight * weight / squares
	half := 1.96 * math.Sqrt(spread/math.Max(effective, 1))
	return review.Estimate{Value: mean, Low: math.Max(-1, mean-half), High: math.Min(1, mean+half), N: n}
}
