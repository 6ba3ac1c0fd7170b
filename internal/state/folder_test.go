package state

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// writeReport makes dir look like a complete report of the given night.
func writeReport(t *testing.T, dir, night string) {
	t.Helper()
	for name, content := range map[string]string{
		"index.html": night, "data/reviews.csv": "review_id\n" + night + "\n", "reviews/a.html": night,
		"run.json": fmt.Sprintf(`{"program": "tonearc", "started": %q}`, night),
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(content), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
}

// night is which night's report dir holds, whole; empty if none is there. Anything else fails the test.
func night(t *testing.T, dir string) string {
	t.Helper()
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if errors.Is(err, fs.ErrNotExist) && !exists(dir) {
		return ""
	}
	if err != nil {
		t.Fatalf("half a report: %v", err)
	}
	table, _ := os.ReadFile(filepath.Join(dir, "data", "reviews.csv"))
	page, _ := os.ReadFile(filepath.Join(dir, "reviews", "a.html"))
	if string(table) != "review_id\n"+string(index)+"\n" || string(page) != string(index) || !isReport(dir) {
		t.Fatalf("half a report: index %q, table %q, page %q, run.json %v", index, table, page, isReport(dir))
	}
	return string(index)
}

// run opens the folder, stages a report and swaps it in.
func run(path, night string, step Step, t *testing.T) error {
	folder, err := OpenFolder(path, step)
	if err != nil {
		return err
	}
	if err := folder.Stage(); err != nil {
		return errors.Join(err, folder.Close())
	}
	writeReport(t, folder.Staging(), night)
	return errors.Join(folder.Swap(), folder.Close())
}

// beside lists what lies beside the reports, without the lock.
func besides(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		if entry.Name() != "reports" && entry.Name() != ".reports.lock" {
			names = append(names, entry.Name())
		}
	}
	return names
}

