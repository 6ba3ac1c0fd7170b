package tone

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// The model of cdipaolo/sentiment as cmd/train/bayes writes it: "word TAB negative TAB positive" lines, and a hash
// table over them. Nothing is decoded or built at start-up, where the package itself needs almost half a second.
var (
	//go:embed bayes/words.tsv
	bayesWords string
	// bayesIndex is BayesSlots little-endian 32-bit numbers: 1 + the start of a line of bayesWords, 0 = empty; a word
	// stands in the first slot from its hash on, around the end, that was free.
	//go:embed bayes/index.bin
	bayesIndex string
)

// BayesSlots is the number of slots of the hash table that cmd/train/bayes writes.
const BayesSlots = 1 << 18

// The 32-bit FNV-1a hash, byte by byte.
const (
	fnvStart = 2166136261
	fnvPrime = 16777619
)

// BayesHash is the hash by which a word is found in the table.
func BayesHash(word string) uint32 {
	hash := uint32(fnvStart)
	for i := 0; i < len(word); i++ {
		hash = (hash ^ uint32(word[i])) * fnvPrime
	}
	return hash
}

// bayesHeard is a word with its log-odds, in half a line of the processor's cache.
type bayesHeard struct {
	odds   float64
	length uint8
	word   [23]byte
}

// bayesRecent are words that were looked up before, each in the place of its hash: the table itself lies far away in
// two places, and a corpus says the same few thousand words again and again. Whatever stands in a place gives way.
var bayesRecent [1 << 14]atomic.Pointer[bayesHeard]

// bayesOddsOf is bayesLogOdds, remembered.
func bayesOddsOf(word []byte, hash uint32) float64 {
	place := &bayesRecent[hash%uint32(len(bayesRecent))]
	heard := place.Load()
	if heard != nil && string(heard.word[:heard.length]) == string(word) {
		return heard.odds
	}
	odds := bayesLogOdds(word, hash)
	if len(word) <= len(heard.word) {
		heard = &bayesHeard{odds: odds, length: uint8(len(word))}
		copy(heard.word[:], word)
		place.Store(heard)
	}
	return odds
}

// bayesLogOdds is log p(word|positive)/p(word|negative) with add-one smoothing, as goml's NaiveBayes computes it: the
// denominators of the two classes are equal and drop out. Unknown words, and those that are as common in either class,
// say nothing: 0. hash is the word's.
func bayesLogOdds(word []byte, hash uint32) float64 {
	for i := hash % BayesSlots; ; i = (i + 1) % BayesSlots {
		line := binary.LittleEndian.Uint32([]byte(bayesIndex[4*i : 4*i+4]))
		if line == 0 {
			return 0
		}
		rest := bayesWords[line-1:]
		if len(rest) <= len(word) || rest[len(word)] != '\t' || rest[:len(word)] != string(word) {
			continue
		}
		negative, rest := digits(rest[len(word)+1:])
		positive, _ := digits(rest)
		return math.Log(float64(positive+1) / float64(negative+1))
	}
}

// digits reads a number of digits and skips what ends it.
func digits(text string) (n int, rest string) {
	i := 0
	for ; '0' <= text[i] && text[i] <= '9'; i++ {
		n = 10*n + int(text[i]-'0')
	}
	return n, text[i+1:]
}

// bayesOdds gives each chunk's log-odds and their sum, which is the logit of the model's p(positive).
func bayesOdds(chunks []chunk) (each []float64, sum float64) {
	each = make([]float64, len(chunks))
	for i, c := range chunks {
		each[i], _ = bayesLogit(c.Raw, review.Span{End: len(c.Raw)})
		sum += each[i]
	}
	return each, sum
}

// bayesLogit is the logit of the model's p(positive) for a span of text, and whether any of its words says anything. A
// word is what the package makes of it: the letters of a piece (see pieces), lower case, the rest left out.
func bayesLogit(text string, span review.Span) (sum float64, known bool) {
	var buffer [64]byte
	word, hash := buffer[:0], uint32(fnvStart)
	end := func() {
		if len(word) > 0 {
			if odds := bayesOddsOf(word, hash); odds != 0 {
				sum += odds
				known = true
			}
			word, hash = buffer[:0], fnvStart
		}
	}
	for i := span.Start; i < span.End; {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			c |= 0x20
			word, hash = append(word, c), (hash^uint32(c))*fnvPrime
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:span.End])
			if divides(r) {
				end()
			} else if unicode.IsLetter(r) {
				from := len(word)
				word = utf8.AppendRune(word, unicode.ToLower(r))
				for _, c := range word[from:] {
					hash = (hash ^ uint32(c)) * fnvPrime
				}
			}
			i += size
			continue
		case c == '-':
			if strings.HasPrefix(text[i:span.End], "--") {
				end()
			}
		case divides(rune(c)):
			end()
		}
		i++
	}
	end()
	return sum, known
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
