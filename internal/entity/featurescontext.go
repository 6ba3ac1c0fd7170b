package entity

import (
	"math/bits"
	"strings"
)

func (r *reading) contextFeatures(m *mention, s *sink) {
	sent := r.words[m.first].sent
	first, end := m.first, m.end
	boxed := ""
	if m.box >= 0 {
		switch r.found[m.box].kind {
		case quoted:
			boxed = "quoted"
		case emphasised:
			boxed = "emphasised"
		case bookLink:
			boxed = "book_link"
		case authorLink:
			boxed = "author_link"
		case known, labelTitle, labelAuthor:
			boxed = "known"
		}
		s.add("box", boxed)
		// step over the quotation mark
		if quote := r.around(first-1, sent); boxed == "quoted" && isQuote(quote) {
			first--
		}
		if quote := r.around(end, sent); boxed == "quoted" && isQuote(quote) {
			end++
		}
	}
	p1, p2 := r.around(first-1, sent), r.around(first-2, sent)
	before := first - 1
	n1, n2 := r.around(end, sent), r.around(end+1, sent)
	if isArticle(p1) {
		s.add("article", p1)
		p1, p2 = p2, r.around(first-3, sent)
		before--
	}
	s.add("p1", p1)
	s.add("p2", p2)
	s.addJoined("p12", 1, p2, " ", p1)
	if isPossessive(n1) {
		s.add("owns", n2)
		r.lookUp(s, "owns_", r.setAt(end+1, sent))
		r.lookUp(s, "owns2_", r.setAt(end+2, sent))
	} else {
		s.add("n1", n1)
		s.add("n2", n2)
		r.lookUp(s, "n1_", r.setAt(end, sent))
		r.lookUp(s, "n2_", r.setAt(end+1, sent))
		if int(end) < len(r.words) && n1 != edge {
			s.add("n1tag", r.words[end].tag)
			if strings.HasPrefix(r.words[end].tag, "V") {
				s.add("n1stem", r.words[end].stem)
			}
		}
	}
	r.lookUp(s, "p1_", r.setAt(before, sent))
	r.lookUp(s, "p2_", r.setAt(before-1, sent))
	if p1 != edge && first > 0 {
		s.add("p1tag", r.words[first-1].tag)
	}
	if before >= r.starts[sent] && strings.HasPrefix(r.words[before].tag, "V") {
		s.add("p1stem", r.words[before].stem)
	}
	s.add("tag", r.words[m.end-1].tag)
	if p1 == "by" {
		if isQuote(p2) {
			s.add("by", "quote")
		} else if first >= 2 && r.words[first-2].sent == sent && r.words[first-2].capped {
			s.add("by", "name")
		}
	}
	if n1 == "by" {
		next := end + 1
		if next < r.starts[sent+1] && r.words[next].capped {
			s.add("by", "followed")
		}
	}
	if n1 == "(" && n2 != edge {
		s.add("bracket", "after")
	}
	if p1 == "(" {
		s.add("bracket", "before")
	}
	if p1 == "and" || p1 == "," || p1 == "&" || p1 == "or" {
		r.partnerFeatures(s, first-2, sent)
	}
	if n1 == "and" || n1 == "," || n1 == "&" || n1 == "or" {
		r.partnerFeatures(s, end+1, sent)
	}
	r.pronounFeatures(s, end, sent)
	if r.words[m.first].start {
		s.add("place", "start")
	}
	if w := &r.words[m.first]; w.alpha && !w.capped {
		s.add("place", "uncapped")
	}
	if m.end < r.starts[sent+1] && r.words[m.end].capped {
		s.add("beside", "after")
	}
	if m.first > r.starts[sent] && r.words[m.first-1].capped {
		s.add("beside", "before")
	}
	if sent == 0 {
		s.add("place", "first_sentence")
		if m.first <= r.starts[0]+1 {
			s.add("place", "very_first")
			s.add("very_first", boxed)
		}
	}
	if r.isHeadline(sent) {
		s.add("place", "headline")
	}
	score := r.score(int(sent))
	s.addBy("stance", "opinion", float32(score.Opinion))
	s.addBy("stance", "story", float32(score.Story))
	s.addBy("stance", "context", float32(score.Context))
	if r.words[m.first].start && m.atoms == 1 {
		s.addBy("start_stance", "story", float32(score.Story))
	}
	if m.gap != "" {
		s.add("gap", m.gap)
	}
	r.openingFeatures(m, boxed, s)
	if m.atoms > 1 {
		r.partFeatures(m, s)
	}
	if m.box >= 0 && !r.titleLike(m.first, m.end) {
		s.add("box", "small_letters")
	}
	// what else is spoken of near by
	from, to := max(r.starts[sent], first-8), min(r.starts[sent+1], end+8)
	seen := listSet(0)
	for i := from; i < to; i++ {
		if i < first || i >= end {
			seen |= r.words[i].set
		}
	}
	r.lookUp(s, "near", seen&(work|bookish|prize|honorific|authorverb))
}

// pronounFeatures tells whether he or she follows in the sentence, or opens the next one: then a person was named.
func (r *reading) pronounFeatures(s *sink, from, sent int32) {
	end := r.starts[sent+1]
	for i := from; i < min(end, from+15); i++ {
		if isPersonal(r.words[i].low) {
			s.add("pronoun", "after")
			break
		}
		if r.words[i].low == "where" {
			s.add("pronoun", "where")
			break
		}
	}
	if int(end) < len(r.words) && isPersonal(r.words[end].low) {
		s.add("pronoun", "next")
	}
}

// lookUp adds the lists that a neighbouring word stands in.
func (r *reading) lookUp(s *sink, template string, set listSet) {
	for ; set != 0; set &= set - 1 {
		s.add(template, listNames[bits.TrailingZeros32(uint32(set))])
	}
}
