package tone

import (
	"math"
	"slices"

	"tonearc/pipeline/review"
)

// Evidence is found in two steps. The net's slope at the sentence, times what each word put into the windows that won
// their filters, names the words worth trying; each is then taken out, with the negation that governs it, and the
// sentence judged again. What is reported is the difference, so that every weight is a fact about the net and not an
// estimate.
const (
	explainFrom  = 0.1  // sentences with less tone than this have no evidence, but for those that both praise and blame
	leastWeight  = 0.04 // nor have words that move it by less
	leastShare   = 0.25 // or by less than this share of what the strongest does, by estimate
	mostTrials   = 4    // words tried in a sentence
	mostAgainst  = 1    // of these, words that pull against the sentence's tone
	negationSpan = 4    // how many words before a word a negation reaches it
)

// What a word of the vocabulary means to the explanation and to the division into clauses.
const (
	netNegation = 1 << iota
	netOpening  // opens a clause
	netBarrier  // a negation does not reach across it
)

// netCues gives each row of the vocabulary its cues.
func netCues(v *netVocabulary) []uint8 {
	cues := make([]uint8, len(v.bounds)-1)
	mark := func(cue uint8, words ...string) {
		for _, w := range words {
			if row := v.find([]byte(w)); row >= 0 {
				cues[row] |= cue
			}
		}
	}
	mark(netNegation, "not", "never", "no", "nothing", "none", "hardly", "barely", "neither", "nor", "without", "lacks",
		"lacking", "lacked", "isnt", "dont", "didnt", "wasnt", "doesnt", "cant", "nobody", "nowhere")
	mark(netOpening, "but", "although", "though", "however", "yet", "whereas", "except", "unfortunately", ";")
	mark(netBarrier, "but", "although", "though", "however", "yet", ";", ",", ".", "...", "--", ":", "!", "?")
	return cues
}

// explain fills in the evidence of a score that the net gave to words.
func (m *netModel) explain(s *sentScratch, text string, words []netWord, p *netPool, bias *[netHidden]float32, sc *review.Score) {
	if math.Abs(sc.Tone) < explainFrom && sc.Mixed < 0.5 || len(words) == 0 {
		return
	}
	gain := m.contributions(s, words, p)
	direction := math.Copysign(1, sc.Tone)
	var room [mostTrials]int
	candidates := worthTrying(room[:0], text, words, gain, direction)
	var used [2 * mostTrials]int
	taken := used[:0]
	var slight review.Evidence // the best of those too weak, shown where nothing else can be
	for _, i := range candidates {
		if slices.Contains(taken, i) {
			continue
		}
		group := [2]int{i, i}
		if m.cues[words[i].id]&netNegation != 0 {
			group[1] = m.negated(words, gain, i)
		} else {
			group[0] = m.negator(words, i)
		}
		weight := sc.Tone - m.without(s, text, words, p, bias, group)
		if group[0] != group[1] && !slices.Contains(candidates, group[0]) {
			// the negation belongs to the evidence only where it matters
			alone := sc.Tone - m.without(s, text, words, p, bias, [2]int{i, i})
			if math.Abs(weight) < math.Abs(alone)+leastWeight || weight*alone < 0 {
				group, weight = [2]int{i, i}, alone
			}
		}
		if slices.Contains(taken, group[0]) || slices.Contains(taken, group[1]) {
			continue
		}
		if math.Abs(weight) < leastWeight {
			if weight*direction > math.Abs(slight.Weight) {
				slight = review.Evidence{Spans: spansOf(words, group), Weight: weight}
			}
			continue
		}
		taken = append(taken, group[0], group[1])
		sc.Evidence = append(sc.Evidence, review.Evidence{Spans: spansOf(words, group), Weight: weight})
	}
	if len(sc.Evidence) == 0 && slight.Spans != nil {
		sc.Evidence = append(sc.Evidence, slight)
	}
	slices.SortStableFunc(sc.Evidence, func(a, b review.Evidence) int {
		switch x, y := math.Abs(a.Weight), math.Abs(b.Weight); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return a.Spans[0].Start - b.Spans[0].Start
	})
}

// worthTrying appends to chosen the words that by estimate did most, in either direction, strongest first.
func worthTrying(chosen []int, text string, words []netWord, gain []float32, direction float64) []int {
	against := 0
	for len(chosen) < mostTrials {
		best := -1
		for i, g := range gain {
			if g == 0 || best >= 0 && abs32(g) <= abs32(gain[best]) || slices.Contains(chosen, i) ||
				float64(g)*direction < 0 && against == mostAgainst || !isWordy(text[words[i].span.Start:]) {
				continue
			}
			best = i
		}
		if best < 0 || len(chosen) > 0 && abs32(gain[best]) < leastShare*abs32(gain[chosen[0]]) {
			break
		}
		if float64(gain[best])*direction < 0 {
			against++
		}
		chosen = append(chosen, best)
	}
	return chosen
}

// spansOf are the places of one word, of two that stand together, or of two apart.
func spansOf(words []netWord, group [2]int) []review.Span {
	first, last := words[group[0]].span, words[group[1]].span
	if group[1] <= group[0]+1 {
		return []review.Span{{Start: first.Start, End: last.End}}
	}
	return []review.Span{first, last}
}

