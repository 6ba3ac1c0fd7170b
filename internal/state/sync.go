package state

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// syncTree makes sure that the tables, the summary and the directories of a report are on disk before it takes the
// place of the last one. Pages are left to the system: there may be a hundred thousand, and they can be made again.
//
// The files are synced side by side, so that they wait for the disk together and not one after the other.
func syncTree(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	data, err := os.ReadDir(filepath.Join(dir, "data"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	jobs := []func() error{func() error { return syncDir(dir) }}
	for _, entry := range entries {
		path, toDisk := filepath.Join(dir, entry.Name()), syncFile
		if entry.IsDir() {
			toDisk = syncDir
		}
		jobs = append(jobs, func() error { return toDisk(path) })
	}
	for _, entry := range data {
		jobs = append(jobs, func() error { return syncFile(filepath.Join(dir, "data", entry.Name())) })
	}
	errs := make([]error, len(jobs))
	var wait sync.WaitGroup
	for i, job := range jobs {
		wait.Go(func() { errs[i] = job() })
	}
	wait.Wait()
	return errors.Join(errs...)
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
