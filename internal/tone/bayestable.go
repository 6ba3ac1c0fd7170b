package tone

import (
	_ "embed"
	"hash/maphash"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// bayesWords is the model of cdipaolo/sentiment as cmd/train/bayes writes it: "word TAB negative TAB positive" lines.
//
//go:embed bayes/words.tsv
var bayesWords string

// bayesTable answers how strongly a word speaks for praise. It is a hash table of lines of bayesWords, because that is
// ready in a few milliseconds; the package itself takes almost half a second to decode its JSON.
type bayesTable struct {
	seed  maphash.Seed // differs from run to run; no answer depends on it
	lines []int32      // 1 + start of a line in bayesWords; 0 = empty
	odds  []float64    // of the word in that slot
}

// sharedBayes is built at its first use and never changed.
var sharedBayes = sync.OnceValue(func() *bayesTable {
	const slots = 1 << 18 // more than twice the words
	t := &bayesTable{seed: maphash.MakeSeed(), lines: make([]int32, slots), odds: make([]float64, slots)}
	for start := 0; start < len(bayesWords); {
		end := start + strings.IndexByte(bayesWords[start:], '\n')
		word, counts, _ := strings.Cut(bayesWords[start:end], "\t")
		negative, positive, _ := strings.Cut(counts, "\t")
		slot := t.slot([]byte(word))
		t.lines[slot] = int32(start + 1)
		t.odds[slot] = math.Log(float64(count(positive)+1) / float64(count(negative)+1))
		start = end + 1
	}
	return t
})

// count reads a number of digits only.
func count(digits string) int {
	n := 0
	for _, d := range []byte(digits) {
		n = 10*n + int(d-'0')
	}
	return n
}

// slot is where the word stands, or the empty slot where it would.
func (t *bayesTable) slot(word []byte) int {
	mask := len(t.lines) - 1
	for i := int(maphash.Bytes(t.seed, word)) & mask; ; i = (i + 1) & mask {
		line := t.lines[i]
		if line == 0 {
			return i
		}
		rest := bayesWords[line-1:]
		if len(rest) > len(word) && rest[len(word)] == '\t' && rest[:len(word)] == string(word) {
			return i
		}
	}
}

// logOdds is log p(word|positive)/p(word|negative) with add-one smoothing, as goml's NaiveBayes computes it: the
// denominators of the two classes are equal and drop out. Unknown words, and those that are as common in either class,
// say nothing: 0.
func (t *bayesTable) logOdds(word []byte) float64 { return t.odds[t.slot(word)] }

// bayesOdds gives each chunk's log-odds and their sum, which is the logit of the model's p(positive).
func bayesOdds(chunks []chunk) (each []float64, sum float64) {
	table := sharedBayes()
	each = make([]float64, len(chunks))
	var word []byte
	for i, c := range chunks {
		word = letters(word[:0], c.Raw)
		each[i] = table.logOdds(word)
		sum += each[i]
	}
	return each, sum
}

// bayesLogit is the logit of the model's p(positive) for a span of text, and whether any of its words says anything.
// It adds in the order of bayesOdds, so that both give the same sum.
func bayesLogit(text string, span review.Span) (sum float64, known bool) {
	table := sharedBayes()
	var buffer [64]byte
	for start, end := range pieces(text, span) {
		if odds := table.logOdds(letters(buffer[:0], text[start:end])); odds != 0 {
			sum += odds
			known = true
		}
	}
	return sum, known
}

// letters appends the letters of raw, lower case, which is what the package makes of a word.
func letters(word []byte, raw string) []byte {
	for _, r := range raw {
		switch {
		case 'a' <= r && r <= 'z':
			word = append(word, byte(r))
		case 'A' <= r && r <= 'Z':
			word = append(word, byte(r)|0x20)
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			word = utf8.AppendRune(word, unicode.ToLower(r))
		}
	}
	return word
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
