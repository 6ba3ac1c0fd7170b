package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stop judges the full stop, exclamation or question mark at the place, with all that goes with it ("?!", "…", ". . .",
// closing quotes and brackets, an emoji). It cuts where a sentence ends there, and returns where to read on.
func (s *splitter) stop(at int) int {
	run := s.readRun(at)
	after := run.end
	closers, quote := s.closers(run.end)
	end := closers
	next := s.skipSpace(end)
	if next == end && end < s.block.end {
		// Something follows at once: a decimal, a comma, or a missing space.
		if cut := s.missingSpace(at, run, end, quote); cut > 0 && !s.inTitle(cut) {
			s.cut(cut)
			return cut
		}
		if isFaceAt(s.text, end, s.block.end) {
			return s.face(end)
		}
		return after
	}
	if face := s.faces(next); face > next {
		// An emoji behind the stop belongs to the sentence that it comments on.
		end = face
		next = s.skipSpace(face)
		if next < s.block.end {
			s.cut(end)
			return end
		}
	}
	if next >= s.block.end {
		return max(after, end)
	}
	if s.inTitle(end) || !s.ends(at, run, quote, end, next) {
		if quote && s.text[run.end] == '"' {
			s.quoted = false
		}
		if end > run.end {
			return end
		}
		return after
	}
	s.quoted = false
	s.cut(end)
	return end
}

// stopRun is a run of stops.
type stopRun struct {
	end      int
	strong   bool // holds ! or ?, or is wide
	wide     bool // 。 and its like
	ellipsis bool // two full stops or more, or …
}

// readRun reads on while stops follow, also ". . .".
func (s *splitter) readRun(at int) stopRun {
	run := stopRun{end: at}
	dots := 0
	for run.end < s.block.end {
		r, size := utf8.DecodeRuneInString(s.text[run.end:s.block.end])
		switch {
		case r == '.':
			dots++
		case r == '…':
			dots += 3
		case isStop(r):
			run.strong = true
			run.wide = run.wide || r >= '。'
		case r == ' ' && dots > 0 && strings.HasPrefix(s.text[run.end:s.block.end], " .") && !strings.HasPrefix(s.text[run.end:s.block.end], " .."):
			// ". . ." but not ". .5"
			if run.end+2 < s.block.end && isDigit(s.text[run.end+2]) {
				run.ellipsis = dots > 1
				return run
			}
			size, dots = 2, dots+1
		case r == '1' && run.strong && run.end > at+1 && s.text[run.end-1] == '!':
			// "!!!1"
		default:
			run.ellipsis = dots > 1
			return run
		}
		run.end += size
	}
	run.ellipsis = dots > 1
	return run
}

// closers goes over closing quotes, brackets and markup behind a stop. A straight quote with a letter behind it closes
// only what was opened.
func (s *splitter) closers(at int) (end int, quote bool) {
	for at < s.block.end {
		r, size := utf8.DecodeRuneInString(s.text[at:s.block.end])
		switch r {
		case '”', '’', '»', '\'':
			quote = true
		case '"':
			if after := at + 1; !s.quoted && after < s.block.end && !asciiSpace(s.text[after]) {
				return at, quote
			}
			quote = true
		case '“', '‘': // German closes with what English opens with
			if after := at + size; after < s.block.end && s.skipSpace(after) == after {
				return at, quote
			}
			quote = true
		case ')', ']', '}', '*', '_', '~':
		case ' ', '\u00a0', '\u202f': // French puts a space before »
			if !strings.HasPrefix(s.text[at+size:s.block.end], "»") {
				return at, quote
			}
		default:
			return at, quote
		}
		at += size
	}
	return at, quote
}

// opening are characters that stand before the first word of a sentence.
const opening = "“‘„‚\"'([{«¿¡*_~#-–—•"

// first goes over opening quotes, brackets and dashes to the first word.
func (s *splitter) first(at int) int {
	for at < s.block.end {
		r, size := utf8.DecodeRuneInString(s.text[at:s.block.end])
		if !isSpace(r) && !strings.ContainsRune(opening, r) {
			break
		}
		at += size
	}
	return at
}

// ends reports whether a stop with white space behind it ends the sentence. The run starts at the place, end is behind
// its closers, next is the next character that is no space.
func (s *splitter) ends(at int, run stopRun, quote bool, end, next int) bool {
	switch r, _ := utf8.DecodeRuneInString(s.text[next:s.block.end]); r {
	case ',', ';', ':', ')', ']', '&', '/', '=', '+', '%':
		return false
	}
	word := s.first(next)
	if word >= s.block.end {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s.text[word:s.block.end])
	lower := unicode.IsLower(r)
	bracketed := end > run.end && !quote
	if run.strong {
		switch {
		case lower && (end > run.end || s.endsTitle(run.end)):
			return false
		case lower && word > next: // "what a mess! - and yet"
			return false
		case quote && s.spoken(word):
			return false
		}
		return true
	}
	if run.ellipsis {
		return !lower && (unicode.IsLetter(r) || end > run.end || word > next || unicode.IsSymbol(r))
	}
	before := s.wordBefore(at)
	switch abbreviationOf(before) {
	case titled, inner:
		return quote
	case numbered:
		if unicode.IsDigit(r) || s.roman(word) {
			return false
		}
		if isLower(before[0]) && len(before) < 4 {
			return !lower // "pp." and "vol." are no words
		}
	case final:
		return !lower && inSet(starters, s.wordAt(word)) && !s.initialAt(word)
	case closingOne:
		return !lower
	default:
		if len(before) >= 3 && strings.IndexByte(before, '.') >= 0 && dotted(before) {
			return !lower && inSet(starters, s.wordAt(word)) && !s.initialAt(word)
		}
	}
	if end == run.end && s.marker(at) {
		return false
	}
	if len(before) == 1 && isUpper(before[0]) {
		return s.endsInitial(before[0], at, word, lower)
	}
	if quote {
		return !lower && !s.spoken(word)
	}
	if lower && (bracketed || word > next || s.endsTitle(run.end)) {
		return false
	}
	if lower && (!vowels(before) && isLower(before[0]) || len(before) > 0 && len(before) <= 2 && isDigit(before[0])) {
		return false // "pgs. about", an abbreviation that we do not know; "three parts: 1. youth, 2. age"
	}
	return true
}

// endsInitial judges the full stop behind a single capital: "Kathy H. is", "J. K. Rowling", "So did I. Then".
func (s *splitter) endsInitial(letter byte, at, word int, lower bool) bool {
	if s.initialAt(word) {
		return false
	}
	if letter == 'I' {
		from, _ := trim(s.text, s.from, at)
		return from < at-1 // "I. Introduction" is a number
	}
	return !lower && inSet(starters, s.wordAt(word))
}

// missingSpace judges a stop with something right behind it and returns where the sentence ends, or 0.
func (s *splitter) missingSpace(at int, run stopRun, end int, quote bool) int {
	if run.wide {
		return end // scripts that put no space there
	}
	r, _ := utf8.DecodeRuneInString(s.text[end:s.block.end])
	if s.address(at) {
		return 0
	}
	if end == run.end && (r == '“' || r == '"' || r == '(' || r == '[') && !s.quotedAt(r) {
		// "the end.“Why" and "the end.(Spoilers)" open something new.
		word := s.first(end)
		if w, _ := utf8.DecodeRuneInString(s.text[word:s.block.end]); unicode.IsUpper(w) && (run.strong || vowels(s.wordBefore(at))) && len(s.wordBefore(at)) > 1 {
			return end
		}
		return 0
	}
	if isDigit(s.text[end]) && end == run.end && bullet(s.text[end:s.block.end]) && len(s.wordBefore(at)) > 1 {
		return end // "so dull.2. The end"
	}
	if !unicode.IsUpper(r) {
		return 0
	}
	word := s.wordAt(end)
	if run.strong || run.ellipsis || end > run.end {
		if quote && s.spoken(end) {
			return 0
		}
		if end > run.end && !quote && s.text[end-1] != ')' {
			return 0
		}
		if len(word) > 1 || word == "I" || word == "A" {
			return end
		}
		return 0
	}
	before := s.wordBefore(at)
	if len(before) < 2 || strings.IndexByte(before, '.') >= 0 || abbreviationOf(before) == titled || abbreviationOf(before) == final {
		return 0
	}
	if isDigit(before[len(before)-1]) {
		if inSet(starters, word) && len(before) >= 4 {
			return end
		}
		return 0
	}
	last, size := utf8.DecodeLastRuneInString(before)
	second, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	if !unicode.IsLower(last) || !unicode.IsLower(second) || inSet(domains, word) {
		return 0
	}
	if word == "I" || word == "A" {
		return end
	}
	if len(word) < 2 || s.initialAt(end) {
		return 0
	}
	if inner, _ := utf8.DecodeRuneInString(word[1:]); unicode.IsLower(inner) || strings.HasPrefix(word[1:], "’") || word[1] == '\'' {
		return end
	}
	return 0
}

// quotedAt reports whether r closes a straight quotation.
func (s *splitter) quotedAt(r rune) bool { return r == '"' && s.quoted }

// joined judges a capital inside a word: a title run into the first word, "reviewThis is". Names such as YouTube and
// McEwan are safe, because a sentence must be able to open with what follows.
func (s *splitter) joined(at int) bool {
	word := s.wordAt(at)
	if len(word) < 2 || !inSet(starters, word) || at+len(word) >= s.block.end || s.text[at+len(word)] != ' ' {
		return false
	}
	from := at
	for from > s.from && isLower(s.text[from-1]) {
		from--
	}
	if at-from < 4 || from > s.from && !asciiSpace(s.text[from-1]) {
		return false
	}
	return !s.inTitle(at)
}

// face judges the emoji or emoticon that ends at the place (or begins there): it ends a sentence where a capital follows.
func (s *splitter) face(at int) int {
	end := max(at, s.faces(at))
	next := s.skipSpace(end)
	if next >= s.block.end || next == end {
		return max(end, at)
	}
	word := s.first(next)
	if r, _ := utf8.DecodeRuneInString(s.text[word:s.block.end]); unicode.IsUpper(r) && !s.inTitle(end) {
		if lead, _ := trim(s.text, s.from, end); spoken(s.text[lead:end]) {
			s.cut(end)
		}
	}
	return end
}

// faces goes over emoji and emoticons with the spaces between them; it stays where there are none.
func (s *splitter) faces(at int) int {
	end := at
	for next := at; next < s.block.end; {
		if n := emoticon(s.text, next, s.block.end); n > 0 {
			next += n
		} else {
			r, size := utf8.DecodeRuneInString(s.text[next:s.block.end])
			if !isEmoji(r) && (next == at || !joinsEmoji(r)) {
				break
			}
			next += size
		}
		end = next
		next = s.skipSpace(next)
	}
	return end
}

// isFaceAt reports whether an emoji stands at the place.
func isFaceAt(text string, at, end int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:end])
	return isEmoji(r)
}

