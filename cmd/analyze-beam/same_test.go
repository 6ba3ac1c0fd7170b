package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/benchgen"
	"tonearc/internal/report"
	"tonearc/pipeline"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	os.Exit(m.Run())
}

// reviews is how many reviews the generated corpus has; TONEARC_SOAK makes it the full one.
func reviews() int {
	if os.Getenv("TONEARC_SOAK") != "" {
		return 5000
	}
	return 300
}

// generated writes a corpus in several formats and files: what engines make bundles of.
func generated(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	var all bytes.Buffer
	if err := benchgen.Write(&all, n, 7); err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(bytes.TrimSpace(all.Bytes()), []byte("\n"))
	const files = 5
	for f := range files {
		part := bytes.Join(lines[f*len(lines)/files:(f+1)*len(lines)/files], nil)
		// Records that the ledger and the dead-letter output have to deal with.
		part = append(bytes.TrimSpace(part), []byte("\n{\"broken\n"+string(bytes.TrimSpace(lines[f]))+"\n"+
			`{"id": "same", "book": "A Book of Files", "text": "I liked file `+fmt.Sprint(f)+`. The end was dull, though."}`+"\n"+
			`{"id": "same~2", "book": "A Book of Files", "text": "I did not like file `+fmt.Sprint(f)+` at all."}`+"\n")...)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("part-%d.jsonl", f)), part, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// execute runs the job on Prism, in this process.
func execute(t *testing.T, job Job) beam.PipelineResult {
	t.Helper()
	if err := job.Check(); err != nil {
		t.Fatal(err)
	}
	result, err := beam.Run(t.Context(), "prism", Pipeline(job))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestSameAnswer(t *testing.T) {
	for name, path := range map[string]string{"corpus": "../../corpus", "generated": generated(t, reviews())} {
		t.Run(name, func(t *testing.T) {
			cfg := pipeline.Config{Paths: []string{path}, Output: filepath.Join(t.TempDir(), "reports"), Pages: "none"}
			if _, err := pipeline.Run(context.Background(), cfg); err != nil {
				t.Fatal(err)
			}
			job := Job{Config: pipeline.Config{Paths: cfg.Paths}, Output: filepath.Join(t.TempDir(), "beam"), Shards: 3, Pages: 10_000}
			execute(t, job)
			compare(t, filepath.Join(cfg.Output, "data"), job)
			comparePages(t, cfg.Output, job.Output)
		})
	}
}

// compare reports where the union of the shards is not, row for row, what analyze wrote.
func compare(t *testing.T, want string, job Job) {
	t.Helper()
	var m Manifest
	content, err := os.ReadFile(filepath.Join(job.Output, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, &m); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables() {
		if m.Tables[table] != job.Shards {
			t.Errorf("%s: the manifest lists %d shards of %d", table, m.Tables[table], job.Shards)
		}
		expected := rows(t, filepath.Join(want, table+".csv"), table)
		var got [][]string
		for shard := range job.Shards {
			got = append(got, rows(t, filepath.Join(job.Output, shardPath(table, shard, job.Shards)), table)...)
		}
		if table != "comparisons" && len(expected) == 0 {
			t.Errorf("%s: analyze wrote no row to compare with", table)
		}
		slices.SortFunc(expected, slices.Compare[[]string])
		slices.SortFunc(got, slices.Compare[[]string])
		missing, more := difference(expected, got), difference(got, expected)
		if len(missing)+len(more) > 0 {
			t.Errorf("%s: %d rows of %d are missing, %d of %d are not analyze's; the first:\n%q\n%q", table,
				len(missing), len(expected), len(more), len(got), missing[:min(1, len(missing))], more[:min(1, len(more))])
		}
	}
}

// comparePages reports pages that are not what analyze wrote. Only the index names the last run.
func comparePages(t *testing.T, want, got string) {
	t.Helper()
	seen := 0
	for _, kind := range []string{"index.html", "books/*.html", "authors/*.html", "characters/*.html", "corpus/*.html", "assets/*"} {
		paths, err := filepath.Glob(filepath.Join(want, kind))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			name, _ := filepath.Rel(want, path)
			expected, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			page, err := os.ReadFile(filepath.Join(got, name))
			if err != nil {
				t.Errorf("%v", err)
			} else if !bytes.Equal(page, expected) {
				t.Errorf("%s is not analyze's", name)
			}
			seen++
		}
	}
	if seen < 10 {
		t.Errorf("analyze wrote only %d pages to compare with", seen)
	}
}

func rows(t *testing.T, path, table string) [][]string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(content, report.Header(table)) {
		t.Errorf("%s does not begin with its header", path)
	}
	all, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return all[1:]
}

// difference is what a has more than b, both sorted.
func difference(a, b [][]string) [][]string {
	var out [][]string
	count := make(map[string]int, len(b))
	key := func(row []string) string { return strings.Join(row, "\x00") }
	for _, row := range b {
		count[key(row)]++
	}
	for _, row := range a {
		if count[key(row)]--; count[key(row)] < 0 {
			out = append(out, row)
		}
	}
	return out
}
