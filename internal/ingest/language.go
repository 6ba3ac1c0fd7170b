package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// minLanguageWords is the number of words from which statistics tell the language of a text. Below it a text is
// English unless its script, its metadata or, beyond doubt, its function words say otherwise (see tellShort).
const minLanguageWords = 20

// englishWords are frequent words of English that are no frequent words of its neighbours.
var englishWords = wordSet(`the and of that this with it is was for but not have has had you they which from are were his her she he my
	me what would to be as at by an or if so just about there their when who all more than been will can read book one out up some
	like really i'm it's don't didn't how because could very much also into i`)

// foreignWords are frequent words of English's neighbours that are no English words.
var foreignWords = wordSet(`und der das ist nicht ich ein eine einen mit auf für von dem den des sich auch es zu wie aber sehr sind wird über
	le la les et est un une que qui pas dans pour il elle du au sur avec ce cette mais je
	el los las del y en lo se por con una su muy pero más como para yo al
	che di non per sono è della nel anche gli ho
	het een van niet ik dat op te zijn voor maar ook
	o os da em na uma não mais ao foi
	och att det som är jag inte på av til og på ikke ja ei että on hän`)

// frequentWords are both by wordKey, for those who ask of every word. What stands in both is English.
var frequentWords = func() map[uint64]origin {
	all := make(map[uint64]origin, len(englishWords)+len(foreignWords))
	for word := range foreignWords {
		all[wordKey(word)] = ofNeighbours
	}
	for word := range englishWords {
		all[wordKey(word)] = ofEnglish
	}
	return all
}()

// longestFrequent is how many bytes a frequent word has at most, so that it fits into its key.
const longestFrequent = 8

// wordKey is a word of at most longestFrequent bytes as a number.
func wordKey(word string) (key uint64) {
	for i := range len(word) {
		key = key<<8 | uint64(word[i])
	}
	return key
}

// origin says whose frequent word a word is.
type origin uint8

const (
	ofNobody origin = iota
	ofEnglish
	ofNeighbours
)

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
	english, other, words, latin, letters := countWords(text)
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
		if info.Lang != whatlanggo.Eng {
			return isoCode(info), true
		}
		return "und", true
	}
	if words < minLanguageWords {
		if declared == "" && other > 0 {
			if code := tellShort(text); code != "" {
				return code, true
			}
		}
		return orEnglish(declared), declared != "" && declared != "en"
	}
	info := whatlanggo.Detect(sample(text))
	switch {
	case info.Lang < 0 || info.Lang == whatlanggo.Eng && !tied(info):
		return "en", false
	case other > english && other*100 >= words*8:
		return isoCode(info), true
	case english*100 >= words*5: // verse, dialect and lists look odd to the statistics; English words are there
		return "en", false
	case other == 0 && words >= 3*minLanguageWords, info.Confidence >= 0.5:
		// Hardly an English word in a long text: another language, if perhaps not the one that it looks most like.
		if info.Confidence < 0.5 {
			return "und", true
		}
		return isoCode(info), true
	case other > english:
		return isoCode(info), true
	}
	return "en", false
}

func orEnglish(code string) string {
	if code == "" {
		return "en"
	}
	return code
}

// countWords counts words, stop words of English and of its neighbours among them, letters, and Latin letters among
// these.
func countWords(text string) (english, other, words, latin, letters int) {
	var key uint64 // of the current word
	n := 0         // its bytes
	foreign := 0   // letters that are not Latin
	for i := 0; i <= len(text); {
		r, size := rune(0), 1 // behind the text, too, a word ends
		if i < len(text) {
			r = rune(text[i])
		}
		if low := r | 0x20; 'a' <= low && low <= 'z' {
			key, n = key<<8|uint64(low), n+1
			latin++
			i++
			continue
		}
		ascii := r < utf8.RuneSelf
		if !ascii {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case (r == '\'' || r == '’') && n != 0:
			key, n = key<<8|'\'', n+1
			i += size
			continue
		case !ascii && unicode.IsLetter(r):
			if unicode.Is(unicode.Latin, r) {
				latin++
			} else {
				foreign++
			}
			for _, b := range []byte(text[i : i+size]) {
				key, n = key<<8|uint64(b), n+1
			}
			i += size
			continue
		}
		i += size
		if n != 0 {
			words++
			if n <= longestFrequent {
				switch frequentWords[key] {
				case ofEnglish:
					english++
				case ofNeighbours:
					other++
				}
			}
			key, n = 0, 0
		}
		if ascii && words >= sampleWords {
			break
		}
	}
	return english, other, words, latin, latin + foreign
}

// sample is the start of a text, on a rune boundary.
func sample(text string) string {
	if len(text) <= sampleBytes {
		return text
	}
	return strings.ToValidUTF8(text[:sampleBytes], "")
}

// tied reports whether the text looks as much like a second language. Which of the two is named is then chance: the
// package goes through them in the order of a map.
func tied(info whatlanggo.Info) bool { return info.Confidence == 0 }

// isoCode is the code of the language that the statistics found; "und" where there is none, or two alike.
func isoCode(info whatlanggo.Info) string {
	if info.Lang < 0 || tied(info) {
		return "und"
	}
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	return info.Lang.Iso6393()
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
	return code + ", a language that cannot be told"
}
