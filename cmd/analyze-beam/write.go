package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"tonearc/internal/report"
)

// Shard is a file of a table, as manifest.json lists it.
type Shard struct {
	Table  string `json:"table"`
	Path   string `json:"path"`  // below the output
	Keys   int    `json:"keys"`  // reviews, entities, terms or records that have rows in it
	Bytes  int64  `json:"bytes"` // with the header
	SHA256 string `json:"sha256"`
}

// Manifest is manifest.json. It is written last: where it stands, all that it lists does.
type Manifest struct {
	Program string         `json:"program"`
	Version string         `json:"version"`
	Tables  map[string]int `json:"tables"` // name → number of shards
	Shards  []Shard        `json:"shards"` // sorted by path
}

func init() {
	travels[Shard]()
	beam.RegisterDoFn(&everyShardFn{})
	beam.RegisterDoFn(&shardFn{})
	beam.RegisterDoFn(&writeFn{})
	beam.RegisterDoFn(&manifestFn{})
}

// write writes all rows in sorted shards, and the manifest after them.
func write(s beam.Scope, job Job, rows, corpus beam.PCollection) {
	every := beam.ParDo(s, &everyShardFn{job.Shards}, beam.Impulse(s))
	placed := beam.ParDo(s, &shardFn{job.Shards}, rows)
	shards := beam.ParDo(s, &writeFn{job.Output, job.Shards}, beam.CoGroupByKey(s, every, placed))
	beam.ParDo0(s, &manifestFn{job.Output, job.Version}, beam.CoGroupByKey(s, beam.AddFixedKey(s, shards), beam.AddFixedKey(s, corpus)))
}

// shardPath is where a shard stands below the output.
func shardPath(table string, shard, of int) string {
	return fmt.Sprintf("data/%s-%05d-of-%05d.csv", table, shard, of)
}

// everyShardFn names every shard, so that each file is written, rows or none.
type everyShardFn struct{ Shards int }

func (f *everyShardFn) ProcessElement(_ []byte, emit func([]byte, []byte)) {
	for _, table := range tables() {
		for shard := range f.Shards {
			emit([]byte(shardPath(table, shard, f.Shards)), []byte(table))
		}
	}
}

// shardFn finds a row's shard: the same for all rows of a review, whatever the table.
type shardFn struct{ Shards int }

func (f *shardFn) ProcessElement(r row) ([]byte, row) {
	hash := fnv.New64a()
	hash.Write(r.Key)
	return []byte(shardPath(r.Table, int(hash.Sum64()%uint64(f.Shards)), f.Shards)), r
}

// writeFn writes one shard. It holds the shard's rows, to sort them. A shard that is written again, after a fault, is
// the same bytes in the same place.
type writeFn struct {
	Output string
	Shards int
}

func (f *writeFn) ProcessElement(ctx context.Context, path []byte, every func(*[]byte) bool, rows func(*row) bool, emit func(Shard)) error {
	defer spend(ctx, writeTime)()
	var table []byte
	if !every(&table) {
		return fmt.Errorf("no shard %s", path)
	}
	all := collect(rows)
	slices.SortFunc(all, func(a, b row) int {
		if order := bytes.Compare(a.Key, b.Key); order != 0 {
			return order
		}
		return bytes.Compare(a.Lines, b.Lines)
	})
	shard := Shard{Table: string(table), Path: string(path), Keys: len(all)}
	sum := sha256.New()
	err := create(ctx, below(f.Output, shard.Path), func(out io.Writer) error {
		out = io.MultiWriter(out, sum)
		n, err := out.Write(report.Header(shard.Table))
		shard.Bytes += int64(n)
		for i := 0; err == nil && i < len(all); i++ {
			n, err = out.Write(all[i].Lines)
			shard.Bytes += int64(n)
		}
		return err
	})
	if err != nil {
		return err
	}
	shard.SHA256 = hex.EncodeToString(sum.Sum(nil))
	emit(shard)
	return nil
}

// manifestFn writes corpus.json, data/datapackage.json and, last, manifest.json.
type manifestFn struct{ Output, Version string }

func (f *manifestFn) ProcessElement(ctx context.Context, _ int, shards func(*Shard) bool, corpora func(*Corpus) bool) error {
	m := Manifest{Program: program, Version: f.Version, Tables: make(map[string]int), Shards: collect(shards)}
	for _, shard := range m.Shards {
		m.Tables[shard.Table]++
	}
	slices.SortFunc(m.Shards, func(a, b Shard) int { return strings.Compare(a.Path, b.Path) })
	var corpus Corpus
	corpora(&corpus)
	description, err := report.DataPackage(f.Version)
	if err != nil {
		return err
	}
	for _, file := range []struct {
		path  string
		value any
	}{{"corpus.json", corpus}, {"data/datapackage.json", json.RawMessage(description)}, {"manifest.json", m}} {
		err := create(ctx, below(f.Output, file.path), func(out io.Writer) error {
			enc := json.NewEncoder(out)
			enc.SetIndent("", "  ")
			return enc.Encode(file.value)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// below is where a file stands whose path below the output is known.
func below(output, path string) string { return strings.TrimRight(output, "/") + "/" + path }

// create writes a file of any file system.
func create(ctx context.Context, address string, fill func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, address)
	if err != nil {
		return err
	}
	defer fs.Close()
	file, err := fs.OpenWrite(ctx, address)
	if err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	buffered := bufio.NewWriterSize(file, 1<<18)
	if err := fill(buffered); err != nil {
		file.Close()
		return fmt.Errorf("%s: %w", address, err)
	}
	if err := buffered.Flush(); err != nil {
		file.Close()
		return fmt.Errorf("%s: %w", address, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	return nil
}
