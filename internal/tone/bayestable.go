package tone

import (
	_ "embed"
	"hash/maphash"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// bayesWords is the model of cdipaolo/sentiment as cmd/train/bayes writes it: "word TAB negative TAB positive" lines.
//
//go:embed bayes/words.tsv
var bayesWords string

// bayesTable answers how strongly a word speaks for praise. It is a hash table of line starts over bayesWords, because
// that is ready in a few milliseconds; the package itself takes almost half a second to decode its JSON.
type bayesTable struct {
	seed  maphash.Seed // differs from run to run; no answer depends on it
	slots []int32      // 1 + start of a line in bayesWords; 0 = empty
}

var sharedBayes = sync.OnceValue(func() *bayesTable {
	t := &bayesTable{seed: maphash.MakeSeed(), slots: make([]int32, 1<<18)}
	for start := 0; start < len(bayesWords); {
		tab := start + strings.IndexByte(bayesWords[start:], '\t')
		slot := t.slot(bayesWords[start:tab])
		t.slots[slot] = int32(start + 1)
		start = tab + strings.IndexByte(bayesWords[tab:], '\n') + 1
	}
	return t
})

// slot is where the word stands, or the empty slot where it would.
func (t *bayesTable) slot(word string) int {
	mask := len(t.slots) - 1
	for i := int(maphash.String(t.seed, word)) & mask; ; i = (i + 1) & mask {
		line := t.slots[i]
		if line == 0 {
			return i
		}
		rest := bayesWords[line-1:]
		if len(rest) > len(word) && rest[len(word)] == '\t' && rest[:len(word)] == word {
			return i
		}
	}
}

// logOdds is log p(word|positive)/p(word|negative) with add-one smoothing, as goml's NaiveBayes computes it: the
// denominators of the two classes are equal and drop out. Unknown words say nothing: 0.
func (t *bayesTable) logOdds(word string) float64 {
	line := t.slots[t.slot(word)]
	if line == 0 {
		return 0
	}
	rest := bayesWords[int(line)-1+len(word)+1:]
	counts, _, _ := strings.Cut(rest, "\n")
	negative, positive, _ := strings.Cut(counts, "\t")
	n, _ := strconv.Atoi(negative)
	p, _ := strconv.Atoi(positive)
	return math.Log(float64(p+1) / float64(n+1))
}

// bayesWord is a chunk as the package sees it: letters only, lower case.
func bayesWord(raw string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, raw))
}

// bayesOdds is each chunk's log-odds and their sum, which is the logit of the model's p(positive).
func bayesOdds(chunks []chunk) (each []float64, sum float64) {
	table := sharedBayes()
	each = make([]float64, len(chunks))
	for i, c := range chunks {
		each[i] = table.logOdds(bayesWord(c.Raw))
		sum += each[i]
	}
	return each, sum
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
