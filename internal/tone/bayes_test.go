package tone

import (
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/cdipaolo/sentiment"

	"tonearc/pipeline/review"
)

// TestBayesAnswersAsThePackage compares the embedded table with the package it was made from: the same class and the
// same probability, on sentences and on every word of a part of the table.
func TestBayesAnswersAsThePackage(t *testing.T) {
	models, err := sentiment.Restore()
	if err != nil {
		t.Fatal(err)
	}
	english := models[sentiment.English]
	texts := []string{
		"I could not put this one down.", "The worst, most tedious book of the year!", "Zxqv.", "", "An average day",
		"It isn't well-written, but Márta's café scenes are a joy", "ÄRGER und Öl", "1984 is 1984", "No", "  two  spaces ",
		"Mother's love; father's hate? (brother's indifference)",
	}
	for n, line := range strings.SplitAfter(bayesWords, "\n") {
		if word, _, ok := strings.Cut(line, "\t"); ok && n%97 == 0 {
			texts = append(texts, word)
		}
	}
	for _, text := range texts {
		logit, _ := bayesLogit(text, review.Span{End: len(text)})
		class, p := english.Probability(text)
		ours := sigmoid(logit)
		if class == 0 {
			ours = 1 - ours
		}
		if math.Abs(ours-p) > 1e-9 || ours < 0.5-1e-9 {
			t.Errorf("%q: the package says class %d with %v, we say %v", text, class, p, ours)
		}
		_, sum := bayesOdds(chunksOf(text, review.Span{End: len(text)}))
		if sum != logit {
			t.Errorf("%q: two sums, %v and %v", text, sum, logit)
		}
	}
}

func BenchmarkSecondOpinion(b *testing.B) {
	text := "I could not put this one down, and the slow, tender chapters about Marta's father are the finest of them all."
	for b.Loop() {
		bayesLogit(text, review.Span{End: len(text)})
	}
}

// TestReadmesNameTheirFiles holds the hashes in the README files of the embedded data.
func TestReadmesNameTheirFiles(t *testing.T) {
	for readme, files := range map[string]map[string]string{
		"bayes/README.md":   {"words.tsv": bayesWords, "index.bin": bayesIndex, "fit.json": bayesFit},
		"lexicon/README.md": {"fit.json": lexiconFit},
	} {
		text, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range files {
			sum := fmt.Sprintf("%x", sha256.Sum256([]byte(data)))
			if !strings.Contains(string(text), sum) {
				t.Errorf("%s does not say that the SHA-256 of %s is %s", readme, name, sum)
			}
		}
	}
}
