package pipeline

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tonearc/internal/aggregate"
	"tonearc/internal/report"
	"tonearc/pipeline/review"
)

// singleFileLimit is how many reviews one HTML file may hold: it is held in memory, here and in every browser.
const singleFileLimit = 1000

// singleFile is the reports as one HTML file: written beside its place before the reports are swapped in, and moved
// there afterwards.
type singleFile struct{ path, next string }

// checkSingleFile refuses what no browser would open.
func (j *job) checkSingleFile() error {
	if j.cfg.SingleFile != "" && j.digests.Len() > singleFileLimit {
		return usageError{fmt.Errorf("a single file holds at most %d reviews, and these are %d; leave --single-file out, or give fewer",
			singleFileLimit, j.digests.Len())}
	}
	return nil
}

// writeSingleFile writes the file, where one is asked for, under a name of its own.
func (j *job) writeSingleFile(totals *aggregate.Totals) (single singleFile, err error) {
	if j.cfg.SingleFile == "" {
		return singleFile{}, nil
	}
	analyses := make([]*review.Analysis, j.res.Digests.Len())
	for i := range analyses {
		analyses[i] = new(review.Analysis)
		if err := j.spool.Load(j.res.Digests.Came(i), analyses[i]); err != nil {
			return singleFile{}, err
		}
	}
	file, err := os.CreateTemp(filepath.Dir(j.cfg.SingleFile), "."+filepath.Base(j.cfg.SingleFile)+".*")
	if err != nil {
		return singleFile{}, fmt.Errorf("single file: %w", err)
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			_ = os.Remove(file.Name())
			err = fmt.Errorf("single file: %w", err)
		}
	}()
	out := bufio.NewWriterSize(file, 1<<20)
	if err := report.SingleFile(out, j.reportOptions(), j.res, analyses, totals); err != nil {
		return singleFile{}, err
	}
	return singleFile{j.cfg.SingleFile, file.Name()}, errors.Join(out.Flush(), file.Chmod(0o644))
}

// place moves the file to where it belongs.
func (s singleFile) place() error {
	if s.next == "" {
		return nil
	}
	if err := os.Rename(s.next, s.path); err != nil {
		return fmt.Errorf("single file: the reports are written, but it could not be put in its place: %w", err)
	}
	return nil
}

// discard removes a file that is not wanted any more.
func (s singleFile) discard() {
	if s.next != "" {
		_ = os.Remove(s.next)
	}
}

// singleFileMissing reports whether a single file is asked for and not there.
func (j *job) singleFileMissing() bool {
	if j.cfg.SingleFile == "" {
		return false
	}
	_, err := os.Stat(j.cfg.SingleFile)
	return errors.Is(err, fs.ErrNotExist)
}
