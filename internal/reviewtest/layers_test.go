package reviewtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "tonearc/"

// layers is the table of ARCHITECTURE.md: which rooms of ours a room may import. A folder stands for all below it.
// The standard library and third parties are free, but for the doors below.
var layers = map[string][]string{
	"pipeline/review":     {},
	"internal/ingest":     {"pipeline/review"},
	"internal/nlp":        {"pipeline/review"},
	"internal/tone":       {"pipeline/review"},
	"internal/entity":     {"pipeline/review"},
	"internal/shift":      {"pipeline/review"},
	"internal/aggregate":  {"pipeline/review"},
	"internal/state":      {"pipeline/review"},
	"internal/eval":       {"pipeline/review"},
	"internal/benchgen":   {"pipeline/review"},
	"internal/reviewtest": {"pipeline/review"},
	"internal/report":     {"pipeline/review", "internal/aggregate"},
	"pipeline": {
		"pipeline/review", "internal/ingest", "internal/nlp", "internal/tone", "internal/entity", "internal/shift",
		"internal/aggregate", "internal/state", "internal/report",
	},
	"cmd/analyze": {
		"pipeline", "pipeline/review", "internal/eval", "internal/nlp", "internal/tone", "internal/entity", "internal/shift",
		"internal/ingest", "internal/report",
	},
	"cmd/train": {"pipeline", "pipeline/review", "internal/nlp", "internal/tone", "internal/entity", "internal/eval"},
}

// doors are third-party packages that only one room may import, so that replacing one means one place.
var doors = map[string]string{
	"github.com/jdkato/prose/v2":    "internal/nlp",
	"github.com/kljensen/snowball":  "internal/nlp",
	"github.com/gocarina/gocsv":     "internal/report",
	"github.com/cdipaolo/sentiment": "internal/tone",
	"go.etcd.io/bbolt":              "internal/state",
	"github.com/spf13/cobra":        "cmd/analyze",
	"github.com/jonreiter/govader":  "internal/tone",
	"github.com/yuin/goldmark":      "internal/ingest",
}

// testOnly may be imported by test files alone.
const testOnly = "internal/reviewtest"

// doorTools may go through a door as well: developers' tools that make what the room embeds.
const doorTools = "cmd/train"

type listed struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// TestLayers compares what the packages import with the table, and says which room the code belongs in.
func TestLayers(t *testing.T) {
	for _, pkg := range packages(t) {
		path := strings.TrimPrefix(pkg.ImportPath, module)
		room := roomOf(path)
		if room == "" {
			t.Errorf("%s is in no room of ARCHITECTURE.md: put it into one of %s, or add the room to the table and to this test", path, strings.Join(rooms(), ", "))
			continue
		}
		for _, imported := range pkg.Imports {
			if door, ok := doorOf(imported); ok && room != door && room != doorTools {
				t.Errorf("%s imports %s, whose only door is %s: the code belongs there", path, imported, door)
			}
			checkRoom(t, path, room, imported)
		}
		for _, imported := range slices.Concat(pkg.TestImports, pkg.XTestImports) {
			if strings.TrimPrefix(imported, module) != testOnly && room != "pipeline" && room != "internal/report" && !strings.HasPrefix(room, "cmd/") {
				checkRoom(t, path, room, imported)
			}
		}
	}
}

// checkRoom complains where a room imports one of ours that the table does not give it.
func checkRoom(t *testing.T, path, room, imported string) {
	t.Helper()
	other, ours := strings.CutPrefix(imported, module)
	if !ours {
		return
	}
	target := roomOf(other)
	if target == room || slices.Contains(layers[room], target) {
		return
	}
	t.Errorf("%s imports %s: %s may import only [%s] of ours. What one room learns reaches another as a field of a pipeline/review type; what joins rooms belongs in pipeline", path, other, room, strings.Join(layers[room], " "))
}

// roomOf is the longest room that path lies in; "" of none.
func roomOf(path string) string {
	best := ""
	for room := range layers {
		if (path == room || strings.HasPrefix(path, room+"/")) && len(room) > len(best) {
			best = room
		}
	}
	return best
}

func doorOf(imported string) (string, bool) {
	for lib, room := range doors {
		if imported == lib || strings.HasPrefix(imported, lib+"/") {
			return room, true
		}
	}
	return "", false
}

func rooms() []string {
	var names []string
	for room := range layers {
		names = append(names, room)
	}
	slices.Sort(names)
	return names
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg listed
		if err := dec.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, pkg)
	}
	if len(pkgs) < 8 {
		t.Fatalf("go list named only %d packages", len(pkgs))
	}
	return pkgs
}
