package state

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// syncTree makes sure that the tables, the summary and the directories of a report are on disk before it takes the
// place of the last one. Pages are left to the system: there may be a hundred thousand, and they can be made again.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return syncDir(path)
		}
		if filepath.Dir(path) == dir || filepath.Dir(path) == filepath.Join(dir, "data") {
			return syncFile(path)
		}
		return nil
	})
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

func writeSynced(path string, data []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}
