package ingest

import "testing"

func TestShortLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"Spannend bis zum Schluss, aber das Ende ist schwach.":       "de",
		"Ich habe nichts erwartet und wurde belohnt":                 "de",
		"Ziemlich zäh, aber lesbar":                                  "de",
		"Am besten gefiel mir der Schluss, sehr leise":               "de",
		"Ganz okay, mehr aber nicht":                                 "de",
		"Eine zähe Geschichte ohne Helden":                           "de",
		"C'est un livre magnifique, très émouvant":                   "fr",
		"Una historia preciosa que no olvidaré nunca":                "es",
		"Un romanzo molto lento che non finisce più":                 "it",
		"Uma leitura leve, mas muito bonita":                         "pt",
		"Heel mooi boek, maar niet voor mij":                         "nl",
		"En bok som jag inte glömmer":                                "sv",
		"Loved it.":                                                  "",
		"Die Hard meets Dune":                                        "",
		"Meh.":                                                       "",
		"Gabriel García Márquez, Isabel Allende, Julio Cortázar":     "",
		"Das Boot, Krieg und Frieden, Der Prozess: splendid":         "",
		"Como agua para chocolate was wonderful":                     "",
		"Ludwig van Beethoven und Johann Wolfgang von Goethe":        "",
		"Très chic, très cliché, wonderful prose":                    "",
		"Ursula K. Le Guin, Victor Hugo, Guy de Maupassant":          "",
		"Que sera sera, I say":                                       "",
		"Couldn't stop. Das ist gut, und wie!":                       "",
		"War and Peace, Guerre et Paix":                              "",
		"Les Misérables, unabridged, in one weekend":                 "",
		"Brontë sisters forever, café weather":                       "",
		"Gut wrenching die hard hat war den":                         "",
		"Per se, ad hoc, vis a vis, par excellence, pour la galerie": "",
		"I am okay, wow":                                             "",
		"A gut punch, dark and brooding":                             "",
		"So so. Was als erwartet":                                    "",
	} {
		code, foreign := tellLanguage(text, "")
		if want == "" && (foreign || code != "en") || want != "" && (code != want || !foreign) {
			t.Errorf("%q is told as %s (foreign %v), want %q", text, code, foreign, want)
		}
	}
	if code, foreign := tellLanguage("Spannend bis zum Schluss, aber das Ende ist schwach.", "en"); foreign || code != "en" {
		t.Errorf("the source's own word is not heard: %s", code)
	}
}
