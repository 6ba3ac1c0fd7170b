package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEval(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := file("good.csv", "text,label\nI loved it.,positive\nWhat a bore.,negative\n")
	flawed := file("flawed.csv", "text,label\nI loved it.,positive\nWhat a bore.,purple\n")
	useless := file("useless.csv", "a,b\n1,2\n")
	lexicon := file("mine.csv", "bore,0.9\n")
	broken := file("broken.csv", "bore,9\nmore,9\n")
	for _, c := range []struct {
		name          string
		args          []string
		code          int
		stdout, error string
	}{
		{"labelled sentences", []string{good}, exitDone, "polar accuracy", ""},
		{"with a lexicon", []string{good, "--lexicon", lexicon}, exitDone, "polar accuracy", ""},
		{"a lexicon out of range", []string{good, "--lexicon", broken}, exitFailed, "", "must be a number from -1"},
		{"one bad line", []string{flawed}, exitProblems, ": 1 sentence\n", "flawed.csv:3: the label is \"purple\""},
		{"nothing to use", []string{useless}, exitFailed, "", "header needs a column of text"},
		{"no such file", []string{filepath.Join(dir, "none.csv")}, exitUsage, "", "none.csv"},
		{"no file", nil, exitUsage, "", "Give a file"},
		{"the hard sentences", []string{"--hard"}, exitDone, "double negation", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := run(context.Background(), strings.NewReader(""), &stdout, &stderr, append([]string{"eval"}, c.args...))
			if code != c.code || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.error) {
				t.Errorf("exit code %d, want %d\nstdout: %s\nstderr: %s", code, c.code, stdout.String(), stderr.String())
			}
		})
	}
}
