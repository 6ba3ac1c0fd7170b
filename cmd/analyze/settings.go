package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tonearc/pipeline"
)

// settings are the flags of the main command. Each can also be given as an environment variable (TONEARC_ and its name
// in capitals) and in tonearc.yaml (its name with underscores); flags rule over variables, variables over the file.
type settings struct {
	flags  *pflag.FlagSet
	config pipeline.Config

	output, cache, configFile, logFormat, metrics string
	lexicon, catalog                              string
	quiet                                         bool
	columns                                       map[string]string
	columnFlags                                   map[string]*string

	paths  []string          // from the file, where no PATH is given
	origin map[string]string // where a setting comes from, by the flag's name; absent = the default
}

// columnFields are the fields of a review that a user can point to a column.
var columnFields = []string{"text", "title", "book", "author", "rating", "date", "isbn", "reviewer", "language", "series", "tags", "id"}

// pathFlags are relative to the configuration file where they stand in one.
var pathFlags = []string{"output", "cache", "lexicon", "catalog", "metrics", "single-file"}

func newSettings() *settings {
	return &settings{columnFlags: make(map[string]*string), origin: make(map[string]string)}
}

// register adds the flags to the main command. They are persistent, because `analyze config`, `schedule` and `selftest`
// look at the same settings.
func (s *settings) register(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.SortFlags, root.Flags().SortFlags = false, false
	cfg := &s.config
	flags.StringVarP(&s.output, "output", "o", pipeline.DefaultOutput, "folder of the reports; replaced as a whole, and only if it is empty or ours")
	flags.StringVar(&cfg.Scorer, "scorer", pipeline.DefaultScorer, "how tone is judged: "+strings.Join(pipeline.Scorers(), ", "))
	flags.StringVar(&cfg.Title, "title", "", "title of the reports")
	flags.StringVar(&cfg.Pages, "pages", fmt.Sprint(pipeline.DefaultPages), "how many reviews get a page of their own: all, none or a number")
	flags.BoolVar(&cfg.JSONL, "jsonl", false, "also write data/reviews.jsonl, the whole analysis of every review")
	flags.StringVar(&cfg.SingleFile, "single-file", "", "also write everything as one HTML `FILE`")

	flags.StringVar(&s.lexicon, "lexicon", "", "CSV `FILE` of your own words with their tones: word,weight,genre")
	flags.StringVar(&s.catalog, "catalog", "", "CSV `FILE` of books to know: title,author,series,isbn,aliases")
	flags.BoolVar(&cfg.AnyLanguage, "any-language", false, "analyse reviews in other languages than English too")
	flags.BoolVar(&cfg.Follow, "follow", false, "follow symbolic links out of the given folders")
	flags.StringVar(&cfg.DateOrder, "date-order", "", "what comes first in dates like 05/04/2025: month or day (default: as the other dates of the file tell, else month)")
	for _, field := range columnFields {
		s.columnFlags[field] = flags.String(field+"-column", "", "`NAME` of the column or key that holds the review's "+field)
	}
	flags.StringToStringVar(&s.columns, "map", nil, "the same for any field: `FIELD=NAME`, such as rating=my_rating")

	flags.IntVar(&cfg.Workers, "workers", 0, "reviews analysed at the same time (default: one per processor)")
	flags.StringVar(&s.cache, "cache", "", "`DIR` of the cache, or none (default: tonearc in the user's cache folder)")
	flags.BoolVar(&cfg.Full, "full", false, "analyse everything anew, whatever the cache holds")
	flags.BoolVar(&cfg.DryRun, "dry-run", false, "say what would be done, and do nothing")
	flags.BoolVarP(&s.quiet, "quiet", "q", false, "no progress and no summary; problems and errors are still told")
	flags.StringVar(&s.logFormat, "log-format", "text", "text or json")
	flags.StringVar(&s.metrics, "metrics", "", "write figures of the run to `FILE` for the Prometheus textfile collector")
	flags.StringVar(&s.configFile, "config", "", "`FILE` of settings (default: tonearc.yaml beside or in the first PATH)")
	s.flags = flags
}

// resolve brings file, environment and flags together and checks them. args are the PATHs of the command line.
func (s *settings) resolve(args []string) (pipeline.Config, error) {
	s.flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Changed {
			s.origin[flag.Name] = "flag"
		}
	})
	if err := s.fromEnvironment(); err != nil {
		return pipeline.Config{}, err
	}
	if err := s.fromFile(args); err != nil {
		return pipeline.Config{}, err
	}
	cfg := s.config
	cfg.Paths, cfg.Output = args, s.output
	if len(args) == 0 {
		cfg.Paths = s.paths
	}
	cfg.Columns = maps.Clone(s.columns)
	for _, field := range columnFields {
		if name := *s.columnFlags[field]; name != "" {
			if cfg.Columns == nil {
				cfg.Columns = make(map[string]string)
			}
			cfg.Columns[field] = name
		}
	}
	if s.logFormat != "text" && s.logFormat != "json" {
		return cfg, usageError{fmt.Errorf("--log-format %q is none of: text, json", s.logFormat)}
	}
	var err error
	if cfg.Lexicon, err = readFile("lexicon", s.lexicon); err != nil {
		return cfg, err
	}
	if cfg.Catalog, err = readFile("catalog", s.catalog); err != nil {
		return cfg, err
	}
	cfg.Cache = s.cacheDir()
	if err := cfg.Check(); err != nil {
		return cfg, usageError{err}
	}
	return cfg, nil
}

// cacheDir is the directory of the cache; empty = none.
func (s *settings) cacheDir() string {
	switch s.cache {
	case "none":
		return ""
	case "":
		if dir, err := os.UserCacheDir(); err == nil {
			return filepath.Join(dir, "tonearc")
		}
		return "" // a service without a home: it works, only not from memory
	}
	return s.cache
}

// variable is the environment variable of a flag.
func variable(flag string) string {
	return "TONEARC_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// fromEnvironment sets what no flag has set.
func (s *settings) fromEnvironment() error {
	var first error
	s.flags.VisitAll(func(flag *pflag.Flag) {
		value := os.Getenv(variable(flag.Name))
		if value == "" || s.origin[flag.Name] != "" {
			return
		}
		if err := flag.Value.Set(value); err != nil && first == nil {
			first = usageError{fmt.Errorf("environment variable %s=%q: %w", variable(flag.Name), value, err)}
		}
		s.origin[flag.Name] = "environment variable " + variable(flag.Name)
	})
	return first
}

// readFile reads a small file that a flag names.
func readFile(flag, path string) (pipeline.File, error) {
	if path == "" {
		return pipeline.File{}, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return pipeline.File{}, usageError{fmt.Errorf("--%s: %w", flag, err)}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, pipeline.MaxList+1)) // one more than may be: Check sees that it is too large
	if err != nil {
		return pipeline.File{}, usageError{fmt.Errorf("--%s: %w", flag, err)}
	}
	return pipeline.File{Name: filepath.Base(path), Data: data}, nil
}

// isPath reports whether a flag holds a path.
func isPath(flag string) bool { return slices.Contains(pathFlags, flag) }
