package entity

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// form is what name finding knows of one spelling of a word, whatever stands beside it.
type form struct {
	text  string // the spelling
	piece int    // bytes of the first piece of a token spelled so: see firstPiece
	opens bool   // the next word has a capital for being first: see opens
	look
	aspects []aspectEntry      // of the lexicon of aspects: those that begin with it
	phrases []*comparingPhrase // likewise, of the comparing phrases
}

// look is the part of a form that every word carries with it, because it is asked for again and again.
type look struct {
	low        string  // lower case
	set        listSet // the lists that it stands in
	capped     bool    // begins like a name: with a capital, or is "iPad", "2000AD"
	caps       bool    // has two letters or more, all capitals
	alpha      bool    // has a letter
	name       bool    // may stand inside a name: a word or a number
	uncapped   bool    // a well-known name that is known without its capital
	hasAspects bool    // an entry of the lexicon of aspects begins with it
	hasPhrases bool    // a comparing phrase begins with it
}

// formBits sets the size of the cache of forms: 2^14 forms are at most 5 MB.
const formBits = 14

// longestForm keeps words of monstrous length out of the cache.
const longestForm = 64

// formCache remembers forms, as the cache of internal/nlp does: a word has two slots, a new one takes the first and pushes
// who was there into the second. What is forgotten is made again, the same.
type formCache struct {
	seed  maphash.Seed
	slots [1 << formBits]atomic.Pointer[form]
}

// form returns the form of a word.
func (t *Tagger) form(text string) *form {
	if len(text) > longestForm {
		return t.newForm(text)
	}
	place := maphash.String(t.forms.seed, text) >> (64 - formBits)
	first := &t.forms.slots[place]
	f := first.Load()
	if f != nil && f.text == text {
		return f
	}
	second := &t.forms.slots[place^1]
	if g := second.Load(); g != nil && g.text == text {
		return g
	}
	if f != nil {
		second.Store(f)
	}
	f = t.newForm(strings.Clone(text)) // not a part of its review, which would stay with it
	first.Store(f)
	return f
}

// newForm looks up all that is known of a word.
func (t *Tagger) newForm(text string) *form {
	f := &form{text: text, piece: firstPiece(text), look: lookOf(text)}
	low := f.low
	f.opens = opens(low)
	f.set = t.lists.sets[low]
	if f.set == 0 && t.lists.isContraction(low) {
		f.set = function
	}
	f.uncapped = t.lists.uncapped[low]
	f.aspects, f.phrases = t.aspects[low], phrasesFrom[low]
	f.hasAspects, f.hasPhrases = len(f.aspects) > 0, len(f.phrases) > 0
	return f
}
