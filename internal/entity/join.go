package entity

import (
	"slices"
	"sort"
	"strings"
)

// threshold is the probability from which a candidate counts as an entity. It was set by cross-validation.
const threshold = 0.45

// choose picks, among overlapping candidates, those that stand: the surest first, longer ones preferred.
func (r *reading) choose() {
	order := make([]int32, 0, len(r.mentions))
	weight := make([]float32, len(r.mentions))
	for i := range r.mentions {
		m := &r.mentions[i]
		p := 1 - r.groups[m.group].prob[kindNone]
		if p < threshold {
			continue
		}
		weight[i] = p * (1 + 0.05*float32(min(m.end-m.first, 8)-1))
		if m.box >= 0 || m.atoms > 1 && r.t.lists.has(r.groups[m.group].key, title|production|place|org) {
			weight[i] *= 1.3
		}
		order = append(order, int32(i))
	}
	sort.SliceStable(order, func(i, j int) bool { return weight[order[i]] > weight[order[j]] })
	taken := make([]bool, len(r.words))
	for _, i := range order {
		m := &r.mentions[i]
		free := true
		for w := m.first; w < m.end; w++ {
			free = free && !taken[w]
		}
		if !free {
			continue
		}
		m.chosen = true
		for w := m.first; w < m.end; w++ {
			taken[w] = true
		}
	}
	for i := range r.groups {
		g := &r.groups[i]
		kept := g.mentions[:0]
		for _, j := range g.mentions {
			if r.mentions[j].chosen {
				kept = append(kept, j)
			}
		}
		g.mentions = kept
		g.kind = best(&g.prob)
	}
}

// best is the most probable kind of an entity, "none" left aside.
func best(prob *[types]float32) kind {
	top := kindBook
	for k := kindBook; k < types; k++ {
		if prob[k] > prob[top] {
			top = k
		}
	}
	return top
}

// join gives every group the group that it is another name of, and settles the kind of each family.
func (r *reading) join() {
	var live []int32
	for i := range r.groups {
		if len(r.groups[i].mentions) > 0 {
			live = append(live, int32(i))
		}
	}
	// the fullest names first, of equals the one used most: the others join them
	sort.SliceStable(live, func(i, j int) bool {
		a, b := &r.groups[live[i]], &r.groups[live[j]]
		if x, y := r.fullness(a), r.fullness(b); x != y {
			return x > y
		}
		return len(a.mentions) > len(b.mentions)
	})
	for n, i := range live {
		g := &r.groups[i]
		at, rank := int32(-1), 0
		for _, j := range live[:min(n, 400)] {
			o := &r.groups[j]
			if o.into != j {
				continue
			}
			if k := r.sameName(g, o); k > rank || k == rank && k > 0 && len(o.mentions) > len(r.groups[at].mentions) {
				at, rank = j, k
			}
		}
		if at >= 0 {
			g.into = at
		}
	}
	r.settle(live)
}

// fullness ranks names by how much they say: the number of words, without honorifics.
func (r *reading) fullness(g *group) int {
	n := 0
	for _, word := range g.words {
		n += 10
		if r.t.lists.has(word, honorific) {
			n -= 6
		}
	}
	return n*100 + min(len(g.key), 99)
}

// sameName reports how surely a is another name of b; 0 = it is not.
func (r *reading) sameName(a, b *group) int {
	switch {
	case a.kind.isPerson() && b.kind.isPerson():
		if slices.Contains(r.meta.authors, b.key) && isNamesake(a.words, &a.prob, b.words) {
			return 0
		}
		same := r.samePerson(a.words, b.words)
		if same > 0 && r.isOwnPerson(a, b) {
			return 0
		}
		return same
	case a.kind == kindBook && b.kind == kindBook:
		return r.sameBook(a.key, b.key)
	case b.kind.isPerson() && r.mayBePartOf(a, b):
		return 2
	case a.kind == b.kind && (a.kind == kindPlace || a.kind == kindOrg):
		if len(a.key) > 4 && (strings.HasPrefix(b.key, a.key+" ") || strings.HasSuffix(b.key, " "+a.key)) && !strings.Contains(a.key, " ") && a.kind == kindOrg {
			return 1
		}
	}
	return 0
}

// leastNamesake is the probability of being a character from which a bare first name is not the author's.
const leastNamesake = 0.6

// isNamesake reports whether a name with these probabilities is a bare first name, surely a character's, which the author
// under review has too: Jane is not Jane Austen.
func isNamesake(name []string, prob *[types]float32, author []string) bool {
	return prob[kindCharacter] >= leastNamesake && len(name) == 1 && len(author) > 1 && name[0] == author[0]
}

// mayBePartOf reports whether a single word that was taken for something else is a part of a person's fuller name:
// "Bombadil" beside "Tom Bombadil". What a list, a mark or the record knows stays what it is.
func (r *reading) mayBePartOf(a, b *group) bool {
	if len(a.words) != 1 || len(b.words) < 2 || a.prob[a.kind] > 0.95 || r.t.lists.has(a.key, place|org|title|production) {
		return false
	}
	for _, i := range a.mentions {
		if r.mentions[i].box >= 0 {
			return false
		}
	}
	return a.key == b.words[len(b.words)-1] || a.key == b.words[0] && !r.t.lists.has(a.key, honorific)
}

