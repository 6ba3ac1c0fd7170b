package nlp

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"strings"
	"testing"
)

// TestModelIsComplete asks our tables for every weight of prose's file.
func TestModelIsComplete(t *testing.T) {
	files, err := proseAssets()
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]float64
	if err := gob.NewDecoder(bytes.NewReader(files.weights)).Decode(&all); err != nil {
		t.Fatal(err)
	}
	m := segmenter(t).model
	word := func(s string) wordFeatures { return m.feats[m.words[s]] }
	find := map[string]func(rest string) feature{
		"i word ":     func(s string) feature { return word(s).here },
		"i-1 word ":   func(s string) feature { return word(s).before },
		"i-2 word ":   func(s string) feature { return word(s).before2 },
		"i+1 word ":   func(s string) feature { return word(s).after },
		"i+2 word ":   func(s string) feature { return word(s).after2 },
		"i suffix ":   func(s string) feature { return m.endings[m.suffixes[s]].here },
		"i-1 suffix ": func(s string) feature { return m.endings[m.suffixes[s]].before },
		"i+1 suffix ": func(s string) feature { return m.endings[m.suffixes[s]].after },
		"i pref1 ":    func(s string) feature { return m.prefix[[]rune(s)[0]] },
		"i-1 tag+i word ": func(s string) feature {
			tag, s, _ := strings.Cut(s, " ")
			id := m.words[s]
			for i := m.pairStart[id]; i < m.pairStart[id+1]; i++ {
				if m.pairTag[i] == m.tagID[tag] {
					return m.pairOf[i]
				}
			}
			return none
		},
	}
	if m.suffixNames[0] != "" || m.endings[0] != (suffixFeatures{}) {
		t.Error("unknown suffixes have weights")
	}
	weights := 0
	for key, want := range all {
		for prefix, of := range find {
			rest, ok := strings.CutPrefix(key, prefix)
			if !ok {
				continue
			}
			var sum row
			for class := range lanes {
				sum[class/wordLanes] |= laneHalf << (class % wordLanes * laneBits)
			}
			m.add(&sum, of(rest))
			for class := range lanes {
				got := float64(int(sum[class/wordLanes]>>(class%wordLanes*laneBits)&laneMask)-laneHalf) / 1000
				if class >= len(m.classes) {
					if got != 0 {
						t.Fatalf("%q has a weight in a lane without a class", key)
					}
				} else if name := m.classes[class]; got != want[name] {
					t.Fatalf("%q, %s: %g, prose says %g", key, name, got, want[name])
				}
			}
			weights += len(want)
		}
	}
	if weights < 200_000 {
		t.Errorf("only %d weights were compared", weights)
	}
}

// TestTables: the file that is embedded is the one that the pinned prose gives.
func TestTables(t *testing.T) {
	made, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, taggerTables) {
		t.Error("prose gives other tables: run go run ./cmd/train/tagger internal/nlp/tagger, and see what changed")
	}
}

// TestBrokenTables: a file that ends early, or goes on, is an error and never a panic.
func TestBrokenTables(t *testing.T) {
	for _, share := range []float64{0, 0.00001, 0.001, 0.1, 0.5, 0.9, 0.999999} {
		if _, err := readTables(taggerTables[:int(share*float64(len(taggerTables)))]); err == nil {
			t.Errorf("no error with %g of the tables", share)
		}
	}
	if _, err := readTables(append(bytes.Clone(taggerTables), 0)); err == nil {
		t.Error("no error with a byte too many")
	}
}

// TestBrokenModel: data that are not prose's are an error, never a panic.
func TestBrokenModel(t *testing.T) {
	whole, err := proseAssets()
	if err != nil {
		t.Fatal(err)
	}
	broken := func(what string, files proseFiles) {
		if _, err := decodeProse(files); err == nil {
			t.Errorf("no error with %s", what)
		}
	}
	for _, share := range []float64{0, 0.00001, 0.0001, 0.01, 0.5, 0.999999} {
		cut := func(data []byte) []byte { return data[:int(share*float64(len(data)))] }
		broken(fmt.Sprintf("%g of the classes", share), proseFiles{cut(whole.classes), whole.tags, whole.weights})
		broken(fmt.Sprintf("%g of the words of one tag", share), proseFiles{whole.classes, cut(whole.tags), whole.weights})
		broken(fmt.Sprintf("%g of the weights", share), proseFiles{whole.classes, whole.tags, cut(whole.weights)})
	}
	broken("rubbish for weights", proseFiles{whole.classes, whole.tags, bytes.Repeat([]byte{0xff}, 1000)})
}
