package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTargets names files to write that are somebody else's, and files of our own, which are replaced.
func TestTargets(t *testing.T) {
	dir := t.TempDir()
	p := newPlace(dir)
	corpusOf(t, p.corpus, 1, "style")
	input, keep := filepath.Join(p.corpus, "r000.txt"), filepath.Join(dir, "keep.txt")
	if err := os.WriteFile(keep, []byte("dear to somebody\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"--single-file", "--metrics"} {
		for _, target := range []string{input, keep, filepath.Join(dir, "nowhere", "x"), dir} {
			before, _ := os.ReadFile(target)
			code, out := exitOf(command(t, nil, input, "-o", p.reports, "--cache", "none", "--scorer", "lexicon", flag, target))
			if code != exitUsage || !strings.Contains(out, target) {
				t.Errorf("%s %s: exit code %d: %s", flag, target, code, out)
			}
			if after, _ := os.ReadFile(target); string(after) != string(before) {
				t.Errorf("%s %s: overwritten", flag, target)
			}
		}
		own := filepath.Join(dir, "own"+flag)
		for range 2 {
			if code, out := exitOf(command(t, nil, p.args(flag, own)...)); code != exitDone {
				t.Errorf("%s: exit code %d: %s", flag, code, out)
			}
		}
	}
}
