package state

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/cespare/xxhash/v2"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Cache keeps what the parts found in a review (see EncodeFindings) by Key, from run to run. Entries that no run asked
// for in a long time are dropped.
//
// It is never trusted: every entry carries a checksum, and a file that bbolt cannot read, or that breaks while it is
// read, is set aside under another name. It is never fatal either: from then on the cache is empty and keeps nothing,
// and Trouble says why. Get and Put are safe for concurrent use.
type Cache struct {
	path string
	db   *bbolt.DB
	run  uint32 // this run's number

	broken  atomic.Bool
	trouble atomic.Pointer[error]

	writes  chan entry
	written sync.WaitGroup
	pending []entry        // of the goroutine that writes; when it has ended, of Close
	pages   []entryOfPages // see KeepPages
	touched sync.Map       // Key → nothing: entries to mark as used by this run
}

// ErrCacheBusy means that another run, with another output directory, is using the cache.
var ErrCacheBusy = errors.New("the cache is in use by another run")

const (
	cacheFile   = "analyses.db"
	cacheFormat = "1"
	lockWait    = 100 * time.Millisecond // how long another run may hold the cache

	keepRuns  = 40 // an entry is dropped when so many runs did not ask for it
	touchRuns = 8  // how far the mark of the last use may lag behind

	commitBytes   = 16 << 20 // an entry is on disk at the latest when so many bytes have come after it,
	commitEntries = 4096     // or so many entries
)

var (
	analysesBucket = []byte("analyses") // Key → findings and their checksum
	usedBucket     = []byte("used")     // Key → number of a run that used it
	metaBucket     = []byte("meta")
	formatName     = []byte("format")
	runName        = []byte("run")
)

type entry struct {
	key  Key
	data []byte
}

// PeekCache opens the cache in dir, if there is one, to be looked into and not changed in any way.
func PeekCache(dir string) (*Cache, error) {
	c := &Cache{path: filepath.Join(dir, cacheFile)}
	if _, err := os.Stat(c.path); err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	err := guarded(func() (err error) {
		c.db, err = bbolt.Open(c.path, 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: true})
		if err != nil {
			return err
		}
		return c.db.View(c.check)
	})
	if err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	return c, nil
}

// OpenCache opens the cache in dir, which it creates. Where what is there cannot be used it is set aside, and aside says
// so in one line. The error is ErrCacheBusy, or why no cache can be had there at all.
func OpenCache(dir string) (cache *Cache, aside string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, "", fmt.Errorf("cache: %w", err)
	}
	path := filepath.Join(dir, cacheFile)
	c, err := openCache(path)
	if err == nil || errors.Is(err, ErrCacheBusy) {
		return c, "", err
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOSPC) { // no fault of the file's
		return nil, "", fmt.Errorf("cache: %w", err)
	}
	damaged := path + ".damaged"
	if moved := os.Rename(path, damaged); moved != nil {
		return nil, "", fmt.Errorf("cache: %w", errors.Join(err, moved))
	}
	aside = fmt.Sprintf("%s could not be used (%v) and was set aside as %s", path, err, damaged)
	c, err = openCache(path)
	return c, aside, err
}

func openCache(path string) (*Cache, error) {
	c := &Cache{path: path, writes: make(chan entry, 256)}
	err := guarded(func() error {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistMapType})
		if errors.Is(err, bolterrors.ErrTimeout) {
			return ErrCacheBusy
		}
		if err != nil {
			return err
		}
		c.db = db
		if err := db.View(c.check); !errors.Is(err, errNoBuckets) {
			return err
		}
		return db.Update(c.prepare)
	})
	if err != nil {
		if c.db != nil {
			_ = guarded(c.db.Close)
		}
		return nil, err
	}
	c.written.Go(c.write)
	return c, nil
}

var errNoBuckets = errors.New("it has no analyses")

// check looks whether a cache is one of ours, and tells this run its number.
func (c *Cache) check(tx *bbolt.Tx) error {
	meta := tx.Bucket(metaBucket)
	if meta == nil || tx.Bucket(analysesBucket) == nil || tx.Bucket(usedBucket) == nil {
		return errNoBuckets
	}
	if format := meta.Get(formatName); string(format) != cacheFormat {
		return fmt.Errorf("its format is %q, not %q", format, cacheFormat)
	}
	c.run = number(meta.Get(runName)) + 1
	return nil
}

// prepare makes a new cache.
func (c *Cache) prepare(tx *bbolt.Tx) error {
	for _, name := range [][]byte{analysesBucket, usedBucket, metaBucket} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	c.run = 1
	return tx.Bucket(metaBucket).Put(formatName, []byte(cacheFormat))
}

// Get returns a copy of what was kept under key; nil if nothing was.
func (c *Cache) Get(key Key) []byte {
	if c.broken.Load() {
		return nil
	}
	var data []byte
	err := guarded(func() error {
		return c.db.View(func(tx *bbolt.Tx) error {
			stored := tx.Bucket(analysesBucket).Get(key[:])
			if stored == nil {
				return nil
			}
			findings, whole := unseal(key, stored)
			if !whole {
				return &damageError{"an entry does not have its checksum"}
			}
			data = bytes.Clone(findings)
			if number(tx.Bucket(usedBucket).Get(key[:]))+touchRuns <= c.run {
				c.touched.Store(key, nil)
			}
			return nil
		})
	})
	if err != nil {
		c.fail(err)
		return nil
	}
	return data
}

