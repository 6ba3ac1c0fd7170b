package entity

import (
	"slices"
	"strings"
)

// A surname alone mostly stands for the fuller name that the review gives, before it or behind: "Lennon", "John Lennon".
// It is a person's own where the text sets the two apart: "Cordova tortures Ethan" names two, though "Ethan Cordova" stands
// somewhere, and so does "Heathcliff's son Linton Heathcliff". How often the surname stands, and that it stands first, tell
// nothing: see README.md.

// isOwnPerson reports whether a bare surname is not the person of a fuller name that ends in it: used more than that and
// before it, and set apart.
func (r *reading) isOwnPerson(a, b *group) bool {
	full, _ := r.withoutHonorific(b.words)
	if len(a.words) != 1 || len(full) < 2 || a.key != full[len(full)-1] || a.key == full[0] || slices.Contains(r.meta.authors, b.key) {
		return false
	}
	if len(a.mentions) <= len(b.mentions) || r.firstNamed(a) > r.firstNamed(b) {
		return false
	}
	return r.standsBesideGiven(a, full[0]) || r.isParentOf(a, b) || r.hasSeveralNamesakes(a)
}

// inOrder are a group's mentions in the order of the text: those in boxes were found first.
func (r *reading) inOrder(g *group) []int32 {
	sorted := slices.Clone(g.mentions)
	slices.SortFunc(sorted, func(a, b int32) int { return int(r.mentions[a].first - r.mentions[b].first) })
	return sorted
}

// firstNamed is the word at which a group is named first.
func (r *reading) firstNamed(g *group) int32 {
	first := r.mentions[g.mentions[0]].first
	for _, i := range g.mentions {
		first = min(first, r.mentions[i].first)
	}
	return first
}

// standsBesideGiven reports whether a surname and the given name of the fuller name stand, each alone, side by side as
// "Violet and Luke", or in one sentence twice over, if that may be part of the story. (Of a real person a reviewer may say
// now "Jimi", now "Hendrix".)
func (r *reading) standsBesideGiven(a *group, given string) bool {
	i, ok := r.byKey[given]
	if !ok || r.t.lists.has(given, honorific) {
		return false
	}
	const leastStory = 0.3
	sentences, last := 0, int32(-1)
	rest := r.inOrder(a)
	for _, j := range r.inOrder(&r.groups[i]) {
		m := &r.mentions[j]
		sent := r.words[m.first].sent
		for len(rest) > 0 && r.words[r.mentions[rest[0]].first].sent < sent {
			rest = rest[1:]
		}
		for _, k := range rest {
			o := &r.mentions[k]
			if r.words[o.first].sent != sent {
				break
			}
			if left, right := min(m.end, o.end), max(m.first, o.first); right == left+1 && (r.words[left].low == "and" || r.words[left].low == "&") {
				return true
			}
			if sent != last && r.score(int(sent)).Story >= leastStory {
				sentences, last = sentences+1, sent
			}
		}
	}
	return sentences > 1
}

// kin are relatives by blood, who share a family name.
const kin = "son|daughter|child|brother|sister|father|mother|nephew|niece|uncle|aunt|cousin|grandson|granddaughter|grandfather|grandmother"

// isParentOf reports whether the fuller name is once introduced as a relative of the one by that surname: "Heathcliff's sickly
// son Linton Heathcliff", "Heathcliff weds his son, Linton Heathcliff, to …".
func (r *reading) isParentOf(a, b *group) bool {
	for _, j := range b.mentions {
		m := &r.mentions[j]
		sent := r.words[m.first].sent
		at := m.first - 1
		if r.around(at, sent) == "," {
			at--
		}
		if !oneOf(kin, r.around(at, sent)) {
			continue
		}
		for at--; at > m.first-6 && !isPossessive(r.around(at, sent)) && !oneOf("his|her|their", r.around(at, sent)); at-- {
		}
		of := gender(unknown)
		switch r.around(at, sent) {
		case "his":
			of = male
		case "her":
			of = female
		}
		switch owner := r.lastNamed(at, sent, of); {
		case owner < 0 || &r.groups[r.mentions[owner].group] != a:
		case isPossessive(r.around(at, sent)) && r.mentions[owner].end == at, oneOf("his|her|their", r.around(at, sent)):
			return true
		}
	}
	return false
}

// lastNamed is the mention of a person that ends last before a word, in its sentence, but for people whose first name is
// of another gender; -1 where there is none.
func (r *reading) lastNamed(before, sent int32, of gender) int32 {
	top := int32(-1)
	for i := range r.mentions {
		m := &r.mentions[i]
		if !m.chosen || m.end > before || r.words[m.first].sent != sent || top >= 0 && m.end <= r.mentions[top].end {
			continue
		}
		g := &r.groups[m.group]
		called := r.t.lists.names[g.words[0]].gender
		if g.kind.isPerson() && (of == unknown || called == unknown || called == either || called == of) {
			top = int32(i)
		}
	}
	return top
}

// hasSeveralNamesakes reports whether the review names two others in full who have the surname, by other given names, and
// all of them later and less than the bare one.
func (r *reading) hasSeveralNamesakes(a *group) bool {
	var given []string
	named := 0
	for i := range r.groups {
		o := &r.groups[i]
		full, title := r.withoutHonorific(o.words)
		if len(o.mentions) == 0 || !o.kind.isPerson() || len(full) < 2 || full[len(full)-1] != a.key || title != "" {
			continue
		}
		if r.firstNamed(o) < r.firstNamed(a) {
			return false
		}
		named += len(o.mentions)
		isSame := func(name string) bool {
			return strings.HasPrefix(name, full[0]) || strings.HasPrefix(full[0], name) || closeEnough(name, full[0])
		}
		if !slices.ContainsFunc(given, isSame) {
			given = append(given, full[0])
		}
	}
	return len(given) > 1 && len(a.mentions) > named
}
