package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

const lastSuccess = "tonearc_last_success_timestamp_seconds"

// writeMetrics writes figures of a run for the textfile collector of Prometheus' node exporter, whole or not at all.
// After a failed run only the exit code and the clock are new, and the time of the last good run is kept.
func writeMetrics(path string, result pipeline.Result, code int) error {
	var out bytes.Buffer
	gauge := func(name, help string) { fmt.Fprintf(&out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name) }
	now := float64(time.Now().UnixMilli()) / 1000
	good := code == exitDone || code == exitProblems

	gauge("tonearc_exit_code", "Exit code of the last run; 0 is all done, 3 is done with problems in some inputs.")
	fmt.Fprintf(&out, "tonearc_exit_code %d\n", code)
	gauge("tonearc_last_run_timestamp_seconds", "When the last run ended.")
	fmt.Fprintf(&out, "tonearc_last_run_timestamp_seconds %.3f\n", now)
	if success := earlierSuccess(path); good || success != "" {
		if good {
			success = fmt.Sprintf("%.3f", now)
		}
		gauge(lastSuccess, "When the last run that wrote reports ended.")
		fmt.Fprintf(&out, "%s %s\n", lastSuccess, success)
	}
	if good {
		counts := result.Counts
		gauge("tonearc_run_duration_seconds", "How long the last run took.")
		fmt.Fprintf(&out, "tonearc_run_duration_seconds %.3f\n", result.Seconds)
		gauge("tonearc_records", "Records of the last run by what became of them.")
		for _, row := range []struct {
			outcome string
			n       int
		}{{"review", counts.Reviews}, {"excluded", counts.Excluded}, {"problem", counts.Problems}, {"empty", counts.Empty}} {
			fmt.Fprintf(&out, "tonearc_records{outcome=%q} %d\n", row.outcome, row.n)
		}
		gauge("tonearc_cached_reviews", "Reviews of the last run that came from the cache.")
		fmt.Fprintf(&out, "tonearc_cached_reviews %d\n", counts.Cached)
		gauge("tonearc_changes", "Differences that the last run found, by kind.")
		changes := make(map[review.ChangeKind]int)
		for _, change := range result.Changes {
			if change.Field != review.FieldSentence {
				changes[change.Kind]++
			}
		}
		for _, kind := range []review.ChangeKind{review.ChangeNew, review.ChangeEdited, review.ChangeGone, review.ChangeMoved} {
			fmt.Fprintf(&out, "tonearc_changes{change=%q} %d\n", kind, changes[kind])
		}
	}
	return replaceFile(path, out.Bytes())
}

// earlierSuccess is the time of the last good run out of an earlier file; empty if unknown.
func earlierSuccess(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, lastSuccess+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// replaceFile writes a file beside its place and moves it there, so that nobody reads half of one.
func replaceFile(path string, data []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Chmod(0o644), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}