// Put keeps findings under key, before long. The caller must not change data afterwards.
func (c *Cache) Put(key Key, data []byte) {
	if !c.broken.Load() {
		c.writes <- entry{key, data}
	}
}

// Trouble is why the cache stopped working in the middle; nil while it works.
func (c *Cache) Trouble() error {
	if err := c.trouble.Load(); err != nil {
		return *err
	}
	return nil
}

// Close writes what is pending, drops what was not used for long, and closes the file.
func (c *Cache) Close() error {
	if c.writes == nil { // see PeekCache
		return c.db.Close()
	}
	close(c.writes)
	c.written.Wait()
	if c.broken.Load() {
		return nil
	}
	if err := guarded(func() error { return errors.Join(c.db.Update(c.last), c.db.Close()) }); err != nil {
		c.fail(err)
	}
	return nil
}

// write commits entries as they come, many at a time; the last ones are left to Close.
func (c *Cache) write() {
	size := 0
	for e := range c.writes {
		c.pending, size = append(c.pending, e), size+len(e.data)
		if len(c.pending) < commitEntries && size < commitBytes {
			continue
		}
		if !c.broken.Load() {
			if err := guarded(func() error { return c.db.Update(c.commit) }); err != nil {
				c.fail(err)
			}
		}
		clear(c.pending) // or what is written would stay in memory until as much has come again
		c.pending, size = c.pending[:0], 0
	}
}

// commit writes what is pending.
func (c *Cache) commit(tx *bbolt.Tx) error {
	analyses, used := tx.Bucket(analysesBucket), tx.Bucket(usedBucket)
	slices.SortFunc(c.pending, func(a, b entry) int { return bytes.Compare(a.key[:], b.key[:]) })
	for _, e := range c.pending {
		if err := analyses.Put(e.key[:], seal(e.key, e.data)); err != nil {
			return err
		}
		if err := used.Put(e.key[:], bytesOf(c.run)); err != nil {
			return err
		}
	}
	return nil
}

// last is the transaction that ends a run: it writes what is pending, counts the run, marks what was used, and now and
// then drops what was not used for long.
func (c *Cache) last(tx *bbolt.Tx) error {
	if err := c.commit(tx); err != nil {
		return err
	}
	if err := errors.Join(tx.Bucket(metaBucket).Put(runName, bytesOf(c.run)), c.putPages(tx)); err != nil {
		return err
	}
	var keys []Key
	c.touched.Range(func(key, _ any) bool {
		keys = append(keys, key.(Key))
		return true
	})
	slices.SortFunc(keys, func(a, b Key) int { return bytes.Compare(a[:], b[:]) })
	used := tx.Bucket(usedBucket)
	for _, key := range keys {
		if err := used.Put(key[:], bytesOf(c.run)); err != nil {
			return err
		}
	}
	if c.run%touchRuns != 0 {
		return nil
	}
	var old [][]byte
	err := used.ForEach(func(key, last []byte) error {
		if number(last)+keepRuns < c.run {
			old = append(old, bytes.Clone(key))
		}
		return nil
	})
	for _, key := range old {
		err = errors.Join(err, used.Delete(key), tx.Bucket(analysesBucket).Delete(key))
	}
	return err
}

// fail ends the use of a cache that broke, and sets a damaged file aside for the next run. Where the disk is merely
// full, the next run finds the cache as it was.
func (c *Cache) fail(err error) {
	if c.broken.Swap(true) || c.writes == nil {
		return
	}
	if damage, ok := errors.AsType[*damageError](err); ok {
		damaged := c.path + ".damaged"
		err = fmt.Errorf("%s is damaged (%w) and was set aside as %s", c.path, damage, damaged)
		if moved := os.Rename(c.path, damaged); moved != nil {
			err = errors.Join(err, moved)
		}
	} else {
		err = fmt.Errorf("the cache keeps nothing new: %w", err)
	}
	c.trouble.Store(&err)
}

// damageError is a wrong checksum, or a panic of bbolt, which is how it meets pages that make no sense.
type damageError struct{ fault any }

func (e *damageError) Error() string { return fmt.Sprint(e.fault) }

// guarded runs an access to the file. A page that makes no sense is a panic in bbolt, and one that lies behind the end
// of a file that was cut is a memory fault; both become errors.
func guarded(access func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if fault := recover(); fault != nil {
			err = &damageError{fault}
		}
	}()
	return access()
}

// seal appends a checksum of key and data: in a damaged file a key may lead to another's data.
func seal(key Key, data []byte) []byte {
	return binary.LittleEndian.AppendUint64(data[:len(data):len(data)], checksum(key, data))
}

// unseal takes it off and says whether it was right.
func unseal(key Key, stored []byte) (data []byte, whole bool) {
	if len(stored) < 8 {
		return nil, false
	}
	data = stored[:len(stored)-8]
	return data, binary.LittleEndian.Uint64(stored[len(data):]) == checksum(key, data)
}

func checksum(key Key, data []byte) uint64 {
	return xxhash.Sum64(key[:]) ^ xxhash.Sum64(data)
}

func number(stored []byte) uint32 {
	if len(stored) != 4 {
		return 0
	}
	return binary.BigEndian.Uint32(stored)
}

func bytesOf(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
