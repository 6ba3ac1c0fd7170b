package tone

import (
	"strings"
	"testing"
)

// TestVocabularyFindsWholeWords: words that share their first bytes, and bytes of 0, are told apart.
func TestVocabularyFindsWholeWords(t *testing.T) {
	long := strings.Repeat("x", 300)
	words := []string{"?", "a", "ab", "a\x00", "eightbyt", "eightbyte", "eightbytes", long, long + "y"}
	v := newNetVocabulary(strings.Join(words, "\n") + "\n")
	for row, word := range words {
		if got := v.find([]byte(word)); got != int32(row) {
			t.Errorf("%.12q stands in row %d, not %d", word, got, row)
		}
	}
	for _, word := range []string{"", "\x00", "b", "a\x00\x00", "eightby", "eightbyt\x00", "eightbyteses", long + "z", long[1:]} {
		if got := v.find([]byte(word)); got >= 0 {
			t.Errorf("%.12q is not there, and found in row %d", word, got)
		}
	}
}
