package entity

import "strings"

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

func (c *comparer) isNounAt(i int32) bool {
	tag := c.tag(i)
	return (tag == "NN" || tag == "NNS") && c.words[i].name
}

// familyAt gives the family whose name a word belongs to; -1 = none.
func (r *reading) familyAt(at int32) int { return int(r.familyOf[at]) - 1 }

// familyAtWord is familyAt for words that may lie outside the sentence.
func (c *comparer) familyAtWord(i int32) int {
	if c.word(i) == edge {
		return -1
	}
	return c.familyAt(i)
}
