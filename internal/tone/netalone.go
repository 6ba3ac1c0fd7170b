package tone

import "tonearc/pipeline/review"

// alone is the tone that the net gives to a sentence when it is all there is of a review: its place in the review and
// the sentences around it are left out.
func (m *netModel) alone(s *sentScratch, p *netPool) float64 {
	const places = 5 // the features that tell the place; see features
	var at [places]int32
	var moved [places]float32
	for k := range at {
		at[k], moved[k] = int32(netAnswers+netMean+k), -p.features[k]
	}
	moved[0]++ // it is the only one
	u := p.sum
	sparse(u[:], at[:], moved[:], m.proj)
	rectify(u[:])
	m.judge(s, u[:], new([netHidden]float32))
	steps := m.steps(&s.out)
	return toneOf(&steps)
}

// moveAlone does to Alone, where there is one, what a wrapper does to Tone.
func moveAlone(sc *review.Score, move func(tone float64) float64) {
	if sc.Alone != nil {
		*sc.Alone = clamp(move(*sc.Alone))
	}
}
