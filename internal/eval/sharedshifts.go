package eval

import (
	"fmt"
	"io"
)

func sharedShifts(w io.Writer, root string, parts Parts) error {
	if parts.Finder == nil {
		fmt.Fprintln(w, "  left out: there is no finder")
		return nil
	}
	reviews, err := goldReviews(root)
	if err != nil {
		return err
	}
	cases := make([]ShiftReview, len(reviews))
	for n := range reviews {
		for _, s := range reviews[n].Sentences {
			cases[n].Sentences = append(cases[n].Sentences, ShiftSentence{
				Text: s.In(reviews[n].Text), Stance: s.Stance, Tone: float64(s.Tone) / 2, Mixed: s.Mixed == 1,
			})
		}
	}
	bench := ShiftBench{Finder: parts.Finder, Segmenter: parts.Segmenter, Scorer: parts.defaultScorer()}
	result, err := bench.Run(cases)
	if err != nil {
		return err
	}
	writeShifts(w, result)
	return nil
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
	line("false alarms, reviews of one tone", func(f *ShiftFigures) string { return alarms(f.OneTone) })
	line("clean splices: recall, precision", func(f *ShiftFigures) string { return splices(f.Clean) })
	line("mixed splices: recall, precision", func(f *ShiftFigures) string { return splices(f.Mixed) })
	line("real reviews: shifts found", func(f *ShiftFigures) string { return fmt.Sprint(f.Real.Shifts) })
	t.write(w)
}
