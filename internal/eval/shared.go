package eval

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"tonearc/pipeline/review"
)

// Shared measures everything on the project's shared data under root, and the hard sentences, and prints the tables:
// what `make eval` prints. A set that is not there is named and left out. Nothing is ever fitted here.
func Shared(w io.Writer, root string, parts Parts) error {
	sections := []struct {
		title string
		run   func(w io.Writer, root string, parts Parts) error
	}{
		{"Labelled reviews (gold/dev): development figures, to compare finished scorers", sharedGold},
		{"Held-out silver: books that no fit has seen", sharedSilver},
		{"Whole reviews of held-out silver: the verdict by stars, and how often the 95 % interval holds the labels' mean", sharedReviews},
		{"Film sentences (SST dev), each alone: binary accuracy without the neutral ones", sharedSST},
		{"Reviews with stars (the held fifth of blitzer/books)", sharedStars},
		{"Evidence: the strongest is removed, the tone must move in the stated direction (gold/dev)", sharedEvidence},
		{"Entities (gold/dev)", sharedEntities},
		{"Shifts (gold/dev, spliced and shuffled)", sharedShifts},
		{"Shifts on held-out silver, the same way", sharedSilverShifts},
		{"Hard sentences, each alone, by kind", func(w io.Writer, _ string, parts Parts) error { return HardTable(w, parts) }},
	}
	for i, section := range sections {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, section.title)
		err := section.run(w, root, parts)
		var missing *fs.PathError
		if errors.As(err, &missing) && errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(w, "  left out: %s is not there\n", missing.Path)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// HardTable prints the share of hard sentences that come out right, by kind, for every scorer.
func HardTable(w io.Writer, parts Parts) error {
	reviews, err := Hard()
	if err != nil {
		return err
	}
	judged, err := judgeAll(reviews, nil, parts.Scorers)
	if err != nil {
		return err
	}
	writeKinds(w, parts.Scorers, judged, kindsOf(judged[0]))
	return nil
}

func goldReviews(root string) ([]Review, error) {
	return ReadReviews(filepath.Join(root, "gold", "dev", "reviews.jsonl"))
}

func sharedGold(w io.Writer, root string, parts Parts) error {
	reviews, err := goldReviews(root)
	if err != nil {
		return err
	}
	return writeAll(w, reviews, parts)
}

// heldSilver are the silver reviews of books that no fit has seen.
func heldSilver(root string) ([]Review, error) {
	silver, err := ReadSilver(filepath.Join(root, "data"))
	if err != nil {
		return nil, err
	}
	var held []Review
	for _, r := range silver {
		if HeldOut(r.Key()) {
			held = append(held, r)
		}
	}
	return held, nil
}

func sharedSilver(w io.Writer, root string, parts Parts) error {
	held, err := heldSilver(root)
	if err != nil {
		return err
	}
	if err := writeAll(w, held, parts); err != nil {
		return err
	}
	judged, err := judgeAll(alone(held), nil, parts.Scorers)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "  the same sentences, each without its review")
	writeMeasures(w, parts.Scorers, judged)
	return nil
}

// alone makes a review of each sentence.
func alone(reviews []Review) []Review {
	var out []Review
	for i := range reviews {
		for _, s := range reviews[i].Sentences {
			r := Review{ID: reviews[i].ID, Book: reviews[i].Book}
			r.add(s, s.In(reviews[i].Text))
			out = append(out, r)
		}
	}
	return out
}

// writeAll prints the figures of every scorer, and the details of the default one.
func writeAll(w io.Writer, reviews []Review, parts Parts) error {
	judged, err := judgeAll(reviews, parts.Segmenter, parts.Scorers)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "  %s\n", describe(reviews))
	writeMeasures(w, parts.Scorers, judged)
	for i, s := range parts.Scorers {
		if s.Name == parts.Default {
			writeDetails(w, s.Name, judged[i])
		}
	}
	return nil
}

func sharedEvidence(w io.Writer, root string, parts Parts) error {
	reviews, err := goldReviews(root)
	if err != nil {
		return err
	}
	var t table
	t.add("", "moved in that direction", "sentences", "without evidence")
	for _, s := range parts.Scorers {
		check, err := CheckEvidence(reviews, s.Scorer)
		if err != nil {
			return fmt.Errorf("scorer %s: %w", s.Name, err)
		}
		t.add(s.Name, percent(check.Share()), fmt.Sprint(check.Sentences), fmt.Sprint(check.Silent))
	}
	t.write(w)
	return nil
}

func (p *Parts) defaultScorer() review.Scorer {
	for _, s := range p.Scorers {
		if s.Name == p.Default {
			return s.Scorer
		}
	}
	return nil
}
