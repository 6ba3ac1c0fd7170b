package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"

	"tonearc/pipeline"
)

// Environment variables by which tests make this test binary behave as the program, and end it at a certain moment.
const (
	asProgram   = "TONEARC_TEST_PROGRAM" // be the program
	killAt      = "TONEARC_TEST_KILL_AT" // kill yourself at the n-th operation on the output directory
	renameTwice = "TONEARC_TEST_RENAME"  // do without an exchange of directories
	countAllocs = "TONEARC_TEST_ALLOCS"  // write to this file how often memory was allocated
)

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(program())
	}
	testscript.Main(m, map[string]func(){"analyze": func() { os.Exit(program()) }})
}

// program is main, but for the operations at which a test wants it to end.
func program() int {
	at, _ := strconv.Atoi(os.Getenv(killAt))
	step := func(operation string) error {
		if at--; at == 0 {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			time.Sleep(time.Minute)
		}
		if os.Getenv(renameTwice) != "" && operation == "before exchange" {
			return errors.ErrUnsupported
		}
		return nil
	}
	code := run(context.Background(), os.Stdin, os.Stdout, os.Stderr, os.Args[1:], pipeline.WithStep(step))
	if path := os.Getenv(countAllocs); path != "" {
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		_ = os.WriteFile(path, fmt.Appendf(nil, "%d %d", mem.Mallocs, mem.TotalAlloc), 0o666)
	}
	return code
}

// command is the program as a process of its own.
func command(t testing.TB, env []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(append(os.Environ(), asProgram+"=1"), env...)
	return cmd
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "home", ".cache"))
			env.Setenv("TONEARC_SCORER", "lexicon") // the scripts are about the command, and it loads at once
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code":     exitsWith,
			"holdlock": holdLock,
			"same":     sameDirectory,
		},
	})
}

// exitsWith is `code N command…`: runs a command and wants this exit code.
func exitsWith(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("%v: exit code %d, want %d", args[1:], got, want)
	}
}

// holdLock is `holdlock FILE`: holds a lock until the script ends.
func holdLock(ts *testscript.TestScript, _ bool, args []string) {
	lock := flock.New(ts.MkAbs(args[0]))
	ok, err := lock.TryLock()
	ts.Check(err)
	if !ok {
		ts.Fatalf("%s is locked already", args[0])
	}
	ts.Defer(func() { _ = lock.Close() })
}

// sameDirectory is `[!] same DIR DIR`: the same files with the same bytes, but for run.json.
func sameDirectory(ts *testscript.TestScript, neg bool, args []string) {
	err := exec.Command("diff", "-r", "--exclude=run.json", ts.MkAbs(args[0]), ts.MkAbs(args[1])).Run()
	if (err == nil) == neg {
		ts.Fatalf("%v: same %v", args, err == nil)
	}
}

// signalled waits for a process that reads its standard input, sends it a signal and returns its exit code.
func signalled(t *testing.T, signal os.Signal) int {
	t.Helper()
	dir := t.TempDir()
	cmd := command(t, nil, "-", "-o", filepath.Join(dir, "reports"), "--scorer", "lexicon", "--cache", "none")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	staging := filepath.Join(dir, ".reports.next")
	for range 1000 {
		if _, err := os.Stat(staging); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	in.Close() // a read that waits for a terminal ends with it
	err = cmd.Wait()
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		t.Fatalf("signal %v: %v", signal, err)
	}
	if _, err := os.Stat(staging); err == nil {
		t.Errorf("signal %v: the staging directory was left lying", signal)
	}
	return exit.ExitCode()
}

func TestSignals(t *testing.T) {
	if code := signalled(t, os.Interrupt); code != exitInterrupted {
		t.Errorf("SIGINT: exit code %d, want %d", code, exitInterrupted)
	}
	if code := signalled(t, syscall.SIGTERM); code != exitTerminated {
		t.Errorf("SIGTERM: exit code %d, want %d", code, exitTerminated)
	}
}
