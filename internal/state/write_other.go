//go:build !unix

package state

import "os"

// WriteFile is os.WriteFile with mode 0644.
func WriteFile(name string, content []byte) error { return os.WriteFile(name, content, 0o644) }
