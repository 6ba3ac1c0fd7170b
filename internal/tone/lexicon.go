package tone

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/jonreiter/govader"
)

// loadLexicon makes the scorer over VADER (Hutto & Gilbert 2014), as govader implements it: a lexicon of 7,500 words
// and signs with rules for negation, emphasis, "but" and emoji. VADER knows no stance; the fit adds it.
func loadLexicon() (judge, error) {
	fit, err := readFit(lexiconFit)
	if err != nil {
		return nil, err
	}
	return simple{readLexicon, fit}, nil
}

//go:embed lexicon/fit.json
var lexiconFit string

// lexiconData names the version of the lexicon, which stands in go.sum, and the fit.
func lexiconData() [][]byte { return [][]byte{[]byte("govader 20250429"), []byte(lexiconFit)} }

// vader is loaded once; it is only read after that.
var vader = sync.OnceValue(govader.NewSentimentIntensityAnalyzer)

// maxWithout bounds how many words are left out of a sentence one by one; longer lists are read by the lexicon alone.
const maxWithout = 16

// readLexicon gives VADER's compound score, and for each word of the lexicon what the compound loses without it, so
// that a negated word counts for what it does in the sentence.
func readLexicon(chunks []chunk) (each []float64, sum float64) {
	v := vader()
	sum = v.PolarityScores(joined(chunks)).Compound
	each = make([]float64, len(chunks))
	var known []int
	for k, c := range chunks {
		if _, listed := v.Lexicon[c.Word]; listed || hasEmoji(v, c.Raw) {
			known = append(known, k)
		}
	}
	for _, k := range known {
		if len(known) > maxWithout {
			each[k] = v.Lexicon[chunks[k].Word] / 4
			continue
		}
		without := make([]chunk, 0, len(chunks)-1)
		without = append(append(without, chunks[:k]...), chunks[k+1:]...)
		each[k] = sum - v.PolarityScores(joined(without)).Compound
	}
	return each, sum
}

// hasEmoji reports whether the chunk is an emoticon of the lexicon or holds an emoji.
func hasEmoji(v *govader.SentimentIntensityAnalyzer, raw string) bool {
	if _, known := v.Lexicon[strings.ToLower(raw)]; known {
		return true
	}
	for _, r := range raw {
		if r >= 0x2000 {
			if _, known := v.EmojiDict[string(r)]; known {
				return true
			}
		}
	}
	return false
}
