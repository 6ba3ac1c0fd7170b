package entity

import (
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// comparer finds where a review sets one book or author against another. Two forms are looked for: comparing words with
// the other book behind them ("not as good as A Thousand Acres", "pales beside Emma", "like a lesser Murakami") and the
// other book with comparing words behind it ("Jane Eyre is the better novel", "read Emma instead"). Better a comparison
// missed than one that is none: what stands between the comparing words and the name must be small words, and what is
// compared must be a book, not a character.
type comparer struct {
	*reading
	families []family
	book     int // the book under review, -1 = unknown
	here     int // the book that the sentence speaks of where it does not say which, -1 = unknown
	sent     int
	objects  []run // of the sentence: names that something was already measured against
	out      []review.Comparison
}

// comparisons lists the comparisons of a review by sentence. The subject is the book under review, wherever it takes
// part.
func (r *reading) comparisons(families []family, book int) []review.Comparison {
	c := comparer{reading: r, families: families, book: book}
	for i := range r.doc.Sentences {
		c.sent, c.here, c.objects = i, c.spokenOf(i), c.objects[:0]
		if !r.isQuoted(i) {
			c.theBetter()
			c.ofAll()
		}
		if r.isQuoted(i) || len(r.inSentence[i]) == 0 && (i == 0 || len(r.inSentence[i-1]) < 2) {
			continue // nothing is named that this could be measured against, not even by "both"
		}
		for at := r.starts[i]; at < r.starts[i+1]; at++ {
			if r.familyAt(at) >= 0 { // "Trailing Like Butterfly Wings" compares nothing
				continue
			}
			if direction, after := c.comparing(at); direction != "" {
				c.withObjects(at, after, direction)
			}
		}
		c.namedFirst()
		c.contrasted()
		c.fronted()
	}
	return c.out
}

// spokenOf is the book that "it" is in a sentence: the one in focus, but where the sentence itself brings that up.
func (c *comparer) spokenOf(sent int) int {
	focus := c.focus[sent]
	if focus.unsure || slices.Contains(c.inSentence[sent], int32(focus.book)) {
		return c.book
	}
	return focus.book
}

// add notes a comparison, once for each pair in a sentence and turned so that the book under review is its subject.
func (c *comparer) add(subject, object int, direction review.Direction) {
	if subject < 0 || object < 0 || subject == object {
		return
	}
	if object == c.book {
		subject, object, direction = object, subject, opposite(direction)
	}
	author := &c.families[object]
	if direction == review.Like && len(c.meta.authors) > 0 && author.kind == kindAuthor && author.main && c.families[subject].main {
		return // "like all of Sanderson's books", of one by Sanderson
	}
	for i := len(c.out) - 1; i >= 0 && c.out[i].Sentence == c.sent; i-- {
		if o := &c.out[i]; o.Subject == subject && o.Object == object {
			return
		}
	}
	c.out = append(c.out, review.Comparison{Sentence: c.sent, Subject: subject, Object: object, Direction: direction})
}

// word gives the lower-case word at i, or the edge where it lies outside the sentence.
func (c *comparer) word(i int32) string { return c.around(i, int32(c.sent)) }

// withObjects notes the comparisons of comparing words at a word with what is named from another word on.
func (c *comparer) withObjects(at, after int32, direction review.Direction) {
	objects, pronoun := c.objectsFrom(after)
	if pronoun {
		// "X is better than this"
		if subject := c.subject(at, -1); subject != c.here {
			c.add(subject, c.here, direction)
		}
		return
	}
	if len(objects) == 0 && c.saysBoth(after) {
		subject := c.subject(at, -1)
		for _, object := range c.twoBefore(at, subject) {
			c.add(subject, object, direction)
		}
	}
	for _, object := range objects {
		c.add(c.subject(at, object), object, direction)
	}
}

// comparing tells which way the comparing words go that stand at a word, and the first word behind them; "" where none
// stand there.
func (c *comparer) comparing(at int32) (review.Direction, int32) {
	switch low := c.word(at); low {
	case "than":
		return c.than(at), at + 1
	case "as":
		return c.equative(at), at + 1
	case "since":
		for back := int32(1); back <= 4; back++ {
			if c.word(at-back) == "best" {
				return review.Like, at + 1
			}
		}
	case "like", "unlike":
		return c.likening(at), at + 1
	case "compared", "next":
		return c.setBeside(at)
	default:
		return c.phrase(at)
	}
	return "", 0
}

// than reads "better than", "less gripping than", "a more interesting book to me than".
func (c *comparer) than(at int32) review.Direction {
	if c.isHypothetical(at) {
		return ""
	}
	for back := int32(1); back <= 6; back++ {
		low := c.word(at - back)
		direction := review.Direction("")
		switch {
		case betterWords[low]:
			direction = review.Better
		case worseWords[low]:
			direction = review.Worse
		case low == "more" || low == "less":
			direction = c.grade(at-back+1, at)
			if low == "less" {
				direction = opposite(direction)
			}
		case low == edge || c.familyAt(at-back) >= 0:
			return ""
		}
		if direction != "" {
			return c.turned(at-back, direction)
		}
		if low == "more" || low == "less" {
			return ""
		}
	}
	return ""
}

// equative reads "(not) as good as".
func (c *comparer) equative(at int32) review.Direction {
	for back := int32(2); back <= 5; back++ {
		low := c.word(at - back)
		if low != "as" && low != "so" {
			continue
		}
		first := c.word(at - back + 1)
		direction := c.grade(at-back+1, at)
		if first == "much" && direction == "" {
			direction = c.grade(at-back, at-back) // "I liked it as much as"
		}
		switch {
		case neutralGrades[first] || c.isHypothetical(at):
			return ""
		case c.negated(at-back, c.sent) || c.word(at-back-1) == "half":
			if direction == review.Worse {
				return review.Better // "not as dull as"
			}
			if first == "much" && direction == "" && at-back+2 < at {
				return "" // "not as much magic as"
			}
			return review.Worse
		case c.word(at-back-1) == "twice" && direction == review.Better:
			return review.Better
		case direction != "":
			return review.Like
		}
		return ""
	}
	return ""
}

// likening reads "reads like", "it is a bit like", "Like X, this …", "unlike".
func (c *comparer) likening(at int32) review.Direction {
	if c.isHypothetical(at) || c.negated(at, c.sent) {
		return ""
	}
	back := at - 1
	for degreeWords[c.word(back)] {
		back--
	}
	before := c.word(back)
	opening := before == edge || isQuote(before) || before == "but" || before == "and"
	switch {
	case c.word(at) == "unlike" && (opening || before == ","):
		score := c.score(c.sent)
		switch {
		case !c.speaksOfBook(at):
			return ""
		case score.Tone > 0.3:
			return review.Better
		case score.Tone < -0.3:
			return review.Worse
		}
		return ""
	case likeVerbs[before]:
	case opening && c.speaksOfBook(at):
	default:
		return "" // "I like", "books like", "he ran like"
	}
	// "like a lesser Murakami"
	for i := at + 1; i < at+4 && c.familyAtWord(i) < 0; i++ {
		switch low := c.word(i); {
		case low == "better" || low == "superior":
			return review.Better
		case lesserWords[low]:
			return review.Worse
		}
	}
	return review.Like
}

// speaksOfBook reports whether the clause that follows an opening "Like X, …" has the book for its subject.
func (c *comparer) speaksOfBook(at int32) bool {
	comma := false
	for i := at + 1; i < at+14; i++ {
		switch low := c.word(i); {
		case low == edge:
			return false
		case low == ",":
			comma = true
		case !comma:
		case c.familyAt(i) >= 0 && c.familyAt(i) == c.book:
			return true
		case low == "it" || low == "this" || bookSubjects[low]:
			return true
		case low == "i" || low == "he" || low == "she" || low == "they" || low == "we" || low == "you":
			return false
		}
	}
	return false
}

// familyAtWord is familyAt for words that may lie outside the sentence.
func (c *comparer) familyAtWord(i int32) int {
	if c.word(i) == edge {
		return -1
	}
	return c.familyAt(i)
}

// phrase reads a fixed phrase that ends at a word: "not a patch on", "pales beside", "inferior to", "preferred".
func (c *comparer) phrase(at int32) (review.Direction, int32) {
	if !c.words[at].hasPhrases {
		return "", 0 // nearly all words
	}
	for _, p := range c.words[at].form.phrases {
		first, end := c.matches(p, at)
		if end == 0 {
			continue
		}
		if c.isHypothetical(at) {
			return "", 0
		}
		if c.negated(first, c.sent) {
			return p.negated, end
		}
		return p.direction, end
	}
	return "", 0
}

// matches reports where the phrase that begins at a word begins and ends; end is 0 where another one stands there. The
// word is known to be one of the phrase's first.
func (c *comparer) matches(p *comparingPhrase, at int32) (first, end int32) {
	i := at + 1
	for _, want := range p.words[1:] {
		if p.gap {
			for k := 0; k < 5 && !oneOf(want, c.word(i)); k++ {
				if c.word(i) == edge || c.familyAt(i) >= 0 {
					return 0, 0
				}
				i++
			}
		}
		if !oneOf(want, c.word(i)) {
			return 0, 0
		}
		i++
	}
	return at, i
}

// oneOf reports whether a word is one of several, separated by "|".
func oneOf(several, word string) bool {
	for len(several) >= len(word) {
		if n := len(word); (n == len(several) || several[n] == '|') && several[:n] == word {
			return true
		}
		at := strings.IndexByte(several, '|')
		if at < 0 {
			return false
		}
		several = several[at+1:]
	}
	return false
}

// isHypothetical reports whether the clause before a word tells of what was hoped, heard or supposed.
func (c *comparer) isHypothetical(at int32) bool {
	for i := at - 1; i >= max(c.starts[c.sent], at-14); i-- {
		switch low := c.word(i); {
		case low == ";" || low == "but":
			return false
		case hypothetical[low]:
			return true
		}
	}
	return false
}

// grade tells whether the words between "more" and "than" praise or blame, or, where there are none, the verb before
// them ("I liked it more than"); "" where they do neither ("more pages than").
func (c *comparer) grade(from, to int32) review.Direction {
	if from >= to {
		for back := from - 1; back >= max(c.starts[c.sent], from-12) && c.word(back) != ";"; back-- {
			switch c.words[back].low {
			case "like", "liked", "love", "loved", "enjoy", "enjoyed", "prefer", "preferred", "admire", "admired", "adored":
				return review.Better
			case "hate", "hated", "disliked", "loathed":
				return review.Worse
			}
		}
		return ""
	}
	for i := from; i < to; i++ {
		switch stem := c.words[i].stem; {
		case gradeUp[stem] || gradeUp[c.words[i].low]:
			return review.Better
		case gradeDown[stem] || gradeDown[c.words[i].low]:
			return review.Worse
		}
	}
	return ""
}

func opposite(d review.Direction) review.Direction {
	switch d {
	case review.Better:
		return review.Worse
	case review.Worse:
		return review.Better
	}
	return d
}

// turned turns a direction round where the comparing word is negated: "no better than" is worse, "no worse than" alike.
func (c *comparer) turned(at int32, d review.Direction) review.Direction {
	switch {
	case !c.negated(at, c.sent):
		return d
	case d == review.Better:
		return review.Worse
	}
	return review.Like
}

// negated reports whether one of the words before at says no.
func (r *reading) negated(at int32, sent int) bool {
	for i := at - 1; i >= max(r.starts[sent], at-4); i-- {
		switch r.words[i].low {
		case "not", "n't", "n’t", "never", "nowhere", "hardly", "no", "nor", "isnt", "wasnt", "neither", "nothing", "cannot":
			return true
		case ",", ";", "but":
			return false
		}
	}
	return false
}

// objectsFrom gives what is named right behind comparing words, with what is joined to it ("Asimov or Clarke"). pronoun
// tells that it is the book under review, as "this".
func (c *comparer) objectsFrom(at int32) (out []int, pronoun bool) {
	fronted := c.isFronted(at)
	for steps := 0; steps < 8; steps++ {
		low := c.word(at)
		f := c.familyAtWord(at)
		switch {
		case f >= 0:
			object, end := c.object(f, at)
			if object < 0 {
				return out, false
			}
			if len(out) > 0 && strings.HasPrefix(c.tag(end), "V") {
				return out, false // "better than Emma, and Persuasion has …"
			}
			out = append(out, object)
			c.objects = append(c.objects, run{at, end})
			if at = end; isQuote(c.word(at)) {
				at++
			}
			if next := c.word(at); next == "and" || next == "or" || next == "&" || next == "," && !fronted && c.joins(at+1) {
				at++
				for next := c.word(at); next == "and" || next == "or"; next = c.word(at) {
					at++
				}
				steps = 4
				continue
			}
			return out, false
		case len(out) == 0 && (low == "this" || low == "it") && !c.isNounAt(at+1):
			return nil, true
		case low == ",":
			if fronted || !bookSubjects[c.word(at-1)] && c.word(at-1) != "say" && c.word(at-1) != "example" {
				return out, false
			}
		case gapWords[low] || bookSubjects[low] || strings.HasPrefix(c.tag(at), "JJ") || isQuote(low) || low == "(":
		default:
			return out, false
		}
		at++
	}
	return out, false
}

// joins reports whether a name stands at a word, so that a comma before it continues a list.
func (c *comparer) joins(at int32) bool {
	for c.word(at) == "and" || c.word(at) == "or" || isQuote(c.word(at)) || c.word(at) == "the" {
		at++
	}
	f := c.familyAtWord(at)
	return f >= 0 && c.isComparable(f)
}

func (c *comparer) isComparable(f int) bool {
	switch c.families[f].kind {
	case kindBook, kindAuthor, kindWork:
		return true
	}
	return false
}

// isFronted reports whether the comparing words before a word open the sentence: "Though not as good as X, Y …".
func (c *comparer) isFronted(at int32) bool {
	first := c.starts[c.sent]
	for isQuote(c.word(first)) || c.word(first) == "(" {
		first++
	}
	switch c.word(first) {
	case "though", "although", "while", "like", "unlike", "not":
		return at-first < 10
	}
	return c.setAgainst(first) > 0 && at-first < 10
}

// object settles whom a name behind comparing words stands for, and the word behind it: "Scalzi's Old Man's War" is the
// book, "Tolkien's Middle-earth" nothing to compare with, "the other Ruth Ozeki book (A Tale …)" the book in brackets.
func (c *comparer) object(f int, at int32) (object int, end int32) {
	if !c.isComparable(f) {
		return -1, at
	}
	end = at
	for c.familyAtWord(end) == f && !isPossessive(c.word(end)) {
		end++
	}
	if isPossessive(c.word(end)) {
		next := end + 1
		for c.tag(next) == "JJ" || c.tag(next) == "JJR" || c.tag(next) == "JJS" || gapWords[c.word(next)] {
			next++
		}
		if o := c.familyAtWord(next); o >= 0 && c.families[o].kind == kindBook {
			return c.object(o, next)
		}
		if set := c.setAt(next, int32(c.sent)); set&(bookish|authornoun|work) == 0 && !qualities[c.word(next)] {
			return -1, end
		}
		end = next + 1
	} else if low := c.word(end); c.families[f].kind == kindAuthor && c.isNounAt(end) && !bookSubjects[low] {
		return -1, end // "a Shakespeare tragedy"
	}
	if c.families[f].kind == kindAuthor {
		for i := end; i < end+8 && c.word(i) != "," && c.word(i) != edge; i++ {
			if c.word(i) != "(" {
				continue
			}
			for i++; c.word(i) != ")" && c.word(i) != edge; i++ {
				if o := c.familyAt(i); o >= 0 && c.families[o].kind == kindBook {
					return o, i + 1
				}
			}
		}
	}
	return f, end
}

// tag gives the tag of the word at i; "" outside the sentence.
func (c *comparer) tag(i int32) string {
	if c.word(i) == edge {
		return ""
	}
	return c.words[i].tag
}

func (c *comparer) isNounAt(i int32) bool {
	tag := c.tag(i)
	return (tag == "NN" || tag == "NNS") && c.words[i].name
}

// subject gives what is compared: the book that the sentence speaks of, where the clause before the comparing words says
// so or names nothing; another book where that is named, but for what something else was measured against ("X is better
// than Y but not as good as …"); -1 where it is a character, or what the review calls "the first book".
func (c *comparer) subject(at int32, object int) int {
	isRelative := false // "Y, which is better than …"
	for i := at - 1; i >= c.starts[c.sent]; i-- {
		low := c.word(i)
		if f := c.familyAt(i); f >= 0 {
			switch c.families[f].kind {
			case kindBook, kindWork:
				if f != object && (isRelative || !c.isObject(i)) {
					return f
				}
			case kindAuthor:
				if object >= 0 && f != object && c.families[object].kind == kindAuthor {
					return f
				}
			case kindCharacter, kindPerson:
				if c.word(i+1) != "in" && !isPossessive(c.word(i+1)) {
					return -1
				}
			}
			continue
		}
		switch {
		case low == "which" || low == "itself":
			isRelative = true
		case low == "it" || low == "this":
			return c.here
		case low == "he" || low == "she" || low == "they" || low == "characters" || low == "who":
			return -1
		case bookSubjects[low] && otherOnes[c.word(i-1)]:
			return -1
		case bookSubjects[low] || low == ";" || low == "but" && !c.sharesSubject(i, at):
			return c.here
		}
	}
	return c.here
}

// isObject reports whether a word belongs to a name that something was already measured against.
func (c *comparer) isObject(at int32) bool {
	return slices.ContainsFunc(c.objects, func(of run) bool { return of.first <= at && at < of.end })
}

// sharesSubject reports whether the clause between a "but" and comparing words has no subject of its own.
func (c *comparer) sharesSubject(but, at int32) bool {
	for i := but + 1; i < at; i++ {
		if c.familyAt(i) >= 0 || c.word(i) == "i" || c.word(i) == "we" || c.word(i) == "there" {
			return false
		}
	}
	return true
}

// familyAt gives the family whose name a word belongs to; -1 = none.
func (r *reading) familyAt(at int32) int { return int(r.familyOf[at]) - 1 }
