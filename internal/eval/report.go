package eval

import (
	"fmt"
	"io"
	"math"
	"slices"

	"tonearc/pipeline/review"
)

// Parts are the parts of the program that are measured, as values.
type Parts struct {
	Scorers   []Subject
	Segmenter review.Segmenter
	Summarise func(doc *review.Document, scores []review.Score) review.Summary
	Tagger    review.EntityTagger // nil: entities are not measured
	Finder    review.ShiftFinder  // nil: shifts are not measured
	Default   string              // name of the scorer that is used where none is asked for
}

// Subject is a scorer with its name.
type Subject struct {
	Name   string
	Scorer review.Scorer
}

// Files measures every scorer on a user's labelled sentences (see [ReadLabelled]) and prints the tables. It returns the
// lines that could not be used; the error is of a file that could not be used at all. Whole reviews are cut into
// sentences by the program, and each labelled sentence takes the score of the one that covers most of it.
func Files(w io.Writer, paths []string, parts Parts) ([]Bad, error) {
	var all []Bad
	for n, path := range paths {
		reviews, bad, err := ReadLabelled(path)
		all = append(all, bad...)
		if err != nil {
			return all, err
		}
		if n > 0 {
			fmt.Fprintln(w)
		}
		var segmenter review.Segmenter // nil: sentences stay as they were labelled
		if reviews[0].Whole {
			segmenter = parts.Segmenter
		}
		judged, err := judgeAll(reviews, segmenter, parts.Scorers)
		if err != nil {
			return all, err
		}
		fmt.Fprintf(w, "%s: %s\n", path, describe(reviews))
		writeMeasures(w, parts.Scorers, judged)
		for i, s := range parts.Scorers {
			writeDetails(w, s.Name, judged[i])
		}
		if kinds := kindsOf(judged[0]); len(kinds) > 1 {
			writeKinds(w, parts.Scorers, judged, kinds)
		}
	}
	return all, nil
}

// judgeAll is the cases of every scorer.
func judgeAll(reviews []Review, segmenter review.Segmenter, subjects []Subject) ([][]Case, error) {
	judged := make([][]Case, len(subjects))
	for i, s := range subjects {
		cases, err := Judge(reviews, segmenter, s.Scorer)
		if err != nil {
			return nil, fmt.Errorf("scorer %s: %w", s.Name, err)
		}
		judged[i] = cases
	}
	return judged, nil
}

func describe(reviews []Review) string {
	sentences := 0
	for i := range reviews {
		sentences += len(reviews[i].Sentences)
	}
	switch {
	case sentences == 1:
		return "1 sentence"
	case sentences == len(reviews):
		return fmt.Sprintf("%d sentences, each alone", sentences)
	case len(reviews) == 1:
		return fmt.Sprintf("%d sentences of one review", sentences)
	}
	return fmt.Sprintf("%d sentences in %d reviews", sentences, len(reviews))
}

// writeMeasures prints the figures of every scorer side by side; what no scorer could be measured on is left out.
func writeMeasures(w io.Writer, subjects []Subject, judged [][]Case) {
	figures := make([][]Figure, len(subjects))
	head := []string{""}
	for i, s := range subjects {
		figures[i] = MeasureAll(judged[i])
		head = append(head, s.Name)
	}
	var t table
	t.add(head...)
	for m, measure := range Measures {
		cells, known := []string{measure.Name}, false
		for i := range subjects {
			f := figures[i][m]
			known = known || !math.IsNaN(f.Value)
			cells = append(cells, f.String())
		}
		if known {
			t.add(cells...)
		}
	}
	t.write(w)
}

// writeDetails prints the confusion matrices and the calibration of one scorer.
func writeDetails(w io.Writer, name string, cases []Case) {
	writeConfusion(w, name+": tone", ToneConfusion(cases), classNames[:])
	writeConfusion(w, name+": stance", StanceConfusion(cases), stanceNames[:])
	bins := Calibration(cases)
	if bins == nil {
		return
	}
	var t table
	said, happened, count := []string{"  said"}, []string{"  happened"}, []string{"  sentences"}
	for _, b := range bins {
		said = append(said, fmt.Sprintf("%.2f", b.Said))
		happened = append(happened, fmt.Sprintf("%.2f", b.Happened))
		count = append(count, fmt.Sprint(b.Cases))
	}
	t.add(said...)
	t.add(happened...)
	t.add(count...)
	fmt.Fprintf(w, "  %s: calibration of p(positive) on polar sentences, ten bins of equal count\n", name)
	t.write(w)
}

var (
	classNames  = [3]string{"negative", "neutral", "positive"}
	stanceNames = [3]string{"opinion", "story", "context"}
)

func writeConfusion(w io.Writer, title string, m Confusion, names []string) {
	if math.IsNaN(m.Accuracy()) {
		return
	}
	var t table
	t.add(append(append([]string{title + " (rows: label; columns: " + "prediction)"}, names...), "precision", "recall", "F1")...)
	for g, name := range names {
		cells := []string{"  " + name}
		for _, n := range m[g] {
			cells = append(cells, fmt.Sprint(n))
		}
		precision, recall, f1 := m.F1(g)
		t.add(append(cells, fmt.Sprintf("%.3f", precision), fmt.Sprintf("%.3f", recall), fmt.Sprintf("%.3f", f1))...)
	}
	t.write(w)
}

// kindsOf lists the kinds of the cases in the order of their first case.
func kindsOf(cases []Case) []string {
	var kinds []string
	for i := range cases {
		if k := cases[i].Gold.Kind; k != "" && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// writeKinds prints the share of sentences of each kind whose tone class and stance come out right.
func writeKinds(w io.Writer, subjects []Subject, judged [][]Case, kinds []string) {
	head := []string{"share right: tone, stance", "sentences"}
	for _, s := range subjects {
		head = append(head, s.Name, "")
	}
	var t table
	t.add(head...)
	for _, kind := range append(slices.Clone(kinds), "") {
		label, count := kind, 0
		if kind == "" {
			label = "all"
		}
		var cells []string
		for i := range subjects {
			var of []Case
			for _, c := range judged[i] {
				if kind == "" || c.Gold.Kind == kind {
					of = append(of, c)
				}
			}
			count = len(of)
			cells = append(cells, percent(toneAccuracy(of)), percent(stanceAccuracy(of)))
		}
		t.add(append([]string{label, fmt.Sprint(count)}, cells...)...)
	}
	t.write(w)
}

func percent(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*x)
}