// wordBefore is the word that ends at the place, with the full stops inside it: "U.S" of "U.S.".
func (s *splitter) wordBefore(at int) string {
	from := at
	for from > s.from && at-from < 32 {
		r, size := utf8.DecodeLastRuneInString(s.text[s.from:from])
		if r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		from -= size
	}
	return strings.TrimLeft(s.text[from:at], ".")
}

// wordAt is the word that begins at the place, with apostrophes.
func (s *splitter) wordAt(at int) string {
	end := at
	for end < s.block.end && end-at < 32 {
		r, size := utf8.DecodeRuneInString(s.text[end:s.block.end])
		if !unicode.IsLetter(r) && r != '\'' && r != '’' {
			break
		}
		end += size
	}
	return s.text[at:end]
}

// initialAt reports whether an initial ("K.") begins at the place.
func (s *splitter) initialAt(at int) bool {
	return at+1 < s.block.end && isUpper(s.text[at]) && s.text[at+1] == '.'
}

// roman reports whether a roman number begins at the place.
func (s *splitter) roman(at int) bool {
	word := s.wordAt(at)
	if word == "" || word == "I" {
		return false
	}
	return strings.Trim(word, "ivxlc") == "" || strings.Trim(word, "IVXLC") == ""
}

// spoken reports whether the words at the place carry on a quotation: "Ruth said". A pronoun would have no capital there.
func (s *splitter) spoken(at int) bool {
	word := s.wordAt(at)
	return !inSet(starters, word) && inSet(speech, s.wordAt(s.skipSpace(at+len(word))))
}

