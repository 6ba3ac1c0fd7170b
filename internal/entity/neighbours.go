package entity

// neighbourBonus is how much more a name is taken for what its neighbours in a list are, in log-odds, times how
// probably they are that: "Hadia, Huda and Amar". It was set by cross-validation.
const neighbourBonus = 1.0

// leastNeighbour is the probability of a kind from which a name speaks for its neighbours.
const leastNeighbour = 0.6

// heedNeighbours lets names that stand in a list speak for each other: what joins them by "and", "or" or a comma is mostly of
// one kind. Each is told by what the others are by themselves.
func (r *reading) heedNeighbours() {
	r.firstAt = append(r.firstAt[:0], make([]int32, len(r.words))...)
	r.nextAt = append(r.nextAt[:0], make([]int32, len(r.mentions))...)
	for i := range r.mentions {
		first := r.mentions[i].first
		r.nextAt[i], r.firstAt[first] = r.firstAt[first], int32(i)+1
	}
	said := make([][types]float32, len(r.groups))
	for i := range r.mentions {
		m := &r.mentions[i]
		next := r.nextInList(m)
		if next < 0 {
			continue
		}
		for j := r.firstAt[next]; j > 0; j = r.nextAt[j-1] {
			a, b := m.group, r.mentions[j-1].group
			if a == b {
				continue
			}
			for k := kindBook; k < types; k++ {
				said[a][k] = max(said[a][k], r.groups[b].prob[k])
				said[b][k] = max(said[b][k], r.groups[a].prob[k])
			}
		}
	}
	for i := range r.groups {
		g := &r.groups[i]
		if g.certain {
			continue
		}
		moved := false
		for k := kindBook; k < types; k++ {
			if said[i][k] >= leastNeighbour {
				g.logit[k] += neighbourBonus * said[i][k]
				moved = true
			}
		}
		if moved {
			g.prob = softmax(g.logit)
		}
	}
}

// nextInList gives the first word of the name that follows a mention in a list, or -1.
func (r *reading) nextInList(m *mention) int32 {
	at, end := m.end, r.starts[r.words[m.first].sent+1]
	for at < end && joinsList(r.words[at].low) {
		at++
	}
	if at == m.end || at > m.end+2 || at >= end {
		return -1
	}
	return at
}

func joinsList(low string) bool {
	switch low {
	case ",", "and", "or", "&":
		return true
	}
	return false
}