func abs32(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// isWordy reports whether a word that begins so can be evidence: letters, digits and emoji can, punctuation cannot.
func isWordy(text string) bool {
	r, class, _ := runeAt(text, 0)
	return class == byteWord || class == byteSymbol && r >= 0x2190
}

// negator returns the word that negates word i, or i.
func (m *netModel) negator(words []netWord, i int) int {
	for j := i - 1; j >= max(0, i-negationSpan); j-- {
		if m.cues[words[j].id]&netNegation != 0 {
			return j
		}
		if m.cues[words[j].id]&netBarrier != 0 {
			break
		}
	}
	return i
}

// negated returns the weightiest word in reach of the negation i, or i.
func (m *netModel) negated(words []netWord, gain []float32, i int) int {
	best := i
	for j := i + 1; j <= min(len(words)-1, i+negationSpan) && m.cues[words[j].id]&netBarrier == 0; j++ {
		if abs32(gain[j]) > 0 && (best == i || abs32(gain[j]) > abs32(gain[best])) {
			best = j
		}
	}
	return best
}

// without is the tone of the sentence with two words (or one, twice) taken out, in the same context. The rows of the
// whole sentence stand in s.whole.
func (m *netModel) without(s *sentScratch, text string, words []netWord, p *netPool, bias *[netHidden]float32, group [2]int) float64 {
	s.kept = s.kept[:0]
	s.rows = append(s.rows[:0], s.whole[:3]...)
	opened := false
	for i, w := range words {
		if i == group[0] || i == group[1] {
			continue
		}
		row := s.whole[3+i]
		if !opened && byteClassOf(text[w.span.Start:]) == byteWord {
			opened = true
			if w.caps == 1 {
				row = m.row(w.id) // a capital that only opens the sentence
			}
		}
		s.kept = append(s.kept, w)
		s.rows = append(s.rows, row)
	}
	s.rows = append(s.rows, s.whole[:3]...)
	return m.toneOfRest(s, len(words), p, bias)
}

func byteClassOf(text string) uint8 {
	_, class, _ := runeAt(text, 0)
	return class
}

// toneOfRest is the tone of the sentence p with fewer words, in its context: those kept, whose rows are gathered. Most
// filters answer as they did to the whole sentence, so that only the others' difference goes through the first layer; and
// what the means said of the whole is shared out among fewer words.
func (m *netModel) toneOfRest(s *sentScratch, words int, p *netPool, bias *[netHidden]float32) float64 {
	kept := float32(max(1, len(s.kept)))
	t := &s.trial
	m.slide(s, t, false)
	sum := p.sum
	s.some.pickDifference(t.values[:netAnswers], p.values[:netAnswers])
	m.proj.add(sum[:], &s.some)
	moved := t.values[netAnswers:firstFeature]
	means(moved, t.totals[:], p.totals[:], meanFine/kept)
	s.some.pick(moved)
	m.proj.from(netAnswers).add(sum[:], &s.some)
	t.features = p.features
	m.lengths(s.kept, &t.features)
	for k, f := range t.features {
		t.values[firstFeature+k] = m.counted(f) - p.values[firstFeature+k]
	}
	s.some.list(t.values[firstFeature:])
	m.proj.from(firstFeature).add(sum[:], &s.some)
	var shared [netHidden]float32
	blend(shared[:], m.projB, p.means[:], float32(words)/kept-1)
	m.hearSum(s, &sum, shared[:])
	return m.toneHeard(s, bias)
}

// contributions estimates what each word adds to the tone: the slope of the tone for each filter, times the word's part
// of the filter's largest window. It reads u, z and out as judge left them.
func (m *netModel) contributions(s *sentScratch, words []netWord, p *netPool) []float32 {
	steps := m.steps(&s.out)
	tone := toneOf(&steps)
	var d [2 * netHidden]float32 // slope of the tone for u, then for z
	for k, p := range steps {
		slope := float32(m.header.ToneScale * p * (float64(k-2)/2 - tone))
		blend(d[:], d[:], m.toneT[k*len(d):(k+1)*len(d)], slope)
	}
	du, dz := (*[netHidden]float32)(d[:netHidden]), (*[netHidden]float32)(d[netHidden:])
	for j, z := range s.z {
		if z == 0 {
			dz[j] = 0
		}
	}
	var through [netHidden]int32 // the second layer
	unit := m.own.slopes(through[:], inTurn[:], dz) * hiddenFine
	for j, u := range s.u {
		if u == 0 {
			du[j] = 0
		} else {
			du[j] += float32(unit * float32(through[j]))
		}
	}
	s.some.pick(p.values[:netAnswers])
	active := s.some.at[:s.some.size]
	unit = m.proj.slopes(s.slope[:], active, du)
	m.gather(s, words)
	s.whole, s.rows = s.rows, s.whole
	unit *= s.attribute(active, p.where[:])
	s.gain = grow(s.gain, len(words))
	for i := range s.gain {
		sum := int64(0)
		for _, x := range s.lanes[3+i] {
			sum += int64(x)
		}
		s.gain[i] = unit * float32(sum)
	}
	return s.gain
}

// attribute adds up, in lanes, what the words of the whole sentence put into the largest answers of the filters named in
// active, each answer times the tone's slope for it: into a window that won its filter; and, of a filter with memory, at
// the word where it answered that word's own part, and of what the words before it left as much as the words between let
// through. It returns what one step of the sums is worth, in that of the slopes.
func (s *sentScratch) attribute(active, where []int16) float32 {
	top := int32(1)
	for _, d := range s.slope[:len(active)] {
		top = max(top, d, -d)
	}
	var slope [netAnswers]float32
	for k, f := range active {
		if where[f] != 0 { // else it is the bias that answers
			slope[f] = float32(s.slope[k])
		}
	}
	var whole [netAnswers]int16
	scale := shareTop / float32(top)
	quantise(whole[:], slope[:], scale)
	s.lanes = grow(s.lanes, len(s.whole))
	clear(s.lanes)
	for _, w := range netWidths {
		last := w.first + w.filters
		attribute(s.lanes, s.whole, w.width, w.filters, w.slot, where[w.first:last], whole[w.first:last])
	}
	recollect(s.lanes, s.whole, where[netFilters:], whole[netFilters:])
	return 1 / scale
}
