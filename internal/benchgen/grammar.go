package benchgen

import (
	_ "embed"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed grammar.txt
var grammarText string

// grammar is lists of choices by name.
type grammar map[string][]string

// parsed is the embedded grammar; it is read once.
var parsed = sync.OnceValue(func() grammar {
	gr, name := grammar{}, ""
	for line := range strings.Lines(grammarText) {
		switch line = strings.TrimSpace(line); {
		case line == "", line[0] == '#':
		case line[0] == '@':
			name = line[1:]
		default:
			gr[name] = append(gr[name], line)
		}
	}
	return gr
})

// pick draws one choice of a list.
func (gr grammar) pick(rng *rand.Rand, name string) string {
	list := gr[name]
	return list[rng.IntN(len(list))]
}

// expand fills the slots of a choice and gives it a capital. A slot is looked up among the names first; the
// digit of "{good2}" only tells it from another {good} of the same sentence.
func (gr grammar) expand(rng *rand.Rand, choice string, names map[string]string) string {
	var out strings.Builder
	rest, used := choice, ""
	for {
		before, after, ok := strings.Cut(rest, "{")
		out.WriteString(before)
		if !ok {
			break
		}
		slot, tail, _ := strings.Cut(after, "}")
		rest = tail
		slot, article := strings.CutPrefix(slot, "a ")
		word := gr.fill(rng, slot, names)
		for tries := 0; word == used && tries < 3; tries++ {
			word = gr.fill(rng, slot, names)
		}
		used = word
		if article {
			out.WriteString(indefinite(word))
		}
		out.WriteString(word)
	}
	r, size := utf8.DecodeRuneInString(out.String())
	if r == '"' {
		return out.String()
	}
	return string(unicode.ToUpper(r)) + out.String()[size:]
}

// fill draws what a slot stands for.
func (gr grammar) fill(rng *rand.Rand, slot string, names map[string]string) string {
	if word, ok := names[slot]; ok {
		return word
	}
	switch slot {
	case "page":
		return strconv.Itoa(11 + rng.IntN(600))
	case "chapter":
		return strconv.Itoa(2 + rng.IntN(40))
	case "year":
		return strconv.Itoa(1990 + rng.IntN(34))
	case "oldyear":
		return strconv.Itoa(1811 + rng.IntN(180))
	case "hour", "hour2":
		return strconv.Itoa(1+rng.IntN(12)) + ":" + strconv.Itoa(10+rng.IntN(50))
	}
	if _, ok := gr[slot]; !ok {
		slot = strings.TrimRight(slot, "2")
	}
	return gr.pick(rng, slot)
}

// indefinite is the article before a word.
func indefinite(word string) string {
	if strings.ContainsRune("aeiouAEIOU", rune(word[0])) {
		return "an "
	}
	return "a "
}
