package ingest

import "testing"

func TestCountWords(t *testing.T) {
	for text, want := range map[string][5]int{ // English, its neighbours, words, Latin letters, letters
		"":                                {},
		"The end":                         {1, 0, 2, 6, 6},
		"Don’t DON'T 'and' und":           {2, 1, 4, 14, 14}, // "and'" is another word
		"über the überlong weatherman":    {1, 1, 4, 25, 25},
		"Поехали and 日本":                  {1, 0, 3, 3, 12},
		"becausebecause 7the7 \xffof\x00": {2, 0, 3, 19, 19},
	} {
		english, other, words, latin, letters := countWords(text)
		if got := [5]int{english, other, words, latin, letters}; got != want {
			t.Errorf("countWords(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestFrequentWordsFitTheirKeys(t *testing.T) {
	for _, words := range []map[string]bool{englishWords, foreignWords} {
		for word := range words {
			if len(word) > longestFrequent {
				t.Errorf("%q is longer than %d bytes", word, longestFrequent)
			}
		}
	}
}

// TestTiedLanguages asks often about a text that looks like two languages alike: it must not be chance which is named.
func TestTiedLanguages(t *testing.T) {
	const text = `áRµµµµµµµa"}`
	for range 100 {
		if code, foreign := tellLanguage(text, ""); code != "und" || !foreign {
			t.Fatalf("tellLanguage(%q) = %q, %v, want und", text, code, foreign)
		}
	}
}
