package main

import (
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tonearc/pipeline"
)

// The unit files, as templates.
//
//go:embed schedule/*.tmpl
var scheduleFiles embed.FS

// planned is what a unit file says: absolute paths and the flags that were given.
type planned struct {
	Program string
	Dir     string   // where the run starts
	Args    []string // all arguments: flags, then paths
	Reads   []string // the inputs
	Writes  []string // folders that a run writes to: the parent of the reports, the cache
	Hour    int
	Minute  int
	Log     string // of launchd
}

// schedulers are the kinds of schedule that can be printed.
var schedulers = map[string]string{"systemd": "systemd.tmpl", "cron": "cron.tmpl", "launchd": "launchd.tmpl"}

// newScheduleCommand prints ready unit files for a nightly run with the given flags and paths.
func newScheduleCommand(std streams, s *settings) *cobra.Command {
	var at string
	cmd := &cobra.Command{
		Use:   "schedule systemd|cron|launchd PATH…",
		Short: "Print ready unit files for a run every night",
		Long: `schedule prints what systemd, cron or launchd needs to run analyze every night over the given PATHs, with absolute
paths and the flags that were given here. It writes nothing: the comments in what it prints say where each file goes.`,
		Example: `  analyze schedule systemd ~/reviews -o ~/reports
  analyze schedule cron ~/reviews -o ~/reports --at 02:30`,
		ValidArgs: []string{"systemd", "cron", "launchd"},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || schedulers[args[0]] == "" {
				return usageError{errors.New("which scheduler? One of: systemd, cron, launchd")}
			}
			cfg, err := s.resolve(args[1:])
			if err != nil {
				return err
			}
			if len(cfg.Paths) == 0 {
				return usageError{errors.New("which reviews? Give the files or folders to read: analyze schedule " + args[0] + " PATH…")}
			}
			plan, err := newPlan(s, cfg, at)
			if err != nil {
				return err
			}
			files, err := template.New("").Funcs(template.FuncMap{"unit": unitWord, "shell": shellWord, "xml": xmlText, "cron": cronLine}).
				ParseFS(scheduleFiles, "schedule/*.tmpl")
			if err != nil {
				return err
			}
			return files.ExecuteTemplate(std.out, schedulers[args[0]], plan)
		},
	}
	cmd.Flags().StringVar(&at, "at", "03:15", "when, as `HH:MM` in local time")
	return cmd
}

func newPlan(s *settings, cfg pipeline.Config, at string) (planned, error) {
	var plan planned
	if n, err := fmt.Sscanf(at, "%d:%d", &plan.Hour, &plan.Minute); n != 2 || err != nil ||
		plan.Hour < 0 || plan.Hour > 23 || plan.Minute < 0 || plan.Minute > 59 {
		return plan, usageError{fmt.Errorf("--at %q is no time of day; give it as HH:MM", at)}
	}
	program, err := os.Executable()
	if err != nil {
		return plan, err
	}
	plan.Program = program
	absolute := func(path string) string {
		if path == "-" {
			err = usageError{errors.New("standard input cannot be scheduled; give files or folders")}
			return path
		}
		full, absErr := filepath.Abs(path)
		err = errors.Join(err, absErr)
		return full
	}
	plan.Dir = filepath.Dir(absolute(cfg.Output))
	plan.Args = []string{"--output=" + absolute(cfg.Output)}
	plan.Writes = []string{plan.Dir}
	s.flags.VisitAll(func(flag *pflag.Flag) {
		if s.origin[flag.Name] == "" || flag.Name == "output" || flag.Name == "dry-run" || strings.HasPrefix(s.origin[flag.Name], "found") {
			return
		}
		value := flag.Value.String()
		if flag.Value.Type() == "stringToString" {
			value = strings.Trim(value, "[]")
		}
		if isPath(flag.Name) && value != "none" || flag.Name == "config" {
			value = absolute(value)
		}
		plan.Args = append(plan.Args, "--"+flag.Name+"="+value)
	})
	if cfg.Cache != "" {
		plan.Writes = append(plan.Writes, absolute(cfg.Cache))
		if s.origin["cache"] == "" {
			plan.Args = append(plan.Args, "--cache="+absolute(cfg.Cache))
		}
	}
	for _, file := range []string{s.metrics, cfg.SingleFile} {
		if file != "" {
			plan.Writes = append(plan.Writes, filepath.Dir(absolute(file)))
		}
	}
	for _, path := range cfg.Paths {
		plan.Reads = append(plan.Reads, absolute(path))
	}
	plan.Args = append(append(plan.Args, "--"), plan.Reads...)
	for i := range plan.Writes {
		plan.Writes[i] = existing(plan.Writes[i])
	}
	plan.Log = filepath.Join(plan.Dir, "tonearc.log")
	return plan, err
}

// existing is a folder, or the nearest one above it that exists: only such can be opened to a service.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// unitWord quotes a word for a systemd unit, where % and $ have a meaning of their own.
func unitWord(s string) string {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%", "$", "$$", "\n", `\n`).Replace(s)
	if strings.ContainsAny(s, " \t\"'\\;") || s == "" {
		return `"` + s + `"`
	}
	return s
}

// shellWord quotes a word for a POSIX shell.
func shellWord(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:@") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// cronLine escapes %, which cron reads as the end of a line.
func cronLine(s string) string { return strings.ReplaceAll(shellWord(s), "%", `\%`) }

// xmlText escapes text for a property list.
func xmlText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
