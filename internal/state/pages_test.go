package state

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/google/go-cmp/cmp"
)

func TestPagesFromRunToRun(t *testing.T) {
	parent := t.TempDir()
	old, next := filepath.Join(parent, "reports"), filepath.Join(parent, ".reports.next")
	for _, dir := range []string{old, next} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"same.html", "other.html", "touched.html", "gone.html"}
	cache := openTest(t, filepath.Join(parent, "cache"))
	pages := cache.Pages(old)
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(old, name), []byte("page "+name), 0o666); err != nil {
			t.Fatal(err)
		}
		if pages.Reuse(old, next, name, PageKey{1}) {
			t.Errorf("%s was used again, and nothing is remembered", name)
		}
		pages.Keep(old, name, PageKey{1})
	}
	cache.KeepPages(old, pages)
	if err := cache.Close(); err != nil {
		t.Fatal(err)
	}

	if err := os.Remove(filepath.Join(old, "gone.html")); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(old, "touched.html"), later, later); err != nil {
		t.Fatal(err)
	}
	cache = openTest(t, filepath.Join(parent, "cache"))
	defer cache.Close()
	pages = cache.Pages(old)
	for _, test := range []struct {
		name string
		key  PageKey
		want bool
	}{
		{"same.html", PageKey{1}, true}, {"other.html", PageKey{2}, false}, {"touched.html", PageKey{1}, false},
		{"gone.html", PageKey{1}, false}, {"unknown.html", PageKey{1}, false},
	} {
		if got := pages.Reuse(old, next, test.name, test.key); got != test.want || exists(filepath.Join(next, test.name)) != test.want {
			t.Errorf("%s: used again %v, want %v", test.name, got, test.want)
		}
	}
	if cache.Pages(next).Reuse(old, next, "same.html", PageKey{1}) {
		t.Error("another report's pages were used")
	}
}

// FuzzDecodeStamps writes the checksum itself, as FuzzDecodeRows does.
func FuzzDecodeStamps(f *testing.F) {
	stored := encodeStamps(map[string]pageStamp{"reviews/a.html": {key: PageKey{7}, size: 5, modified: -1}, "b": {}})
	f.Add(stored[:len(stored)-8])
	f.Add(append(binary.AppendUvarint(nil, math.MaxUint64-10), "a path and its key"...))
	f.Add([]byte("12345678"))
	f.Fuzz(func(t *testing.T, body []byte) {
		decodeStamps(body) // as it is: no panic
		stamps := decodeStamps(binary.LittleEndian.AppendUint64(bytes.Clone(body), xxhash.Sum64(body)))
		if stamps == nil {
			return
		}
		if len(stamps) > len(body) {
			t.Errorf("%d stamps out of %d bytes", len(stamps), len(body))
		}
		if diff := cmp.Diff(stamps, decodeStamps(encodeStamps(stamps)), cmp.AllowUnexported(pageStamp{})); diff != "" {
			t.Errorf("what was read is not what is stored and read again:\n%s", diff)
		}
	})
}

func TestCountFiles(t *testing.T) {
	dir := t.TempDir()
	writeReport(t, dir, "first")
	files, size, err := CountFiles(dir, nil)
	if err != nil || files != 3 || size != int64(len("first")+len("review_id\nfirst\n")+len("first")) {
		t.Errorf("%d files, %d bytes, %v", files, size, err)
	}
}
