package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tonearc/pipeline"
)

// checkTargets refuses files to write that would destroy somebody else's: before any work, for nothing brings them back.
func checkTargets(cfg pipeline.Config, metrics string) error {
	if err := checkTarget("single-file", cfg.SingleFile, cfg.Paths, `<meta name="generator" content="Tonearc"`); err != nil {
		return usageError{err}
	}
	if err := checkTarget("metrics", metrics, cfg.Paths, "tonearc_"); err != nil {
		return usageError{err}
	}
	return nil
}

// checkTarget looks at the file that a flag names. One that is there must be empty, or have our mark near its head.
func checkTarget(flag, path string, inputs []string, mark string) error {
	if path == "" {
		return nil
	}
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("--%s %s: there is no folder %s; create it first", flag, path, dir)
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("--%s: %w", flag, err)
	}
	for _, input := range inputs {
		if other, err := os.Stat(input); err == nil && os.SameFile(info, other) {
			return fmt.Errorf("--%s %s is one of the inputs and would be overwritten; name another file", flag, path)
		}
	}
	foreign := fmt.Errorf("--%s %s is there already and was not written by analyze; name another file, or remove it first", flag, path)
	if !info.Mode().IsRegular() {
		return foreign
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("--%s: %w", flag, err)
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, 4096))
	if err != nil {
		return fmt.Errorf("--%s: %w", flag, err)
	}
	if len(head) > 0 && !bytes.Contains(head, []byte(mark)) {
		return foreign
	}
	return nil
}
