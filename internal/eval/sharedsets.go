package eval

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

func sharedSST(w io.Writer, root string, parts Parts) error {
	data, err := readFile(filepath.Join(root, "data", "sst", "dev.tsv.gz"))
	if err != nil {
		return err
	}
	reviews, err := treebank(string(data))
	if err != nil {
		return err
	}
	judged, err := judgeAll(reviews, nil, parts.Scorers)
	if err != nil {
		return err
	}
	var t table
	head, polar, area := []string{""}, []string{"accuracy"}, []string{"AUC"}
	for i, s := range parts.Scorers {
		groups := byReview(judged[i])
		head = append(head, s.Name)
		polar = append(polar, bootstrap(groups, PolarAccuracy).String())
		area = append(area, bootstrap(groups, polarAUC).String())
	}
	t.add(head...)
	t.add(polar...)
	t.add(area...)
	t.write(w)
	return nil
}

// treebank reads "label TAB tokenised sentence" lines, labels 0 … 4, and undoes the tokenisation.
func treebank(data string) ([]Review, error) {
	var out []Review
	for n, line := range strings.Split(strings.TrimSpace(data), "\n") {
		label, text, ok := strings.Cut(line, "\t")
		grade, err := strconv.Atoi(label)
		if !ok || err != nil || grade < 0 || grade > 4 {
			return nil, fmt.Errorf("treebank, line %d: a label from 0 to 4, a tab and a sentence are expected", n+1)
		}
		if grade == 2 {
			continue
		}
		r := Review{ID: fmt.Sprintf("line %d", n+1)}
		r.add(Sentence{Tone: grade - 2, HasTone: true, Graded: true}, detokenise.Replace(text))
		out = append(out, r)
	}
	return out, nil
}

// detokenise undoes what the treebank's tokeniser did, as far as it can be undone without doubt.
var detokenise = strings.NewReplacer(
	" n't", "n't", " 's", "'s", " 're", "'re", " 've", "'ve", " 'll", "'ll", " 'd", "'d", " 'm", "'m",
	" ,", ",", " .", ".", " !", "!", " ?", "?", " ;", ";", " :", ":", "-LRB- ", "(", " -RRB-", ")", "`` ", `"`, " ''", `"`, `\/`, "/", `\*`, "*",
)

func sharedStars(w io.Writer, root string, parts Parts) error {
	reviews, err := ReadRated(filepath.Join(root, "data", "blitzer", "books.jsonl.gz"), Measuring)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "  %d reviews\n", len(reviews))
	var t table
	head, area, rho := []string{""}, []string{"AUC, at most 2 stars against at least 4"}, []string{"Spearman's ρ"}
	var verdicts *table
	for _, s := range parts.Scorers {
		rated, err := Rate(reviews, parts.Segmenter, s.Scorer, parts.Summarise)
		if err != nil {
			return fmt.Errorf("scorer %s: %w", s.Name, err)
		}
		head = append(head, s.Name)
		area = append(area, FigureOf(rated, StarsAUC).String())
		rho = append(rho, FigureOf(rated, StarsSpearman).String())
		if s.Name == parts.Default {
			verdicts = verdictTable(s.Name, rated)
		}
	}
	t.add(head...)
	t.add(area...)
	t.add(rho...)
	t.write(w)
	if verdicts != nil {
		verdicts.write(w)
	}
	return nil
}

func verdictTable(name string, rated []Rated) *table {
	var t table
	head := []string{name + ": verdict by stars"}
	for _, v := range Verdicts {
		head = append(head, string(v))
	}
	t.add(head...)
	for stars, counts := range VerdictTable(rated) {
		cells := []string{fmt.Sprintf("  %d", stars+1)}
		for _, n := range counts {
			cells = append(cells, fmt.Sprint(n))
		}
		t.add(cells...)
	}
	return &t
}

func sharedReviews(w io.Writer, root string, parts Parts) error {
	scorer := parts.defaultScorer()
	if scorer == nil || parts.Summarise == nil {
		fmt.Fprintln(w, "  left out: there is no default scorer")
		return nil
	}
	held, err := heldSilver(root)
	if err != nil {
		return err
	}
	rated, err := Rate(held, parts.Segmenter, scorer, parts.Summarise)
	if err != nil {
		return err
	}
	var t table
	t.add("opinion sentences", "reviews", "interval holds", "mean width", "mean error")
	for _, size := range [][2]int{{1, 4}, {4, 8}, {8, 16}, {16, 1 << 30}, {1, 1 << 30}} {
		reviews, holds, width, off := 0, 0, 0.0, 0.0
		for n := range held {
			mean, opinions := held[n].meanTone()
			if opinions < size[0] || opinions >= size[1] {
				continue
			}
			tone := rated[n].Summary.Tone
			reviews++
			width += tone.High - tone.Low
			off += math.Abs(tone.Value - mean)
			if tone.Low <= mean && mean <= tone.High {
				holds++
			}
		}
		name := fmt.Sprintf("  %d to %d", size[0], size[1]-1)
		if size[1] == 1<<30 {
			name = fmt.Sprintf("  %d or more", size[0])
		}
		count := float64(reviews)
		t.add(name, fmt.Sprint(reviews), percent(ratio(holds, reviews)), fmt.Sprintf("%.2f", width/count), fmt.Sprintf("%.2f", off/count))
	}
	t.write(w)
	starred := rated[:0]
	for _, r := range rated {
		if r.Stars > 0 {
			starred = append(starred, r)
		}
	}
	verdictTable(parts.Default, starred).write(w)
	return nil
}

// meanTone is the mean of the labelled tones of the opinion sentences, on [-1, 1], and how many there are.
func (r *Review) meanTone() (mean float64, opinions int) {
	for _, s := range r.Sentences {
		if s.Stance == review.Opinion {
			mean += float64(s.Tone) / 2
			opinions++
		}
	}
	return mean / float64(max(opinions, 1)), opinions
}