// marker reports whether the sentence so far is nothing but a number or letter: "1." of a list.
func (s *splitter) marker(at int) bool {
	from, _ := trim(s.text, s.from, at)
	item := strings.TrimLeft(s.text[from:at], "-*#( ")
	if item == "" || len(item) > 3 {
		return false
	}
	for i := range len(item) {
		if !isDigit(item[i]) {
			return len(item) == 1 && isLower(item[0])
		}
	}
	return true
}

// address reports whether the chunk around the place is a web or mail address.
func (s *splitter) address(at int) bool {
	for to := at; to < s.block.end && to-at < 64 && !asciiSpace(s.text[to]); to++ {
		if s.text[to] == '@' {
			return true
		}
	}
	for from := at; from > s.from && at-from < 64; from-- {
		switch b := s.text[from-1]; {
		case asciiSpace(b):
			return strings.HasPrefix(s.text[from:], "www.")
		case b == '/' && from > 1 && s.text[from-2] == '/', b == '@':
			return true
		}
	}
	return false
}

// dotted reports whether the word is letters parted by full stops: "U.S", "Ph.D".
func dotted(word string) bool {
	for _, piece := range strings.Split(word, ".") {
		if len(piece) == 0 || len(piece) > 2 || !isLetter(piece[0]) {
			return false
		}
	}
	return true
}

