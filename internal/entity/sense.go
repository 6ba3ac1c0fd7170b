package entity

import (
	"strings"

	"tonearc/pipeline/review"
)

// Many words that speak of a side of a book have other senses: "story" is the book, what somebody tells, or a plot;
// "the world" is mostly ours. Such a weak word counts where the reviewer judges the thing itself, which is told from its
// part of speech, its place in the sentence, and the words that made the sentence's tone (its evidence).

// factual are the genres, as ingest names them, whose books have no plot, cast or invented world to speak of: there a
// weak word of these sides means something else.
var factual = map[string]bool{
	"history": true, "science": true, "self-help": true, "business": true, "philosophy": true, "religion": true,
	"politics": true, "computing": true, "travel": true, "cooking": true, "nonfiction": true,
}

// invented reports whether only fiction has this side.
func invented(kind review.AspectKind) bool {
	return kind == review.Plot || kind == review.Characters || kind == review.World
}

// isJudged reports whether a weak entry at the words [at, end) of sentence i speaks of the book there.
func (r *reading) isJudged(i int, at, end int32, kind review.AspectKind) bool {
	if invented(kind) && factual[r.doc.Review.Metadata.Genre] {
		return false
	}
	if end > at+1 {
		return true // a phrase says what it means
	}
	w := &r.words[at]
	isVerb := strings.HasPrefix(w.tag, "VB")
	switch {
	case kind == review.Humour:
		return true // its words judge by themselves
	case kind == review.Pacing:
		return !isVerb || !people[r.around(at-1, int32(i))] // "he rushed": somebody in the book did
	case kind == review.Ending && isVerb:
		return r.subjectIsBook(i, at)
	case kind == review.Prose && isVerb:
		return !r.isWriting(at, int32(i))
	case kind == review.Plot && isVerb:
		return w.tag == "VBN" || w.tag == "VBD" // "contrived", not "she reveals"
	case strings.HasPrefix(w.tag, "NN"):
		return r.isJudgedNoun(i, at)
	case isVerb:
		return !people[r.around(at-1, int32(i))]
	}
	return true
}

// isWriting reports whether the verb at a word is what somebody did, not how the book is written: "has written an epic",
// "begin writing novels".
func (r *reading) isWriting(at, sent int32) bool {
	before := at - 1
	for before >= r.starts[sent] && strings.HasPrefix(r.words[before].tag, "RB") {
		before--
	}
	switch low := r.around(before, sent); {
	case low == "have", low == "has", low == "had", low == "'ve":
		return true
	case r.words[at].tag == "VBG":
		next := at + 1
		return next < r.starts[sent+1] && (r.words[next].tag == "DT" || r.words[next].tag == "PRP" || strings.HasPrefix(r.words[next].tag, "NN"))
	}
	return false
}

// people are the pronouns of those who do something, rather than of a book.
var people = map[string]bool{"i": true, "he": true, "she": true, "they": true, "we": true, "you": true, "who": true}

// books are the words for what ends where "it ends".
var books = map[string]bool{
	"book": true, "novel": true, "story": true, "tale": true, "series": true, "trilogy": true, "saga": true, "novella": true,
	"plot": true, "it": true, "this": true, "everything": true, "things": true, "which": true,
}

// subjectIsBook reports whether the verb at a word has the book for its subject: one of the words for it stands shortly
// before, with nothing but auxiliaries and adverbs between.
func (r *reading) subjectIsBook(i int, at int32) bool {
	for k := at - 1; k >= r.starts[i] && k >= at-4; k-- {
		if books[r.words[k].low] {
			return true
		}
		if tag := r.words[k].tag; !strings.HasPrefix(tag, "RB") && !strings.HasPrefix(tag, "VB") && tag != "MD" {
			return false
		}
	}
	return false
}

// places are the prepositions behind which a noun is where something is or happens: "throughout the story".
var places = map[string]bool{
	"in": true, "into": true, "throughout": true, "through": true, "during": true, "from": true, "within": true, "across": true,
	"behind": true, "on": true, "to": true, "around": true, "until": true, "towards": true, "toward": true, "before": true, "after": true,
}

// near is how many words away a judging word may stand from the noun that it judges.
const near = 4

// isJudgedNoun reports whether the reviewer judges what the noun at a word names: with a judging word in its own phrase
// ("a dull story"), as the subject of a verb ("the story drags"), or with a judging word near ("I loved the story"). A
// noun that only says where something is, and one that only colours the next noun ("romance novels"), are not judged.
func (r *reading) isJudgedNoun(i int, at int32) bool {
	first, last := r.starts[i], r.starts[i+1]
	phrase := at
	for phrase > first && at-phrase < near && belongs(r.words[phrase-1].tag) {
		phrase--
	}
	if next := at + 1; next < last && strings.HasPrefix(r.words[next].tag, "NN") && !r.isEvidence(i, next, next+1) {
		return false
	}
	if r.isEvidence(i, phrase, at) {
		return true
	}
	if phrase > first && places[r.words[phrase-1].low] {
		return false
	}
	if next := at + 1; next < last && (strings.HasPrefix(r.words[next].tag, "VB") || r.words[next].tag == "MD") && (phrase == first || r.words[phrase-1].tag != "IN") {
		return true
	}
	return r.isEvidence(i, max(first, at-near), at) || r.isEvidence(i, at+1, min(last, at+1+near))
}

// belongs reports whether a word of this tag can stand before a noun in its phrase.
func belongs(tag string) bool {
	switch {
	case strings.HasPrefix(tag, "JJ"), strings.HasPrefix(tag, "RB"), tag == "DT", tag == "PRP$", tag == "POS", tag == "VBN", tag == "VBG", strings.HasPrefix(tag, "NN"):
		return true
	}
	return false
}

// isEvidence reports whether a word of [at, end) that can judge helped to make the tone of sentence i. Where a scorer
// tells no evidence, nothing is ruled out.
func (r *reading) isEvidence(i int, at, end int32) bool {
	evidence := r.score(i).Evidence
	if evidence == nil {
		return true
	}
	for k := at; k < end; k++ {
		w := &r.words[k]
		if !canJudge(w.tag) {
			continue
		}
		for e := range evidence {
			for _, span := range evidence[e].Spans {
				if span.Start < w.End && w.Start < span.End {
					return true
				}
			}
		}
	}
	return false
}

// canJudge reports whether words of this tag say what somebody thinks: adjectives, adverbs, verbs, nouns.
func canJudge(tag string) bool {
	return strings.HasPrefix(tag, "JJ") || strings.HasPrefix(tag, "RB") || strings.HasPrefix(tag, "VB") || strings.HasPrefix(tag, "NN")
}
