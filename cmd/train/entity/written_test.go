package main

import (
	"reflect"
	"testing"

	"tonearc/internal/eval"
	"tonearc/pipeline/review"
)

func TestParseWrittenEntity(t *testing.T) {
	for _, c := range []struct {
		line string
		want eval.GoldEntity
	}{
		{"book* +1 The Salt Ledger", eval.GoldEntity{Type: review.Book, Main: true, Tone: 1, Name: "The Salt Ledger"}},
		{"author 0/0 Orla Quennell|Quennell", eval.GoldEntity{Type: review.Author, Name: "Orla Quennell", Aliases: []string{"Quennell"}}},
		{"character -1/0 Hester @3,7", eval.GoldEntity{Type: review.Character, Tone: unsettled, Name: "Hester", Sentences: []int{3, 7}}},
		{"character -1/0/-1 Hester", eval.GoldEntity{Type: review.Character, Tone: -1, Name: "Hester"}},
	} {
		got, err := parseWrittenEntity(c.line)
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		if len(got.Aliases) == 0 {
			got.Aliases = nil
		}
		if c.want.InText = true; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.line, got, c.want)
		}
	}
	for _, line := range []string{"book", "book +2 Dune", "book +1/x Dune", "book +1 Dune @three"} {
		if _, err := parseWrittenEntity(line); err == nil {
			t.Errorf("%s: no error", line)
		}
	}
}

func TestParseWrittenJoinsSentences(t *testing.T) {
	w, err := parseWritten("# kind: book\nc0\tWhat I read\no+1\tI liked Hester.\ns0/-2\t\"Run,\" she said.\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "What I read\n\nI liked Hester. \"Run,\" she said."; w.Text != want {
		t.Errorf("text %q, want %q", w.Text, want)
	}
	if got := w.Sentences[1].In(w.Text); got != "I liked Hester." || w.Sentences[1].Tone != 1 {
		t.Errorf("sentence %q with tone %d", got, w.Sentences[1].Tone)
	}
	e := eval.GoldEntity{Name: "Hester"}
	if w.locate(&e); !reflect.DeepEqual(e.Sentences, []int{1}) {
		t.Errorf("Hester in %v", e.Sentences)
	}
}

func TestHoldsWholeNames(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       bool
	}{
		{"Rutherford saw Ruth's hat.", "Ruth", true},
		{"Rutherford saw it.", "Ruth", false},
		{"He met Émile.", "mile", false},
	} {
		if got := holds(c.text, c.name); got != c.want {
			t.Errorf("holds(%q, %q) = %v", c.text, c.name, got)
		}
	}
}

func TestWrittenLabelsAreRead(t *testing.T) {
	labels, err := writtenLabels()
	if err != nil {
		t.Fatal(err)
	}
	if len(labels) < 500 {
		t.Errorf("labels of %d reviews only", len(labels))
	}
	for key, ents := range labels {
		for _, e := range ents {
			switch e.Type {
			case review.Book, review.Author, review.Character, review.Person, review.Work, review.Place, review.Org:
			default:
				t.Errorf("%s: %q is a %q", key, e.Name, e.Type)
			}
		}
	}
}
