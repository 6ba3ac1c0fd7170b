package ingest

import (
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// minLanguageWords is the number of words from which the language is told from the text. Below it a text is English
// unless its script or its metadata says otherwise.
const minLanguageWords = 20

// englishWords are frequent words of English that are no frequent words of its neighbours.
var englishWords = wordSet(`the and of that this with it is was for but not have has had you they which from are were his her she he my
	me what would to be as at by an or if so just about there their when who all more than been will can read book one out up some
	like really i'm it's don't didn't how because could very much also into i`)

func wordSet(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// sampleWords is how many words of a text are looked at; sampleBytes is as much as is given to the statistics.
const (
	sampleWords = 300
	sampleBytes = 6000
)

// tellLanguage returns the ISO 639-1 code of a text's language and whether it is another than English. declared is
// what the source says, "" if nothing.
func tellLanguage(text, declared string) (code string, foreign bool) {
	english, words, latin, letters := countEnglish(text)
	if words >= minLanguageWords && latin*10 >= letters*9 && english*100 >= words*22 {
		return "en", false // beyond doubt; most texts end here
	}
	if letters > 0 && latin*2 < letters { // another script
		if words < minLanguageWords && letters < 10 {
			return orEnglish(declared), declared != "" && declared != "en"
		}
		info := whatlanggo.Detect(sample(text))
		switch info.Script { // scripts of many languages, which a few words do not tell apart
		case unicode.Cyrillic, unicode.Arabic, unicode.Devanagari, unicode.Hebrew:
			if words < minLanguageWords {
				return "und", true
			}
		}
		if info.Lang >= 0 {
			if code := isoCode(info.Lang); code != "en" {
				return code, true
			}
		}
		return "und", true
	}
	if words < minLanguageWords {
		return orEnglish(declared), declared != "" && declared != "en"
	}
	info := whatlanggo.Detect(sample(text))
	if info.Lang < 0 || info.Lang == whatlanggo.Eng {
		return "en", false
	}
	// Lists of names, verse and dialect look odd to the statistics: they need to be sure, and English rare.
	if english*100 >= words*12 || info.Confidence < 0.3 && english*100 >= words*5 {
		return "en", false
	}
	return isoCode(info.Lang), true
}

func orEnglish(code string) string {
	if code == "" {
		return "en"
	}
	return code
}

// countEnglish counts words, English stop words among them, letters, and Latin letters among these.
func countEnglish(text string) (english, words, latin, letters int) {
	var buf [16]byte
	n := 0 // letters of the current word; −1 = too long for a stop word
	end := func() {
		if n != 0 {
			words++
			if n > 0 && englishWords[string(buf[:n])] {
				english++
			}
		}
		n = 0
	}
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || (r == '\'' || r == '’') && n != 0:
			if r != '\'' && r != '’' {
				letters++
				latin++
				r |= 0x20
			} else {
				r = '\''
			}
			if n >= 0 && n < len(buf) {
				buf[n] = byte(r)
				n++
			} else {
				n = -1
			}
		case r < 0x80:
			end()
			if words >= sampleWords {
				return
			}
		case unicode.IsLetter(r):
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
			n = -1
		default:
			end()
		}
	}
	end()
	return
}

// sample is the start of a text, on a rune boundary.
func sample(text string) string {
	if len(text) <= sampleBytes {
		return text
	}
	return strings.ToValidUTF8(text[:sampleBytes], "")
}

func isoCode(lang whatlanggo.Lang) string {
	if code := lang.Iso6391(); code != "" {
		return code
	}
	return lang.Iso6393()
}

// languageCode reads what a source says about its language ("eng", "en-US", "English"); "" where it cannot be told.
func languageCode(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 20 {
		return ""
	}
	if tag, err := language.Parse(strings.ReplaceAll(s, "_", "-")); err == nil {
		base, confidence := tag.Base()
		if confidence == language.Exact {
			return base.String()
		}
	}
	return languageByName[strings.ToLower(s)]
}

var languageByName = func() map[string]string {
	m := make(map[string]string)
	for _, code := range strings.Fields("ar bg ca cs da de el en es et fa fi fr he hi hr hu id is it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi zh") {
		m[strings.ToLower(display.English.Languages().Name(language.Make(code)))] = code
	}
	return m
}()

// languageName is how an exclusion names a language: "de, German".
func languageName(code string) string {
	if tag, err := language.Parse(code); err == nil {
		if name := display.English.Languages().Name(tag); name != "" && code != "und" {
			return code + ", " + name
		}
	}
	return "a script that is not Latin"
}
