package entity

import (
	"strings"
)

// main marks the book under review and its author, and puts them first. The record's metadata say which they are; what
// the text does not name is added from there. Without metadata the text must do.
func (r *reading) main(families []family) []family {
	book, authors := -1, []int(nil)
	if r.meta.book != "" {
		book = r.find(families, func(f *family) bool { return f.kind == kindBook && r.isBookUnderReview(f) })
		if book < 0 {
			families = append(families, family{kind: kindBook, key: r.meta.book, prob: 1})
			book = len(families) - 1
		}
		families[book].name = r.meta.title
		families[book].prob = 1
	}
	n := 0
	for _, name := range r.meta.writers {
		key := bareWords(name)
		if key == "" {
			continue
		}
		at := r.find(families, func(f *family) bool {
			return f.kind.isPerson() && !f.main && r.samePerson(strings.Fields(f.key), strings.Fields(key)) >= 2 || f.key == key
		})
		if at < 0 {
			families = append(families, family{kind: kindAuthor, key: key, prob: 1})
			at = len(families) - 1
		}
		f := &families[at]
		f.kind, f.name, f.key, f.prob, f.main = kindAuthor, strings.TrimSpace(name), key, 1, true
		authors = append(authors, at)
		n++
	}
	if book < 0 {
		book = r.guessBook(families)
	}
	if n == 0 {
		if at := r.guessAuthor(families, book); at >= 0 {
			authors = append(authors, at)
		}
	}
	out := make([]family, 0, len(families))
	first := make([]bool, len(families))
	if book >= 0 {
		families[book].main = true
		first[book] = true
		out = append(out, families[book])
	}
	for _, at := range authors {
		if !first[at] {
			families[at].main = true
			first[at] = true
			out = append(out, families[at])
		}
	}
	for i := range families {
		if !first[i] {
			out = append(out, families[i])
		}
	}
	return out
}

func (r *reading) find(families []family, is func(*family) bool) int {
	for i := range families {
		if is(&families[i]) {
			return i
		}
	}
	return -1
}

// isBookUnderReview reports whether one of a family's names is the title that the metadata give.
func (r *reading) isBookUnderReview(f *family) bool {
	if r.isMainTitle(bare(f.name)) {
		return true
	}
	for _, g := range f.groups {
		key := r.groups[g].key
		if r.isMainTitle(key) || bare(mainTitle(r.surface(&r.mentions[r.groups[g].mentions[0]]))) == r.meta.main {
			return true
		}
	}
	return false
}

// guessBook picks the book that a review without metadata is about: named in its headline, first, with its author,
// often. -1 where no book is named.
func (r *reading) guessBook(families []family) int {
	top, best := -1, 0.0
	for i := range families {
		f := &families[i]
		if f.kind != kindBook || len(f.mentions) == 0 {
			continue
		}
		m := &r.mentions[f.mentions[0]]
		sent := r.words[m.first].sent
		points := 2 * float64(f.prob)
		points += min(float64(len(f.mentions)), 6) * 0.5
		if sent == 0 {
			points += 2
		} else if int(sent)*5 < len(r.doc.Sentences) {
			points++
		}
		if r.meta.headline != "" && hasWord(r.meta.headline, f.key) {
			points += 4
		}
		for _, j := range f.mentions {
			if r.authorOf(families, &r.mentions[j]) >= 0 {
				points += 1.5
				break
			}
		}
		if r.isHeadline(sent) && sent < 3 {
			points++
		}
		if points > best {
			top, best = i, points
		}
	}
	return top
}

// authorOf gives the author who stands with a book's mention: "T by A", "A's T"; -1 = none.
func (r *reading) authorOf(families []family, m *mention) int {
	sent := r.words[m.first].sent
	isAuthor := func(f int) bool { return f >= 0 && families[f].kind == kindAuthor }
	for i := m.end + 1; i < min(m.end+5, r.starts[sent+1]); i++ {
		if f := r.familyAt(i); isAuthor(f) && r.words[i-1].low == "by" {
			return f
		}
	}
	for i := m.first - 1; i > max(m.first-4, r.starts[sent]); i-- {
		if f := r.familyAt(i - 1); isAuthor(f) && isPossessive(r.words[i].low) {
			return f
		}
	}
	return -1
}

// guessAuthor picks the author of the book under review: the one who stands with it, else the one most spoken of.
func (r *reading) guessAuthor(families []family, book int) int {
	if book >= 0 {
		for _, j := range families[book].mentions {
			if at := r.authorOf(families, &r.mentions[j]); at >= 0 {
				return at
			}
		}
	}
	top, best := -1, 0
	for i := range families {
		f := &families[i]
		if f.kind == kindAuthor && len(f.mentions) > best {
			top, best = i, len(f.mentions)
		}
	}
	return top
}
