package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emit takes one token: its spelling as prose sees it and its place in the text.
type emit func(word string, start, end int)

// tokens cuts text[start:end], a sentence, into prose's tokens.
//
// prose cuts at white space, then takes brackets, quotes and dollar signs off the front, contractions off the back, and
// closing punctuation off the end. Where it would lose characters ("don't." becomes "do" alone, 'some becomes nothing) the
// rest is kept; and the chunk is also cut where a space is missing, around dashes and behind an ellipsis: "prose—maybe"
// is no word that anybody knows.
func tokens(text string, start, end int, out emit) {
	for at := start; at < end; {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:end])
		}
		if isSpace(r) {
			at += size
			continue
		}
		from, plain := at, true
		for at < end {
			if b := text[at]; b < utf8.RuneSelf {
				if asciiSpace(b) {
					break
				}
				plain = plain && b != '&' && b != '-' && b != '.'
				at++
				continue
			}
			r, size := utf8.DecodeRuneInString(text[at:end])
			if isSpace(r) {
				break
			}
			plain = false
			at += size
		}
		if plain {
			chunk(word{text: text[from:at], base: from}, out)
		} else {
			joined(text, from, at, out)
		}
	}
}

// joined cuts a chunk where only a space is missing: around dashes (—, – and --) between words, behind an ellipsis.
func joined(text string, start, end int, out emit) {
	from := start
	for at := start; at < end; {
		switch rest := text[at:end]; {
		case strings.HasPrefix(rest, "…"):
			straighten(text, from, at, out)
			stop := run(text, at, end, "…")
			out(text[at:stop], at, stop)
			from, at = stop, stop
		case strings.HasPrefix(rest, "—"), strings.HasPrefix(rest, "–") && !between(text, start, at, end):
			straighten(text, from, at, out)
			stop := run(text, at, end, rest[:len("—")])
			out(text[at:stop], at, stop)
			from, at = stop, stop
		case strings.HasPrefix(rest, "--") && wordBefore(text, from, at):
			straighten(text, from, at, out)
			stop := run(text, at, end, "-")
			out(text[at:stop], at, stop)
			from, at = stop, stop
		case strings.HasPrefix(rest, "..") && wordBefore(text, from, at):
			stop := run(text, at, end, ".")
			if r, _ := utf8.DecodeRuneInString(text[stop:end]); unicode.IsLetter(r) {
				straighten(text, from, stop, out)
				from = stop
			}
			at = stop
		default:
			_, size := utf8.DecodeRuneInString(rest)
			at += size
		}
	}
	straighten(text, from, end, out)
}

// run is the end of the repetitions of part at text[at:end].
func run(text string, at, end int, part string) int {
	for strings.HasPrefix(text[at:end], part) {
		at += len(part)
	}
	return at
}

// between tells an en dash between digits, as in 1914–1918.
func between(text string, start, at, end int) bool {
	after := at + len("–")
	return at > start && after < end && isDigit(text[at-1]) && isDigit(text[after])
}

func wordBefore(text string, from, at int) bool {
	if at <= from {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[from:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(`"'”’)!?`, r)
}

// straightener makes of curly quotes the straight ones that prose's model was trained on.
var straightener = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "&rsquo;", "'")

// straighten hands a chunk on with straight quotes, remembering where each byte stood.
func straighten(text string, start, end int, out emit) {
	if start >= end {
		return
	}
	w := word{text: text[start:end], base: start}
	if straight := straightener.Replace(w.text); straight != w.text {
		w.places = make([]int, 0, len(straight)+1)
		for at := start; at < end; {
			size, kept := replaced(text[at:end])
			for i := range kept {
				w.places = append(w.places, at+i)
			}
			at += size
		}
		w.places = append(w.places, end)
		w.text = straight
	}
	chunk(w, out)
}

// replaced is the length of the next piece of a chunk, and its length after straightening.
func replaced(rest string) (size, kept int) {
	switch {
	case strings.HasPrefix(rest, "“"), strings.HasPrefix(rest, "”"), strings.HasPrefix(rest, "‘"), strings.HasPrefix(rest, "’"):
		return len("“"), 1
	case strings.HasPrefix(rest, "&rsquo;"):
		return len("&rsquo;"), 1
	}
	return 1, 1
}

// word is a piece of a chunk with its place in the text.
type word struct {
	text   string
	base   int   // place of text[0], where places is nil
	places []int // place of every byte and of the end
}

func (w word) emit(from, to int, out emit) {
	if from >= to {
		return
	}
	if w.places == nil {
		out(w.text[from:to], w.base+from, w.base+to)
		return
	}
	out(w.text[from:to], w.places[from], w.places[to])
}

// longestChunk is the length in bytes beyond which a chunk is no word, and contractions are not looked for: every cut
// looks at all that follows.
const longestChunk = 256

// chunk cuts a run without spaces, by prose's rules.
func chunk(w word, out emit) {
	from, to := 0, len(w.text)
	stop := to      // behind the punctuation that was taken off the end
	opening := true // only brackets and quotes were taken off so far
	short := to <= longestChunk
	for from < to {
		rest := w.text[from:to]
		if isSpecial(rest) {
			break
		}
		if len(rest) > 1 && (rest[0] == '$' || rest[0] == '(' || rest[0] == '"' || rest[0] == '[' || opening && openingQuote(rest)) {
			w.emit(from, from+1, out)
			from++
			continue
		}
		if short {
			if at := contraction(rest); at > 0 {
				w.emit(from, from+at, out)
				from += at
				opening = false
				continue
			}
		}
		if len(rest) > 1 && closing[rest[len(rest)-1]] {
			to--
			continue
		}
		break
	}
	w.emit(from, to, out)
	for ; to < stop; to++ {
		w.emit(to, to+1, out)
	}
}

// closing is the punctuation that is taken off the end.
var closing = [256]bool{',': true, ')': true, '"': true, ']': true, '!': true, ';': true, '.': true, '?': true, ':': true, '\'': true}

// contraction is the place where 'll, 's, 're, 'm or n't begins (in this order), -1 where none does.
func contraction(s string) int {
	if strings.IndexByte(s, '\'') < 0 {
		return -1
	}
	for _, part := range [...]string{"'ll", "'s", "'re", "'m", "n't"} {
		if at := indexFold(s, part); at >= 0 && len(s) > len(part) {
			return at
		}
	}
	return -1
}

// indexFold is strings.Index, blind to the case of ASCII letters in s; part is lower case.
func indexFold(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		j := 0
		for j < len(part) && lower(s[i+j]) == part[j] {
			j++
		}
		if j == len(part) {
			return i
		}
	}
	return -1
}

