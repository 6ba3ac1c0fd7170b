package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// asNobody returns a way to run the program without any privilege: as it is, or for root as nobody.
func asNobody(t *testing.T, base string) func(args ...string) (int, string) {
	t.Helper()
	if os.Getuid() != 0 {
		return func(args ...string) (int, string) { return exitOf(command(t, nil, args...)) }
	}
	// The test's own folders and binary are closed to others: open the way, and copy the binary to where it leads.
	for dir := base; strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(base, "program")
	in, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return func(args ...string) (int, string) {
		cmd := command(t, nil, args...)
		cmd.Path = program
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		return exitOf(cmd)
	}
}

// TestFullDisk fills the disk of the reports, and then that of the cache.
func TestFullDisk(t *testing.T) {
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(small, syscall.MNT_DETACH) })
	p := newPlace(t.TempDir())
	p.reports = filepath.Join(small, "reports")
	corpusOf(t, p.corpus, 3, "style")
	if code, out := exitOf(command(t, nil, p.args()...)); code != exitDone {
		t.Fatalf("with room: exit code %d: %s", code, out)
	}
	want := p.digest(t)

	corpusOf(t, p.corpus, 300, "plot")
	code, out := exitOf(command(t, nil, p.args()...))
	if code != exitFailed || !strings.Contains(out, "no space left") {
		t.Errorf("on a full disk: exit code %d: %s", code, out)
	}
	if p.digest(t) != want {
		t.Error("the old reports did not stand")
	}
	if entries, _ := os.ReadDir(small); len(entries) != 2 { // the reports and the lock
		t.Errorf("left lying on the full disk: %v", entries)
	}

	filler := make([]byte, 1<<20)
	if err := os.WriteFile(filepath.Join(small, "filler"), filler, 0o666); err == nil {
		t.Fatal("the disk is not full")
	}
	p.reports, p.cache = filepath.Join(t.TempDir(), "reports"), filepath.Join(small, "cache")
	if code, out := exitOf(command(t, nil, p.args()...)); code != exitDone || !strings.Contains(out, "cache") {
		t.Errorf("with a cache on a full disk: exit code %d: %s", code, out)
	}
	if p.digest(t) == "" {
		t.Error("no reports")
	}
}

// TestMountPoint names a mount point as the output directory.
func TestMountPoint(t *testing.T) {
	dir := t.TempDir()
	p := newPlace(dir)
	corpusOf(t, p.corpus, 1, "style")
	if err := os.Mkdir(p.reports, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", p.reports, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("nothing can be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(p.reports, syscall.MNT_DETACH) })
	code, out := exitOf(command(t, nil, p.args()...))
	if code != exitFailed || !strings.Contains(out, filepath.Join(p.reports, "reports")) {
		t.Errorf("exit code %d: %s", code, out)
	}
}
