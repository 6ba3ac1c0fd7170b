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

func (m *netModel) toneOfClause(s *sentScratch, words []netWord, p *netPool, bias *[netHidden]float32) float64 {
	m.gather(s, words)
	return m.toneAlone(s, words, p, bias)
}
