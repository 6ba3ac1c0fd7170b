package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

// knownText has a plot that is dark, an opinion that is warm, and a turn to blame at the end.
const knownText = `I loved this novel. The prose is beautiful and every page feels honest. The characters are wonderful, and I was moved by their friendship.

A boy is murdered in the first chapter, and his brother burns down the house.

But the ending is terrible. The last hundred pages are boring and badly written, and I hated the final twist.`

// newSelftestCommand checks that this program is whole: its weights load, and a known text gets the known answer.
func newSelftestCommand(std streams, s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "selftest",
		Short: "Check that the weights are whole and that a known text gets the known answer",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			cfg, err := s.resolve(nil)
			if err != nil {
				return err
			}
			analyzer, err := pipeline.New(cfg)
			if err != nil {
				return err
			}
			an, err := analyzer.Analyze(&review.Review{ID: "selftest", Source: "selftest", Line: 1, Format: "text", Text: knownText})
			if err != nil {
				return err
			}
			if err := knownAnswer(an); err != nil {
				return fmt.Errorf("the known text got another answer: %w; this program is damaged: install it again", err)
			}
			_, err = fmt.Fprintf(std.out, "ok: %d sentences, tone %+.2f first and %+.2f last\n",
				len(an.Sentences), an.Scores[0].Tone, an.Scores[len(an.Scores)-1].Tone)
			return err
		},
	}
}

// knownAnswer is what every scorer must say of the known text.
func knownAnswer(an *review.Analysis) error {
	if len(an.Sentences) != 6 {
		return fmt.Errorf("%d sentences instead of 6", len(an.Sentences))
	}
	var errs []error
	for _, known := range []struct {
		sentence int
		sign     float64
	}{{0, +1}, {1, +1}, {4, -1}, {5, -1}} {
		if tone := an.Scores[known.sentence].Tone; tone*known.sign <= 0 {
			errs = append(errs, fmt.Errorf("sentence %d has a tone of %+.2f", known.sentence+1, tone))
		}
	}
	return errors.Join(errs...)
}
