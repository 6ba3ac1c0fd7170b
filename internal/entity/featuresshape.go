package entity

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

func (r *reading) shapeFeatures(g *group, s *sink) {
	words, l := g.words, r.t.lists
	last := words[len(words)-1]
	switch {
	case len(words) == 1:
		s.add("words", "1")
	case len(words) == 2:
		s.add("words", "2")
	case len(words) == 3:
		s.add("words", "3")
	default:
		s.add("words", "4+")
	}
	s.add("first", words[0])
	s.add("last", last)
	if len(words) == 1 && len(last) > 3 {
		s.add("prefix", last[:3])
		s.add("ending", last[len(last)-2:])
	}
	if n := utf8.RuneCountInString(last); n > 4 {
		_, size := utf8.DecodeLastRuneInString(last)
		cutAt := len(last) - size
		for k := 0; k < 2; k++ {
			_, size = utf8.DecodeLastRuneInString(last[:cutAt])
			cutAt -= size
		}
		s.add("suffix", last[cutAt:])
	}
	whole, firstIn, lastIn := l.sets[g.key], listSet(0), listSet(0)
	if len(words) > 1 {
		firstIn, lastIn = l.sets[words[0]], l.sets[last]
	}
	for left := whole | firstIn | lastIn; left != 0; left &= left - 1 {
		i := bits.TrailingZeros32(uint32(left))
		set, list := listSet(1)<<i, listNames[i]
		if whole&set != 0 {
			s.add("is", list)
		}
		if firstIn&set != 0 {
			s.add("first_in", list)
		}
		if lastIn&set != 0 {
			s.add("last_in", list)
		}
	}
	commonness := func(template, word string) {
		name, ok := l.names[word]
		switch {
		case !ok:
			s.add(template, "no")
		case name.common == 3:
			s.add(template, "common")
		case name.common == 2:
			s.add(template, "known")
		default:
			s.add(template, "rare")
		}
	}
	commonness("first_name", words[0])
	if len(words) > 1 {
		commonness("last_name", last)
		if l.names[words[0]].common > 0 && len(words) <= 3 && l.lowerShare(last) == 0 {
			s.add("full_name", "yes")
		}
	}
	highest, sum := 0.0, 0.0
	strange := 0
	for _, word := range words {
		share := l.lowerShare(word)
		if !l.met(word) {
			strange++
		}
		highest, sum = max(highest, share), sum+share
	}
	s.add("lower_share", tenths(sum/float64(len(words)), len(words)))
	switch {
	case strange == 0:
		s.add("strange", "none")
	case strange == len(words):
		s.add("strange", "all")
	default:
		s.add("strange", "some")
	}
	if len(words) > 1 && highest < 0.1 {
		s.add("all_rare", "yes")
	}
	surface := r.surface(&r.mentions[g.mentions[0]])
	caps, lower, digits, stops := 0, 0, 0, 0
	for _, c := range surface {
		switch {
		case 'A' <= c && c <= 'Z':
			caps++
		case '0' <= c && c <= '9':
			digits++
		case c == '.':
			stops++
		case 'a' <= c && c <= 'z':
			lower++
		}
	}
	if caps > 1 && lower == 0 {
		s.add("caps", lengthOf(len(surface)))
	}
	if digits > 0 {
		s.add("digits", "yes")
	}
	if stops > 0 {
		s.add("stops", "yes")
		if len(words) > 1 && len(words[0]) <= 3 {
			s.add("initials", "yes")
		}
	}
	if strings.Contains(surface, "-") {
		s.add("hyphen", "yes")
	}
	if isArticle(strings.ToLower(firstWord(surface))) && strings.Contains(surface, " ") {
		s.add("own_article", "yes")
	}
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func lengthOf(n int) string {
	if n <= 4 {
		return "short"
	}
	return "long"
}

func tenths(share float64, words int) string {
	const steps = "0123456789X"
	i := int(share*10 + 0.5)
	if words > 1 {
		return "m" + steps[i:i+1]
	}
	return steps[i : i+1]
}
