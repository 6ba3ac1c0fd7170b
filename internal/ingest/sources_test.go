package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

// list renders the sources and skips of roots.
func list(t *testing.T, opts Options, roots []Root) string {
	t.Helper()
	r, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	sources, skips, err := r.Sources(context.Background(), roots)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range sources {
		lines = append(lines, s.Name)
	}
	for _, s := range skips {
		lines = append(lines, string(s.Kind)+" "+s.Source+": "+s.Reason)
	}
	return strings.Join(lines, "\n")
}

func TestSourcesOfFS(t *testing.T) {
	corpus := fstest.MapFS{
		"b/two.txt":                     {Data: []byte("Two.")},
		"a.md":                          {Data: []byte("One.")},
		"B.txt":                         {Data: []byte("Three.")},
		".git/config":                   {Data: []byte("no")},
		"b/.hidden.txt":                 {Data: []byte("no")},
		"reports/run.json":              {Data: []byte("{}")},
		"reports/data/datapackage.json": {Data: []byte("{}")},
		"node_modules/x/readme.md":      {Data: []byte("no")},
	}
	other := fstest.MapFS{"a.md": {Data: []byte("Another.")}}
	got := list(t, Options{}, []Root{{FS: corpus, Path: "corpus"}, {FS: other, Path: "more/other/"}, {FS: corpus, Path: "x", Name: "b/two.txt"}})
	want := strings.Join([]string{
		"B.txt", "corpus/a.md", "corpus/b/two.txt", "other/a.md", "x/b/two.txt",
		"excluded reports: a report of this program, not reviews",
	}, "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSourcesOfDisk(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	link := func(target, name string) {
		t.Helper()
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	write("corpus/one.txt", "One.")
	write("corpus/sub/two.txt", "Two.")
	write("outside/three.txt", "Three.")
	link(filepath.Join(dir, "corpus"), "corpus/sub/loop")
	link("one.txt", "corpus/same.txt")
	link("../outside", "corpus/out")
	link(filepath.Join(dir, "outside"), "corpus/again")
	link("../nowhere", "corpus/gone.txt")
	link(filepath.Join(dir, "corpus"), "outside/back")

	roots, err := Roots([]string{filepath.Join(dir, "corpus"), filepath.Join(dir, "corpus", "one.txt")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"one.txt", "sub/two.txt",
		"excluded again: a symbolic link out of the folder; --follow reads it",
		"problem gone.txt: gone.txt: a symbolic link that leads nowhere, or round in a circle; mend or remove it",
		"excluded out: a symbolic link out of the folder; --follow reads it",
		"excluded same.txt: a symbolic link to one.txt, which is read under its own name",
		"excluded sub/loop: a symbolic link to ., which is read under its own name",
	}, "\n")
	if diff := cmp.Diff(want, list(t, Options{}, roots)); diff != "" {
		t.Error(diff)
	}
	followed := list(t, Options{Follow: true}, roots)
	if !strings.Contains(followed, "three.txt") || !strings.Contains(followed, "a loop, not followed again") || strings.Count(followed, "two.txt") != 1 {
		t.Errorf("with Follow:\n%s", followed)
	}

	if _, err := Roots([]string{filepath.Join(dir, "missing")}, nil); err == nil {
		t.Error("a path that does not exist is no error")
	}
	if _, err := Roots(nil, nil); err == nil {
		t.Error("no path is no error")
	}
}

func TestUnreadable(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("needs a user from whom files can be kept")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "closed.txt")
	if err := os.WriteFile(path, []byte("Text."), 0); err != nil {
		t.Fatal(err)
	}
	roots, err := Roots([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := New(Options{})
	sources, _, err := r.Sources(context.Background(), roots)
	if err != nil {
		t.Fatal(err)
	}
	var got []Item
	if _, err := r.Read(context.Background(), sources[0], func(it Item) error { got = append(got, it); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Skip == nil || got[0].Skip.Kind != review.Failed || !strings.Contains(got[0].Skip.Reason, "permission denied") {
		t.Errorf("%+v", got)
	}
}

// TestGone reads a file that vanished after it was listed.
func TestGone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(path, []byte("Text."), 0o644); err != nil {
		t.Fatal(err)
	}
	roots, err := Roots([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := New(Options{})
	sources, _, err := r.Sources(context.Background(), roots)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	count, err := r.Read(context.Background(), sources[0], func(Item) error { return nil })
	if err != nil || count.Problems != 1 {
		t.Errorf("%+v %v", count, err)
	}
}

func TestStandardInput(t *testing.T) {
	roots, err := Roots([]string{"-"}, strings.NewReader("{\"id\":\"one\",\"text\":\"A fine book.\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r, _ := New(Options{})
	sources, _, err := r.Sources(context.Background(), roots)
	if err != nil || len(sources) != 1 || sources[0].Name != "-" {
		t.Fatalf("%v %v", sources, err)
	}
	var ids []string
	count, err := r.Read(context.Background(), sources[0], func(it Item) error { ids = append(ids, it.Review.ID); return nil })
	if err != nil || count.Format != "json" || strings.Join(ids, " ") != "one" {
		t.Errorf("%+v %v %v", count, ids, err)
	}
	if _, err := Roots([]string{"-", "-"}, nil); err == nil {
		t.Error("standard input twice is no error")
	}
	// What is neither table nor JSON nor markup is plain text.
	count, err = Read(context.Background(), io.Reader(strings.NewReader("My title\n\nA fine book.")), "-", Options{}, func(Item) error { return nil })
	if err != nil || count.Format != "text" || count.Reviews != 1 {
		t.Errorf("%+v %v", count, err)
	}
}

// TestOddNames: a name stands on one line of UTF-8 wherever it is shown, names stay apart, and the file is read all the
// same, or a message says what is wrong with its name.
func TestOddNames(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems do not allow such names")
	}
	dir := filepath.Join(t.TempDir(), "folder")
	for _, name := range []string{"two\nlines.txt", "two\tlines.txt", "\x1b[31mred.txt", "lat\xe9.txt", "lat\xe9/a.txt"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Skip(err)
		}
		if err := os.WriteFile(path, []byte("A fine book."), 0o644); err != nil {
			t.Skip(err)
		}
	}
	roots, err := Roots([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := New(Options{})
	sources, skips, err := r.Sources(context.Background(), roots)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, src := range sources {
		_, err := r.Read(context.Background(), src, func(it Item) error {
			checkItem(t, it)
			if it.Skip != nil {
				got = append(got, it.Skip.Reason)
			} else {
				got = append(got, it.Review.ID)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range skips {
		got = append(got, s.Reason)
	}
	want := []string{
		"folder/two\ufffdlines.txt", "folder/two\ufffdlines~2.txt", "\ufffd[31mred.txt", "lat\ufffd.txt: cannot be opened: its name is not UTF-8; rename it",
		"lat\ufffd: the folder cannot be listed: its name is not UTF-8; rename it",
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestWaiting ends a run that waits for a pipe into which nobody writes, while it is opened and while it is read.
func TestWaiting(t *testing.T) {
	silent, writer := io.Pipe()
	defer writer.Close()
	never := make(chan struct{})
	defer close(never)
	for how, open := range map[string]func() (io.ReadCloser, error){
		"opening": func() (io.ReadCloser, error) { <-never; return silent, nil },
		"reading": func() (io.ReadCloser, error) { return silent, nil },
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		r, _ := New(Options{})
		ended := make(chan error, 1)
		go func() {
			_, err := r.Read(ctx, Source{Name: "-", Once: true, Open: open}, func(Item) error { return nil })
			ended <- err
		}()
		select {
		case err := <-ended:
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v", how, err)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%s: it still waits", how)
		}
		cancel()
	}
}

// TestPipe names a pipe by its descriptor, as the shell's <(command) does: it leads to no file.
func TestPipe(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	path := fmt.Sprintf("/dev/fd/%d", read.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("no /dev/fd here")
	}
	io.WriteString(write, "A fine book.")
	write.Close()
	roots, err := Roots([]string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := New(Options{})
	sources, _, err := r.Sources(context.Background(), roots)
	if err != nil || len(sources) != 1 || !sources[0].Once {
		t.Fatalf("%+v, %v", sources, err)
	}
	if count, err := r.Read(context.Background(), sources[0], func(Item) error { return nil }); err != nil || count.Reviews != 1 {
		t.Errorf("%+v, %v", count, err)
	}
}
