package tone

import "tonearc/pipeline/review"

// alone is the tone that the net gives to a sentence when it is all there is of a review: its place in the review and
// the sentences around it are left out.
func (m *netModel) alone(s *sentScratch, p *netPool) float64 {
	const places = 5 // the features that tell the place; see features
	const first = netAnswers + netMean
	var moved [places]int16
	for k, x := range p.values[first : first+places] {
		moved[k] = -x
	}
	moved[0] += m.counted(1) // it is the only one
	s.some.list(first, moved[:])
	m.change(s, p)
	m.judge(s, (*[netHidden]float32)(m.ownB))
	steps := m.steps(&s.out)
	return toneOf(&steps)
}

// moveAlone does to Alone, where there is one, what a wrapper does to Tone.
func moveAlone(sc *review.Score, move func(tone float64) float64) {
	if sc.Alone != nil {
		*sc.Alone = clamp(move(*sc.Alone))
	}
}
