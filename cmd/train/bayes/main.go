// Command bayes writes the word table of cdipaolo/sentiment's English model, and a hash table over it, as the files that
// internal/tone embeds:
//
//	go run ./cmd/train/bayes internal/tone/bayes
//
// The package keeps its model as gzipped JSON, which takes it almost half a second to decode. Of a naive Bayes model
// of two classes only the counts of each word matter for the answer, for the denominators of the two classes are equal.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/cdipaolo/sentiment"

	"tonearc/internal/tone"
)

// model is the part of goml's text.NaiveBayes that decides: how often each word was seen in either class.
type model struct {
	Words map[string]struct {
		Count []uint64
	} `json:"words"`
	Probabilities []float64 `json:"probabilities"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: bayes FOLDER")
		os.Exit(2)
	}
	words, err := table()
	if err == nil {
		err = os.WriteFile(filepath.Join(os.Args[1], "words.tsv"), words, 0o644)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(os.Args[1], "index.bin"), index(words), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bayes:", err)
		os.Exit(1)
	}
}

// table is the model as lines "word TAB negative TAB positive", sorted bytewise. Words seen equally often in both
// classes say nothing and are left out.
func table() ([]byte, error) {
	raw, err := sentiment.Asset("model.json")
	if err != nil {
		return nil, err
	}
	var models map[string]model
	if err := json.Unmarshal(raw, &models); err != nil {
		return nil, err
	}
	english := models[string(sentiment.English)]
	if len(english.Probabilities) != 2 || english.Probabilities[0] != english.Probabilities[1] {
		return nil, fmt.Errorf("the prior is %v: the table supposes two classes of equal prior", english.Probabilities)
	}
	var words []string
	for word, w := range english.Words {
		if w.Count[0] != w.Count[1] {
			words = append(words, word)
		}
	}
	sort.Strings(words)
	var out bytes.Buffer
	for _, word := range words {
		count := english.Words[word].Count
		fmt.Fprintf(&out, "%s\t%d\t%d\n", word, count[0], count[1])
	}
	return out.Bytes(), nil
}

// index is the hash table over the lines of words, as tone reads it.
func index(words []byte) []byte {
	out := make([]byte, 4*tone.BayesSlots)
	start := 0
	for line := range bytes.Lines(words) {
		word, _, _ := bytes.Cut(line, []byte("\t"))
		i := tone.BayesHash(string(word)) % tone.BayesSlots
		for binary.LittleEndian.Uint32(out[4*i:]) != 0 {
			i = (i + 1) % tone.BayesSlots
		}
		binary.LittleEndian.PutUint32(out[4*i:], uint32(start+1))
		start += len(line)
	}
	return out
}
