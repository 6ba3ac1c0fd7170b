package nlp

import (
	"bytes"
	"encoding/gob"
	"strings"
	"testing"
)

// TestModelIsComplete decodes prose's files a second time, by encoding/gob, and asks our tables for every weight.
func TestModelIsComplete(t *testing.T) {
	_, _, data, err := proseAssets()
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]float64
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&all); err != nil {
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

// TestBrokenModel: data that are not prose's are an error, never a panic.
func TestBrokenModel(t *testing.T) {
	classes, tags, weights, err := proseAssets()
	if err != nil {
		t.Fatal(err)
	}
	for _, share := range []float64{0, 0.00001, 0.0001, 0.01, 0.5, 0.999999} {
		cut := func(data []byte) []byte { return data[:int(share*float64(len(data)))] }
		if _, err := decodeModel(cut(classes), tags, weights); err == nil {
			t.Errorf("no error with %g of the classes", share)
		}
		if _, err := decodeModel(classes, cut(tags), weights); err == nil {
			t.Errorf("no error with %g of the words of one tag", share)
		}
		if _, err := decodeModel(classes, tags, cut(weights)); err == nil {
			t.Errorf("no error with %g of the weights", share)
		}
	}
	if _, err := decodeModel(classes, tags, bytes.Repeat([]byte{0xff}, 1000)); err == nil {
		t.Error("no error with rubbish for weights")
	}
}

// FuzzGob walks over anything without a panic.
func FuzzGob(f *testing.F) {
	classes, tags, _, err := proseAssets()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(classes)
	f.Add(tags)
	f.Add([]byte{3, 4, 0, 0xf8})
	f.Add([]byte{0x80})
	f.Fuzz(func(t *testing.T, data []byte) {
		(&gobReader{data: data}).weights(func(string) {}, func(string, float64) {})
		(&gobReader{data: data}).stringMap(func(string, string) {})
		(&gobReader{data: data}).strings(new([]string))
	})
}
