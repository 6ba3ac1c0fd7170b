package report

import (
	"encoding/json"
	"fmt"
	"os"
)

// RunInfo is what run.json holds: the summary of a run for machines, and the only place with a clock in it.
type RunInfo struct {
	Program  string             `json:"program"`
	Version  string             `json:"version"`
	Engine   string             `json:"engine"`   // fingerprint of code, weights and options: what the cache is keyed by
	Started  string             `json:"started"`  // RFC 3339
	Seconds  map[string]float64 `json:"seconds"`  // by stage, and "total"
	Complete bool               `json:"complete"` // false while inputs had problems
	Counts   Counts             `json:"counts"`
	Sources  []SourceInfo       `json:"sources"` // sorted by source
	Options  map[string]any     `json:"options"`
	Weights  map[string]string  `json:"weights"`            // sha256 by name
	Baseline string             `json:"baseline,omitempty"` // "started" of the run that changes.csv compares with; empty = first run
}

// Counts is the accounting of a run: Records = Reviews + Excluded + Problems + Empty.
type Counts struct {
	Sources   int `json:"sources"`
	Records   int `json:"records"`
	Reviews   int `json:"reviews"`
	Excluded  int `json:"excluded"`
	Problems  int `json:"problems"`
	Empty     int `json:"empty"` // rows without review text
	Sentences int `json:"sentences"`
	Words     int `json:"words"`
	Cached    int `json:"cached"` // reviews whose analysis came from the cache
	Changes   int `json:"changes"`
	// Files and Bytes are what the report consists of, run.json not counted: so the next run sees whether it is whole.
	Files int   `json:"files"`
	Bytes int64 `json:"bytes"`
}

// SourceInfo is the accounting of one input.
type SourceInfo struct {
	Source   string `json:"source"`
	Format   string `json:"format,omitempty"`
	SHA      string `json:"hash,omitempty"` // of its bytes, to see that nothing changed
	Records  int    `json:"records"`
	Reviews  int    `json:"reviews"`
	Excluded int    `json:"excluded"`
	Problems int    `json:"problems"`
	Empty    int    `json:"empty"`
}

// WriteRunInfo writes run.json: beside its place first, then moved over it, so that a reader never sees half of one.
func WriteRunInfo(path string, run RunInfo) error {
	content, err := json.MarshalIndent(run, "", "  ")
	if err != nil {
		return fmt.Errorf("report: run.json: %w", err)
	}
	next := path + ".next"
	if err := os.WriteFile(next, append(content, '\n'), 0o644); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if err := os.Rename(next, path); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// ReadRunInfo reads what WriteRunInfo wrote.
func ReadRunInfo(path string) (RunInfo, error) {
	var run RunInfo
	content, err := os.ReadFile(path)
	if err != nil {
		return run, fmt.Errorf("report: %w", err)
	}
	if err := json.Unmarshal(content, &run); err != nil {
		return run, fmt.Errorf("report: %s: %w", path, err)
	}
	return run, nil
}
