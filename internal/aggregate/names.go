package aggregate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold lower-cases, drops diacritics and apostrophes, and turns every other run of non-letters and non-digits into one
// space: "Kathy H." → "kathy h", "Stålenhag’s" → "stalenhags".
func fold(name string) string {
	if ascii(name) {
		return foldASCII(name)
	}
	var out strings.Builder
	out.Grow(len(name))
	gap := false
	for _, r := range norm.NFD.String(name) {
		switch {
		case r == '\'' || r == '’' || unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && out.Len() > 0 {
				out.WriteByte(' ')
			}
			gap = false
			out.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return out.String()
}

// foldASCII is fold of a name without other letters, as nearly all are: every name of every review passes here.
func foldASCII(name string) string {
	out := make([]byte, 0, 64) // on the stack, for names that are not longer
	gap := false
	for i := range len(name) {
		b := name[i]
		switch {
		case 'A' <= b && b <= 'Z':
			b += 'a' - 'A'
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
		case b == '\'':
			continue
		default:
			gap = true
			continue
		}
		if gap && len(out) > 0 {
			out = append(out, ' ')
		}
		gap = false
		out = append(out, b)
	}
	return string(out)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// editionLess cuts brackets at the end of a title: "Never Let Me Go (Vintage)" → "Never Let Me Go".
func editionLess(title string) string {
	for {
		trimmed := strings.TrimSpace(title)
		if len(trimmed) == 0 || (trimmed[len(trimmed)-1] != ')' && trimmed[len(trimmed)-1] != ']') {
			return trimmed
		}
		open := strings.LastIndexAny(trimmed, "([")
		if open <= 0 {
			return trimmed
		}
		title = trimmed[:open]
	}
}

// bookKey is what two spellings of one title share: no case, edition, leading article or punctuation.
func bookKey(title string) string {
	key := fold(editionLess(title))
	for _, article := range []string{"the ", "a ", "an "} {
		if rest := strings.TrimPrefix(key, article); rest != key && rest != "" {
			return rest
		}
	}
	return key
}

// shortKey is the key of a title without its subtitle; "" where it has none.
func shortKey(title string) string {
	title = editionLess(title)
	for _, sign := range []string{": ", " – ", " — ", " - "} {
		if at := strings.Index(title, sign); at > 0 {
			return bookKey(title[:at])
		}
	}
	return ""
}

var personTitles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "professor": true, "sir": true,
	"jr": true, "sr": true, "phd": true, "md": true, "rev": true,
}

// personKey is what two spellings of one person's name share: no case, titles or punctuation, and initials run
// together: "J. K. Rowling" and "JK Rowling" → "jk rowling".
func personKey(name string) string {
	key := fold(name)
	if plainPerson(key) {
		return key
	}
	words := strings.Fields(key)
	kept := words[:0]
	for _, word := range words {
		if !personTitles[word] || len(words) == 1 {
			kept = append(kept, word)
		}
	}
	var out strings.Builder
	for i, word := range kept {
		initials := i > 0 && len(word) == 1 && len(kept[i-1]) == 1
		if i > 0 && !initials {
			out.WriteByte(' ')
		}
		out.WriteString(word)
	}
	return out.String()
}

// plainPerson reports whether a folded name is its own key: no word of it is a title, and no two are initials.
func plainPerson(folded string) bool {
	initial := false
	for more := folded != ""; more; {
		var word string
		word, folded, more = strings.Cut(folded, " ")
		if personTitles[word] || initial && len(word) == 1 {
			return false
		}
		initial = len(word) == 1
	}
	return true
}

// surname is the last word of a person's key; "" for an empty name.
func surname(key string) string {
	return key[strings.LastIndexByte(key, ' ')+1:]
}

// slug turns a name into a file name: ASCII letters, digits and hyphens, at most limit bytes, cut at a hyphen where
// that loses little. A name without any such character gives "".
func slug(name string, limit int) string {
	if !ascii(name) {
		name = norm.NFKD.String(name)
	}
	out := make([]byte, 0, 2*slugLimit) // on the stack: a name is asked for wherever a page leads to another
	gap := false
	for _, r := range name {
		switch {
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
			fallthrough
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			if gap && len(out) > 0 {
				out = append(out, '-')
			}
			gap = false
			out = append(out, byte(r))
		case r == '\'' || r == '’' || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
		default:
			gap = true
		}
		if len(out) > limit {
			break
		}
	}
	if len(out) <= limit {
		return string(out)
	}
	s := string(out[:limit])
	if at := strings.LastIndexByte(s, '-'); at > limit*2/3 {
		s = s[:at]
	}
	return strings.TrimRight(s, "-")
}
