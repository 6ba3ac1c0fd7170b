package ingest

import (
	"context"
	"io"
)

// openOnce opens a source that may keep its reader waiting for whoever writes it: neither its opening nor its reading
// outlasts the context. What waits is left behind, and gives the source back when it wakes.
func openOnce(ctx context.Context, open func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	type opened struct {
		file io.ReadCloser
		err  error
	}
	done := make(chan opened)
	go func() {
		file, err := open()
		select {
		case done <- opened{file, err}:
		case <-ctx.Done():
			if err == nil {
				file.Close()
			}
		}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return nil, o.err
		}
		return &onceReader{ctx: ctx, file: o.file, free: make(chan struct{}, 1), buf: make([]byte, headSize)}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// onceReader reads into a buffer of its own, which it may leave to a read that never ends.
type onceReader struct {
	ctx  context.Context
	file io.ReadCloser
	buf  []byte
	left bool          // a read was left behind
	free chan struct{} // that read has ended
}

func (r *onceReader) Read(p []byte) (int, error) {
	if r.left {
		return 0, r.ctx.Err()
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	go func() {
		n, err := r.file.Read(r.buf[:min(len(p), len(r.buf))])
		done <- result{n, err}
		r.free <- struct{}{}
	}()
	select {
	case got := <-done:
		<-r.free
		return copy(p, r.buf[:got.n]), got.err
	case <-r.ctx.Done():
		r.left = true
		return 0, r.ctx.Err()
	}
}

// Close closes the source, where a read was left behind as soon as that ends.
func (r *onceReader) Close() error {
	if !r.left {
		return r.file.Close()
	}
	go func() {
		<-r.free
		r.file.Close()
	}()
	return nil
}
