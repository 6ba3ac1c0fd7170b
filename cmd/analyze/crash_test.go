package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// soak is whether the long form of a test is wanted (make soak).
var soak = os.Getenv("TONEARC_SOAK") != ""

// corpusOf writes n reviews of the given night.
func corpusOf(t *testing.T, dir string, n int, night string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		text := fmt.Sprintf("Review number %d\n\nI loved the %s of this book. The ending is terrible. A boy finds a map, and he follows it.\n", i, night)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("r%03d.txt", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// place is a corpus with its output and cache.
type place struct{ corpus, reports, cache string }

func newPlace(dir string) place {
	return place{filepath.Join(dir, "corpus"), filepath.Join(dir, "reports"), filepath.Join(dir, "cache")}
}

func (p place) args(more ...string) []string {
	return append([]string{p.corpus, "-o", p.reports, "--cache", p.cache, "--scorer", "lexicon"}, more...)
}

// digest is a report as one string, by which two are compared; empty where there is none.
func (p place) digest(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	err := filepath.WalkDir(p.reports, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if entry.Name() == "run.json" {
			data = nil // it has a clock in it; that it is there counts
		}
		name, _ := filepath.Rel(p.reports, path)
		fmt.Fprintf(&out, "%s %d\n%s\n", name, len(data), data)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestKill kills runs at every operation on the output directory, and then at random moments. Whatever the moment: the
// reports are the old or the new ones, complete, and the next run mends what was left and writes the new ones.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	p := newPlace(dir)
	state := func(night string) string {
		corpusOf(t, p.corpus, 8, night)
		if out, err := command(t, nil, p.args()...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return p.digest(t)
	}
	// The report of a night depends on the night before (changes.csv): A after B, and B after A.
	state("style")
	b := state("plot")
	a := state("style")
	if got := state("plot"); got != b || a == b {
		t.Fatal("the same two nights do not give the same two reports")
	}
	now, before, other := "style", b, a // the next night, the report that stands, the one that should come

	kills := 20
	if soak {
		kills = 200
	}
	random := rand.New(rand.NewPCG(1, 2))
	killed := 0
	var took time.Duration // by the last run that was left alone: a busy machine is slower, and the moments spread with it
	for n := 1; n <= kills; n++ {
		corpusOf(t, p.corpus, 8, now)
		var env []string
		if n%2 == 0 {
			env = append(env, renameTwice+"=1")
		}
		operation := (n + 1) / 2
		if operation <= 8 {
			env = append(env, fmt.Sprintf("%s=%d", killAt, operation))
		}
		cmd := command(t, env, p.args("--workers", "2")...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := fmt.Sprint("operation ", operation)
		if operation > 8 {
			after := time.Duration(random.Int64N(int64(took) * 5 / 4))
			moment = fmt.Sprint(after)
			time.Sleep(after)
			_ = cmd.Process.Kill()
		}
		if cmd.Wait() != nil {
			killed++
		}
		got := p.digest(t)
		between := got == "" && len(env) > 0 && n%2 == 0 // two renames have an instant between them
		if got != before && got != other && !between {
			t.Fatalf("killed at %s: the reports are neither the old nor the new ones", moment)
		}
		started := time.Now()
		if out, err := command(t, nil, p.args()...).CombinedOutput(); err != nil || len(out) > 0 {
			t.Fatalf("killed at %s: the next run: %v: %s", moment, err, out)
		}
		took = time.Since(started)
		if got := p.digest(t); got != other {
			t.Fatalf("killed at %s: the next run did not write the new reports", moment)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 4 { // corpus, reports, its lock, cache
			t.Fatalf("killed at %s: left lying after the next run: %v", moment, entries)
		}
		if now = "plot"; other == b {
			now = "style"
		}
		before, other = other, before
	}
	t.Logf("%d of %d runs were killed before their end", killed, kills)
}

// TestKilledRunsKeepTheirWork: what was in the cache before a kill is in it afterwards.
func TestKilledRunsKeepTheirWork(t *testing.T) {
	p := newPlace(t.TempDir())
	corpusOf(t, p.corpus, 8, "style")
	started := time.Now()
	if out, err := command(t, nil, p.args()...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	took := time.Since(started)
	rounds := 5
	if soak {
		rounds = 50
	}
	random := rand.New(rand.NewPCG(3, 4))
	for round := range rounds {
		corpusOf(t, p.corpus, 8+round+1, "style")
		cmd := command(t, nil, p.args()...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(took))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		out, err := command(t, nil, p.args("--dry-run", "--log-format", "json")...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		var cached int
		if _, rest, ok := strings.Cut(string(out), `"cached":`); !ok {
			t.Fatalf("%s", out)
		} else if _, err := fmt.Sscan(rest[:strings.IndexByte(rest, ',')], &cached); err != nil || cached < 8 {
			t.Fatalf("after a kill the cache knows %d of at least 8 reviews", cached)
		}
	}
}

// TestTwoAtOnce starts two runs over the same output directory.
func TestTwoAtOnce(t *testing.T) {
	p := newPlace(t.TempDir())
	corpusOf(t, p.corpus, 30, "style")
	codes := make(chan int)
	for range 2 {
		go func() {
			cmd := command(t, nil, p.args()...)
			_ = cmd.Run()
			codes <- cmd.ProcessState.ExitCode()
		}()
	}
	first, second := <-codes, <-codes
	for _, code := range []int{first, second} {
		if code != exitDone && code != exitLocked {
			t.Errorf("exit codes %d and %d; want 0 and 11 (or 0 twice, one after the other)", first, second)
		}
	}
	if first != exitDone && second != exitDone {
		t.Errorf("neither run was done: %d, %d", first, second)
	}
	if p.digest(t) == "" {
		t.Error("no reports")
	}
}

// TestInputsThatChange rewrites, deletes and adds inputs while a run reads them.
func TestInputsThatChange(t *testing.T) {
	dir := t.TempDir()
	p := newPlace(dir)
	corpusOf(t, p.corpus, 60, "style")
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		random := rand.New(rand.NewPCG(5, 6))
		for {
			select {
			case <-stop:
				return
			default:
			}
			path := filepath.Join(p.corpus, fmt.Sprintf("r%03d.txt", random.IntN(60)))
			switch random.IntN(3) {
			case 0:
				_ = os.Remove(path)
			case 1:
				_ = os.WriteFile(path, []byte(strings.Repeat("I loved it. ", random.IntN(400))), 0o666)
			default:
				_ = os.Truncate(path, int64(random.IntN(40)))
			}
		}
	}()
	for range 2 {
		cmd := command(t, nil, p.args()...)
		out, err := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != exitDone && code != exitProblems {
			t.Errorf("exit code %d, %v: %s", code, err, out)
		}
		if !strings.Contains(p.digest(t), "run.json") {
			t.Error("the reports are not complete")
		}
	}
	close(stop)
	<-stopped
	corpusOf(t, p.corpus, 60, "plot")
	if out, err := command(t, nil, p.args()...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	fresh := newPlace(filepath.Join(dir, "fresh"))
	if err := os.MkdirAll(fresh.reports, 0o777); err != nil {
		t.Fatal(err)
	}
	fresh.corpus = p.corpus
	if out, err := command(t, nil, fresh.args()...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, table := range []string{"reviews.csv", "sentences.csv", "entities.csv"} {
		got, errGot := os.ReadFile(filepath.Join(p.reports, "data", table))
		want, errWant := os.ReadFile(filepath.Join(fresh.reports, "data", table))
		if errGot != nil || errWant != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not that of a fresh run over the same inputs", table)
		}
	}
}

// TestNoPermission takes away the right to write beside the reports, and to read an input.
func TestNoPermission(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "home")
	p := newPlace(dir)
	corpusOf(t, p.corpus, 3, "style")
	run := asNobody(t, base)
	chmod := func(path string, mode fs.FileMode) {
		t.Helper()
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	chmod(dir, 0o777)
	if code, out := run(p.args()...); code != exitDone {
		t.Fatalf("with every right: exit code %d: %s", code, out)
	}
	want := p.digest(t)

	corpusOf(t, p.corpus, 4, "plot")
	chmod(dir, 0o555)
	if code, out := run(p.args()...); code != exitFailed || !strings.Contains(out, "permission denied") {
		t.Errorf("without the right to write beside the reports: exit code %d: %s", code, out)
	}
	if p.digest(t) != want {
		t.Error("the old reports did not stand")
	}
	chmod(dir, 0o777)

	chmod(filepath.Join(p.corpus, "r001.txt"), 0)
	if code, out := run(p.args()...); code != exitProblems || !strings.Contains(out, "r001.txt") {
		t.Errorf("with an input that may not be read: exit code %d: %s", code, out)
	}
	chmod(filepath.Join(p.corpus, "r001.txt"), 0o666)

	chmod(p.cache, 0)
	if code, out := run(p.args("--full")...); code != exitDone || !strings.Contains(out, "without the cache") {
		t.Errorf("with a cache that may not be read: exit code %d: %s", code, out)
	}
	chmod(p.cache, 0o777)
}

// exitOf runs a command and returns its exit code and what it said.
func exitOf(cmd *exec.Cmd) (int, string) {
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		return -1, err.Error()
	}
	return cmd.ProcessState.ExitCode(), string(out)
}
