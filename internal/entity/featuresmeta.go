package entity

import "strings"

// metaFeatures compares the name with what the record says.
func (r *reading) metaFeatures(g *group, s *sink) {
	m := &r.meta
	if m.book == "" {
		s.add("meta", "no_book")
	} else {
		s.add("meta", "book")
		switch {
		case g.key == m.book || g.key == m.main:
			s.add("meta_title", "same")
			if strings.Contains(g.key, " ") {
				s.add("meta_title", "same_long")
			}
		case opensWith(m.book, g.key):
			s.add("meta_title", "opening")
		case hasWord(m.book, g.key):
			s.add("meta_title", "inside")
		case hasWord(g.key, m.main):
			s.add("meta_title", "around")
		case isAcronym(g.key, m.book) || isAcronym(g.key, m.main):
			s.add("meta_title", "acronym")
		}
	}
	if len(m.authors) == 0 {
		s.add("meta", "no_author")
	}
	for i, name := range m.authors {
		if name == "" {
			continue
		}
		which := "same"
		switch {
		case g.key == name:
		case endsWith(name, g.key):
			which = "surname"
		case opensWith(name, g.key):
			which = "given"
		case hasWord(name, g.key):
			which = "inside"
		case surnameOf(g.key) == surnameOf(name):
			which = "namesake"
		default:
			continue
		}
		if i == 0 {
			s.add("meta_author", which)
		} else {
			s.add("meta_coauthor", which)
		}
		break
	}
	if m.series != "" && g.key == m.series {
		s.add("meta_series", "same")
	}
	if m.headline != "" && hasWord(m.headline, g.key) {
		s.add("meta_headline", "inside")
	}
	if r.t.catalog.books[g.key] != nil || r.t.catalog.series[g.key] {
		s.add("meta_title", "same_long") // the user's catalogue is as good as the record
		s.add("meta_title", "same")
	}
	if r.t.catalog.authors[g.key] {
		s.add("meta_author", "same")
	}
}

// strangerAs is the template under which the signs of a name count once more where the book's authors are known and it
// is none of theirs: another writer is mostly a well-known one, or stands with a book of his own. It is "" elsewhere.
func (r *reading) strangerAs(g *group) string {
	if len(r.meta.authors) == 0 {
		return ""
	}
	for _, name := range r.meta.authors {
		if hasWord(name, g.key) || hasWord(g.key, name) || surnameOf(name) == surnameOf(g.key) {
			return ""
		}
	}
	switch {
	case r.t.lists.has(g.key, author):
		return strangerListed
	case strings.Contains(g.key, " "):
		return "stranger_full"
	}
	return "stranger_single"
}

const strangerListed = "stranger_listed"
