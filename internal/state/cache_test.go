package state

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"tonearc/pipeline/review"
)

func keyOf(i int) Key { return NewKey("engine", &review.Review{Text: fmt.Sprint("review ", i)}) }

func dataOf(i int) []byte { return bytes.Repeat([]byte{byte(i), byte(i >> 8)}, 700) }

func openTest(t *testing.T, dir string) *Cache {
	t.Helper()
	cache, aside, err := OpenCache(dir)
	if err != nil || aside != "" {
		t.Fatalf("OpenCache: %v, %q", err, aside)
	}
	return cache
}

// fillCache keeps n entries and closes the cache.
func fillCache(t *testing.T, dir string, n int) {
	t.Helper()
	cache := openTest(t, dir)
	for i := range n {
		cache.Put(keyOf(i), dataOf(i))
	}
	if err := cache.Close(); err != nil || cache.Trouble() != nil {
		t.Fatal(err, cache.Trouble())
	}
}

func TestCacheKeepsFromRunToRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cache")
	fillCache(t, dir, 5000)
	cache := openTest(t, dir)
	for i := range 5000 {
		if got := cache.Get(keyOf(i)); !bytes.Equal(got, dataOf(i)) {
			t.Fatalf("entry %d: %d bytes", i, len(got))
		}
	}
	if got := cache.Get(keyOf(5000)); got != nil {
		t.Errorf("an entry that was never kept: %d bytes", len(got))
	}
	if err := cache.Close(); err != nil {
		t.Fatal(err)
	}
	peek, err := PeekCache(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := peek.Get(keyOf(7)); !bytes.Equal(got, dataOf(7)) {
		t.Errorf("peeked: %d bytes", len(got))
	}
	if err := peek.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestPeekMakesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	if _, err := PeekCache(dir); err == nil || exists(dir) {
		t.Errorf("PeekCache: %v, directory there: %v", err, exists(dir))
	}
}

func TestKeyDependsOnContentAndEngineOnly(t *testing.T) {
	base := review.Review{ID: "a", Source: "a.txt", Line: 1, Text: "Good.", Metadata: review.Metadata{Book: "Emma"}}
	for _, test := range []struct {
		name string
		edit func(*review.Review)
		same bool
	}{
		{"line", func(r *review.Review) { r.Line = 9 }, true},
		{"id", func(r *review.Review) { r.ID = "a~2" }, true},
		{"the reader's doubts", func(r *review.Review) { r.Warnings = []review.Warning{{Code: "near_duplicate"}} }, true},
		{"text", func(r *review.Review) { r.Text = "Bad." }, false},
		{"marks", func(r *review.Review) { r.Marks = []review.Mark{{Kind: review.Emphasis}} }, false},
		{"metadata", func(r *review.Review) { r.Metadata.Book = "Ulysses" }, false},
		{"metadata moved between fields", func(r *review.Review) { r.Metadata.Book, r.Metadata.Title = "", "Emma" }, false},
	} {
		rev := base
		test.edit(&rev)
		if same := NewKey("engine", &rev) == NewKey("engine", &base); same != test.same {
			t.Errorf("%s: same key %v, want %v", test.name, same, test.same)
		}
	}
	if NewKey("engine", &base) == NewKey("other engine", &base) {
		t.Error("two engines share their entries")
	}
}

func TestASecondRunGoesWithoutTheCache(t *testing.T) {
	dir := t.TempDir()
	first := openTest(t, dir)
	defer first.Close()
	if _, _, err := OpenCache(dir); !errors.Is(err, ErrCacheBusy) {
		t.Errorf("a second run: %v, want ErrCacheBusy", err)
	}
}

func TestUnusedEntriesAreDropped(t *testing.T) {
	dir := t.TempDir()
	fillCache(t, dir, 2)
	for range keepRuns + 2*touchRuns {
		cache := openTest(t, dir)
		if cache.Get(keyOf(0)) == nil {
			t.Fatal("an entry that every run asked for was dropped")
		}
		if err := cache.Close(); err != nil {
			t.Fatal(err)
		}
	}
	cache := openTest(t, dir)
	defer cache.Close()
	if cache.Get(keyOf(1)) != nil {
		t.Errorf("an entry that %d runs did not ask for is still there", keepRuns+2*touchRuns)
	}
}

// TestDamagedCache damages a cache's file in many ways. Whatever it was: no wrong entry comes out of it, the run goes
// on, and the next run has a cache that works.
func TestDamagedCache(t *testing.T) {
	const n = 300
	damages := map[string]func(data []byte) []byte{
		"empty":         func([]byte) []byte { return nil },
		"one byte":      func(data []byte) []byte { return data[:1] },
		"half":          func(data []byte) []byte { return data[:len(data)/2] },
		"one page less": func(data []byte) []byte { return data[:len(data)-4096] },
		"other file":    func([]byte) []byte { return []byte(strings.Repeat("not a database\n", 5000)) },
		"no meta pages": func(data []byte) []byte { clear(data[:8192]); return data },
	}
	for seed := range uint64(12) {
		damages[fmt.Sprint("noise ", seed)] = func(data []byte) []byte {
			random := rand.New(rand.NewPCG(seed, 1))
			for range 3 << (seed % 6) {
				data[8192+random.IntN(len(data)-8192)] ^= byte(1 + random.IntN(255))
			}
			return data
		}
		damages[fmt.Sprint("zeroed pages ", seed)] = func(data []byte) []byte {
			random := rand.New(rand.NewPCG(seed, 2))
			for range 1 + seed {
				page := 2 + random.IntN(len(data)/4096-2)
				clear(data[page*4096 : (page+1)*4096])
			}
			return data
		}
	}
	pristine := t.TempDir()
	fillCache(t, pristine, n)
	whole, err := os.ReadFile(filepath.Join(pristine, cacheFile))
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, cacheFile), damage(bytes.Clone(whole)), 0o600); err != nil {
				t.Fatal(err)
			}
			for run := range 3 { // damage may show only when something is written
				cache, _, err := OpenCache(dir)
				if err != nil {
					t.Fatalf("run %d: %v", run, err)
				}
				for i := range n {
					if got := cache.Get(keyOf(i)); got != nil && !bytes.Equal(got, dataOf(i)) {
						t.Errorf("run %d: entry %d came back wrong", run, i)
					}
					cache.Put(keyOf(n+i), dataOf(n+i))
				}
				if err := cache.Close(); err != nil {
					t.Errorf("run %d: %v", run, err)
				}
			}
			cache, aside, err := OpenCache(dir)
			if err != nil || aside != "" {
				t.Fatalf("the next run: %v, %q", err, aside)
			}
			defer cache.Close()
			if got := cache.Get(keyOf(n)); !bytes.Equal(got, dataOf(n)) {
				t.Errorf("the next run finds %d bytes of an entry kept after the damage; trouble: %v", len(got), cache.Trouble())
			}
		})
	}
}

func TestAnOlderCacheIsSetAside(t *testing.T) {
	dir := t.TempDir()
	fillCache(t, dir, 1)
	db, err := bbolt.Open(filepath.Join(dir, cacheFile), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(metaBucket).Put(formatName, []byte("0")) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	cache, aside, err := OpenCache(dir)
	if err != nil || !strings.Contains(aside, "set aside") {
		t.Fatalf("OpenCache: %q, %v", aside, err)
	}
	defer cache.Close()
	if cache.Get(keyOf(0)) != nil {
		t.Error("an entry of the older cache was used")
	}
}
