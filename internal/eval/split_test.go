package eval

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHeldOut holds the split, which cmd/train/tone/data.py makes too: changing it would let a fit see what it is
// measured on.
func TestHeldOut(t *testing.T) {
	var held []string
	for i := range 40 {
		if key := fmt.Sprintf("book %d", i); HeldOut(key) {
			held = append(held, key)
		}
	}
	if got := strings.Join(held, ", "); got != wantHeld {
		t.Errorf("held out: %s", got)
	}
	long := strings.Repeat("é", 80)
	if HeldOut(long) != HeldOut(long+" and more") {
		t.Error("only the first 80 code points decide")
	}
}

// wantHeld was made by the Python of cmd/train/tone.
const wantHeld = "book 1, book 26, book 31, book 34, book 39"
