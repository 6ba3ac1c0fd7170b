package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"tonearc/internal/benchgen"
)

// BenchmarkRun is a whole run, files in and reports out, without a cache; then one over the same input with 1 % of it
// edited, and one with nothing changed.
func BenchmarkRun(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		dir := b.TempDir()
		corpus := filepath.Join(dir, "corpus.jsonl")
		file, err := os.Create(corpus)
		if err != nil {
			b.Fatal(err)
		}
		if err := benchgen.Write(file, n, 1); err != nil {
			b.Fatal(err)
		}
		size, err := file.Seek(0, 1)
		if err != nil || file.Close() != nil {
			b.Fatal(err)
		}
		cfg := Config{Paths: []string{corpus}, Output: filepath.Join(dir, "reports"), Full: true}
		b.Run(fmt.Sprintf("full/%d", n), func(b *testing.B) {
			b.SetBytes(size)
			words := 0
			for b.Loop() {
				result, err := Run(context.Background(), cfg)
				if err != nil {
					b.Fatal(err)
				}
				words += result.Counts.Words
			}
			b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
