package shift

// pcg32 is the generator PCG-XSH-RR (O'Neill 2014): small, fast, and the same on every machine.
type pcg32 struct{ state uint64 }

const (
	pcgMultiplier = 6364136223846793005
	pcgIncrement  = 1442695040888963407
)

// newPCG starts a generator from a text: same text, same numbers.
func newPCG(text string) pcg32 {
	hash := uint64(14695981039346656037) // FNV-1a
	for i := 0; i < len(text); i++ {
		hash = (hash ^ uint64(text[i])) * 1099511628211
	}
	return pcg32{state: hash}
}

// below is a random number in [0, n), n below 2³².
func (p *pcg32) below(n int) int {
	old := p.state
	p.state = old*pcgMultiplier + pcgIncrement
	mixed, turn := uint32((old>>18^old)>>27), uint32(old>>59)
	return int(uint64(mixed>>turn|mixed<<(-turn&31)) * uint64(n) >> 32)
}
