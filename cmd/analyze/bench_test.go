//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"tonearc/internal/benchgen"
)

// Environment variables of the benchmarks; `make bench` sets them.
const (
	benchBig    = "TONEARC_BENCH_BIG"  // also 100,000 reviews
	benchWink   = "TONEARC_BENCH_WINK" // a folder with wink-nlp under its node_modules
	benchShared = "TONEARC_SHARED"     // where bench/wink.mjs lies
)

// BenchmarkProgram runs the program as a process of its own, from start to end: what a user waits for, the processor
// time that it takes, the most memory that it holds. Every run writes to a new place, so that none finds anything done.
func BenchmarkProgram(b *testing.B) {
	b.Run("version", func(b *testing.B) {
		for b.Loop() {
			measure(b, nil, "--version")
		}
	})
	b.Run("corpus", func(b *testing.B) { benchmarkReports(b, "../../corpus", -1) })
	for _, reviews := range sizes() {
		corpus := generated(b, reviews)
		b.Run(fmt.Sprintf("reviews=%d", reviews), func(b *testing.B) { benchmarkReports(b, corpus, -1) })
		b.Run(fmt.Sprintf("reviews=%d/pages=0", reviews), func(b *testing.B) { benchmarkReports(b, corpus, 0) })
	}
	b.Run("edited=1%/reviews=10000", benchmarkEdited)
	b.Run("unchanged/reviews=1000", func(b *testing.B) {
		corpus, out := generated(b, 1000), filepath.Join(b.TempDir(), "out")
		measure(b, nil, corpus, "-o", out, "--cache", "none")
		b.ResetTimer()
		for b.Loop() {
			measure(b, nil, corpus, "-o", out, "--cache", "none")
		}
	})
}