func TestSwapReplacesTheWholeReport(t *testing.T) {
	for _, start := range []string{"absent", "empty", "only .gitignore", "a report"} {
		t.Run(start, func(t *testing.T) {
			parent := t.TempDir()
			reports := filepath.Join(parent, "reports")
			switch start {
			case "empty", "only .gitignore":
				if err := os.Mkdir(reports, 0o777); err != nil {
					t.Fatal(err)
				}
			case "a report":
				writeReport(t, reports, "first")
				if err := os.WriteFile(filepath.Join(reports, "reviews", "gone.html"), nil, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if start == "only .gitignore" {
				if err := os.WriteFile(filepath.Join(reports, ".gitignore"), []byte("*\n"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if err := run(reports, "second", nil, t); err != nil {
				t.Fatal(err)
			}
			if got := night(t, reports); got != "second" {
				t.Errorf("the report is of night %q", got)
			}
			if left := besides(t, parent); left != nil {
				t.Errorf("left beside the reports: %v", left)
			}
			if exists(filepath.Join(reports, "reviews", "gone.html")) {
				t.Error("a page of the last report is still there")
			}
			ignore, _ := os.ReadFile(filepath.Join(reports, ".gitignore"))
			if got, want := string(ignore) == "*\n", start == "only .gitignore"; got != want {
				t.Errorf(".gitignore carried over: %v, want %v", got, want)
			}
		})
	}
}

func TestForeignDirectoriesAreLeftAlone(t *testing.T) {
	parent := t.TempDir()
	home := filepath.Join(parent, "home")
	for name, content := range map[string]string{"thesis.doc": "years of work", "run.json": `{"program": "another"}`} {
		if err := errors.Join(os.MkdirAll(home, 0o777), os.WriteFile(filepath.Join(home, name), []byte(content), 0o666)); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenFolder(home, nil); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "-o") {
			t.Errorf("with %s: %v; want ErrForeign and what to do", name, err)
		}
		if err := CheckFolder(home); !errors.Is(err, ErrForeign) {
			t.Errorf("CheckFolder with %s: %v", name, err)
		}
	}
	entries, _ := os.ReadDir(parent)
	if len(entries) != 1 {
		t.Errorf("something was written beside it: %v", entries)
	}
}

func TestAFileIsNoOutputDirectory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "reports")
	if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if folder, err := OpenFolder(path, nil); err == nil {
		t.Error("a file was taken for an output directory")
		_ = folder.Close()
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Error("the file was touched")
	}
}

func TestTheLockKeepsASecondRunOut(t *testing.T) {
	reports := filepath.Join(t.TempDir(), "reports")
	first, err := OpenFolder(reports, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(reports, nil); !errors.Is(err, ErrLocked) {
		t.Errorf("a second run: %v; want ErrLocked", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenFolder(reports, nil)
	if err != nil {
		t.Fatalf("after the first run: %v", err)
	}
	_ = again.Close()
}

func TestALinkStaysALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege there")
	}
	parent := t.TempDir()
	disk := filepath.Join(parent, "disk")
	writeReport(t, disk, "first")
	link := filepath.Join(parent, "reports")
	if err := os.Symlink(disk, link); err != nil {
		t.Fatal(err)
	}
	if err := run(link, "second", nil, t); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info.Mode(), err)
	}
	if got := night(t, disk); got != "second" {
		t.Errorf("behind the link: night %q", got)
	}
}

// TestEveryStepMayBeTheLast ends a run before and after each of its operations on the file system, as a kill would:
// nothing of it runs any more, and its lock is gone. Whoever looks sees the old or the new report, whole, and the next
// run finds everything as it should be.
func TestEveryStepMayBeTheLast(t *testing.T) {
	errKilled := errors.New("killed")
	for _, twice := range []bool{false, true} {
		for _, last := range []string{"", "first"} {
			for kill := 1; ; kill++ {
				parent := t.TempDir()
				reports := filepath.Join(parent, "reports")
				if last != "" {
					writeReport(t, reports, last)
				}
				steps, at := 0, ""
				step := func(operation string) error {
					if steps++; steps >= kill {
						if at == "" {
							at = operation
						}
						return errKilled
					}
					if twice && operation == "before exchange" {
						return errors.ErrUnsupported
					}
					return nil
				}
				folder, err := OpenFolder(reports, step)
				if err == nil {
					if err = folder.Stage(); err == nil {
						writeReport(t, folder.Staging(), "second")
						err = folder.Swap()
					}
					_ = folder.lock.Close() // what the system does for a killed process
				}
				name := fmt.Sprintf("twice %v, over %q, killed %s", twice, last, at)
				done := at == ""
				if done && err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				// Where two renames are needed, there is an instant without reports; the next run ends it.
				if got := ""; !twice {
					if got = night(t, reports); got != last && got != "second" {
						t.Errorf("%s: the reports are of night %q", name, got)
					}
				}
				next, err := OpenFolder(reports, nil)
				if err != nil {
					t.Fatalf("%s: the next run: %v", name, err)
				}
				got := night(t, reports)
				if got != last && got != "second" {
					t.Errorf("%s: after the next run began, the reports are of night %q", name, got)
				}
				if left := besides(t, parent); left != nil {
					t.Errorf("%s: the next run left %v lying", name, left)
				}
				if err := next.Close(); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if err := run(reports, "third", nil, t); err != nil || night(t, reports) != "third" {
					t.Errorf("%s: the next run wrote %q, %v", name, night(t, reports), err)
				}
				if done {
					if got != "second" {
						t.Errorf("twice %v, over %q, not killed: night %q", twice, last, got)
					}
					break
				}
			}
		}
	}
}

func TestReplaceKeepsTheReport(t *testing.T) {
	reports := filepath.Join(t.TempDir(), "reports")
	writeReport(t, reports, "first")
	folder, err := OpenFolder(reports, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	want := `{"program": "tonearc", "started": "later"}`
	if err := folder.Replace([]byte(want)); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(reports, "run.json")); string(got) != want {
		t.Errorf("run.json is %s", got)
	}
	if got := night(t, reports); got != "first" {
		t.Errorf("the report is of night %q", got)
	}
}

func TestReadChanges(t *testing.T) {
	dir := t.TempDir()
	if got, err := ReadChanges(dir); got != nil || err != nil {
		t.Errorf("without a report: %v, %v", got, err)
	}
	table := "review_id,change,field,before,after\na.txt,edited,title,'=1+1,\"two\nlines, and \"\"more\"\"\"\nb.txt,new,,,\n" + // as they were once
		"c.txt,moved,sentence,Fine.,Fine.,engine,0.2,-0.3\n"
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "data"), 0o777), os.WriteFile(filepath.Join(dir, "data", "changes.csv"), []byte(table), 0o666)); err != nil {
		t.Fatal(err)
	}
	got, err := ReadChanges(dir)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%q", got)
	want := `[{"a.txt" "edited" "title" "=1+1" "two\nlines, and \"more\"" "" "" ""} {"b.txt" "new" "" "" "" "" "" ""} {"c.txt" "moved" "sentence" "Fine." "Fine." "engine" "0.2" "-0.3"}]`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Error(diff)
	}
}
