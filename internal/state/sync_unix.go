//go:build unix

package state

import "os"

// syncDir makes sure that the names in a directory are on disk. File systems that cannot say so are not asked twice.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = dir.Sync()
	return dir.Close()
}
