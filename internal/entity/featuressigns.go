package entity

import (
	"math/bits"
	"strings"
)

// signFeatures hands over the signs that tell by standing once, whatever the other mentions are like.
func (r *reading) signFeatures(g *group, s *sink) {
	g.signs = r.signsOfAll(g)
	seen := g.signs
	stranger := r.strangerAs(g)
	for ; seen != 0; seen &= seen - 1 {
		name := signNames[bits.TrailingZeros32(uint32(seen))]
		s.add("any", name)
		if stranger != "" {
			s.add(stranger, name)
		}
	}
	if stranger != "" {
		s.add(stranger, "is")
	}
}

// signsOfAll are those of all mentions of a name.
func (r *reading) signsOfAll(g *group) (seen sign) {
	for _, i := range g.mentions {
		seen |= r.signsOf(&r.mentions[i])
	}
	return seen
}

// sign is a set of things that stand beside a name.
type sign uint32

const (
	signIn sign = 1 << iota
	signArticle
	signHonorific
	signBy
	signNamed
	signVerb
	signWriting
	signOwns
	signOwnsKin
	signOwnsWork
	signAs
	signKin
	signWho
	signWhere
	signPlural
	signPronoun
	signMid
)

var signNames = [...]string{
	"in", "article", "honorific", "by", "named", "verb", "writing", "owns", "owns_kin", "owns_work", "as", "kin", "who",
	"where", "plural", "pronoun", "mid",
}

func (r *reading) signsOf(m *mention) sign {
	sent := r.words[m.first].sent
	out := sign(0)
	before := m.first - 1
	if r.words[m.first].capped && !r.words[m.first].start {
		out |= signMid
	}
	if isArticle(r.around(before, sent)) {
		out |= signArticle
		before--
	}
	switch r.around(before, sent) {
	case "in", "at", "to", "from", "near", "into", "across", "around", "through", "on":
		out |= signIn
	case "by":
		out |= signBy
	case "named", "called", "nicknamed":
		out |= signNamed
	case "as", "like":
		out |= signAs
	}
	set := r.setAt(before, sent)
	if set&honorific != 0 {
		out |= signHonorific
	}
	if set&characternoun != 0 {
		out |= signKin
	}
	next := r.around(m.end, sent)
	if isPossessive(next) {
		out |= signOwns
		set := r.setAt(m.end+1, sent)
		if at := m.end + 1; at < r.starts[sent+1] && (set != 0 || !strings.HasPrefix(r.words[at].tag, "NN")) {
			set |= r.setAt(m.end+2, sent) // "Marlow's best works", not "Wickham's charm works on the reader"
		}
		if set&characternoun != 0 {
			out |= signOwnsKin
		}
		if set&(authornoun|bookish) != 0 {
			out |= signOwnsWork
		}
		return out
	}
	switch next {
	case "who", "whose", "whom":
		out |= signWho
	case "where":
		out |= signWhere
	case "are", "were", "have":
		out |= signPlural
	}
	set = r.setAt(m.end, sent)
	if set&characterverb != 0 {
		out |= signVerb
	}
	if set&authorverb != 0 {
		out |= signWriting
	}
	for i := m.end; i < min(m.end+6, r.starts[sent+1]); i++ {
		if isPersonal(r.words[i].low) {
			out |= signPronoun
		}
	}
	return out
}