// samePerson compares the words of two names, the shorter first.
func (r *reading) samePerson(a, b []string) int {
	l := r.t.lists
	short, titleA := r.withoutHonorific(a)
	long, titleB := r.withoutHonorific(b)
	if len(short) == 0 || len(long) == 0 {
		return 0
	}
	if g, h := honorificGender(titleA), honorificGender(titleB); g != unknown && h != unknown && g != h {
		return 0
	}
	if len(short) == 1 {
		name := short[0]
		switch {
		case len(long) > 1 && name == long[len(long)-1]:
			if g := honorificGender(titleA); g != unknown {
				if of := l.names[long[0]].gender; of != unknown && of != either && of != g {
					return 0 // "Mrs Bennet" is not Tom Bennet
				}
			}
			return 3
		case name == long[0]:
			return 3
		case name == titleB:
			return 1 // "the King" is King Henry
		case len(name) > 3 && len(long[0]) > len(name)+1 && strings.HasPrefix(long[0], name):
			return 1 // Nico is Nicodemus
		case len(long) > 1 && closeEnough(name, long[len(long)-1]):
			return 2 // a slip in a surname
		case len(long) > 2 && isAcronym(name, strings.Join(long, " ")):
			return 2
		}
		for _, word := range long[1:] {
			if word == name && len(name) > 2 {
				return 2
			}
		}
		for _, nick := range l.nick[long[0]] {
			if nick == name {
				return 2
			}
		}
		if len(long) == 1 && closeEnough(name, long[0]) {
			return 1
		}
		return 0
	}
	if short[len(short)-1] == long[len(long)-1] && len(long) >= len(short) {
		first, full := short[0], long[0]
		if first == full || len(first) <= 3 && strings.HasPrefix(full, first[:1]) {
			return 3
		}
		for _, nick := range l.nick[full] {
			if nick == first {
				return 2
			}
		}
	}
	if isTurned(short, long) {
		return 3 // the family name first, or last
	}
	a1, b1 := strings.Join(short, " "), strings.Join(long, " ")
	if len(short) == len(long) && closeEnough(a1, b1) || strings.HasPrefix(b1, a1+" ") || strings.HasSuffix(b1, " "+a1) {
		return 2
	}
	return 0
}

// isTurned reports whether two names have the same words, the last ones of the one at the beginning of the other.
func isTurned(a, b []string) bool {
	for k := 1; k < len(a) && len(a) == len(b); k++ {
		if slices.Equal(a[k:], b[:len(a)-k]) && slices.Equal(a[:k], b[len(a)-k:]) {
			return true
		}
	}
	return false
}

func (r *reading) withoutHonorific(words []string) (bare []string, title string) {
	for len(words) > 1 && r.t.lists.has(words[0], honorific) {
		title = words[0]
		words = words[1:]
	}
	return words, title
}

func honorificGender(title string) gender {
	switch title {
	case "mr", "sir", "lord", "king", "prince", "duke", "count", "baron", "earl", "emperor", "father", "brother", "uncle", "grandpa", "monsieur", "don", "señor", "herr", "master":
		return male
	case "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "duchess", "countess", "baroness", "empress", "mother", "sister", "aunt", "grandma", "granny", "madam", "madame", "mademoiselle", "mistress", "doña", "señora", "frau":
		return female
	}
	return unknown
}

// closeEnough reports whether two names of six letters or more differ by one letter: a slip of the pen.
func closeEnough(a, b string) bool {
	if len(a) < 6 || len(b) < 6 || a == b || a[0] != b[0] {
		return a == b
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if strings.HasSuffix(a, "s") != strings.HasSuffix(b, "s") && i >= len(a)-1 {
		return false // a plural
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

func (r *reading) sameBook(a, b string) int {
	switch {
	case r.isMainTitle(a) && r.isMainTitle(b):
		return 3 // with its subtitle and without
	case isAcronym(a, b):
		return 3
	case strings.HasPrefix(b, a+" ") && r.isMainTitle(b) && !r.isMainTitle(a):
		return 2 // "Hunchback" for The Hunchback of Notre-Dame
	case strings.Contains(a, " ") && strings.HasSuffix(b, " "+a) && r.isMainTitle(b):
		return 2 // the subtitle alone
	case len(a) > 8 && closeEnough(a, b):
		return 2
	}
	return 0
}

func (r *reading) isMainTitle(key string) bool {
	return r.meta.book != "" && (key == r.meta.book || key == r.meta.main)
}

// settle gives all names of a family the kind that speaks strongest for the whole: the mean of their log-odds, each
// counted by its mentions up to three.
func (r *reading) settle(live []int32) {
	type sum struct {
		logit  Weights
		weight float32
	}
	sums := make([]sum, len(r.groups))
	for _, i := range live {
		g := &r.groups[i]
		for g.into != r.groups[g.into].into {
			g.into = r.groups[g.into].into
		}
		n := float32(min(len(g.mentions), 3))
		for k := range g.logit {
			sums[g.into].logit[k] += n * g.logit[k]
		}
		sums[g.into].weight += n
	}
	for _, i := range live {
		if g := &r.groups[i]; g.into == i {
			for k := range g.logit {
				sums[i].logit[k] /= sums[i].weight
			}
			g.prob = softmax(sums[i].logit)
			g.kind = best(&g.prob)
		}
	}
}
