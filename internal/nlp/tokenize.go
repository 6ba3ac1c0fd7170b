package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"tonearc/pipeline/review"
)

// cutter cuts sentences into tokens. Its buffers are used again from sentence to sentence.
type cutter struct {
	seg   *Segmenter
	text  string
	toks  []review.Token
	forms []*form // of toks

	straight []byte // a chunk with straight quotes
	places   []int  // where each of its bytes stood, and the end
}

// add appends one token: its spelling as prose sees it and its place in the text. The spelling may be a view of a buffer.
func (c *cutter) add(word string, start, end int) {
	f := c.seg.form(word)
	c.forms = append(c.forms, f)
	c.toks = append(c.toks, review.Token{Span: review.Span{Start: start, End: end}, Stem: f.stem})
}

// Classes of bytes inside a chunk.
const (
	plainByte uint8 = iota
	spaceByte
	markByte  // may need a straight quote or a cut
	wideStart // of a character beyond ASCII
)

var chunkClass = func() (c [256]uint8) {
	for _, b := range []byte("\t\n\v\f\r ") {
		c[b] = spaceByte
	}
	c['&'], c['-'], c['.'] = markByte, markByte, markByte
	for b := utf8.RuneSelf; b < 256; b++ {
		c[b] = wideStart
	}
	return c
}()

// sentence cuts text[start:end] into prose's tokens.
//
// prose cuts at white space, then takes brackets, quotes and dollar signs off the front, contractions off the back, and
// closing punctuation off the end. Where it would lose characters ("don't." becomes "do" alone, 'some becomes nothing) the
// rest is kept; and the chunk is also cut where a space is missing, around dashes and emoji and behind an ellipsis:
// "prose—maybe" is no word that anybody knows.
func (c *cutter) sentence(start, end int) {
	text := c.text
	for at := start; at < end; {
		from, plain := at, true
	chunk:
		for at < end {
			switch chunkClass[text[at]] {
			case plainByte:
				at++
			case spaceByte:
				break chunk
			case markByte:
				plain = false
				at++
			case wideStart:
				r, size := utf8.DecodeRuneInString(text[at:end])
				if isSpace(r) {
					break chunk
				}
				plain = false
				at += size
			}
		}
		switch {
		case from == at:
			_, size := utf8.DecodeRuneInString(text[at:end])
			at += size
		case plain:
			c.chunk(text[from:at], from, nil)
		default:
			c.joined(from, at)
		}
	}
}

// joined cuts a chunk where only a space is missing: around dashes (—, – and --) between words and emoji, behind an
// ellipsis.
func (c *cutter) joined(start, end int) {
	text, from := c.text, start
	own := func(at, stop int) { // text[at:stop] is a token of its own
		c.straighten(from, at)
		c.add(text[at:stop], at, stop)
		from = stop
	}
	for at := start; at < end; {
		switch b := text[at]; {
		case b == 0xE2 && strings.HasPrefix(text[at:end], "…"):
			own(at, run(text, at, end, "…"))
			at = from
		case b == 0xE2 && (strings.HasPrefix(text[at:end], "—") || strings.HasPrefix(text[at:end], "–") && !between(text, start, at, end)):
			own(at, run(text, at, end, text[at:at+len("—")]))
			at = from
		case b >= 0xE2 && emojiRun(text, at, end) > at:
			own(at, emojiRun(text, at, end))
			at = from
		case b == '-' && strings.HasPrefix(text[at:end], "--") && wordBefore(text, from, at):
			own(at, run(text, at, end, "-"))
			at = from
		case b == '.' && strings.HasPrefix(text[at:end], "..") && wordBefore(text, from, at):
			at = run(text, at, end, ".")
			if r, _ := utf8.DecodeRuneInString(text[at:end]); unicode.IsLetter(r) {
				c.straighten(from, at)
				from = at
			}
		default:
			at++
		}
	}
	c.straighten(from, end)
}

// run is the end of the repetitions of part at text[at:end].
func run(text string, at, end int, part string) int {
	for strings.HasPrefix(text[at:end], part) {
		at += len(part)
	}
	return at
}

// emojiRun is the end of the emoji that begin at the place, with what glues them together.
func emojiRun(text string, at, end int) int {
	from := at
	for at < end {
		r, size := utf8.DecodeRuneInString(text[at:end])
		if !isEmoji(r) && (at == from || !joinsEmoji(r)) {
			break
		}
		at += size
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

// straighten hands a chunk on with straight quotes, which prose's model was trained on, remembering where each byte stood.
func (c *cutter) straighten(start, end int) {
	if start >= end {
		return
	}
	rest := c.text[start:end]
	if !strings.Contains(rest, "\xe2\x80") && !strings.Contains(rest, "&rsquo;") {
		c.chunk(rest, start, nil)
		return
	}
	c.straight, c.places = c.straight[:0], c.places[:0]
	for at := start; at < end; {
		b, size := c.text[at], 1
		switch {
		case b == 0xE2 && (strings.HasPrefix(c.text[at:end], "“") || strings.HasPrefix(c.text[at:end], "”")):
			b, size = '"', len("“")
		case b == 0xE2 && (strings.HasPrefix(c.text[at:end], "‘") || strings.HasPrefix(c.text[at:end], "’")):
			b, size = '\'', len("’")
		case b == '&' && strings.HasPrefix(c.text[at:end], "&rsquo;"):
			b, size = '\'', len("&rsquo;")
		}
		c.straight = append(c.straight, b)
		c.places = append(c.places, at)
		at += size
	}
	c.places = append(c.places, end)
	c.chunk(unsafe.String(&c.straight[0], len(c.straight)), 0, c.places)
}

// longestChunk is the length in bytes beyond which a chunk is no word, and contractions are not looked for: every cut
// looks at all that follows.
const longestChunk = 256

// chunk cuts a run without spaces by prose's rules. Its first byte stands at base in the text, or, where places is given,
// each byte at its place.
func (c *cutter) chunk(text string, base int, places []int) {
	add := func(from, to int) {
		switch {
		case from >= to:
		case places == nil:
			c.add(text[from:to], base+from, base+to)
		default:
			c.add(text[from:to], places[from], places[to])
		}
	}
	from, to := 0, len(text)
	opening := true // only brackets and quotes were taken off so far
	apostrophe := len(text) <= longestChunk && strings.IndexByte(text, '\'') >= 0
	for from < to {
		rest := text[from:to]
		if isSpecial(rest) {
			break
		}
		if len(rest) > 1 && (rest[0] == '$' || rest[0] == '(' || rest[0] == '"' || rest[0] == '[' || opening && openingQuote(rest)) {
			add(from, from+1)
			from++
			continue
		}
		if apostrophe {
			if at := contraction(rest); at > 0 {
				add(from, from+at)
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
	add(from, to)
	for ; to < len(text); to++ {
		add(to, to+1)
	}
}

// closing is the punctuation that is taken off the end.
var closing = [256]bool{',': true, ')': true, '"': true, ']': true, '!': true, ';': true, '.': true, '?': true, ':': true, '\'': true}

// contraction is the place where 'll, 's, 're, 'm or n't begins (in this order), -1 where none does.
func contraction(s string) int {
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

// longestSpecial bounds in bytes what is looked up as an emoticon or read as initials, so that no cut looks at all that
// follows.
const longestSpecial = 64

// isSpecial tells emoticons, "U.S." and "Mr.", which stay whole.
func isSpecial(s string) bool {
	if len(s) > longestSpecial {
		return false
	}
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
