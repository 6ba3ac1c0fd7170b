//go:build !linux

package state

import "path/filepath"

// isMountPoint knows only the root elsewhere; for other mount points the rename itself fails and says so.
func isMountPoint(path string) bool { return filepath.Dir(path) == path }
