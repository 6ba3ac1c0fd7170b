package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// minShortWords is the number of words from which a text too short for statistics may still be told to be foreign.
const minShortWords = 4

// shortLanguage is what tells a language in a few words. strong words are no English words and no parts of names;
// weak ones ("de", "la", "van") stand in names and loans too, and only support a strong one.
type shortLanguage struct {
	code         string
	strong, weak map[string]bool
	letters      string // letters beyond a–z
}

var shortLanguages = []shortLanguage{
	{"da", wordSet(`og jeg ikke af på til det som meget bogen boka også`), wordSet(`en er af`), "æøå"},
	{"de", wordSet(`und das ist nicht ich ein eine einen einem einer mit auf für dem sich auch wie aber sehr sind wird über zu vom zum zur
		habe noch nur mehr als bei nach kein keine sie es wir mir mich schon durch oder wenn dass daß diese dieser dieses nichts immer wieder etwas
		gut nett alles ganz mal eher jetzt wirklich wobei vielen kein leider Buch Bücher Geschichte Reihe Teil Ende Autor Autorin Lektüre`),
		wordSet(`der den des von`), "äöüß"},
	{"es", wordSet(`que con una por para pero más como muy su está este esta todo libro porque también`),
		wordSet(`el la los las de del en y un es se lo al`), "ñáéíóú"},
	{"fr", wordSet(`et est une qui que pas dans elle avec cette mais je très livre trop c'est j'ai d'un d'une qu'il n'est n'ai nous vous tout comme`),
		wordSet(`le la les des un du de en il au sur ce`), "éèêàçùîôœ"},
	{"it", wordSet(`che sono è della nel anche gli questo questa libro molto più una con di dei delle alla ho`),
		wordSet(`il la le di un e si ma non`), "àèéìòù"},
	{"nl", wordSet(`het een niet ik zijn voor maar ook naar wel boek heb geen deze veel heel erg dit aan bij`),
		wordSet(`de van en te op dat als om`), "ëï"},
	{"pl", wordSet(`nie się jest że bardzo jak tym przez dla książka jej jego`), wordSet(`na z w i`), "ąćęłńśźż"},
	{"pt", wordSet(`que uma não mais muito para por livro é foi ao mas este esta sua seu história`),
		wordSet(`o os de da das dos em na e`), "ãõçáéíóú"},
	{"sv", wordSet(`och att det som är jag inte på av med till bok boken ett mycket mig`), wordSet(`en om har var`), "åäö"},
}

// neutralWords are English words that are words of other languages too: they speak for neither side.
var neutralWords = wordSet(`am ok okay wow dnf was her me as an or so will also i by at all not for had has one can had to on if from out are be he her is like`)

// plainEnglish are words of English that short reviews are made of. One of them settles it: a foreign title in an
// English remark must not make the remark foreign.
var plainEnglish = wordSet(`we our us your them these those here where then than too do does did done got get go yes never ever always again
	good great best better worst bad love loved loves loving like liked likes hate hated enjoy enjoyed amazing awesome wonderful brilliant
	beautiful beautifully boring bored fun funny sad sweet cute perfect excellent fantastic fabulous terrible awful lovely classic interesting
	favorite favourite recommend recommended highly must read reading reads reread book books story stories novel novels author writing written writer
	character characters plot ending end series chapter page pages star stars rating review finished start started finish first second last next
	time still just only even much many most some any every such well pretty quite really definitely absolutely overall five four three two
	yet while though although before after over under between without through made make makes think thought know want
	meets years year life world people little long short slow fast new old translation translated version edition
	is it of and this that its is my his her they you from be been being`)

// tellShort returns the language of a text of fewer than minLanguageWords words, "" for English or for doubt: from
// minShortWords upwards, without any word that is only English, a text with two function words of another language
// (or one, and a word in small letters with a letter of that language) is in that language. Words with a capital
// count only as the nouns that German writes so: names and titles say nothing.
func tellShort(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(words) < minShortWords {
		return ""
	}
	for i, word := range words {
		words[i] = strings.ReplaceAll(word, "’", "'")
		lower := strings.ToLower(words[i])
		if plainEnglish[lower] || englishWords[lower] && !neutralWords[lower] || strings.Contains(lower, "n't") || strings.HasSuffix(lower, "'s") {
			return ""
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	best, most := "", 0
	for _, l := range shortLanguages {
		strong, weak, special := 0, 0, 0
		for _, word := range words {
			switch {
			case l.strong[word]:
				strong++
			case l.weak[word]:
				weak = 1
			case word == strings.ToLower(word) && strings.ContainsAny(word, l.letters) && !loanWords[word]:
				special = 1
			}
		}
		if strong >= 2 || strong == 1 && special == 1 {
			if score := 3*strong + weak + special; score > most {
				best, most = l.code, score
			}
		}
	}
	return best
}

// loanWords are English words that keep a foreign letter.
var loanWords = wordSet(`café cafés cliché clichés clichéd déjà naïve naïveté fiancé fiancée résumé protégé protégée passé risqué touché blasé
	décor façade soufflé fête tête crème brûlée über voilà à née roman-à-clef exposé communiqué entrée soirée mêlée doppelgänger señor señora`)
