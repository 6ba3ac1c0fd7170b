package tone

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestReadLexicon(t *testing.T) {
	const file = "\ufeffphrase;weight;genre\n# mine\nslow burn;0.5\n\"terrifying\";0.7;horror\n;1\nlit;high\ntoo much;3\nalone\ncreep*;-0,5\ntrash;-1\n"
	entries, skips, err := ReadLexicon(strings.NewReader(file), "mine.csv")
	if err != nil {
		t.Fatal(err)
	}
	want := []LexiconEntry{{"slow burn", 0.5, ""}, {"terrifying", 0.7, "horror"}, {"trash", -1, ""}}
	if len(entries) != len(want) {
		t.Fatalf("entries %+v, want %+v", entries, want)
	}
	for i := range want {
		if entries[i] != want[i] {
			t.Errorf("entry %d is %+v, want %+v", i, entries[i], want[i])
		}
	}
	var lines []int
	for _, s := range skips {
		lines = append(lines, s.Line)
		if s.Source != "mine.csv" || s.Kind != review.Failed || s.Stage != "tone" || s.Reason == "" {
			t.Errorf("skip %+v", s)
		}
	}
	if want := []int{5, 6, 7, 8, 9}; len(lines) != len(want) || lines[0] != 5 || lines[4] != 9 {
		t.Errorf("skipped lines %v, want %v", lines, want)
	}
}

// sentence scores a text as one sentence of a book of this genre.
func sentence(t *testing.T, scorer review.Scorer, text, genre string) review.Score {
	t.Helper()
	rev := &review.Review{Text: text, Metadata: review.Metadata{Genre: genre}}
	doc := &review.Document{Review: rev, Sentences: []review.Sentence{{Span: review.Span{End: len(text)}}}}
	scores, err := scorer.Score(doc)
	if err != nil {
		t.Fatal(err)
	}
	return scores[0]
}

func TestUserLexiconShiftsTheModel(t *testing.T) {
	entries := []LexiconEntry{
		{Phrase: "slow burn", Weight: 0.5}, {Phrase: "terrifying", Weight: 0.8, Genre: "Horror"}, {Phrase: "trash*", Weight: -0.6},
	}
	for _, name := range Names() {
		plain, err := New(name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		mine, err := New(name, Options{Lexicon: entries})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			text, genre, words string
			up                 int // the direction in which the tone moves; 0 = it stays
		}{
			{"It is a Slow Burn, that one.", "", "Slow Burn", +1},
			{"It is not a slow burn at all.", "", "slow burn", -1},
			{"A terrifying house.", "horror", "terrifying", +1},
			{"A terrifying house.", "romance", "", 0},
			{"Trashy through and through.", "", "Trashy", -1},
			{"The burn was slow.", "", "", 0},
		} {
			before, after := sentence(t, plain, c.text, c.genre), sentence(t, mine, c.text, c.genre)
			moved := after.Tone - before.Tone
			if moved*float64(c.up) < 0 || (moved == 0) != (c.up == 0) {
				t.Errorf("%s, %q: the tone moved by %+.2f, want direction %+d", name, c.text, moved, c.up)
			}
			var words string
			for _, e := range after.Evidence {
				if e.Source == "lexicon" {
					words = e.Spans[0].In(c.text)
				}
			}
			if words != c.words {
				t.Errorf("%s, %q: evidence of the lexicon is %q, want %q", name, c.text, words, c.words)
			}
		}
	}
}

func TestNewRefusesALexiconOutOfRange(t *testing.T) {
	for _, e := range []LexiconEntry{{Phrase: "", Weight: 1}, {Phrase: "lit", Weight: 2}} {
		if _, err := New(Default, Options{Lexicon: []LexiconEntry{e}}); err == nil {
			t.Errorf("%+v was accepted", e)
		}
	}
}

func FuzzReadLexicon(f *testing.F) {
	f.Add("slow burn,0.5\n\"x\"\"y\",1,horror\n# no\n")
	f.Add("a\tb\n\"broken\n1,2,3")
	f.Fuzz(func(t *testing.T, text string) {
		entries, _, err := ReadLexicon(strings.NewReader(text), "fuzz")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := newUserLexicon(entries); err != nil {
			t.Fatalf("an entry that was read is refused: %v", err)
		}
	})
}
