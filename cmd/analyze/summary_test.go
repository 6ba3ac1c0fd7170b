package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSummaryOffTerminal reads what is said to a pipe: the last line of a dry run, and of no other.
func TestSummaryOffTerminal(t *testing.T) {
	for _, broken := range []bool{false, true} {
		p := newPlace(t.TempDir())
		corpusOf(t, p.corpus, 1, "style")
		if broken {
			if err := os.WriteFile(filepath.Join(p.corpus, "b.jsonl"), []byte(`{"text": "cut of`), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		for _, test := range []struct {
			flags []string
			said  bool
		}{{nil, false}, {[]string{"--quiet"}, false}, {[]string{"--dry-run"}, true}, {[]string{"--dry-run", "--quiet"}, false}} {
			_, out := exitOf(command(t, nil, p.args(test.flags...)...))
			if said := strings.Contains(out, "would analyse") || strings.Contains(out, "index.html"); said != test.said {
				t.Errorf("broken input %v, flags %v: %q", broken, test.flags, out)
			}
		}
	}
}
