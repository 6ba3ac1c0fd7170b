package pipeline

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew; read the difference before you commit it")

// goldenTables are the tables of the samples that are held word for word; the others say the same in other words.
var goldenTables = []string{
	"aspects", "authors", "books", "characters", "comparisons", "entities", "reviews", "sentences", "shifts", "skipped",
}

// TestCorpusGolden runs the whole program on the samples of corpus/ and compares its tables with testdata/corpus. The
// last digits of the scorer may differ between architectures, so the goldens hold on one.
func TestCorpusGolden(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the goldens hold on amd64")
	}
	out := filepath.Join(t.TempDir(), "reports")
	if _, err := Run(context.Background(), Config{Paths: []string{"../corpus"}, Output: out}); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "corpus")
	if *update {
		if err := os.MkdirAll(golden, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	wanted := make(map[string]bool)
	for _, table := range goldenTables {
		name := table + ".csv"
		wanted[name] = true
		got, err := os.ReadFile(filepath.Join(out, "data", name))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(golden, name)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v; write it with: go test ./pipeline -run CorpusGolden -update", err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs: %s\nif that is meant: go test ./pipeline -run CorpusGolden -update, and read git diff", name, difference(want, got))
		}
	}
	files, err := os.ReadDir(golden)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !wanted[file.Name()] {
			t.Errorf("%s is stale: nothing compares it", filepath.Join(golden, file.Name()))
		}
	}
}

// difference is the first line that differs.
func difference(want, got []byte) string {
	was, is := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(was), len(is)) {
		line := func(lines []string) string {
			if i < len(lines) {
				return lines[i]
			}
			return "(end)"
		}
		if line(was) != line(is) {
			return fmt.Sprintf("line %d\n was %s\n is  %s", i+1, line(was), line(is))
		}
	}
	return "nothing"
}
