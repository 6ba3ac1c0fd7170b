package entity

import "tonearc/pipeline/review"

// openingFeatures tells of the words that a name opens with: an article with a capital amid a sentence is a title's, an
// honorific outside a box is a person's; and of the name of the book's author before it, who owns a book or a character.
func (r *reading) openingFeatures(m *mention, boxed string, s *sink) {
	first := &r.words[m.first]
	if boxed == "" {
		boxed = "unboxed"
	}
	if isArticle(first.low) && first.capped && !first.start && m.end > m.first+1 {
		s.add("capital_article", boxed)
	}
	if first.set&honorific != 0 && m.end > m.first+1 {
		s.add("honorific", boxed)
	}
	sent := first.sent
	if isPossessive(r.around(m.first-1, sent)) {
		owner := r.around(m.first-2, sent)
		for _, name := range r.meta.authors {
			if owner == surnameOf(name) {
				s.add("of_author", boxed)
				if _, ok := r.t.lists.names[first.low]; ok && m.end > m.first+1 && r.t.lists.names[first.low].common > 0 {
					s.add("of_author", "full_name")
				}
			}
		}
	}
}

// partFeatures tells of the first and the last part of a run with a joint, "Ruth" and "Tommy", whether they are names
// by themselves: then the whole is hardly one.
func (r *reading) partFeatures(m *mention, s *sink) {
	left := m.first
	for left < m.end && r.words[left].capped {
		left++
	}
	right := m.end
	for right > left && r.words[right-1].capped {
		right--
	}
	for _, part := range []struct {
		template   string
		first, end int32
	}{{"left", m.first, left}, {"right", right, m.end}} {
		if part.first >= part.end {
			continue
		}
		first, last := &r.words[part.first], &r.words[part.end-1]
		key := first.low
		if part.end-part.first > 1 {
			key = bare(review.Span{Start: first.Start, End: last.End}.In(r.doc.Review.Text))
		}
		r.lookUp(s, part.template, r.t.lists.sets[key]&(place|org|author|title|figure|celebrity|production|honorific|demonym|function))
		if r.t.lists.names[first.low].common >= 2 && r.t.lists.lowerShare(first.low) < 0.3 {
			s.add(part.template, "first_name")
		}
		for _, name := range r.meta.authors {
			if key == name || key == surnameOf(name) {
				s.add(part.template, "meta_author")
			}
		}
		if g, ok := r.byKey[key]; ok && r.stands(g) && len(r.groups[g].mentions) > 1 {
			s.add(part.template, "elsewhere")
			s.add(part.template+"_elsewhere", m.gap)
		}
		share := r.t.lists.lowerShare(first.low)
		s.add(part.template+"_share", tenths(share, 1))
	}
}

// partnerFeatures tells of the name that stands beside this one in a list: birds of a feather.
func (r *reading) partnerFeatures(s *sink, i, sent int32) {
	if i < r.starts[sent] || i >= r.starts[sent+1] || !r.words[i].capped {
		return
	}
	low := r.words[i].low
	if r.t.lists.names[low].common >= 2 && r.t.lists.lowerShare(low) < 0.3 {
		s.add("partner", "first_name")
	}
	r.lookUp(s, "partner", r.words[i].set&(place|org|author|title|figure|celebrity|production|honorific))
}
