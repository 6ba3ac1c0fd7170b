package tone

import "tonearc/pipeline/review"

// leastClause is how many words a clause has at least.
const leastClause = 2

// divide fills in the clauses of a sentence that contrast words or semicolons divide, each with the tone of its own
// words in the sentence's context. Together they cover the sentence.
func (m *netModel) divide(s *sentScratch, words []netWord, p *netPool, bias *[netHidden]float32, span review.Span, sc *review.Score) {
	from := 0
	for i, w := range words {
		if m.cues[w.id]&netOpening == 0 || i-from < leastClause || len(words)-i <= leastClause {
			continue
		}
		sc.Clauses = append(sc.Clauses, review.Clause{
			Span: review.Span{Start: span.Start, End: w.span.Start},
			Tone: m.toneOfClause(s, words[from:i], p, bias),
		})
		span.Start = w.span.Start
		from = i
	}
	if from > 0 {
		sc.Clauses = append(sc.Clauses, review.Clause{Span: span, Tone: m.toneOfClause(s, words[from:], p, bias)})
	}
}

// toneOfClause is the tone of some words of the sentence p, in its context.
func (m *netModel) toneOfClause(s *sentScratch, words []netWord, p *netPool, bias *[netHidden]float32) float64 {
	s.trial.features = p.features
	m.lengths(words, &s.trial.features)
	m.pool(s, words, &s.trial)
	var u [netHidden]int16
	m.hide(s, &s.trial, u[:])
	m.hear(s, u[:])
	return m.toneHeard(s, bias)
}
