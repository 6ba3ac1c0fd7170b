package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"sync/atomic"
)

// watch counts and digests the bytes of a source while its reader reads them. The digest is known only when all of it
// was read; a reader that stops early (but for a little at the end) leaves none, and then the source counts as changed
// the next time.
type watch struct {
	in    io.ReadCloser
	hash  hash.Hash
	count *atomic.Int64
	sum   *string
	ended bool
}

// restLimit is how much a reader may leave unread, in bytes.
const restLimit = 1 << 20

func newWatch(in io.ReadCloser, count *atomic.Int64, sum *string) *watch {
	*sum = ""
	return &watch{in: in, hash: sha256.New(), count: count, sum: sum}
}

func (w *watch) Read(p []byte) (int, error) {
	n, err := w.in.Read(p)
	w.hash.Write(p[:n])
	w.count.Add(int64(n))
	w.ended = w.ended || err == io.EOF
	return n, err
}

func (w *watch) Close() error {
	if !w.ended {
		_, _ = io.CopyN(io.Discard, w, restLimit)
	}
	if w.ended {
		*w.sum = hex.EncodeToString(w.hash.Sum(nil))
	}
	return w.in.Close()
}

// digest is the SHA-256 of a whole source.
func digest(open func() (io.ReadCloser, error)) (string, error) {
	in, err := open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
