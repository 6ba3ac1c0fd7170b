package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"tonearc/pipeline"
)

// The exit codes; the table in --help says the same.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitProblems    = 3
	exitLocked      = 11
	exitInterrupted = 130 // 128 + SIGINT
	exitTerminated  = 143 // 128 + SIGTERM
)

const exitTable = `Exit codes:
    0  all done; what was excluded (another language, exact duplicates) is listed in data/skipped.csv
    1  failed; the reports of the last run stand as they were
    2  wrong usage, or an output directory that is not ours; nothing was done
    3  the reports are written, but some inputs had problems: see data/skipped.csv
   11  another run is writing to the same output directory; nothing was done
  130  interrupted (Ctrl-C); the reports of the last run stand
  143  terminated (SIGTERM); the reports of the last run stand
`

// streams are what a command reads from and writes to.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// interrupt is the cause with which a signal ends a run.
type interrupt struct{ signal os.Signal }

func (i interrupt) Error() string { return "stopped by signal: " + i.signal.String() }

// run is the whole command: it returns the exit code. Options are handed on to the pipeline (tests use them).
func run(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer, args []string, opts ...pipeline.Option) int {
	ctx, stop := withSignals(ctx)
	defer stop()
	tuneMemory()
	root := newRoot(streams{stdin, stdout, stderr}, opts)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if err != nil && !errors.Is(err, errProblems) {
		fmt.Fprintf(stderr, "analyze: %v\n", message(ctx, err))
		if code == exitUsage {
			fmt.Fprintln(stderr, "analyze --help lists the flags and the exit codes.")
		}
	}
	return code
}

// withSignals ends the context on SIGINT and SIGTERM, with the signal as its cause. A second signal ends the process.
func withSignals(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(interrupt{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// errProblems ends a run of which the report is written but some inputs had problems. They are told already.
var errProblems = errors.New("some inputs had problems")

// usageError is an error in how the command was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// exitCode is the one place that turns what happened into a number.
func exitCode(ctx context.Context, err error) int {
	var wrong usageError
	cause, stopped := errors.AsType[interrupt](context.Cause(ctx))
	switch {
	case err == nil:
		return exitDone
	case stopped && cause.signal == os.Interrupt:
		return exitInterrupted
	case stopped:
		return exitTerminated
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.Is(err, pipeline.ErrLocked):
		return exitLocked
	case errors.Is(err, pipeline.ErrUsage), errors.As(err, &wrong):
		return exitUsage
	}
	return exitFailed
}

// message is what to say of an error: a signal's name rather than where it met the run.
func message(ctx context.Context, err error) error {
	if cause, stopped := errors.AsType[interrupt](context.Cause(ctx)); stopped {
		return cause
	}
	return err
}

// newRoot builds the command with its subcommands.
func newRoot(std streams, opts []pipeline.Option) *cobra.Command {
	settings := newSettings()
	root := &cobra.Command{
		Use:   "analyze [flags] PATH…",
		Short: "Read book reviews and report their tone, and where it shifts",
		Long: `analyze reads book reviews from files and folders (text, Markdown, HTML, CSV, JSON, feeds, exports of reading
sites; "-" is standard input) and writes one folder of reports: index.html for people, data/*.csv for programs.

Run it again and only what is new or edited is analysed; data/changes.csv says what changed.`,
		Example: `  analyze corpus/                      read the samples, write reports/
  analyze goodreads_library_export.csv -o ~/reports
  zcat reviews.jsonl.gz | analyze - -o out
  analyze config                       what is in force, and from where`,
		Version:       version,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return analyze(cmd, std, settings, args, opts)
		},
	}
	root.SetVersionTemplate("tonearc analyze {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageTemplate(root.UsageTemplate() + "\n" + exitTable)
	settings.register(root)
	root.AddCommand(subcommands(std, settings)...)
	return root
}
