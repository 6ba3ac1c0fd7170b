package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestMemoryLimitGivesWay(t *testing.T) {
	for live, want := range map[uint64]int64{0: heapLimit, 100 << 20: heapLimit, heapLimit - heapRoom: heapLimit, 200 << 20: 264 << 20, 600 << 20: 750 << 20} {
		if got := limitFor(live); got != want {
			t.Errorf("%d MiB in use: limit %d MiB, want %d", live>>20, got>>20, want>>20)
		}
	}
}

// The limit follows each collection, not only the first.
func TestMemoryLimitFollowsCollections(t *testing.T) {
	t.Setenv("GOGC", "100")
	t.Setenv("GOMEMLIMIT", "")
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	tuneMemory()
	for range 2 {
		debug.SetMemoryLimit(math.MaxInt64)
		for deadline := time.Now().Add(10 * time.Second); debug.SetMemoryLimit(-1) == math.MaxInt64; {
			if time.Now().After(deadline) {
				t.Fatal("a collection did not set the limit")
			}
			runtime.GC()
			time.Sleep(time.Millisecond)
		}
	}
}
