package entity

// section is the sentences in which a book is judged, as a review of its own within the review.
type section struct {
	sents []int
	own   bool // it is a book with a section; else all of the review stands in
}

// leastSection is how many sentences must surely speak of a book besides the one under review for them to be a section.
const leastSection = 2

// sections gives every family its section. That of the book under review is the review without what speaks of other
// books; whatever has none is judged before the whole review.
func (r *reading) sections(families []family) []section {
	all := make([]int, len(r.doc.Sentences))
	for i := range all {
		all[i] = i
	}
	out := make([]section, len(families))
	for i := range out {
		out[i].sents = all
	}
	elsewhere := make(map[int][]int)
	for i, focus := range r.focus {
		if focus.book >= 0 && !families[focus.book].main && !focus.unsure {
			elsewhere[focus.book] = append(elsewhere[focus.book], i)
		}
	}
	for i := range families {
		switch {
		case families[i].kind == kindBook && families[i].main:
			out[i].own = true
			if len(elsewhere) > 0 {
				out[i].sents = r.notSurelyElsewhere(i)
			}
		case len(elsewhere[i]) >= leastSection && families[i].kind == kindBook:
			out[i] = section{sents: elsewhere[i], own: true}
		}
	}
	return out
}

// notSurelyElsewhere lists the sentences that are not surely about another book than this one.
func (r *reading) notSurelyElsewhere(book int) (out []int) {
	for i, focus := range r.focus {
		if focus.book < 0 || focus.book == book || focus.unsure {
			out = append(out, i)
		}
	}
	return out
}

// charge is how much of a sentence that does not name a book is said of it.
type charge struct {
	book  int // family
	share float64
}

// charged gives the books that a sentence speaks of without naming them: the one in focus, and, where that is unsure, the
// one under review (main) as well, half to each. What a book gets that the review does not name is nobody's.
func (r *reading) charged(out []charge, families []family, main, sent int) []charge {
	focus, part := r.focus[sent], 1.0
	if focus.unsure {
		part = 0.5
		out = append(out, charge{main, part * r.untargeted(families, main, sent)})
	}
	if focus.book >= 0 {
		out = append(out, charge{focus.book, part * r.untargeted(families, focus.book, sent)})
	}
	return out
}

// untargeted is how much a sentence speaks of the book in focus without naming it: wholly where it names nothing else, in
// part where it names its author or its characters.
func (r *reading) untargeted(families []family, book, sent int) float64 {
	share := 0.7
	for _, f := range r.inSentence[sent] {
		switch fam := &families[f]; {
		case int(f) == book:
			return 0 // counted at its name
		case fam.kind == kindAuthor && fam.main, fam.kind == kindCharacter:
			share = min(share, 0.4)
		case fam.kind == kindBook, fam.kind == kindWork, fam.kind == kindAuthor:
			share = min(share, 0.15)
		}
	}
	return share
}

// toneOf is the mean tone of a section by weight.
func (r *reading) toneOf(of *section) float64 {
	sum, weight := 0.0, 1.0
	for _, i := range of.sents {
		score := r.score(i)
		sum += score.Weight * score.Tone
		weight += score.Weight
	}
	return sum / weight
}

// ends is the tone of the first and of the last sentences that judge: there reviewers say what they make of it all.
func (r *reading) ends(of *section) (opening, closing float64) {
	const enough = 2.0
	end := func(from, step int) float64 {
		sum, weight := 0.0, 0.0
		for i := from; i >= 0 && i < len(of.sents) && weight < enough; i += step {
			score := r.score(of.sents[i])
			sum += score.Weight * score.Tone
			weight += score.Weight
		}
		return sum / (weight + 0.5)
	}
	return end(0, 1), end(len(of.sents)-1, -1)
}

// strong is the share of the judging sentences that praise and that blame with strong words.
func (r *reading) strong(of *section) (praise, blame float64) {
	const least = 0.45
	weight := 1.0
	for _, i := range of.sents {
		score := r.score(i)
		weight += score.Weight
		switch {
		case score.Tone > least:
			praise += score.Weight
		case score.Tone < -least:
			blame += score.Weight
		}
	}
	return praise / weight, blame / weight
}

// rating is the last rating that the section states, on [-1, 1].
func (r *reading) rating(of *section) (float64, bool) {
	for i := len(of.sents) - 1; i >= 0; i-- {
		if rating := r.score(of.sents[i]).Rating; rating != nil {
			return *rating*2 - 1, true
		}
	}
	return 0, false
}