func lower(b byte) byte {
	if isUpper(b) {
		return b | 0x20
	}
	return b
}

// openingQuote tells a single quotation mark before a word, which prose leaves on the word or loses with it. An
// apostrophe that stands for missing letters ('tis) belongs to its word.
func openingQuote(s string) bool {
	if s[0] != '\'' {
		return false
	}
	n := 1
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	if n == 1 {
		return false
	}
	switch rest := s[1:n]; len(rest) {
	case 1:
		return isUpper(rest[0]) || rest[0] == 'a'
	case 2:
		return !strings.EqualFold(rest, "em") && !strings.EqualFold(rest, "ll") && !strings.EqualFold(rest, "re") && !strings.EqualFold(rest, "ve")
	case 3:
		return !strings.EqualFold(rest, "tis") && !strings.EqualFold(rest, "til") && !strings.EqualFold(rest, "cos") && !strings.EqualFold(rest, "cuz")
	case 4:
		return !strings.EqualFold(rest, "twas") && !strings.EqualFold(rest, "till")
	case 5:
		return !strings.EqualFold(rest, "cause") && !strings.EqualFold(rest, "twere") && !strings.EqualFold(rest, "round")
	}
	return true
}

// isSpecial tells emoticons, "U.S." and "Mr.", which stay whole.
func isSpecial(s string) bool {
	if s[len(s)-1] == '.' && isLetter(s[0]) {
		if len(s) <= 4 && len(s) >= 3 && isUpper(s[0]) && isLower(s[1]) && (len(s) == 3 || isLower(s[2])) {
			return true
		}
		if len(s) >= 4 && len(s)%2 == 0 {
			for i := 0; i < len(s); i += 2 {
				if !isLetter(s[i]) || s[i+1] != '.' {
					return emoticons[s]
				}
			}
			return true
		}
	}
	return emoticonStart[s[0]] && emoticons[s]
}

func asciiSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// isSpace is unicode.IsSpace, quick for ASCII.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiSpace(byte(r))
	}
	return unicode.IsSpace(r)
}

// emoticons are prose's: they stay whole and are tagged SYM.
var emoticons = func() map[string]bool {
	set := map[string]bool{}
	for _, s := range strings.Fields(`
		(-8 (-; (-_-) (._.) (: (= (o: (¬_¬) (ಠ_ಠ) (╯°□°）╯︵┻━┻ -__- 8-) 8-D 8D :( :(( :((( :() :))) :-) :-)) :-))) :-*
		:-/ :-X :-] :-o :-p :-x :-| :-} :0 :3 :P :] :` + "`( :`) :`-(" + ` :o :o) =( =) =D =| @_@ O.o O_o V_V XDD [-: ^___^
		o_0 o_O o_o v_v xD xDD ¯\(ツ)/¯`) {
		set[s] = true
	}
	return set
}()

// emoticonStart is the first bytes of emoticons.
var emoticonStart = func() (set [256]bool) {
	for s := range emoticons {
		set[s[0]] = true
	}
	return set
}()
