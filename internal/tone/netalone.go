package tone

import "tonearc/pipeline/review"

// alone is the tone that the net gives to a sentence when it is all there is of a review: its place in the review and
// the sentences around it are left out.
func (m *netModel) alone(s *sentScratch, p *netPool) float64 {
	const places = 5 // the features that tell the place; see features
	var moved [places]int16
	for k, x := range p.values[firstFeature : firstFeature+places] {
		moved[k] = -x
	}
	moved[0] += m.counted(1) // it is the only one
	sum := p.sum
	s.some.list(moved[:])
	m.proj.from(firstFeature).add(sum[:], &s.some)
	m.hearSum(s, &sum, m.projB)
	return m.toneHeard(s, (*[netHidden]float32)(m.ownB))
}

// moveAlone does to Alone, where there is one, what a wrapper does to Tone.
func moveAlone(sc *review.Score, move func(tone float64) float64) {
	if sc.Alone != nil {
		*sc.Alone = clamp(move(*sc.Alone))
	}
}
