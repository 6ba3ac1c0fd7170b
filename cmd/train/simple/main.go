// Command simple fits the few numbers of the bayes and lexicon scorers on labelled reviews:
//
//	go run ./cmd/train/simple ../shared/data internal/tone
//
// It writes bayes/fit.json and lexicon/fit.json under the folder. Held-out books (internal/eval's split) and the
// reviews that measure finished models are left out.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"tonearc/internal/eval"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: simple DATA FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "simple:", err)
		os.Exit(1)
	}
}

func run(data, folder string) error {
	gold, err := eval.ReadSilver(data)
	if err != nil {
		return err
	}
	var reviews []tone.Labelled
	for _, g := range gold {
		if eval.HeldOut(g.Key()) {
			continue
		}
		rev := &review.Review{Text: g.Text}
		doc := &review.Document{Review: rev}
		labelled := tone.Labelled{Doc: doc}
		for _, s := range g.Sentences {
			doc.Sentences = append(doc.Sentences, review.Sentence{Span: s.Span})
			labelled.Labels = append(labelled.Labels, tone.Label{Stance: s.Stance, Tone: s.Tone, Mixed: s.Mixed, Feel: s.Feel})
		}
		reviews = append(reviews, labelled)
	}
	for _, name := range []string{"bayes", "lexicon"} {
		fit, err := tone.Fit(name, reviews)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name, "fit.json"), append(fit, '\n'), 0o644); err != nil {
			return err
		}
	}
	return nil
}
