package shift

import "math"

const (
	// sureness turns a stand into the log-odds that the sentence praises.
	sureness = 4
	// opposite is how strong the weaker of two stretches must be for both to count as praise and blame.
	opposite = 0.25
	// shares is how many shares of praise a stretch may have: 5 %, 15 %, …, 95 %.
	shares = 10
)

// locate moves each inner cut to where it is least likely to be off by more than one item: of all places, the one with
// the most posterior probability on itself and its two neighbours; of nearly equal ones, the most probable itself.
func (s *series) locate(cuts []int) {
	for b := 1; b+1 < len(cuts); b++ {
		lo, hi := cuts[b-1], cuts[b+1]
		logs := s.places(lo, cuts[b], hi)
		likeliest := math.Inf(-1)
		for k := lo + 1; k < hi; k++ {
			if s.sumW[k]-s.sumW[lo] < minStretch || s.sumW[hi]-s.sumW[k] < minStretch {
				logs[k-lo] = math.Inf(-1)
			}
			likeliest = max(likeliest, logs[k-lo])
		}
		prob := logs // from here on: relative to the likeliest place
		for k, log := range logs {
			prob[k] = math.Exp(log - likeliest)
		}
		near := func(k int) float64 { return prob[k-1] + prob[k] + prob[k+1] }
		most := 0.0
		for k := 1; k < hi-lo; k++ {
			if prob[k] > 0 {
				most = max(most, near(k))
			}
		}
		best := 0.0
		for k := 1; k < hi-lo; k++ {
			if prob[k] > best && near(k) > 0.95*most {
				best, cuts[b] = prob[k], lo+k
			}
		}
	}
}

// places is the log-likelihood of the items [lo, hi) for a cut at each place between, cut being a first guess; at both
// ends it is −∞. Each sentence praises or blames, with the odds that its stand gives; each stretch has a share of
// sentences that praise, of which nothing is known. So that a stray sentence near the place weighs no more than one
// stray sentence, which a comparison of means does not give. Where not one stretch praises and the other blames, "praises"
// means more than half-way between them.
func (s *series) places(lo, cut, hi int) []float64 {
	before, after := s.meanStand(lo, cut), s.meanStand(cut, hi)
	middle := (before + after) / 2
	if before*after < 0 && min(math.Abs(before), math.Abs(after)) >= opposite*max(math.Abs(before), math.Abs(after)) {
		middle = 0
	}
	n := hi - lo
	logs := make([]float64, n+1)
	logs[0], logs[n] = math.Inf(-1), math.Inf(-1)
	says := make([]float64, n) // the likelihood of a sentence under praise, twice; under blame it is 2 less that
	for i := range says {
		// What is no opinion says nothing.
		says[i] = 1 + s.weight[lo+i]*math.Tanh(sureness/2*(s.stand[lo+i]-middle))
	}
	var side stretchLikelihood
	side.reset()
	for k := 1; k < n; k++ {
		logs[k] = side.add(says[k-1])
	}
	side.reset()
	for k := n - 1; k > 0; k-- {
		logs[k] += side.add(says[k])
	}
	return logs
}

// stretchLikelihood is the likelihood of a growing stretch for every share of praise.
type stretchLikelihood struct {
	at   [shares]float64
	logs float64 // taken out of at, so that it neither vanishes nor overflows
}

func (l *stretchLikelihood) reset() {
	for g := range l.at {
		l.at[g] = 1.0 / shares
	}
	l.logs = 0
}

// add adds a sentence and returns the log-likelihood of the stretch, the shares averaged.
func (l *stretchLikelihood) add(says float64) float64 {
	sum := 0.0
	for g := range l.at {
		share := (float64(g) + 0.5) / shares
		l.at[g] *= share*says + (1-share)*(2-says)
		sum += l.at[g]
	}
	log := l.logs + math.Log(sum)
	if sum < 1e-100 || sum > 1e100 {
		for g := range l.at {
			l.at[g] /= sum
		}
		l.logs = log
	}
	return log
}
