package entity

import (
	"slices"
	"strings"
)

// splitEponyms parts the mentions of a title that is a person's name too ("Rebecca", "Jane Eyre"): where the story is
// told, the person is meant. What is set in quotation marks or italics, what is read, and what opens, tells or is set
// somewhere stays the book.
func (r *reading) splitEponyms() {
	if low := strings.ToLower(r.meta.title); withoutArticle(low) != low {
		return // "The Gene"
	}
	for i := range r.groups {
		if r.isMainTitle(r.groups[i].key) && r.mayNamePerson(r.groups[i].key) {
			r.splitEponym(i)
		}
	}
}

func (r *reading) splitEponym(at int) {
	var person []int32
	for _, j := range r.groups[at].mentions {
		if r.meansPerson(&r.mentions[j]) {
			person = append(person, j)
		}
	}
	switch len(person) {
	case 0:
		return
	case len(r.groups[at].mentions):
		r.groups[at].person = true // the book itself is never named
		return
	}
	n := int32(len(r.groups))
	for _, j := range person {
		r.mentions[j].group = n
	}
	book := &r.groups[at]
	book.mentions = slices.DeleteFunc(book.mentions, func(j int32) bool { return r.mentions[j].group == n })
	r.groups = append(r.groups, group{key: book.key, words: book.words, mentions: person, into: n, person: true})
}

// mayNamePerson reports whether a title is a person's name: a first name, with a surname or without, or a well-known
// character's.
func (r *reading) mayNamePerson(key string) bool {
	l := r.t.lists
	if l.has(key, figure) {
		return true
	}
	words := strings.Fields(key)
	if len(words) == 0 || len(words) > 3 || l.names[words[0]].common == 0 || l.lowerShare(words[0]) >= 0.3 {
		return false
	}
	return len(words) == 1 || l.lowerShare(words[len(words)-1]) < 0.1
}

// meansPerson reports whether a mention of such a title is the person.
func (r *reading) meansPerson(m *mention) bool {
	if m.box >= 0 && r.found[m.box].kind != known {
		return false
	}
	sent := r.words[m.first].sent
	if r.score(int(sent)).Story < 0.5 || r.isHeadline(sent) {
		return false
	}
	before := m.first - 1
	if isArticle(r.around(before, sent)) {
		return false
	}
	switch r.around(before, sent) {
	case "in", "read", "reading", "reread", "rereading", "finished", "of", "book", "novel":
		return false
	}
	next := m.end
	if isPossessive(r.around(next, sent)) {
		return r.setAt(next+1, sent)&bookish == 0
	}
	switch r.around(next, sent) {
	case "is", "was":
		return r.around(next+1, sent) != "about" && r.around(next+1, sent) != "set"
	case "opens", "begins", "starts", "tells", "follows", "takes", "ends", "concerns", "centres", "centers", "by", "by:", "has", "had":
		return r.around(next, sent) == "had"
	}
	return r.setAt(next, sent)&authorverb == 0
}