// vowels reports whether the word has a vowel, or is no word of plain letters.
func vowels(word string) bool {
	if len(word) == 0 {
		return true
	}
	for i := range len(word) {
		switch b := word[i] | 0x20; b {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			return true
		default:
			if !isLower(b) {
				return true
			}
		}
	}
	return false
}

func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‼', '⁇', '⁈', '⁉', '‽', '。', '！', '？', '｡':
		return true
	}
	return false
}

// isEmoji tells pictures; stars and ticks, which rate, are none.
func isEmoji(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF && r != '★' && r != '☆' && (r < '✐' || r > '✘') && (r < '✦' || r > '❂')
}

// joinsEmoji tells what glues emoji together.
func joinsEmoji(r rune) bool { return r == 0x200D || r == 0xFE0F || r == 0x20E3 }

// emoticon is the length of the emoticon at the place, 0 where there is none. It must stand free.
func emoticon(text string, at, end int) int {
	if at > 0 && !asciiSpace(text[at-1]) && text[at-1] != '.' && text[at-1] != '!' && text[at-1] != '?' {
		return 0
	}
	n := at
	switch text[at] {
	case ':', ';', '=':
		n++
		if n < end && (text[n] == '-' || text[n] == '\'' || text[n] == '^') {
			n++
		}
		mouth := n
		for n < end && strings.IndexByte(")(]DPpO/|*3", text[n]) >= 0 {
			n++
		}
		if n == mouth {
			return 0
		}
	case '<':
		if !strings.HasPrefix(text[at:end], "<3") {
			return 0
		}
		n += 2
	default:
		return 0
	}
	if n < end {
		if r, _ := utf8.DecodeRuneInString(text[n:end]); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return 0
		}
	}
	return n - at
}
