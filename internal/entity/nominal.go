package entity

import "tonearc/pipeline/review"

// reference is a place that speaks of a family without naming it.
type reference struct {
	first, end int32
	family     int
	form       review.Form
	confidence float64
}

// references finds "the novel", "this author", and the pronouns whose person stands alone near by. Those that could
// mean two things are left out.
func (r *reading) references(families []family) []reference {
	author, authors := -1, 0
	for i := range families {
		if families[i].main && families[i].kind == kindAuthor {
			if author < 0 {
				author = i
			}
			authors++
		}
	}
	if authors > 1 {
		author = -1 // "the author" of a book by two is neither
	}
	var out []reference
	for i := range r.doc.Sentences {
		if r.isQuoted(i) {
			continue
		}
		book := r.focus[i].book
		first, end := r.starts[i], r.starts[i+1]
		for at := first; at < end; at++ {
			w := &r.words[at]
			switch {
			case w.low == "this" || w.low == "the":
				if n := r.nominal(at, end, bookNouns); n > 0 && book >= 0 {
					out = append(out, reference{at, at + n, book, review.Nominal, 0.8})
				} else if n := r.nominal(at, end, authorNouns); n > 0 && author >= 0 {
					out = append(out, reference{at, at + n, author, review.Nominal, 0.8})
				}
			case w.low == "it" && book >= 0 && at > first && isReaderVerb(r.words[at-1].stem):
				if !r.namesOther(families, i, book) {
					out = append(out, reference{at, at + 1, book, review.Pronoun, 0.6})
				}
			}
		}
	}
	return append(out, r.pronouns(families)...)
}

var bookNouns = map[string]bool{
	"book": true, "novel": true, "novella": true, "memoir": true, "collection": true, "audiobook": true, "anthology": true,
	"biography": true, "autobiography": true, "textbook": true, "graphic": true,
}

var authorNouns = map[string]bool{"author": true, "writer": true, "novelist": true, "poet": true, "playwright": true}

// nominal gives the length of "this novel", "the author" at a word, 0 where there is none: no ordinal and no other noun
// may follow ("the book club", "the author's note" is the author all the same).
func (r *reading) nominal(at, end int32, nouns map[string]bool) int32 {
	if at+1 >= end || !nouns[r.words[at+1].low] {
		return 0
	}
	if r.words[at+1].low == "graphic" {
		if at+2 < end && r.words[at+2].low == "novel" {
			return 3
		}
		return 0
	}
	if at+2 < end {
		next := &r.words[at+2]
		if next.name && (next.tag == "NN" || next.tag == "NNS" || next.tag == "NNP") && next.Start == r.words[at+1].End+1 {
			return 0
		}
		if r.words[at].low == "the" && (next.low == "of" || next.low == "that" || next.low == "i" && r.words[at+1].low != "book") {
			return 0 // "the book of Job", "the novel that he writes"
		}
	}
	return 2
}

// isReaderVerb reports whether "it" after this verb is what was read.
func isReaderVerb(stem string) bool {
	switch stem {
	case "love", "like", "hate", "enjoy", "read", "finish", "recommend", "ador", "devour", "dislik", "loath", "reread":
		return true
	}
	return false
}

// namesOther reports whether a sentence or the one before it names another book or work.
func (r *reading) namesOther(families []family, sent, book int) bool {
	for i := max(0, sent-1); i <= sent; i++ {
		for _, f := range r.inSentence[i] {
			if int(f) != book && (families[f].kind == kindBook || families[f].kind == kindWork) {
				return true
			}
		}
	}
	return false
}

// pronouns finds he and she where one person only, of that gender or of none known, is named in the sentence before
// them or in the sentence before that.
func (r *reading) pronouns(families []family) []reference {
	var out []reference
	genders := make([]gender, len(families))
	for i := range families {
		genders[i] = r.genderOf(&families[i])
	}
	for i := range r.doc.Sentences {
		if r.isQuoted(i) {
			continue
		}
		for at := r.starts[i]; at < r.starts[i+1]; at++ {
			w := &r.words[at]
			if len(w.low) < 2 || len(w.low) > 3 || w.low[0] != 'h' && w.low[0] != 's' {
				continue
			}
			want := unknown
			switch w.low {
			case "he", "him", "his":
				want = male
			case "she", "her":
				want = female
			default:
				continue
			}
			if f := r.onlyPerson(families, genders, i, at, want); f >= 0 {
				out = append(out, reference{at, at + 1, f, review.Pronoun, 0.6})
			}
		}
	}
	return out
}

// onlyPerson is the one person whom a pronoun at a word can mean; -1 where there is none or a doubt.
func (r *reading) onlyPerson(families []family, genders []gender, sent int, at int32, want gender) int {
	only := -1
	for i := max(0, sent-1); i <= sent; i++ {
		for _, f := range r.inSentence[i] {
			fam := &families[f]
			if !fam.kind.isPerson() || genders[f] != unknown && genders[f] != either && genders[f] != want {
				continue
			}
			if i == sent && !r.namedBefore(fam, sent, at) {
				continue
			}
			if only >= 0 && only != int(f) {
				return -1
			}
			only = int(f)
		}
	}
	if only >= 0 && genders[only] != want {
		return -1
	}
	return only
}

func (r *reading) namedBefore(f *family, sent int, at int32) bool {
	for _, j := range f.mentions {
		m := &r.mentions[j]
		if int(r.words[m.first].sent) == sent && m.first < at {
			return true
		}
	}
	return false
}

// genderOf tells the gender of a person by honorific or first name.
func (r *reading) genderOf(f *family) gender {
	if !f.kind.isPerson() {
		return unknown
	}
	words, title := r.withoutHonorific(f.words)
	if g := honorificGender(title); g != unknown {
		return g
	}
	if len(words) == 0 {
		return unknown
	}
	return r.t.lists.names[words[0]].gender
}

// isQuoted reports whether a sentence is not the reviewer speaking.
func (r *reading) isQuoted(i int) bool {
	s := &r.doc.Sentences[i]
	return s.Is(review.Quotation) || s.Is(review.Blurb)
}
