//go:build !unix

package pipeline

import (
	"os"
	"path/filepath"
	"testing"
)

// fileID tells whether a report was written anew, by the time of its first page; empty where there is none.
func fileID(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(filepath.Join(path, "index.html"))
	if err != nil {
		return ""
	}
	return info.ModTime().String()
}
