package state

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "page.html")
	for _, content := range [][]byte{bytes.Repeat([]byte("long "), 1<<18), []byte("short"), nil} {
		if err := WriteFile(name, content); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes were written, %d read: %v", len(content), len(got), err)
		}
	}
	missing := filepath.Join(name, "below", "a file")
	var path *fs.PathError
	if err := WriteFile(missing, nil); !errors.As(err, &path) || path.Path != missing {
		t.Errorf("the error does not name the file: %v", err)
	}
}

func BenchmarkWriteFile(b *testing.B) {
	content := make([]byte, 16<<10)
	for _, way := range []struct {
		name  string
		write func(string, []byte) error
	}{{"ours", WriteFile}, {"os", func(name string, content []byte) error { return os.WriteFile(name, content, 0o644) }}} {
		b.Run(way.name, func(b *testing.B) {
			dir := b.TempDir()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := way.write(filepath.Join(dir, string(rune('a'+i%1000))), content); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
