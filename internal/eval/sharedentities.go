package eval

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tonearc/pipeline/review"
)

func sharedEntities(w io.Writer, root string, parts Parts) error {
	scorer := parts.defaultScorer()
	if parts.Tagger == nil || parts.Segmenter == nil || scorer == nil {
		fmt.Fprintln(w, "  left out: there is no tagger")
		return nil
	}
	reviews, err := goldReviews(root)
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(root, "gold", "dev", "entities.tsv"))
	if err != nil {
		return err
	}
	defer file.Close()
	gold, err := ReadGoldEntities(file)
	if err != nil {
		return fmt.Errorf("entities.tsv: %w", err)
	}
	for _, textOnly := range []bool{false, true} {
		if textOnly {
			fmt.Fprintln(w, "  the same from the text alone, metadata withheld")
		}
		score, err := scoreEntities(reviews, gold, parts, scorer, textOnly)
		if err != nil {
			return err
		}
		writeEntities(w, &score)
	}
	return nil
}

// scoreEntities compares what the tagger finds in the reviews with their labels; with textOnly the metadata is withheld.
func scoreEntities(reviews []Review, gold map[string][]GoldEntity, parts Parts, scorer review.Scorer, textOnly bool) (EntityScore, error) {
	var all EntityScore
	for n := range reviews {
		r := &reviews[n]
		doc, err := r.document(parts.Segmenter)
		if err != nil {
			return all, err
		}
		doc.Review.Metadata.Stars = r.Stars
		if textOnly {
			doc.Review.Metadata = review.Metadata{}
		}
		scores, err := scorer.Score(doc)
		if err != nil {
			return all, err
		}
		about, err := parts.Tagger.Entities(doc, scores)
		if err != nil {
			return all, fmt.Errorf("review %s: %w", r.ID, err)
		}
		labelled := make([]review.Sentence, len(r.Sentences))
		for i, s := range r.Sentences {
			labelled[i].Span = s.Span
		}
		asLabelled := &review.Document{Review: doc.Review, Sentences: labelled}
		all.Add(ScoreEntities(about, gold[r.ID], func(i int) int { return covering(asLabelled, doc.Sentences[i].Span) }, textOnly))
	}
	return all, nil
}

func writeEntities(w io.Writer, s *EntityScore) {
	var t table
	t.add("", "precision", "recall", "F1", "labelled")
	tally := func(name string, c Tally) {
		t.add(name, fmt.Sprintf("%.3f", c.Precision()), fmt.Sprintf("%.3f", c.Recall()), fmt.Sprintf("%.3f", c.F1()), fmt.Sprint(c.Right+c.Missed))
	}
	var typed Tally
	for i, kind := range EntityTypes {
		tally("  "+string(kind), s.Typed[i])
		typed.Add(s.Typed[i])
	}
	tally("all, type and name", typed)
	tally("all, name alone", s.Names)
	tally("sentences that name it", s.Named)
	t.write(w)
	fmt.Fprintf(w, "  book under review right: %d of %d; its author: %d of %d\n", s.MainBook.Right, s.MainBook.Right+s.MainBook.Missed,
		s.MainAuthor.Right, s.MainAuthor.Right+s.MainAuthor.Missed)
	fmt.Fprintf(w, "  tone towards entities: accuracy %.3f, macro-F1 %.3f\n", s.ToneAccuracy(), s.ToneF1())
}
