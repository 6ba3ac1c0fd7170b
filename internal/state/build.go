package state

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"sync"
)

// Build identifies the code of the running program, weights and data included: the linker's build ID, which is a digest
// of all that was compiled in, or where it was stripped a SHA-256 of the program's file.
var Build = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the program's own file: %w", err)
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading the program's own file: %w", err)
	}
	defer file.Close()
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return "", fmt.Errorf("reading the program's own file: %w", err)
	}
	if id := buildID(head[:n]); id != "" {
		return id, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("reading the program's own file: %w", err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("reading the program's own file: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
})

// buildID finds the linker's build ID, which stands near the start of the program: as an ELF note named "Go", and on
// other systems between two markers at the start of the code (cmd/internal/buildid).
func buildID(head []byte) string {
	note := []byte("\x04\x00\x00\x00Go\x00\x00") // type 4, name; the length of the ID stands before the type
	if i := bytes.Index(head, note); i >= 4 {
		length := int(head[i-4]) | int(head[i-3])<<8
		if start := i + len(note); length > 0 && start+length <= len(head) {
			return string(head[start : start+length])
		}
	}
	_, rest, found := bytes.Cut(head, []byte("\xff Go build ID: \""))
	if !found {
		return ""
	}
	id, _, found := bytes.Cut(rest, []byte("\"\n \xff"))
	if !found {
		return ""
	}
	return string(id)
}
