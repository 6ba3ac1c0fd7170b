package benchgen

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestNoSentenceRepeats(t *testing.T) {
	const reviews = 10_000
	g := newGenerator(reviews, 1)
	seen := map[string]bool{}
	var lengths []int
	for i := range reviews {
		rec := g.record(i)
		for _, sent := range g.sents {
			if seen[sent] {
				t.Fatalf("review %d repeats %q", i, sent)
			}
			seen[sent] = true
		}
		if joined := strings.Join(strings.Fields(rec.Text), " "); joined != strings.Join(g.sents, " ") {
			t.Fatalf("review %d is not made of its sentences", i)
		}
		lengths = append(lengths, len(strings.Fields(rec.Text)))
	}
	slices.Sort(lengths)
	t.Logf("%d sentences; words: least %d, median %d, 9 in 10 up to %d, most %d", len(seen), lengths[0], lengths[reviews/2], lengths[reviews*9/10], lengths[reviews-1])
	if median := lengths[reviews/2]; median < 100 || median > 150 {
		t.Errorf("median of %d words", median)
	}
	if lengths[reviews-1] > mostWords {
		t.Errorf("a review of %d words", lengths[reviews-1])
	}
}

func TestSeed(t *testing.T) {
	write := func(reviews int, seed uint64) []byte {
		var out bytes.Buffer
		if err := Write(&out, reviews, seed); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	if !bytes.Equal(write(200, 7), write(200, 7)) {
		t.Error("one seed gives two corpora")
	}
	if bytes.Equal(write(200, 7), write(200, 8)) {
		t.Error("two seeds give one corpus")
	}
}

func TestRecords(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, 500, 3); err != nil {
		t.Fatal(err)
	}
	books, stars := map[string]int{}, map[int]int{}
	lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
	for _, line := range lines {
		var rec Record
		if err := json.Unmarshal(line, &rec); err != nil {
			t.Fatal(err)
		}
		if rec.ID == "" || rec.Book == "" || rec.Author == "" || rec.Reviewer == "" || rec.Text == "" || len(rec.Date) != len("2020-01-02") {
			t.Fatalf("a field is empty: %s", line)
		}
		if strings.ContainsAny(rec.Text, "{}@") {
			t.Fatalf("a slot is left in %q", rec.Text)
		}
		books[rec.Book]++
		stars[rec.Stars]++
	}
	if len(lines) != 500 || len(books) < 20 || len(books) > 60 || len(stars) != 5 {
		t.Errorf("%d records, %d books, stars %v", len(lines), len(books), stars)
	}
}

// TestGrammar finds slots that no list fills, and lists that nothing uses.
func TestGrammar(t *testing.T) {
	gr := parsed()
	names := newBook(gr, 1, 1).names
	used := map[string]bool{}
	for list, choices := range gr {
		for _, choice := range choices {
			rest := choice
			for {
				_, after, ok := strings.Cut(rest, "{")
				if !ok {
					break
				}
				slot, tail, closed := strings.Cut(after, "}")
				if !closed {
					t.Errorf("@%s: %q lacks a bracket", list, choice)
				}
				rest = tail
				slot = strings.TrimPrefix(slot, "a ")
				if _, ok := gr[slot]; !ok {
					slot = strings.TrimRight(slot, "2")
				}
				used[slot] = true
				if _, ok := gr[slot]; !ok && names[slot] == "" && !slices.Contains([]string{"page", "chapter", "year", "oldyear", "hour"}, slot) {
					t.Errorf("@%s: %q speaks of %q, which there is no list of", list, choice, slot)
				}
			}
		}
	}
	for _, name := range []string{"context", "story", "praise", "blame", "mixed", "rave", "pan", "shrug", "first", "onset", "nucleus", "coda", "titleadj", "titlenoun"} {
		used[name] = true
	}
	for list := range gr {
		if !used[list] {
			t.Errorf("nothing uses @%s", list)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, 1_000, 1); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
