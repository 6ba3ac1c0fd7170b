package state

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/google/go-cmp/cmp"
)

// TestRowsFromRunToRun copies rows of one report into the next, and none where a table is not as it was written.
func TestRowsFromRunToRun(t *testing.T) {
	dir := t.TempDir()
	reports := filepath.Join(dir, "reports")
	tables := []string{"data/one.csv", "data/two.csv"}
	write := func(one, two string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(reports, "data"), 0o777); err != nil {
			t.Fatal(err)
		}
		for k, text := range []string{one, two} {
			if err := os.WriteFile(filepath.Join(reports, tables[k]), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	write("head\na1\nb1\nb1\nc1\n", "h\na2\nc2\n")
	cache := openTest(t, filepath.Join(dir, "cache"))
	pages := cache.Pages(reports)
	rows := pages.OpenRows(reports, tables)
	if _, ok := rows.Find(PageKey{'a'}); ok {
		t.Error("a row was found, and nothing is remembered")
	}
	rows.Keep(PageKey{'a'}, []int{3, 3})
	rows.Keep(PageKey{'b'}, []int{6, 0})
	rows.Keep(PageKey{'c'}, []int{3, 3})
	pages.KeepRows(reports, tables, rows)
	cache.KeepPages(reports, pages)
	if err := cache.Close(); err != nil {
		t.Fatal(err)
	}

	cache = openTest(t, filepath.Join(dir, "cache"))
	defer cache.Close()
	rows = cache.Pages(reports).OpenRows(reports, tables)
	into, sizes := [][]byte{[]byte("x"), []byte("y")}, []int(nil)
	size := func(s []int) { sizes = append(sizes, s...) }
	at, ok := rows.Find(PageKey{'b'})
	if !ok || at != 1 || !rows.Copy(into, at, 2, size) {
		t.Fatalf("Find = %d, %v; or it was not copied", at, ok)
	}
	if got := string(bytes.Join(into, []byte("|"))); got != "xb1\nb1\nc1\n|yc2\n" {
		t.Errorf("copied %q", got)
	}
	if diff := cmp.Diff([]int{6, 0, 3, 3}, sizes); diff != "" {
		t.Error(diff)
	}
	if _, ok := rows.Find(PageKey{'d'}); ok {
		t.Error("a row that is not there was found")
	}
	if err := os.Truncate(filepath.Join(reports, tables[1]), 3); err != nil {
		t.Fatal(err)
	}
	if rows.Copy(into, 0, 3, size) || string(into[0]) != "xb1\nb1\nc1\n" || len(sizes) != 4 {
		t.Errorf("rows of a table that was cut: %q, %v", into, sizes)
	}
	rows.Close()

	write("head\na1\nb1\nb1\nc1\n", "h\na2\nc3\n")
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(reports, tables[0]), later, later); err != nil {
		t.Fatal(err)
	}
	if _, ok := cache.Pages(reports).OpenRows(reports, tables).Find(PageKey{'a'}); ok {
		t.Error("rows of a table that was touched were found")
	}
}

// FuzzDecodeRows writes the checksum itself: no fuzzer would guess it, and none would come past it.
func FuzzDecodeRows(f *testing.F) {
	rows := &Rows{}
	rows.Keep(PageKey{1}, []int{3, 300})
	rows.Keep(PageKey{2}, []int{0, 7})
	f.Add(rows.now, int64(400))
	f.Add(rows.now, int64(306))
	f.Add(binary.AppendUvarint(make([]byte, len(PageKey{})), math.MaxUint64), int64(math.MaxInt64))
	f.Add([]byte("12345678"), int64(0))
	f.Fuzz(func(t *testing.T, body []byte, size int64) {
		if size < 0 {
			t.Skip("no file is as small")
		}
		rows := &Rows{}
		rows.decode(body, []int64{size, size}) // as it is: no panic
		if !rows.decode(binary.LittleEndian.AppendUint64(bytes.Clone(body), xxhash.Sum64(body)), []int64{size, size}) {
			return
		}
		for _, ends := range rows.ends {
			if ends[0] < 0 || ends[len(ends)-1] != size || !slices.IsSorted(ends) {
				t.Errorf("rows that end at %d in a table of %d bytes", ends, size)
			}
		}
		for key, at := range rows.at {
			if at < 0 || at+1 >= len(rows.ends[0]) {
				t.Errorf("%x stands at %d of %d reviews", key, at, len(rows.ends[0])-1)
			}
		}
	})
}
