package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"tonearc/internal/entity"
	"tonearc/internal/eval"
	"tonearc/internal/nlp"
	"tonearc/internal/shift"
	"tonearc/internal/tone"
)

// newEvalCommand measures the scorers on labelled sentences.
func newEvalCommand(std streams, s *settings) *cobra.Command {
	var shared string
	var hard bool
	cmd := &cobra.Command{
		Use:   "eval [flags] FILE…",
		Short: "Measure the scorers on your own labelled sentences",
		Long: `eval compares every scorer with labelled sentences: accuracy, macro-F1, confusion matrix, calibration, rank
correlation, each with a 95 % interval (1,000 resamples of whole reviews, always the same ones).

FILE is CSV or TSV with a header, or JSON Lines, also compressed with gzip:
  text (or sentence)          the sentence
  label (or tone, sentiment)  negative, neutral, positive, mixed; or numbers from -2 to 2, 0 and 1, or 1 to 5
  stance                      opinion, story, context
  review                      the same for all sentences of one review, in order; without it each stands alone
  kind                        optional: accuracy is also printed for each kind
A label or a stance is needed. JSON Lines may also hold whole reviews, {"text": …, "sentences": [{"start": 0, "end": 17,
"tone": -1, "stance": "opinion"}, …]}, offsets in code points: these are cut into sentences by the program.
--lexicon is applied, so that you can see what your own words are worth.
A folder called eval is ./eval.`,
		Example: "  analyze eval labelled.csv\n  analyze eval labelled.csv --lexicon mine.csv\n  analyze eval --hard",
		RunE: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 && shared == "" && !hard {
				return usageError{errors.New("which labelled sentences? Give a file: analyze eval FILE…")}
			}
			parts, err := evalParts(s)
			if err != nil {
				return err
			}
			switch {
			case shared != "":
				return eval.Shared(std.out, shared, parts)
			case hard:
				if err := eval.HardTable(std.out, parts); err != nil || len(files) == 0 {
					return err
				}
			}
			bad, err := eval.Files(std.out, files, parts)
			for _, b := range bad {
				fmt.Fprintf(std.err, "%s:%d: %s\n", b.File, b.Line, b.Reason)
			}
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return usageError{err}
			case err == nil && len(bad) > 0:
				return errProblems
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&hard, "hard", false, "measure on the built-in list of hard sentences")
	cmd.Flags().StringVar(&shared, "shared", "", "measure everything on the project's shared data in `DIR` (make eval)")
	return cmd
}

// evalParts are the parts to measure: every scorer with the user's lexicon, and what works on the default one.
func evalParts(s *settings) (eval.Parts, error) {
	parts := eval.Parts{Summarise: tone.Summarise, Default: tone.Default, Finder: shift.New(shift.Options{})}
	lexicon, err := readFile("lexicon", s.lexicon)
	if err != nil {
		return parts, err
	}
	entries, skips, err := tone.ReadLexicon(bytes.NewReader(lexicon.Data), lexicon.Name)
	if err != nil {
		return parts, err
	}
	if len(skips) > 0 {
		return parts, fmt.Errorf("%s:%d: %s", skips[0].Source, skips[0].Line, skips[0].Reason)
	}
	for _, name := range tone.Names() {
		scorer, err := tone.New(name, tone.Options{Lexicon: entries})
		if err != nil {
			return parts, err
		}
		parts.Scorers = append(parts.Scorers, eval.Subject{Name: name, Scorer: scorer})
	}
	if parts.Segmenter, err = nlp.New(); err != nil {
		return parts, err
	}
	parts.Tagger, err = entity.New(entity.Options{})
	return parts, err
}
