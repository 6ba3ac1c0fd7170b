package entity

import (
	"tonearc/pipeline/review"
)

// comparisons finds where the review sets one book or author against another: "not as good as A Thousand Acres", "better
// than the first book", "her best since Emma", "like a lesser Murakami". The subject is the book under review unless the
// sentence names another before the comparing words; the object must be named.
func (r *reading) comparisons(families []family, main int) []review.Comparison {
	var out []review.Comparison
	for i := range r.doc.Sentences {
		if r.isQuoted(i) || len(r.inSentence[i]) == 0 {
			continue
		}
		last := -1
		for at := r.starts[i]; at < r.starts[i+1]; at++ {
			direction, after, ok := r.comparing(at, i)
			if !ok || r.familyAt(at) >= 0 { // "Trailing Like Butterfly Wings" compares nothing
				continue
			}
			object := r.comparedWith(families, after, i)
			if object < 0 || object == last {
				continue
			}
			subject := r.comparedBefore(families, at, i, object)
			if subject < 0 {
				subject = main
			}
			if subject < 0 || subject == object {
				continue
			}
			if direction == review.Like && len(r.meta.authors) > 0 && families[object].kind == kindAuthor && families[object].main && families[subject].main {
				continue // "like all of Sanderson's books", of one by Sanderson
			}
			last = object
			out = append(out, review.Comparison{Sentence: i, Subject: subject, Object: object, Direction: direction})
		}
	}
	return out
}

// comparing reports whether comparing words stand at a word: which way they go, and the first word behind them.
func (r *reading) comparing(at int32, sent int) (review.Direction, int32, bool) {
	end := r.starts[sent+1]
	w := &r.words[at]
	word := func(i int32) string {
		if i >= r.starts[sent] && i < end {
			return r.words[i].low
		}
		return ""
	}
	switch w.low {
	case "than":
		// "better than", "less gripping than", "more interesting to me than"
		for back := int32(1); back <= 6; back++ {
			low := word(at - back)
			switch {
			case betterWords[low]:
				return r.turned(at-back, sent, review.Better), at + 1, true
			case worseWords[low]:
				return r.turned(at-back, sent, review.Worse), at + 1, true
			case low == "more":
				if d, ok := r.gradeOf(at-back+1, at, sent); ok {
					return r.turned(at-back, sent, d), at + 1, true
				}
				return "", 0, false
			case low == "less":
				if d, ok := r.gradeOf(at-back+1, at, sent); ok {
					return r.turned(at-back, sent, opposite(d)), at + 1, true
				}
				return "", 0, false
			}
		}
	case "as":
		// "(not) as good as"
		if word(at-1) == "" || word(at-1) == "as" {
			return "", 0, false
		}
		for back := int32(2); back <= 4; back++ {
			if low := word(at - back); low == "as" || low == "so" {
				if word(at-back+1) == "well" || word(at-back+1) == "soon" || word(at-back+1) == "long" || word(at-back+1) == "far" {
					return "", 0, false
				}
				if r.negated(at-back, sent) {
					return review.Worse, at + 1, true
				}
				d, ok := r.gradeOf(at-back+1, at, sent)
				if ok && d == review.Worse {
					return review.Worse, at + 1, true
				}
				return review.Like, at + 1, true
			}
		}
	case "since":
		for back := int32(1); back <= 4; back++ {
			if word(at-back) == "best" {
				return review.Like, at + 1, true
			}
		}
	case "like", "unlike", "reminiscent", "reminded", "reminds", "similar", "resembles":
		if w.low == "like" && (isReaderVerbBefore(word(at-1), w.tag) || r.givesExamples(at, sent)) {
			return "", 0, false
		}
		next := at + 1
		if word(next) == "of" || word(next) == "to" {
			next++
		} else if word(next) == "me" && word(next+1) == "of" {
			next += 2
		} else if w.low != "like" && w.low != "unlike" && w.low != "resembles" {
			return "", 0, false
		}
		for i := next; i < min(next+3, end); i++ {
			switch word(i) {
			case "lesser", "poor", "bad", "watered-down", "inferior", "weaker":
				return review.Worse, next, true
			case "better", "superior":
				return review.Better, next, true
			}
		}
		if w.low == "unlike" {
			score := r.score(sent)
			switch {
			case score.Tone > 0.2:
				return review.Better, next, true
			case score.Tone < -0.2:
				return review.Worse, next, true
			}
		}
		return review.Like, next, true
	case "over":
		if low := word(at - 1); low == "this" || low == "it" {
			return "", 0, false
		}
	}
	return "", 0, false
}

// givesExamples reports whether "like" at a word names examples: "series like Mistborn", "her books, like Provenance".
func (r *reading) givesExamples(at int32, sent int) bool {
	i := at - 1
	if i > r.starts[sent] && r.words[i].low == "," {
		i--
	}
	return i >= r.starts[sent] && (r.words[i].tag == "NNS" || r.words[i].low == "series")
}

