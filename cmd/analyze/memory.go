package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Collecting garbage costs a batch program time that it does not get back: let the heap grow to three times what is in
// use, but not beyond a soft limit on all that the runtime holds, so that a hundred thousand reviews take little more than
// ten thousand. GOGC and GOMEMLIMIT rule where they are set.
const (
	heapGrowth = 200       // per cent
	heapLimit  = 190 << 20 // bytes
	heapRoom   = 64 << 20  // bytes that the limit leaves at least above what is in use
)

func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
		runtime.SetFinalizer(new(collection), (*collection).done)
	}
}

// collection is unreachable, so that its finalizer tells of each garbage collection. (Of no size it would not do.)
type collection struct{ _ *byte }

// done lets the limit give way where what is in use comes near it, as with some hundred thousand reviews: a limit below
// it would not save memory, only keep the collector busy all the time.
func (c *collection) done() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(limitFor(live[0].Value.Uint64()))
	runtime.SetFinalizer(c, (*collection).done)
}

// limitFor is the soft limit of memory where so many bytes are in use: always a quarter more than these, and heapRoom.
func limitFor(live uint64) int64 {
	return max(heapLimit, int64(live)+max(int64(live)/4, heapRoom))
}
