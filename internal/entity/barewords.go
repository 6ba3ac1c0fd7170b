package entity

import "strings"

func surnameOf(name string) string {
	return name[strings.LastIndexByte(name, ' ')+1:]
}

// opensWith reports whether a bare name begins with the words of part, and has more.
func opensWith(name, part string) bool {
	return len(name) > len(part) && name[len(part)] == ' ' && name[:len(part)] == part
}

// endsWith reports whether a bare name ends with the words of part, and has more.
func endsWith(name, part string) bool {
	at := len(name) - len(part)
	return at > 0 && name[at-1] == ' ' && name[at:] == part
}

// hasWord reports whether the words of part stand side by side in name.
func hasWord(name, part string) bool {
	if part == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(name[at:], part)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(part)
		if (i == 0 || name[i-1] == ' ') && (end == len(name) || name[end] == ' ') {
			return true
		}
		at = i + 1
	}
}

// isAcronym reports whether short is made of the first letters of the title's words: "nlmg" of "never let me go".
// Small words and the article may be left out.
func isAcronym(short, title string) bool {
	if len(short) < 2 || len(short) > 8 || strings.Contains(short, " ") {
		return false
	}
	all, long := make([]byte, 0, 12), make([]byte, 0, 12)
	for word := range strings.FieldsSeq(title) {
		all = append(all, word[0])
		if len(word) > 3 {
			long = append(long, word[0])
		}
	}
	return len(all) >= 2 && (short == string(all) || len(long) >= 2 && short == string(long) || short == "t"+string(all))
}
