package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"

	"tonearc/internal/aggregate"
	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

// brittle is the local file system, where writes break in the middle of a file as often as faults says.
type brittle struct{ filesystem.Interface }

var faults atomic.Int32

func init() {
	filesystem.Register("brittle", func(ctx context.Context) filesystem.Interface { return brittle{local.New(ctx)} })
}

func (b brittle) OpenWrite(ctx context.Context, name string) (io.WriteCloser, error) {
	out, err := b.Interface.OpenWrite(ctx, strings.TrimPrefix(name, "brittle://"))
	if err == nil && faults.Add(-1) >= 0 {
		return broken{out}, nil
	}
	return out, err
}

type broken struct{ io.WriteCloser }

func (b broken) Write(data []byte) (int, error) {
	n, _ := b.WriteCloser.Write(data[:len(data)/2])
	return n, errors.New("the disk broke, as the test wants it to")
}

// TestWrittenAgain runs a job that breaks while it writes, again and again into the same place: what engines do with
// bundles (Prism does not), and people with jobs.
func TestWrittenAgain(t *testing.T) {
	dir := generated(t, 120)
	cfg := pipeline.Config{Paths: []string{dir}, Output: filepath.Join(t.TempDir(), "reports"), Pages: "none"}
	if _, err := pipeline.Run(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "beam")
	job := Job{Config: pipeline.Config{Paths: cfg.Paths}, Output: "brittle://" + out, Shards: 2}
	faults.Store(2)
	runs := 1
	for ; ; runs++ {
		_, err := beam.Run(t.Context(), "prism", Pipeline(job))
		if err == nil {
			break
		}
		if _, missing := os.Stat(filepath.Join(out, "manifest.json")); missing == nil {
			t.Fatal("a broken job left a manifest")
		}
		if runs == 5 {
			t.Fatal(err)
		}
	}
	if runs < 2 {
		t.Fatal("no write broke")
	}
	job.Output = out
	compare(t, filepath.Join(cfg.Output, "data"), job)
}

// TestReadAgain processes bundles a second time, as an engine does that lost the first output, and wants the same.
func TestReadAgain(t *testing.T) {
	cfg := pipeline.Config{Paths: []string{generated(t, 40), "../../corpus"}}
	type output struct {
		Places  []string
		Reviews []review.Review
		Claims  []claim
		Skips   []review.Skip
		Empty   int
		Stored  [][]byte
		Digests []aggregate.Digest
	}
	attempt := func(in input) (out output) {
		reader, analyser := &readFn{cfg}, &analyseFn{cfg}
		err := reader.ProcessElement(t.Context(), in,
			func(place []byte, rev review.Review) {
				out.Places, out.Reviews = append(out.Places, string(place)), append(out.Reviews, rev)
			},
			func(c claim) { out.Claims = append(out.Claims, c) },
			func(s review.Skip) { out.Skips = append(out.Skips, s) },
			func(n int) { out.Empty += n })
		if err != nil {
			t.Fatal(err)
		}
		for i := range out.Reviews {
			err := analyser.ProcessElement(t.Context(), []byte(out.Places[i]), once(out.Reviews[i]), once(admission{ID: out.Reviews[i].ID}),
				func(_, stored []byte) { out.Stored = append(out.Stored, stored) },
				func(_ []byte, d aggregate.Digest) { out.Digests = append(out.Digests, d) },
				func(s review.Skip) { out.Skips = append(out.Skips, s) })
			if err != nil {
				t.Fatal(err)
			}
		}
		return out
	}
	inputs, _, err := list(t.Context(), cfg)
	if err != nil || len(inputs) < 6 {
		t.Fatal(len(inputs), err)
	}
	for _, in := range inputs {
		if first := attempt(in); !reflect.DeepEqual(first, attempt(in)) {
			t.Errorf("%s: another output the second time", in.Name)
		} else if len(first.Reviews)+len(first.Skips) == 0 {
			t.Errorf("%s: nothing was read", in.Name)
		}
	}
}

// once is a group of one.
func once[T any](value T) func(*T) bool {
	done := false
	return func(out *T) bool {
		if done {
			return false
		}
		*out, done = value, true
		return true
	}
}

func TestPatterns(t *testing.T) {
	dir := generated(t, 40)
	byFolder, _, err := list(t.Context(), pipeline.Config{Paths: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	byPattern, _, err := list(t.Context(), pipeline.Config{Paths: []string{dir + "/part-*.jsonl"}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range byFolder {
		if byFolder[i].Name != byPattern[i].Name || byPattern[i].Address != filepath.Join(dir, byFolder[i].Name) {
			t.Errorf("%+v by folder, %+v by pattern", byFolder[i], byPattern[i])
		}
	}
	for _, path := range []string{dir + "/none-*", "gs://bucket/*.jsonl"} {
		if _, _, err := list(t.Context(), pipeline.Config{Paths: []string{path}}); err == nil {
			t.Errorf("%s was found", path)
		}
	}
	if err := (Job{Config: pipeline.Config{Paths: []string{"nowhere://x"}}, Output: "x", Shards: 1}).Check(); err == nil {
		t.Error("an unknown file system passed the check")
	}
}
