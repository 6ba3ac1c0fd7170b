package eval

import (
	"fmt"
	"io"
	"path/filepath"
)

// shuffles is how often each review is shuffled: few reviews are long enough to be tested at all.
const shuffles = 10

func sharedShifts(w io.Writer, root string, parts Parts) error {
	if parts.Finder == nil {
		fmt.Fprintln(w, "  left out: there is no finder")
		return nil
	}
	reviews, err := goldReviews(root)
	if err != nil {
		return err
	}
	bench := ShiftBench{Finder: parts.Finder, Segmenter: parts.Segmenter, Scorer: parts.defaultScorer(), Shuffles: shuffles}
	result, err := bench.Run(shiftReviews(reviews))
	if err != nil {
		return err
	}
	writeShifts(w, result)
	return nil
}

// sharedSilverShifts measures the same on held-out silver, of which there is more, and what neighbours lend to a tone.
func sharedSilverShifts(w io.Writer, root string, parts Parts) error {
	if parts.Finder == nil {
		fmt.Fprintln(w, "  left out: there is no finder")
		return nil
	}
	held, err := heldSilver(root)
	if err != nil {
		return err
	}
	bench := ShiftBench{Finder: parts.Finder, Segmenter: parts.Segmenter, Scorer: parts.defaultScorer(), Shuffles: shuffles, Splices: 50}
	result, err := bench.Run(shiftReviews(held))
	if err != nil {
		return err
	}
	writeShifts(w, result)
	if !result.HasText {
		return nil
	}
	// How a scorer reads is no matter of accuracy: the reviews that it learnt from serve too.
	silver, err := ReadSilver(filepath.Join(root, "data"))
	if err != nil {
		return err
	}
	shares, found, err := bench.colouring(shiftReviews(silver))
	if err != nil || !found {
		return err
	}
	fmt.Fprintf(w, "  what a neighbour lends to the stand of a sentence, by distance (silver, sentences shuffled): %.3f\n", shares)
	return nil
}

func shiftReviews(reviews []Review) []ShiftReview {
	cases := make([]ShiftReview, len(reviews))
	for n := range reviews {
		for _, s := range reviews[n].Sentences {
			cases[n].Sentences = append(cases[n].Sentences, ShiftSentence{
				Text: s.In(reviews[n].Text), Stance: s.Stance, Tone: float64(s.Tone) / 2, Mixed: s.Mixed == 1,
			})
		}
	}
	return cases
}

func writeShifts(w io.Writer, result ShiftResult) {
	head := []string{"", "on labels"}
	columns := []ShiftFigures{result.Labels}
	if result.HasText {
		head, columns = append(head, "on text"), append(columns, result.Text)
	}
	var t table
	t.add(head...)
	line := func(name string, value func(f *ShiftFigures) string) {
		cells := []string{name}
		for i := range columns {
			cells = append(cells, value(&columns[i]))
		}
		t.add(cells...)
	}
	alarms := func(a FalseAlarms) string { return fmt.Sprintf("%.3f of %d", a.Rate(), a.Tested) }
	splices := func(s Splices) string { return fmt.Sprintf("%.3f, %.3f", s.Recall(), s.Precision()) }
	line("false alarms, sentences shuffled", func(f *ShiftFigures) string { return alarms(f.Shuffled) })
	line("  of 24 sentences or more", func(f *ShiftFigures) string { return alarms(f.Long) })
	line("  mixed splices, 12 to 24 shuffled", func(f *ShiftFigures) string { return alarms(f.Divided) })
	line("  mixed splices, 32 and 48 shuffled", func(f *ShiftFigures) string { return alarms(f.LongDiv) })
	line("false alarms, reviews of one tone", func(f *ShiftFigures) string { return alarms(f.OneTone) })
	line("clean splices: recall, precision", func(f *ShiftFigures) string { return splices(f.Clean) })
	line("mixed splices: recall, precision", func(f *ShiftFigures) string { return splices(f.Mixed) })
	line("mixed by a fifth on average", func(f *ShiftFigures) string { return splices(f.Rough) })
	for i, g := range columns[0].ByWrong {
		line(fmt.Sprintf("  %g %% of the signs wrong", 100*g.At), func(f *ShiftFigures) string {
			if i >= len(f.ByWrong) {
				return "–"
			}
			return splices(f.ByWrong[i].Splices)
		})
	}
	growth := func(name string, of func(f *ShiftFigures) []Growth) {
		for i := range of(&columns[0]) {
			line(fmt.Sprintf("  %s, %g", name, of(&columns[0])[i].At), func(f *ShiftFigures) string { return splices(of(f)[i].Splices) })
		}
	}
	growth("clean, sentences a side", func(f *ShiftFigures) []Growth { return f.ByLength })
	growth("mixed, sentences a side", func(f *ShiftFigures) []Growth { return f.ByMixed })
	growth("mixed on average, sentences a side", func(f *ShiftFigures) []Growth { return f.ByRough })
	growth("10 a side, change of tone", func(f *ShiftFigures) []Growth { return f.BySize })
	line("real reviews: shifts found", func(f *ShiftFigures) string { return fmt.Sprint(f.Real.Shifts) })
	line("  of those on the labels, again", func(f *ShiftFigures) string {
		if f.Real.Labelled == 0 {
			return "–"
		}
		return fmt.Sprintf("%d of %d", f.Real.Again, f.Real.Labelled)
	})
	t.write(w)
}