// benchmarkEdited measures the night after one review in a hundred was edited, and the same night with --full.
func benchmarkEdited(b *testing.B) {
	dir := b.TempDir()
	corpus, n := generated(b, 10_000), 0
	first, err := os.ReadFile(corpus)
	if err != nil {
		b.Fatal(err)
	}
	second := bytes.Split(first, []byte("\n"))
	for i := 7; i < len(second); i += 100 {
		second[i] = bytes.Replace(second[i], []byte(`"text":"`), []byte(`"text":"The last chapter dragged. `), 1)
	}
	var part, full usage
	var partWall, fullWall time.Duration
	for b.Loop() {
		n++
		args := []string{corpus, "-o", filepath.Join(dir, strconv.Itoa(n)), "--cache", filepath.Join(dir, "cache"+strconv.Itoa(n))}
		measure(b, nil, args...)
		if err := os.WriteFile(corpus, bytes.Join(second, []byte("\n")), 0o666); err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		measure(b, &part, args...)
		partWall += time.Since(start)
		start = time.Now()
		measure(b, &full, append(args, "--full")...)
		fullWall += time.Since(start)
		if err := os.WriteFile(corpus, first, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(part.cpu/float64(n), "cpu-s/op")
	b.ReportMetric(full.cpu/float64(n), "full-cpu-s/op")
	b.ReportMetric(100*part.cpu/full.cpu, "%cpu-of-full")
	b.ReportMetric(100*partWall.Seconds()/fullWall.Seconds(), "%wall-of-full")
}

func sizes() []int {
	if os.Getenv(benchBig) != "" {
		return []int{1_000, 10_000, 100_000}
	}
	return []int{1_000, 10_000}
}

// generated writes a corpus to disk.
func generated(b *testing.B, reviews int) string {
	path := filepath.Join(b.TempDir(), "corpus.jsonl")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	if err := benchgen.Write(file, reviews, 1); err != nil {
		b.Fatal(err)
	}
	return path
}

// usage is what a process took.
type usage struct {
	cpu    float64 // seconds
	peak   float64 // megabytes
	allocs float64
	bytes  float64
}

// measure runs the program to its end.
func measure(b *testing.B, total *usage, args ...string) {
	allocs := filepath.Join(b.TempDir(), "allocs")
	cmd := command(b, []string{countAllocs + "=" + allocs}, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if total == nil {
		return
	}
	total.cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	peak := float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
	if runtime.GOOS == "darwin" {
		peak /= 1024 // bytes there, kilobytes elsewhere
	}
	total.peak = max(total.peak, peak)
	var count, size float64
	said, err := os.ReadFile(allocs)
	if err == nil {
		_, err = fmt.Sscan(string(said), &count, &size)
	}
	if err != nil {
		b.Fatal(err)
	}
	total.allocs += count
	total.bytes += size
}

func benchmarkReports(b *testing.B, corpus string, pages int) {
	var total usage
	var run struct {
		Counts struct{ Reviews, Sentences, Words int }
	}
	dir, n := b.TempDir(), 0
	for b.Loop() {
		n++
		out := filepath.Join(dir, strconv.Itoa(n))
		args := []string{corpus, "-o", out, "--cache", "none"}
		if pages >= 0 {
			args = append(args, "--pages", strconv.Itoa(pages))
		}
		measure(b, &total, args...)
		if n == 1 {
			said, err := os.ReadFile(filepath.Join(out, "run.json"))
			if err == nil {
				err = json.Unmarshal(said, &run)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	if info, err := os.Stat(corpus); err == nil && !info.IsDir() {
		b.SetBytes(info.Size())
	}
	seconds := b.Elapsed().Seconds() / float64(n)
	b.ReportMetric(float64(run.Counts.Words)/seconds, "words/s")
	b.ReportMetric(float64(run.Counts.Sentences)/seconds, "sentences/s")
	b.ReportMetric(1000*seconds/float64(run.Counts.Reviews), "ms/review")
	b.ReportMetric(total.cpu/float64(n), "cpu-s/op")
	b.ReportMetric(total.peak, "peak-MB")
	b.ReportMetric(total.allocs/float64(n), "allocs/op")
	b.ReportMetric(total.bytes/float64(n), "B/op")
}

var winkSays = regexp.MustCompile(`winkNLP \d+ reviews, (\d+) tokens, ([\d.]+) s`)

// BenchmarkWink compares with winkNLP, which splits, tags, finds entities and scores tone in JavaScript and writes no
// report: both over the same 10,000 reviews, one after the other. Its passes are timed by the script, after one to warm
// up and without its start; ours is the whole program, all tables and pages.
func BenchmarkWink(b *testing.B) {
	node, err := exec.LookPath("node")
	if err != nil {
		b.Skip("skipped: node is not on this machine")
	}
	script := filepath.Join(os.Getenv(benchShared), "bench", "wink.mjs")
	if _, err := os.Stat(script); os.Getenv(benchShared) == "" || err != nil {
		b.Skip("skipped: no bench/wink.mjs in SHARED")
	}
	modules := filepath.Join(os.Getenv(benchWink), "node_modules")
	if _, err := os.Stat(filepath.Join(modules, "wink-nlp")); os.Getenv(benchWink) == "" || err != nil {
		b.Skip("skipped: say WINK=FOLDER after `npm install --no-save wink-nlp@2 wink-eng-lite-web-model@1` in that folder")
	}
	// Modules are looked for beside the script, so it is called by a link that lies beside them.
	dir := b.TempDir()
	for _, link := range [][2]string{{script, "wink.mjs"}, {modules, "node_modules"}} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			b.Fatal(err)
		}
	}
	corpus := generated(b, 10_000)
	theirs, tokens, rounds := 0.0, 0.0, 0
	for b.Loop() {
		cmd := exec.Command(node, "--preserve-symlinks", "--preserve-symlinks-main", filepath.Join(dir, "wink.mjs"), corpus)
		said, err := cmd.CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
		for _, m := range winkSays.FindAllStringSubmatch(string(said), -1) {
			seconds, _ := strconv.ParseFloat(m[2], 64)
			count, _ := strconv.ParseFloat(m[1], 64)
			theirs, tokens, rounds = theirs+seconds, tokens+count, rounds+1
		}
	}
	if rounds == 0 {
		b.Fatal("wink.mjs printed no time")
	}
	start := time.Now()
	measure(b, nil, corpus, "-o", filepath.Join(b.TempDir(), "out"), "--cache", "none")
	ours := time.Since(start).Seconds()
	b.ReportMetric(ours, "tonearc-s/pass")
	b.ReportMetric(ours*float64(rounds)/theirs, "times-wink")
	b.ReportMetric(theirs/float64(rounds), "wink-s/pass")
	b.ReportMetric(tokens/theirs, "wink-tokens/s")
}
