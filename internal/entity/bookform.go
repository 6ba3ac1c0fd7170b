package entity

import "strings"

// Forms that tell a title from what stands beside it, for which there are too few reviews to learn from. The bonuses are
// log-odds.
const (
	// byWriterBonus is how much more a name is taken for a book that stands as "X by Jay Oduya".
	byWriterBonus = 3.0
	// wasReadBonus is the same for a name of several words that the reviewer says to have read: "I read X", "X, which I read".
	wasReadBonus = 2.0
	// prepositionMalus is how much less a run that a preposition opens is taken for a name: "In Stoner, a boy …".
	prepositionMalus = 4.0
	// phraseMalus is how much less a name between quotation marks or in italics is taken for a person that has a small
	// word inside: “Winter in Halberd”.
	phraseMalus = 2.5
	// catalogBonus is how much more a single word is taken for a book whose title the user's catalogue has, and so much
	// again, also for a title that is a person's name, where the review shows that it means the book (isCatalogued).
	catalogBonus = 3.0
)

// bookForms adds to the log-odds of a name what its forms say.
func (r *reading) bookForms(g *group, sum *Weights) {
	prepositions, byWriter, wasRead, phrases := 0, 0, 0, 0
	for _, i := range g.mentions {
		m := &r.mentions[i]
		if r.opensWithPreposition(m) {
			prepositions++
		}
		if r.isByWriter(m) {
			byWriter++
		}
		if r.wasRead(m) {
			wasRead++
		}
		if m.box >= 0 && r.hasSmallWord(m) {
			phrases++
		}
	}
	several := strings.Contains(g.key, " ")
	switch {
	case prepositions == len(g.mentions) && !r.isKnownTitle(g.key):
		sum[kindNone] += prepositionMalus
		return
	case byWriter > 0:
		sum[kindBook] += byWriterBonus
	case wasRead > 0 && several && !r.isPersonByForm(g):
		sum[kindBook] += wasReadBonus
	}
	if phrases > 0 {
		sum[kindAuthor] -= phraseMalus
		sum[kindCharacter] -= phraseMalus
		sum[kindPerson] -= phraseMalus
	}
	if r.t.catalog.kindOf(g.key) != kindBook {
		return
	}
	if !several && !r.mayNamePerson(g.key) {
		sum[kindBook] += catalogBonus
	}
	if r.isCatalogued(g) {
		sum[kindBook] += catalogBonus
	}
}

// isCatalogued reports whether a name that the catalogue knows as a title is that book here: something happens in it ("In
// Marnie, a boy waits"), or the review names its author.
func (r *reading) isCatalogued(g *group) bool {
	if entry := r.t.catalog.books[g.key]; entry != nil {
		for _, author := range splitAuthors(entry.Author) {
			if _, ok := r.byKey[bareWords(author)]; ok {
				return true
			}
		}
	}
	for _, i := range g.mentions {
		m := &r.mentions[i]
		sent, before := r.words[m.first].sent, m.first-1
		for isQuote(r.around(before, sent)) || isArticle(r.around(before, sent)) {
			before--
		}
		if r.around(before, sent) == "in" {
			return true
		}
	}
	return false
}

func (r *reading) isKnownTitle(key string) bool {
	return r.t.lists.has(key, title) || r.t.catalog.kindOf(key) == kindBook
}

// opensWithPreposition reports whether a mention is a sentence's first word, a preposition, with the name that it belongs
// to behind it, and a comma ends the two: "In Stoner, …", "In Stoner by John Williams, …". "In Cold Blood is …" is a title.
func (r *reading) opensWithPreposition(m *mention) bool {
	w := &r.words[m.first]
	if !w.start || m.end-m.first < 2 || m.box >= 0 {
		return false
	}
	switch w.low {
	case "in", "with", "for", "after", "before", "since", "unlike", "like", "from", "reading":
	default:
		return false
	}
	at, end := m.end, r.starts[w.sent+1]
	if at < end && r.words[at].low == "by" {
		for at++; at < end && (r.words[at].capped || r.words[at].low == "." || r.words[at].set&joint != 0); {
			at++
		}
	}
	return at < end && r.words[at].low == ","
}

// isByWriter reports whether "by" and a person's full name follow a mention. A verb does not: "narrated by".
func (r *reading) isByWriter(m *mention) bool {
	sent := r.words[m.first].sent
	at, end := m.end, r.starts[sent+1]
	if isQuote(r.around(at, sent)) {
		at++
	}
	if r.around(at, sent) != "by" || r.words[m.first].set&demonym != 0 || m.end == m.first+1 && madeBy[r.words[m.first].low] { // "translated from the Spanish by …"
		return false
	}
	stop := at + 1
	for stop < end && (r.words[stop].capped || r.words[stop].low == "." && stop+1 < end && r.words[stop+1].capped) {
		stop++
	}
	return r.isPersonalName(at+1, stop) || stop > at+2 && r.isWriter(at+1, stop)
}

// wasRead reports whether the reviewer says to have read what is mentioned, and it is neither a person nor a title with
// its author.
func (r *reading) wasRead(m *mention) bool {
	sent := r.words[m.first].sent
	if w := &r.words[m.first]; m.gap == "by" || r.t.lists.names[w.low].common > 0 && r.t.lists.lowerShare(w.low) < 0.1 {
		return false
	}
	before := m.first - 1
	if isQuote(r.around(before, sent)) {
		before--
	}
	switch r.around(before, sent) {
	case "read", "reread", "reading", "rereading", "finished":
		return true
	}
	after := m.end
	for isQuote(r.around(after, sent)) {
		after++
	}
	return r.around(after, sent) == "," && r.around(after+1, sent) == "which" && r.around(after+2, sent) == "i"
}

// hasSmallWord reports whether a preposition or an article stands inside a mention.
func (r *reading) hasSmallWord(m *mention) bool {
	for i := m.first + 1; i < m.end-1; i++ {
		switch r.words[i].low {
		case "in", "for", "to", "from", "with", "on", "at", "by", "or", "a", "an", "into", "under", "over":
			return true
		}
	}
	return false
}