func isReaderVerbBefore(before, tag string) bool {
	switch before {
	case "i", "you", "we", "they", "would", "did", "does", "do", "n't", "n’t", "not", "really", "to", "also", "still", "always", "never", "feel", "felt":
		return before != "feel" && before != "felt"
	}
	return len(tag) > 0 && tag[0] == 'V'
}

var betterWords = map[string]bool{
	"better": true, "stronger": true, "superior": true, "finer": true, "richer": true, "funnier": true, "deeper": true,
	"tighter": true, "smarter": true, "greater": true, "smoother": true, "preferred": true, "prefer": true,
}

var worseWords = map[string]bool{
	"worse": true, "weaker": true, "inferior": true, "poorer": true, "duller": true, "slower": true, "lesser": true,
	"thinner": true, "shallower": true, "clumsier": true,
}

// gradeOf tells whether the words between "more" and "than" praise or blame, by their place in the sentence's evidence;
// ok is false where they do neither ("more pages than").
func (r *reading) gradeOf(from, to int32, sent int) (review.Direction, bool) {
	if from >= to {
		// "I liked it more than X": the verb before decides
		for back := from - 1; back >= max(r.starts[sent], from-5); back-- {
			switch r.words[back].stem {
			case "like", "love", "enjoy", "prefer", "admir", "ador":
				return review.Better, true
			case "hate", "dislik", "loath":
				return review.Worse, true
			}
		}
		return "", false
	}
	span := review.Span{Start: r.words[from].Start, End: r.words[to-1].End}
	score := r.score(sent)
	sum := 0.0
	for i := range score.Evidence {
		e := &score.Evidence[i]
		for _, s := range e.Spans {
			if s.Overlap(span) > 0 {
				sum += e.Weight
				break
			}
		}
	}
	for i := from; i < to; i++ {
		switch {
		case gradeUp[r.words[i].stem]:
			sum += 1
		case gradeDown[r.words[i].stem]:
			sum -= 1
		}
	}
	switch {
	case sum > 0.05:
		return review.Better, true
	case sum < -0.05:
		return review.Worse, true
	}
	return "", false
}

// stems of words that praise or blame a book when they are compared
var gradeUp = map[string]bool{
	"good": true, "grip": true, "interest": true, "enjoy": true, "engag": true, "excit": true, "move": true, "fun": true,
	"compel": true, "satisfi": true, "satisfy": true, "readabl": true, "memor": true, "power": true, "well": true, "great": true,
	"strong": true, "polish": true, "focus": true, "cohes": true, "nuanc": true, "matur": true, "origin": true, "believ": true,
}

var gradeDown = map[string]bool{
	"bore": true, "tedious": true, "predict": true, "slow": true, "bad": true, "disappoint": true, "confus": true, "weak": true,
	"dull": true, "annoy": true, "contriv": true, "repetit": true, "frustrat": true, "pretenti": true,
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

// turned turns a direction round where the comparing word is negated: "no better than" is alike, "not worse" too.
func (r *reading) turned(at int32, sent int, d review.Direction) review.Direction {
	if !r.negated(at, sent) {
		return d
	}
	if d == review.Better {
		return review.Worse
	}
	return review.Like
}

// negated reports whether one of the three words before at says no.
func (r *reading) negated(at int32, sent int) bool {
	for i := at - 1; i >= max(r.starts[sent], at-4); i-- {
		switch r.words[i].low {
		case "not", "n't", "n’t", "never", "nowhere", "hardly", "no", "nor", "isnt", "wasnt":
			return true
		case ",", ";", "but":
			return false
		}
	}
	return false
}

// comparedWith gives the book, author or work that is named right behind comparing words.
func (r *reading) comparedWith(families []family, at int32, sent int) int {
	limit := min(at+8, r.starts[sent+1])
	for i := at; i < limit; i++ {
		switch r.words[i].low {
		case "but", ";", "because", "when", "if":
			return -1
		}
		if f := r.familyAt(i); f >= 0 {
			switch families[f].kind {
			case kindBook, kindAuthor, kindWork:
				return f
			}
			return -1
		}
	}
	return -1
}

// comparedBefore gives the book, author or work that the sentence names last before comparing words.
func (r *reading) comparedBefore(families []family, at int32, sent, object int) int {
	for i := at - 1; i >= r.starts[sent]; i-- {
		if f := r.familyAt(i); f >= 0 && f != object {
			switch families[f].kind {
			case kindBook, kindWork:
				return f
			case kindAuthor:
				if families[object].kind == kindAuthor {
					return f
				}
			}
		}
	}
	return -1
}

// familyAt gives the family whose name a word belongs to; -1 = none.
func (r *reading) familyAt(at int32) int { return int(r.familyOf[at]) - 1 }
