package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// labels writes a file and describes what was read: review by review, each sentence with tone and stance.
func labels(t *testing.T, name, content string) (read string, bad []Bad, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	reviews, bad, err := ReadLabelled(path)
	var parts []string
	for i := range reviews {
		var sents []string
		for _, s := range reviews[i].Sentences {
			tone := "?"
			if s.HasTone {
				tone = fmt.Sprintf("%+d", s.Tone)
			}
			sents = append(sents, strings.TrimSpace(s.In(reviews[i].Text)+" "+tone+" "+string(s.Stance)))
		}
		parts = append(parts, strings.Join(sents, ", "))
	}
	return strings.Join(parts, " | "), bad, err
}

func TestReadLabelled(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"words", "a.csv", "text,label\nFine.,positive\nDull.,NEG\nIt ends.,neutral\n", "Fine. +1 | Dull. -1 | It ends. +0"},
		{"semicolons, BOM, other names", "a.csv", "\ufeffSentence;Sentiment;x\nFine.;pos;1\n", "Fine. +1"},
		{"tabs", "a.tsv", "label\tsentence\n1\tFine.\n0\tDull.\n", "Fine. +1 | Dull. -1"},
		{"five grades", "a.csv", "text,tone\nA,-2\nB,0\nC,1\n", "A -2 | B +0 | C +1"},
		{"three grades", "a.csv", "text,tone\nA,-1\nB,0\nC,1\n", "A -1 | B +0 | C +1"},
		{"stars", "a.csv", "text,label\nA,1\nB,3\nC,5\n", "A -2 | B +0 | C +2"},
		{"stances and reviews", "a.csv", "review_id,text,stance\nx,A.,story\ny,B.,opinion\nx,C.,context\n", "A. ? story, C. ? context | B. ? opinion"},
		{"JSON Lines", "a.jsonl", "{\"text\":\"A\",\"label\":\"mixed\"}\n\n{\"sentence\":\"B\",\"tone\":-1}\n", "A +0 | B -1"},
		{"whole reviews", "a.jsonl", `{"id":7,"text":"Né. So dull.","sentences":[{"start":0,"end":3,"stance":"context","tone":0},{"start":4,"end":12,"tone":-2}]}` + "\n",
			"Né. +0 context, So dull. -2"},
		{"quoted lines", "a.csv", "text,label\n\"One, \"\"two\"\"\nthree\",positive\n", "One, \"two\"\nthree +1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, bad, err := labels(t, c.file, c.content)
			if err != nil || len(bad) > 0 || got != c.want {
				t.Errorf("got %q, bad %v, error %v; want %q", got, bad, err, c.want)
			}
		})
	}
}

func TestReadLabelledNamesBadLines(t *testing.T) {
	got, bad, err := labels(t, "a.csv", "text,label,stance\nA,positive,\n,positive,\nB,purple,\nC,,\nD,,plot\nE,,story\n")
	if err != nil || got != "A +1 | E ? story" {
		t.Errorf("got %q, error %v", got, err)
	}
	var lines []int
	for _, b := range bad {
		lines = append(lines, b.Line)
	}
	if fmt.Sprint(lines) != "[3 4 5 6]" {
		t.Errorf("bad lines %v", bad)
	}
	got, bad, err = labels(t, "a.jsonl", "{\"text\":\"A\",\"label\":1}\n{broken\n{\"text\":\"B\",\"label\":0}\n")
	if err != nil || got != "A +1 | B -1" || len(bad) != 1 || bad[0].Line != 2 {
		t.Errorf("got %q, bad %v, error %v", got, bad, err)
	}
}

func TestReadLabelledRefusesWhatItCannotUse(t *testing.T) {
	for name, c := range map[string]struct{ file, content, says string }{
		"empty":         {"a.csv", "", "empty"},
		"no text":       {"a.csv", "a,b\n1,2\n", "header needs a column of text"},
		"header only":   {"a.csv", "text,label\n", "no labelled sentence"},
		"scale":         {"a.csv", "text,label\nA,17\nB,40\n", "no scale"},
		"JSON array":    {"a.json", "[1]", "JSON Lines"},
		"outside":       {"a.jsonl", `{"text":"A","sentences":[{"start":0,"end":9}]}`, "not inside"},
		"strange words": {"a.csv", "text,label\nA,so-so\n", "so-so"},
	} {
		if _, _, err := labels(t, c.file, c.content); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want one that says %q", name, err, c.says)
		}
	}
}

func FuzzReadLabelled(f *testing.F) {
	f.Add("a.csv", "text,label\nA,1\n")
	f.Add("a.jsonl", `{"text":"é","sentences":[{"start":0,"end":1,"tone":1}]}`)
	f.Add("a.jsonl", "{\"text\":\"A\",\"label\":-1}\n{}\n")
	f.Fuzz(func(t *testing.T, name, content string) {
		if name != "a.csv" {
			name = "a.jsonl"
		}
		reviews, _, err := parseLabelled(name, []byte(content))
		if err == nil && len(reviews) == 0 {
			t.Fatal("nothing was read, and no error")
		}
		for i := range reviews {
			for _, s := range reviews[i].Sentences {
				_ = s.In(reviews[i].Text) // panics where a span is out of bounds
			}
		}
	})
}
