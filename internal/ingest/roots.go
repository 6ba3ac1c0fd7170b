package ingest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Root is one PATH argument: a folder, a file, or standard input.
type Root struct {
	// FS is the folder, or the folder that the file lies in.
	FS fs.FS
	// Path is the argument as it was given.
	Path string
	// Name is the file in FS where the argument is a single file; "" = all of FS.
	Name string

	dir   string    // the folder on disk, links resolved; "" where FS is not of the disk
	stdin io.Reader // standard input, where the argument is "-"
}

// Roots opens the PATH arguments. An error means wrong usage: a path that does not exist, or none at all.
func Roots(paths []string, stdin io.Reader) ([]Root, error) {
	if len(paths) == 0 {
		return nil, errors.New("no PATH given: name a folder, a file, or - for standard input")
	}
	var roots []Root
	piped := false
	for _, path := range paths {
		if path == "-" {
			if piped {
				return nil, errors.New("standard input (-) is named twice")
			}
			piped = true
			roots = append(roots, Root{Path: path, stdin: stdin})
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %s", path, fileError(err))
		}
		if info.IsDir() {
			real, err := filepath.EvalSymlinks(path)
			if err != nil {
				return nil, fmt.Errorf("%s: %s", path, fileError(err))
			}
			if real, err = filepath.Abs(real); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			roots = append(roots, Root{FS: os.DirFS(real), Path: path, dir: real})
			continue
		}
		// The file keeps the name that it was called by, not the one that a link leads to.
		folder, name := filepath.Split(filepath.Clean(path))
		if folder, err = filepath.Abs(folder); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		roots = append(roots, Root{FS: os.DirFS(folder), Path: path, Name: name, dir: folder})
	}
	return roots, nil
}
