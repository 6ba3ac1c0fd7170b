package entity

import "strings"

// Somebody after whom a longer title is called: Sparrow, in a review of The Mists of Sparrow. Her name stands in the title
// first, or last behind a small word, and in the text like a person's. The bonuses are log-odds; there are too few such
// reviews to learn from.
const (
	heroBonus = 3.0 // more for a character
	heroMalus = 4.0 // less for a writer, who does not stand in titles, for another book, and for none
)

// heedTitles makes characters of the names that are the heroes of a title.
func (r *reading) heedTitles() {
	if r.shouts {
		return
	}
	var titles []string
	if r.meta.book != "" {
		titles = append(titles, r.meta.book, r.meta.main)
	}
	for i := range r.groups {
		if g := &r.groups[i]; g.prob[kindBook] >= leastNeighbour && strings.Count(g.key, " ") >= 2 {
			titles = append(titles, g.key)
		}
	}
	if len(titles) == 0 {
		return
	}
	for i := range r.groups {
		g := &r.groups[i]
		if g.certain || g.person || g.lower > 0 || g.prob[kindCharacter] >= leastNamesake || g.prob[kindPlace]+g.prob[kindOrg] > 0.5 ||
			r.t.lists.has(g.key, author|place|org|title|function) {
			continue
		}
		begins, ends := namesHero(titles, g.key)
		if !begins && !ends {
			continue
		}
		g.logit[kindAuthor] -= heroMalus
		if ends && r.isSpokenOfAsPerson(g) {
			g.logit[kindCharacter] += heroBonus
			g.logit[kindNone] -= heroMalus
			g.logit[kindBook] -= heroMalus
			g.logit[kindWork] -= heroMalus
		}
		g.prob = softmax(g.logit)
	}
}

// titleJoints are the words behind which a person's name ends a title, besides forms in -ing.
const titleJoints = "of|for|to|and|with|about|against|called|named|meet"

// namesHero reports whether a name begins or ends one of the titles, and whether it ends it behind a word that may stand
// before a person's name there. What begins a title (Demon, of Demon Copperhead) is as often short for the book.
func namesHero(titles []string, key string) (begins, ends bool) {
	for _, title := range titles {
		begins = begins || strings.HasPrefix(title, key+" ")
		head, ok := strings.CutSuffix(title, " "+key)
		if !ok {
			continue
		}
		before := head[strings.LastIndexByte(head, ' ')+1:]
		if oneOf(titleJoints, before) || strings.HasSuffix(before, "ing") {
			ends = true
		}
	}
	return begins, ends
}

// isSpokenOfAsPerson reports whether a name is never set apart, called a book or a place one is in, and has at least once a
// person's place: with its capital inside a sentence, or as a first name.
func (r *reading) isSpokenOfAsPerson(g *group) bool {
	given, _, several := strings.Cut(g.key, " ")
	isNamed := r.t.lists.names[given].common > 0
	if share := r.t.lists.lowerShare(g.key); !isNamed && (several || strings.HasSuffix(g.key, "s") || r.t.lists.met(g.key) && (share == 0 || share >= 0.3)) {
		return false // "The Order of Nameless Things", "The Last of Lanterns", "A Life with Geese"
	}
	isPerson := false
	for _, i := range g.mentions {
		m := &r.mentions[i]
		sent := r.words[m.first].sent
		before, next := r.around(m.first-1, sent), r.around(m.end, sent)
		switch {
		case m.box >= 0 && r.found[m.box].kind != known, isArticle(before), oneOf("in|into|at|on|from|near|across|through|reading|read|finished", before):
			return false
		case r.isHeadline(sent), oneOf(titleJoints, before) && m.first >= 2 && r.words[m.first-2].capped:
			continue // a part of the title itself
		case isLinking(next) && r.saysBook(m.end+1, sent):
			return false
		}
		if w := &r.words[m.first]; w.capped && (isNamed || !w.start) {
			isPerson = true
		}
	}
	return isPerson
}

// saysBook reports whether one of the next words is a word for a book: "Sparrow is a splendid novel".
func (r *reading) saysBook(at, sent int32) bool {
	for i := at; i < at+6; i++ {
		if bookSubjects[r.around(i, sent)] {
			return true
		}
	}
	return false
}
