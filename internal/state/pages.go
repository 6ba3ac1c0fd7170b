package state

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	"go.etcd.io/bbolt"
)

// PageKey names the content of a page: by all that it is made from, or by itself.
type PageKey [16]byte

// NewPageKey names a page by its content.
func NewPageKey(content []byte) PageKey {
	sum := sha256.Sum256(content)
	return PageKey(sum[:len(PageKey{})])
}

// Pages remembers from run to run what the pages of a report were made from, so that a page that would come out the same
// is linked into the new report and not made again. It never vouches for a file that was touched since: size and time
// are remembered too. Reuse and Keep are safe for concurrent use.
type Pages struct {
	last map[string]pageStamp // by path below the report's directory; never changed
	rows []byte               // see Rows; of the last report

	mu      sync.Mutex
	now     map[string]pageStamp
	rowsNow []byte
}

type pageStamp struct {
	key      PageKey
	size     int64 // bytes
	modified int64 // nanoseconds since 1970
}

// NewPages remembers nothing.
func NewPages() *Pages { return &Pages{now: make(map[string]pageStamp)} }

// Reuse links a page of the old report into the new one, if it was made from the same things and is still as it was
// written. It reports whether it did.
func (p *Pages) Reuse(old, new, path string, key PageKey) bool {
	stamp, ok := p.last[path]
	if !ok || stamp.key != key {
		return false
	}
	name := filepath.Join(old, filepath.FromSlash(path))
	size, modified, ok := stampOf(name)
	if !ok || size != stamp.size || modified != stamp.modified {
		return false
	}
	if os.Link(name, filepath.Join(new, filepath.FromSlash(path))) != nil {
		return false
	}
	p.note(path, stamp)
	return true
}

// Keep remembers a page that stands in the report's directory dir. One that was used again is remembered already.
func (p *Pages) Keep(dir, path string, key PageKey) {
	p.mu.Lock()
	known := p.now[path].key == key
	p.mu.Unlock()
	if known {
		return
	}
	if size, modified, ok := stampOf(filepath.Join(dir, filepath.FromSlash(path))); ok {
		p.note(path, pageStamp{key, size, modified})
	}
}

// Wrote remembers the size of a page that is written in this run, where no other run will ask for it.
func (p *Pages) Wrote(path string, size int) { p.note(path, pageStamp{size: int64(size)}) }

func (p *Pages) note(path string, stamp pageStamp) {
	p.mu.Lock()
	p.now[path] = stamp
	p.mu.Unlock()
}

func stampOf(name string) (size, modified int64, ok bool) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return 0, 0, false
	}
	return info.Size(), info.ModTime().UnixNano(), true
}

var pagesBucket = []byte("pages") // digest of a report's directory → its pages

// Pages returns what is remembered of the report in dir.
func (c *Cache) Pages(dir string) *Pages {
	p := NewPages()
	if c.broken.Load() {
		return p
	}
	var stored []byte
	err := guarded(func() error {
		return c.db.View(func(tx *bbolt.Tx) error {
			if bucket := tx.Bucket(pagesBucket); bucket != nil {
				stored = bytes.Clone(bucket.Get(reportName(dir)))
				p.rows = bytes.Clone(bucket.Get(rowsName(dir)))
			}
			return nil
		})
	})
	if err != nil {
		c.fail(err)
		return p
	}
	p.last = decodeStamps(stored)
	p.now = make(map[string]pageStamp, len(p.last))
	return p
}

// KeepPages remembers the pages of the report in dir, in place of what was remembered of it before.
func (c *Cache) KeepPages(dir string, p *Pages) {
	c.pages = []entryOfPages{{reportName(dir), encodeStamps(p.now)}, {rowsName(dir), p.rowsNow}}
}

// putPages is KeepPages' part of the last transaction of a run.
func (c *Cache) putPages(tx *bbolt.Tx) error {
	if len(c.pages) == 0 {
		return nil
	}
	bucket, err := tx.CreateBucketIfNotExists(pagesBucket)
	for _, entry := range c.pages {
		if err == nil {
			err = bucket.Put(entry.name, entry.stored)
		}
	}
	return err
}

// entryOfPages is what is remembered of a report's pages or rows.
type entryOfPages struct{ name, stored []byte }

func reportName(dir string) []byte {
	sum := sha256.Sum256([]byte(dir))
	return sum[:16]
}

func rowsName(dir string) []byte { return append(reportName(dir), "rows"...) }

// encodeStamps stores stamps by path, with a checksum at the end.
func encodeStamps(stamps map[string]pageStamp) []byte {
	paths := make([]string, 0, len(stamps))
	for path := range stamps {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	var out []byte
	for _, path := range paths {
		stamp := stamps[path]
		out = binary.AppendUvarint(out, uint64(len(path)))
		out = append(out, path...)
		out = append(out, stamp.key[:]...)
		out = binary.AppendVarint(out, stamp.size)
		out = binary.AppendVarint(out, stamp.modified)
	}
	return binary.LittleEndian.AppendUint64(out, xxhash.Sum64(out))
}

// decodeStamps reads what encodeStamps stored; nothing where it is not whole.
func decodeStamps(stored []byte) map[string]pageStamp {
	if len(stored) < 8 {
		return nil
	}
	body := stored[:len(stored)-8]
	if xxhash.Sum64(body) != binary.LittleEndian.Uint64(stored[len(body):]) {
		return nil
	}
	stamps := make(map[string]pageStamp, len(body)/64)
	for len(body) > 0 {
		length, n := binary.Uvarint(body)
		if n <= 0 || length > uint64(len(body)-n) || uint64(len(body)-n)-length < uint64(len(PageKey{})) {
			return nil
		}
		path := string(body[n : n+int(length)])
		body = body[n+int(length):]
		var stamp pageStamp
		body = body[copy(stamp.key[:], body):]
		for _, field := range []*int64{&stamp.size, &stamp.modified} {
			value, n := binary.Varint(body)
			if n <= 0 {
				return nil
			}
			*field, body = value, body[n:]
		}
		stamps[path] = stamp
	}
	return stamps
}

// CountFiles counts the files of a report and their bytes, but for its run.json: so a run sees whether the report that
// stands is whole. A page that written (nil = nothing) put there in this run is known and not looked at again.
func CountFiles(dir string, written *Pages) (files int, size int64, err error) {
	dir = filepath.Clean(dir)
	known := map[string]pageStamp{}
	if written != nil {
		known = written.now
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") || path == filepath.Join(dir, summaryFile) {
			return err
		}
		files++
		if stamp, ok := known[filepath.ToSlash(path[len(dir)+1:])]; ok {
			size += stamp.size
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		size += info.Size()
		return nil
	})
	return files, size, err
}
