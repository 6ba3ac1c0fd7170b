package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Errors that a caller tells apart with errors.Is. The messages of the errors that wrap them say what to do.
var (
	// ErrLocked means that another run is writing to the same output directory.
	ErrLocked = errors.New("another run is at work there")
	// ErrForeign means that the output directory holds something that is not a report of ours.
	ErrForeign = errors.New("not a report of tonearc")
)

// Program is what run.json calls us, and how a report is known for ours.
const Program = "tonearc"

// summaryFile is written last into a report: a report that has it is complete.
const summaryFile = "run.json"

// Folder is the output directory of a run, locked. A run writes into its staging directory, which lies beside it and
// is called .NAME.next; Swap exchanges the two in one step.
//
// Where the system cannot exchange two directories, Swap renames twice, by way of .NAME.last; a run killed between the
// two is mended by the next OpenFolder.
type Folder struct {
	path string // of the output directory, symbolic links resolved
	lock *flock.Flock
	step Step
}

// Step is called before and after every operation on the file system, with its name. It is nil in life; tests end the
// process in it, or let the operation fail. Where it answers "before exchange" with errors.ErrUnsupported, the two
// directories are renamed one after the other, as on systems that cannot exchange them.
type Step func(operation string) error

// OpenFolder locks an output directory (which need not exist yet), refuses one that is not ours, and mends what a
// killed run left behind.
func OpenFolder(path string, step Step) (*Folder, error) {
	if step == nil {
		step = func(string) error { return nil }
	}
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{path: path, step: step}
	if err := errors.Join(f.checkPlace(), f.checkOurs()); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	if err := f.acquire(); err != nil {
		return nil, err
	}
	if err := f.mend(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if err := f.checkOurs(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// CheckFolder says whether OpenFolder would refuse the directory, without locking or changing anything.
func CheckFolder(path string) error {
	path, err := resolve(path)
	if err != nil {
		return err
	}
	f := &Folder{path: path}
	return errors.Join(f.checkPlace(), f.checkOurs())
}

// Path is the output directory, absolute, with symbolic links resolved.
func (f *Folder) Path() string { return f.path }

// Staging is the directory that becomes the output directory by Swap.
func (f *Folder) Staging() string { return f.beside(".next") }

func (f *Folder) beside(suffix string) string {
	return filepath.Join(filepath.Dir(f.path), "."+filepath.Base(f.path)+suffix)
}

// Stage creates the staging directory, empty but for what is carried over from the present reports.
func (f *Folder) Stage() error {
	err := f.do("stage", func() error { return os.Mkdir(f.Staging(), 0o777) })
	if err != nil {
		return fmt.Errorf("output: %w", err)
	}
	ignore, err := os.ReadFile(filepath.Join(f.path, ".gitignore"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(f.Staging(), ".gitignore"), ignore, 0o666)
	}
	if err != nil {
		return fmt.Errorf("output: carrying over .gitignore: %w", err)
	}
	return nil
}

// Swap makes the staged report, which holds its run.json, the output directory, and removes the one before.
func (f *Folder) Swap() error {
	if err := f.do("sync", func() error { return syncTree(f.Staging()) }); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	if err := f.exchange(); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	// From here on the new report stands. What is left to do is tidying, and the next run does it where we cannot.
	_ = syncDir(filepath.Dir(f.path))
	_ = f.removeStaging()
	return nil
}

// exchange puts the staging directory in the place of the output directory; what stood there, if anything, is in the
// staging directory afterwards (or gone).
func (f *Folder) exchange() error {
	switch _, err := os.Lstat(f.path); {
	case errors.Is(err, fs.ErrNotExist):
		return f.do("rename", func() error { return os.Rename(f.Staging(), f.path) })
	case err != nil:
		return err
	}
	err := f.do("exchange", func() error { return exchange(f.Staging(), f.path) })
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	last := f.beside(".last")
	if err := f.do("move the last report aside", func() error { return os.Rename(f.path, last) }); err != nil {
		return err
	}
	if err := f.do("move the new report in", func() error { return os.Rename(f.Staging(), f.path) }); err != nil {
		return errors.Join(err, os.Rename(last, f.path))
	}
	return f.removeTree(last)
}

// Replace writes run.json anew in a report that stays as it is.
func (f *Folder) Replace(summary []byte) error {
	name := filepath.Join(f.path, summaryFile)
	next := filepath.Join(f.path, "."+summaryFile+".next")
	err := f.do("write run.json", func() error { return writeSynced(next, summary) })
	if err == nil {
		err = f.do("replace run.json", func() error { return os.Rename(next, name) })
	}
	if err != nil {
		_ = os.Remove(next)
		return fmt.Errorf("output: %w", err)
	}
	return nil
}

// Close removes what is staged and not swapped in, and unlocks.
func (f *Folder) Close() error {
	return errors.Join(f.removeStaging(), f.lock.Close())
}

// acquire takes the operating system's lock, which dies with its process, on .NAME.lock beside the directory. The file
// stays: removing it would let two runs lock two files of the same name.
func (f *Folder) acquire() error {
	f.lock = flock.New(f.beside(".lock"), flock.SetPermissions(0o666))
	ok, err := f.lock.TryLock()
	if err != nil {
		return fmt.Errorf("output: cannot lock %s: %w", f.path, err)
	}
	if !ok {
		return fmt.Errorf("%s: %w; wait for it to end, or choose another directory with -o", f.path, ErrLocked)
	}
	return nil
}

// mend undoes what a killed run left: a half-written staging directory, an old report that was not yet removed, or two
// renames of which only the first was done.
func (f *Folder) mend() error {
	last := f.beside(".last")
	if exists(last) && !exists(f.path) {
		whole := f.Staging()
		if !isReport(whole) {
			whole = last
		}
		if err := f.do("mend", func() error { return os.Rename(whole, f.path) }); err != nil {
			return fmt.Errorf("output: putting back the last report: %w", err)
		}
	}
	if exists(last) {
		if err := f.removeTree(last); err != nil {
			return fmt.Errorf("output: removing what an earlier run left: %w", err)
		}
	}
	_ = os.Remove(filepath.Join(f.path, "."+summaryFile+".next"))
	if err := f.removeStaging(); err != nil {
		return fmt.Errorf("output: removing what an earlier run left: %w", err)
	}
	return nil
}

func (f *Folder) removeStaging() error { return f.removeTree(f.Staging()) }

// removeTree removes a directory of ours.
func (f *Folder) removeTree(dir string) error {
	if !exists(dir) {
		return nil
	}
	return f.do("remove "+strings.TrimPrefix(filepath.Ext(dir), "."), func() error { return os.RemoveAll(dir) })
}

// checkPlace refuses a directory that cannot be exchanged because something is mounted on it.
func (f *Folder) checkPlace() error {
	if isMountPoint(f.path) {
		return fmt.Errorf("%s is a mount point and cannot be replaced in one step; use a folder inside it: -o %s",
			f.path, filepath.Join(f.path, "reports"))
	}
	return nil
}

// checkOurs refuses a directory that is neither empty nor a report of ours.
func (f *Folder) checkOurs() error {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) || isReport(f.path) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("output: %w", err)
	}
	for _, entry := range entries {
		if entry.Name() != ".gitignore" {
			return fmt.Errorf("%s holds %s and no run.json: %w, so it is left alone; choose an empty or a new directory with -o",
				f.path, entry.Name(), ErrForeign)
		}
	}
	return nil
}

// do runs an operation between two steps.
func (f *Folder) do(name string, operation func() error) error {
	if err := f.step("before " + name); err != nil {
		return err
	}
	if err := operation(); err != nil {
		return err
	}
	return f.step("after " + name)
}

// isReport reports whether dir holds a complete report of ours.
func isReport(dir string) bool {
	file, err := os.Open(filepath.Join(dir, summaryFile))
	if err != nil {
		return false
	}
	defer file.Close()
	var summary struct {
		Program string `json:"program"`
	}
	if err := json.NewDecoder(io.LimitReader(file, 1<<30)).Decode(&summary); err != nil {
		return false
	}
	return summary.Program == Program
}

// resolve makes a path absolute and follows symbolic links as far as it exists, so that the exchange replaces the
// directory and not a link to it.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("output: %w", err)
	}
	rest := ""
	for dir := path; ; dir = filepath.Dir(dir) {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("output: %w", err)
		}
		if filepath.Dir(dir) == dir {
			return path, nil
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
