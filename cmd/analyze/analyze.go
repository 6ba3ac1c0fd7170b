package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

// analyze is the main command: settings in, one run, and what to say of it.
func analyze(cmd *cobra.Command, std streams, s *settings, args []string, opts []pipeline.Option) error {
	cfg, err := s.resolve(args)
	if err != nil {
		return err
	}
	if len(cfg.Paths) == 0 {
		return usageError{errors.New("which reviews? Give a file or a folder: analyze PATH…")}
	}
	if err := checkTargets(cfg, s.metrics); err != nil {
		return err
	}
	voice := newVoice(std, s)
	opts = append([]pipeline.Option{
		pipeline.WithVersion(version), pipeline.WithStdin(std.in), pipeline.WithLog(voice.log), pipeline.WithProgress(voice.progress),
	}, opts...)
	result, err := pipeline.Run(cmd.Context(), cfg, opts...)
	voice.endProgress()
	if err == nil {
		voice.tell(cfg, result)
		if result.Counts.Problems > 0 {
			err = errProblems
		}
	}
	if s.metrics != "" && !cfg.DryRun {
		if failed := writeMetrics(s.metrics, result, exitCode(cmd.Context(), err)); failed != nil {
			err = cmp.Or(err, fmt.Errorf("--metrics: %w", failed))
		}
	}
	return err
}

// voice is how the command speaks: to a person at a terminal, to a log, or, where all is well, not at all.
type voice struct {
	std    streams
	person bool // a terminal, and not --quiet
	json   bool
	quiet  bool
	log    *slog.Logger
	bar    *bar
}

func newVoice(std streams, s *settings) *voice {
	file, ok := std.err.(*os.File)
	v := &voice{std: std, json: s.logFormat == "json", quiet: s.quiet}
	v.person = ok && term.IsTerminal(int(file.Fd())) && !s.quiet && !v.json
	switch {
	case v.json && s.quiet:
		v.log = slog.New(slog.NewJSONHandler(std.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	case v.json:
		v.log = slog.New(slog.NewJSONHandler(std.err, nil))
	case v.person:
		v.bar = newBar(file)
		v.log = slog.New(&plainHandler{out: std.err, level: slog.LevelInfo, before: v.bar.clear})
	default:
		v.log = slog.New(&plainHandler{out: std.err, level: slog.LevelWarn, before: func() {}})
	}
	return v
}

func (v *voice) progress(p pipeline.Progress) {
	if v.bar != nil {
		v.bar.show(p)
	}
}

func (v *voice) endProgress() {
	if v.bar != nil {
		v.bar.clear()
	}
}

// toldProblems is how many problems are listed; all are in data/skipped.csv.
const toldProblems = 10

// tell says what a run did: problems always, the rest to a person or a JSON log.
func (v *voice) tell(cfg pipeline.Config, result pipeline.Result) {
	problems := 0
	for _, skip := range result.Skips {
		if skip.Kind != review.Failed {
			continue
		}
		if problems++; problems <= toldProblems {
			v.log.Warn(told(skip))
		}
	}
	skipped := filepath.Join(result.Output, "data", "skipped.csv")
	if problems > toldProblems {
		v.log.Warn(fmt.Sprintf("and %d more problems", problems-toldProblems), "see", skipped)
	} else if problems == 0 && result.Counts.Problems > 0 {
		v.log.Warn("the problems of the last run are still there", "see", skipped)
	}
	switch counts := result.Counts; {
	case v.json:
		v.log.Info("done", "output", result.Output, "sources", counts.Sources, "records", counts.Records, "reviews", counts.Reviews,
			"excluded", counts.Excluded, "problems", counts.Problems, "empty", counts.Empty, "cached", counts.Cached,
			"changes", describeChanges(result), "unchanged", result.Unchanged, "seconds", result.Seconds)
	default:
		if counts.Problems > 0 {
			v.log.Warn(counts.String())
		}
		if cfg.DryRun && !v.person && !v.quiet { // it was asked for, so it is said to a file or a pipe too
			fmt.Fprintln(v.std.err, summary(cfg, result))
		} else {
			v.log.Info(summary(cfg, result))
		}
	}
}

// summary is the one line at the end.
func summary(cfg pipeline.Config, result pipeline.Result) string {
	counts := result.Counts
	if cfg.DryRun {
		return fmt.Sprintf("would analyse %s anew and take %d from the cache, then replace %s; %s",
			reviews(counts.Reviews-counts.Cached), counts.Cached, result.Output, counts)
	}
	page := filepath.Join(result.Output, "index.html")
	if result.Unchanged {
		return fmt.Sprintf("nothing changed: %s as before · %.2f s · %s", reviews(counts.Reviews), result.Seconds, page)
	}
	parts := []string{reviews(counts.Reviews)}
	if counts.Cached > 0 {
		parts[0] += fmt.Sprintf(" (%d from the cache)", counts.Cached)
	}
	if counts.Excluded > 0 {
		parts[0] += fmt.Sprintf(", %d excluded", counts.Excluded)
	}
	return strings.Join(append(parts, describeChanges(result), fmt.Sprintf("%.2f s", result.Seconds), page), " · ")
}

// describeChanges is the difference to the last run in a few words.
func describeChanges(result pipeline.Result) string {
	if result.First {
		return "first run"
	}
	count := make(map[review.ChangeKind]int)
	last := review.Change{}
	for _, change := range result.Changes {
		if change.ReviewID != last.ReviewID || change.Kind != last.Kind { // one review may have moved in several ways
			count[change.Kind]++
		}
		last = change
	}
	var parts []string
	for _, kind := range []review.ChangeKind{review.ChangeNew, review.ChangeEdited, review.ChangeGone, review.ChangeMoved} {
		if count[kind] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[kind], kind))
		}
	}
	if len(parts) == 0 {
		return "no review changed"
	}
	return strings.Join(parts, ", ")
}

func reviews(n int) string {
	if n == 1 {
		return "1 review"
	}
	return fmt.Sprintf("%d reviews", n)
}

// told is a skipped record as a line: where it stands, and why. Many reasons name the place themselves.
func told(skip review.Skip) string {
	switch {
	case strings.HasPrefix(skip.Reason, skip.Source):
		return skip.Reason
	case skip.Line == 0:
		return fmt.Sprintf("%s: %s", skip.Source, skip.Reason)
	}
	return fmt.Sprintf("%s:%d: %s", skip.Source, skip.Line, skip.Reason)
}
