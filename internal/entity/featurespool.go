package entity

// poolFeatures tells how the review uses the name as a whole.
func (r *reading) poolFeatures(g *group, s *sink) {
	switch n := len(g.mentions); {
	case n == 1:
		s.add("mentions", "1")
	case n == 2:
		s.add("mentions", "2")
	case n <= 4:
		s.add("mentions", "3-4")
	default:
		s.add("mentions", "5+")
	}
	s.addBy("review", "story", r.story)
	s.addBy("review", "opinion", r.opinion)
	inside, boxed, alone := 0, 0, 0
	sentences := 0
	last := int32(-1)
	for _, i := range g.mentions {
		m := &r.mentions[i]
		if !r.words[m.first].start {
			inside++
		}
		if m.box >= 0 {
			boxed++
		}
		if m.atoms == 1 {
			alone++
		}
		if sent := r.words[m.first].sent; sent != last {
			sentences++
			last = sent
		}
	}
	if inside == 0 {
		s.add("inside", "never")
	} else {
		s.add("inside", "yes")
	}
	if boxed*2 > len(g.mentions) {
		s.add("boxed", "mostly")
	}
	if alone == 0 {
		s.add("alone", "never")
	}
	if g.lower > 0 {
		if g.lower >= inside {
			s.add("lower", "more")
		} else {
			s.add("lower", "some")
		}
	}
	// what longer and shorter names of this review share its words
	words := g.words
	if len(words) == 1 {
		if o, ok := r.byHead[g.key]; ok {
			s.add("head_of", r.shapeOf(&r.groups[o]))
		} else if o, ok := r.byTail[g.key]; ok {
			s.add("tail_of", r.shapeOf(&r.groups[o]))
		}
	}
	if len(words) > 1 {
		if other, ok := r.byKey[words[len(words)-1]]; ok && r.stands(other) {
			s.add("has", "tail")
		}
		if other, ok := r.byKey[words[0]]; ok && r.stands(other) {
			s.add("has", "head")
		}
	}
}

// stands reports whether a group has a mention that is a run of its own, not a part of a longer one.
func (r *reading) stands(g int32) bool {
	for _, i := range r.groups[g].mentions {
		m := &r.mentions[i]
		if !r.opensJoin(m) {
			return true
		}
	}
	return false
}

// opensJoin reports whether a name word touches the mention, so that it may be a part of a longer name.
func (r *reading) opensJoin(m *mention) bool {
	sent := r.words[m.first].sent
	if i := m.first - 1; i >= r.starts[sent] && r.words[i].capped {
		return true
	}
	return m.end < r.starts[sent+1] && r.words[m.end].capped
}

func (r *reading) shapeOf(g *group) string {
	m := &r.mentions[g.mentions[0]]
	switch {
	case m.box >= 0:
		return "box"
	case m.atoms > 1:
		return "run"
	}
	return "name"
}
