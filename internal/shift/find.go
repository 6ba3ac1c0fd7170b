package shift

// segmentation is a cut of the items into stretches: cuts[0] = 0 < cuts[1] < … < cuts[k] = number of items, with a
// p-value for each inner cut.
type segmentation struct {
	cuts []int
	p    []float64 // of cuts[1], …, cuts[k-1]
}

// find cuts the series as the criterion advises and keeps the cut if every boundary passes its test; otherwise it tries
// with one stretch less. Before that, the series as a whole must differ from its sentences in random order: a review
// without any shift has to fail this test first, so that it raises an alarm no more often than Level says.
func (s *series) find(opts Options, random pcg32) segmentation {
	whole := segmentation{cuts: []int{0, s.len()}}
	if opinions(s.weight) < fewest(opts.Level) {
		return whole
	}
	t := tester{opts: opts, random: random}
	overall := t.pvalue(s, 0, s.len(), 1, true)
	if overall > opts.Level {
		return whole
	}
	plans := s.plans()
	if len(plans) == 0 {
		return whole
	}
	block := blockLength(s.memory(plans[0]), s.len())
	if block > 1 {
		overall = max(overall, t.pvalue(s, 0, s.len(), block, true))
	}
	for _, cuts := range plans {
		s.locate(cuts)
		if !s.largeEnough(cuts, opts.MinChange) {
			continue
		}
		if p := t.boundaries(s, cuts, block, overall); p != nil {
			return segmentation{cuts: cuts, p: p}
		}
	}
	return whole
}

// boundaries gives each inner cut its p-value, corrected for the number of cuts and never below that of the whole; nil
// where one of them is above Level. A cut is tested within its two stretches. The only cut of a review has been tested
// with the whole.
func (t *tester) boundaries(s *series, cuts []int, block int, overall float64) []float64 {
	p := make([]float64, len(cuts)-2)
	if len(p) > 1 {
		for b := range p {
			if p[b] = t.pvalue(s, cuts[b], cuts[b+2], block, false); p[b] > t.opts.Level {
				return nil // no correction makes it less
			}
		}
		holm(p)
	}
	for b := range p {
		if p[b] = max(p[b], overall); p[b] > t.opts.Level {
			return nil
		}
	}
	return p
}

// Neighbouring opinions are alike even where the tone does not shift. priorMemory is their lag-one correlation in
// labelled reviews of one tone; reviews differ in it by about 0.2, which makes it worth 1/0.2² sentences.
const (
	priorMemory   = 0.1
	priorSentence = 25
)

// memory is the lag-one correlation of the stands around the means of their stretches, corrected for having estimated
// these (Marriott and Pope 1954), and drawn towards priorMemory as much as the review is short.
func (s *series) memory(cuts []int) float64 {
	var product, square, pairs float64
	for b := 0; b+1 < len(cuts); b++ {
		mean := s.meanStand(cuts[b], cuts[b+1])
		for i := cuts[b]; i < cuts[b+1]; i++ {
			d := s.stand[i] - mean
			square += s.weight[i] * d * d
			if i > cuts[b] {
				w := s.weight[i] * s.weight[i-1]
				product += w * d * (s.stand[i-1] - mean)
				pairs += w
			}
		}
	}
	weight := s.sumW[s.len()]
	rho := 0.0
	if square > 0 && pairs > 0 {
		rho = product / pairs / (square / weight)
	}
	rho += (1 + 3*rho) * float64(len(cuts)-1) / weight
	return (weight*rho + priorSentence*priorMemory) / (weight + priorSentence)
}
