package state

import (
	"encoding/binary"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"
)

// Rows remembers from run to run where the rows of every review stand in the tables of a report, so that rows that would
// come out the same are copied and not made again. Like Pages it never vouches for a table that was touched since. Find
// and Copy are safe for concurrent use.
type Rows struct {
	files []*os.File      // the last report's tables; nil = nothing to copy
	at    map[PageKey]int // review by key, in the order of the rows
	ends  [][]int64       // by table: where the rows of each review end, with where the first begin in front

	now []byte // stored form of what is to be remembered: keys and sizes
}

// OpenRows looks up the rows of the report in dir, whose tables are named by their paths below it. Nothing is found
// where the tables are not as they were written.
func (p *Pages) OpenRows(dir string, tables []string) *Rows {
	r := &Rows{}
	starts := make([]int64, len(tables))
	for k, path := range tables {
		stamp, ok := p.last[path]
		name := filepath.Join(dir, filepath.FromSlash(path))
		size, modified, there := stampOf(name)
		if !ok || !there || size != stamp.size || modified != stamp.modified {
			r.Close()
			return &Rows{}
		}
		file, err := os.Open(name)
		if err != nil {
			r.Close()
			return &Rows{}
		}
		r.files = append(r.files, file)
		starts[k] = size
	}
	if !r.decode(p.rows, starts) {
		r.Close()
		return &Rows{}
	}
	return r
}

// decode reads what Keep stored. The rows of all reviews end where the tables end, so that the sizes say where the
// first begin.
func (r *Rows) decode(stored []byte, sizes []int64) bool {
	if len(stored) < 8 || len(sizes) == 0 {
		return false
	}
	body := stored[:len(stored)-8]
	if xxhash.Sum64(body) != binary.LittleEndian.Uint64(stored[len(body):]) {
		return false
	}
	r.at, r.ends = make(map[PageKey]int, len(body)/32), make([][]int64, len(sizes))
	for k := range r.ends {
		r.ends[k] = make([]int64, 1, len(body)/32+1)
	}
	for n := 0; len(body) > 0; n++ {
		var key PageKey
		if len(body) < len(key) {
			return false
		}
		body = body[copy(key[:], body):]
		r.at[key] = n
		for k := range r.ends {
			size, used := binary.Uvarint(body)
			end := r.ends[k][n] + int64(size)
			if used <= 0 || int64(size) < 0 || end < 0 || end > sizes[k] {
				return false
			}
			body = body[used:]
			r.ends[k] = append(r.ends[k], end)
		}
	}
	for k, ends := range r.ends {
		first := sizes[k] - ends[len(ends)-1]
		for n := range ends {
			ends[n] += first
		}
	}
	return true
}

// Find tells the place of a review's rows among those of the last report.
func (r *Rows) Find(key PageKey) (at int, ok bool) {
	at, ok = r.at[key]
	return at, ok
}

// Copy appends the rows of n reviews, which stand together from at on, to each table in into, and hands the sizes of
// each review's rows to size. On false into is as it was: the rows have to be made.
func (r *Rows) Copy(into [][]byte, at, n int, size func(sizes []int)) bool {
	for k, file := range r.files {
		start, end := r.ends[k][at], r.ends[k][at+n]
		length := len(into[k])
		into[k] = append(into[k], make([]byte, end-start)...)
		if _, err := file.ReadAt(into[k][length:], start); err != nil {
			into[k] = into[k][:length]
			for j := range k {
				into[j] = into[j][:len(into[j])-int(r.ends[j][at+n]-r.ends[j][at])]
			}
			return false
		}
	}
	sizes := make([]int, len(r.files))
	for i := at; i < at+n; i++ {
		for k := range sizes {
			sizes[k] = int(r.ends[k][i+1] - r.ends[k][i])
		}
		size(sizes)
	}
	return true
}

// Keep remembers the rows of the next review of the new report, by their sizes in each table.
func (r *Rows) Keep(key PageKey, sizes []int) {
	r.now = append(r.now, key[:]...)
	for _, size := range sizes {
		r.now = binary.AppendUvarint(r.now, uint64(size))
	}
}

// Close gives the last report's tables back.
func (r *Rows) Close() {
	for _, file := range r.files {
		_ = file.Close() // it was only read
	}
	r.files, r.at, r.ends = nil, nil, nil
}

// KeepRows remembers the rows of the tables in dir, which are whole.
func (p *Pages) KeepRows(dir string, tables []string, r *Rows) {
	for _, path := range tables {
		p.Keep(dir, path, PageKey{1})
	}
	p.rowsNow = binary.LittleEndian.AppendUint64(r.now, xxhash.Sum64(r.now))
}
