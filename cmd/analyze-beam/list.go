package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"tonearc/internal/ingest"
	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

// input is one source on its way to a worker.
type input struct {
	Number  int    // among the sources of the run, by name
	Name    string // as in the tables
	Address string // of a file that a pattern found; "" = found in a folder of this machine, by its name
}

// checkAddress reports an address whose file system this program was built without.
func checkAddress(path string) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%s: %v", path, fault)
		}
	}()
	filesystem.ValidateScheme(path)
	return nil
}

// onDisk reports whether path is a folder or file of this machine, to be named as analyze names it.
func onDisk(path string) bool {
	if strings.Contains(path, "://") {
		return false
	}
	_, err := os.Stat(path)
	return err == nil
}

// list finds all sources, sorted by name.
func list(ctx context.Context, cfg pipeline.Config) ([]input, []review.Skip, error) {
	local, skips, err := localSources(cfg)
	if err != nil {
		return nil, nil, err
	}
	var inputs []input
	for name := range local {
		inputs = append(inputs, input{Name: name})
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(inputs, func(in input) bool { return in.Name == name })
	}
	for _, pattern := range cfg.Paths {
		if onDisk(pattern) {
			continue
		}
		found, err := expand(ctx, pattern)
		if err != nil {
			return nil, nil, err
		}
		fixed := fixedPart(pattern)
		for _, address := range found {
			name := strings.TrimPrefix(address, fixed)
			if taken(name) {
				name = address
			}
			inputs = append(inputs, input{Name: name, Address: address})
		}
	}
	slices.SortFunc(inputs, func(a, b input) int { return strings.Compare(a.Name, b.Name) })
	for i := range inputs {
		inputs[i].Number = i
	}
	return inputs, skips, nil
}

// fixedPart is the folder that all files of a pattern lie in, with its slash.
func fixedPart(pattern string) string {
	if at := strings.IndexAny(pattern, "*?["); at >= 0 {
		pattern = pattern[:at]
	}
	return pattern[:strings.LastIndexByte(pattern, '/')+1]
}

func expand(ctx context.Context, pattern string) ([]string, error) {
	fs, err := filesystem.New(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	found, err := fs.List(ctx, pattern)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pattern, err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: nothing is found there", pattern)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// located are the sources in folders of this machine, as found once per process.
var located = struct {
	sync.Mutex
	by map[string]*place
}{by: make(map[string]*place)}

type place struct {
	once    sync.Once
	sources map[string]ingest.Source
	skips   []review.Skip
	err     error
}

func localSources(cfg pipeline.Config) (map[string]ingest.Source, []review.Skip, error) {
	key, err := json.Marshal(cfg)
	if err != nil {
		return nil, nil, err
	}
	located.Lock()
	p := located.by[string(key)]
	if p == nil {
		p = new(place)
		located.by[string(key)] = p
	}
	located.Unlock()
	p.once.Do(func() { p.sources, p.skips, p.err = findLocal(cfg) })
	return p.sources, p.skips, p.err
}

func findLocal(cfg pipeline.Config) (map[string]ingest.Source, []review.Skip, error) {
	var paths []string
	for _, path := range cfg.Paths {
		if onDisk(path) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil, nil, nil
	}
	reader, err := ingest.New(readOptions(cfg))
	if err != nil {
		return nil, nil, err
	}
	roots, err := ingest.Roots(paths, strings.NewReader(""))
	if err != nil {
		return nil, nil, err
	}
	found, skips, err := reader.Sources(context.Background(), roots)
	sources := make(map[string]ingest.Source, len(found))
	for _, src := range found {
		sources[src.Name] = src
	}
	return sources, skips, err
}

func readOptions(cfg pipeline.Config) ingest.Options {
	return ingest.Options{AnyLanguage: cfg.AnyLanguage, Follow: cfg.Follow, Columns: cfg.Columns, DateOrder: cfg.DateOrder}
}

// open opens a source that a pattern found.
func open(ctx context.Context, address string) (io.ReadCloser, error) {
	fs, err := filesystem.New(ctx, address)
	if err != nil {
		return nil, err
	}
	file, err := fs.OpenRead(ctx, address)
	if err != nil {
		fs.Close()
		return nil, err
	}
	return &opened{file, fs}, nil
}

type opened struct {
	io.ReadCloser
	fs filesystem.Interface
}

func (o *opened) Close() error {
	err := o.ReadCloser.Close()
	if closing := o.fs.Close(); err == nil {
		err = closing
	}
	return err
}
