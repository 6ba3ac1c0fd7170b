package ingest

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// realInputs is the folder of inputs that others wrote; it lies beside the project where it is there at all.
const realInputs = "../../../shared/real"

// TestReal reads every real input: nothing is lost, and each is read by the right reader or refused with a reason.
func TestReal(t *testing.T) {
	if _, err := os.Stat(realInputs); err != nil {
		t.Skip("needs the real inputs in ../shared/real:", err)
	}
	roots, err := Roots([]string{realInputs}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	sources, _, err := r.Sources(context.Background(), roots)
	if err != nil || len(sources) == 0 {
		t.Fatal(len(sources), err)
	}
	wantFormat := func(name string) string {
		switch {
		case strings.HasPrefix(name, "goodreads/"), strings.HasSuffix(name, "fixtures/goodreads.csv"):
			return "goodreads"
		case strings.Contains(name, "librarything"):
			return "librarything"
		case strings.Contains(name, "storygraph"):
			return "storygraph"
		case strings.HasSuffix(name, ".md"):
			return "markdown"
		case strings.HasSuffix(name, ".html"):
			return "html"
		}
		return ""
	}
	ledger := NewLedger()
	for _, src := range sources {
		problems := 0
		count, err := r.Read(context.Background(), src, func(it Item) error {
			checkItem(t, it)
			checkItem(t, ledger.Admit(it))
			if it.Skip != nil && it.Skip.Kind == review.Failed {
				problems++
				if !strings.HasPrefix(src.Name, "goodreads/aaronj1335") {
					t.Errorf("a problem: %s", it.Skip.Reason)
				} else if it.Skip.Line != 2 || !strings.Contains(it.Skip.Reason, "line 2") {
					t.Errorf("the broken table's message: %+v", it.Skip)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if count.Records != count.Reviews+count.Excluded+count.Problems+count.Empty || count.Problems != problems {
			t.Errorf("%+v does not add up", count)
		}
		if want := wantFormat(src.Name); want != "" && count.Format != want {
			t.Errorf("%s read as %q, want %q", src.Name, count.Format, want)
		}
		if strings.HasPrefix(src.Name, "goodreads/") && problems == 0 {
			if cells := reviewCells(t, filepath.Join(realInputs, filepath.FromSlash(src.Name))); cells != count.Reviews+count.Excluded {
				t.Errorf("%s: %d review cells, %d reviews and %d excluded", src.Name, cells, count.Reviews, count.Excluded)
			}
		}
		if strings.Contains(src.Name, "sohkamyung") && strings.HasSuffix(src.Name, "README.md") != (count.Excluded == 1) {
			t.Errorf("%s: %+v", src.Name, count)
		}
	}
}

// reviewCells counts the non-empty review cells of an export with a reader that is not ours.
func reviewCells(t *testing.T, path string) int {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column, n := -1, 0
	for i, name := range rows[0] {
		if name == "My Review" {
			column = i
		}
	}
	for _, row := range rows[1:] {
		if strings.TrimSpace(row[column]) != "" {
			n++
		}
	}
	return n
}
