package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"

	"tonearc/pipeline/review"
)

// Rated is a review with stars and what the program says of it.
type Rated struct {
	Stars   float64
	Summary review.Summary
}

// ReadRated reads reviews with stars, one JSON record a line, keeping those whose text keep accepts. Repeated texts
// are read once.
func ReadRated(path string, keep func(text string) bool) ([]Review, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	var out []Review
	seen := make(map[string]bool)
	line := 0
	for text := range bytes.Lines(data) {
		line++
		var rec struct {
			Stars json.RawMessage `json:"stars"`
			Title string          `json:"title"`
			Text  string          `json:"text"`
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if err := json.Unmarshal(text, &rec); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, line, err)
		}
		var stars float64
		if err := json.Unmarshal(bytes.Trim(rec.Stars, `"`), &stars); err != nil {
			return nil, fmt.Errorf("%s, line %d: stars: %w", path, line, err)
		}
		if !keep(rec.Text) || seen[rec.Text] {
			continue
		}
		seen[rec.Text] = true
		out = append(out, Review{ID: fmt.Sprintf("line %d", line), Title: rec.Title, Stars: stars, Text: rec.Text})
	}
	return out, nil
}

// Rate scores and summarises reviews with stars. The stars are hidden from the scorer.
func Rate(reviews []Review, segmenter review.Segmenter, scorer review.Scorer, summarise func(*review.Document, []review.Score) review.Summary) ([]Rated, error) {
	out := make([]Rated, 0, len(reviews))
	for n := range reviews {
		doc, err := reviews[n].document(segmenter)
		if err != nil {
			return nil, fmt.Errorf("review %s: %w", reviews[n].ID, err)
		}
		scores, err := scorer.Score(doc)
		if err != nil {
			return nil, fmt.Errorf("review %s: %w", reviews[n].ID, err)
		}
		out = append(out, Rated{Stars: reviews[n].Stars, Summary: summarise(doc, scores)})
	}
	return out, nil
}

// StarsAUC is the probability that a review of four or five stars has a greater tone than one of one or two.
func StarsAUC(rated []Rated) float64 {
	var x []float64
	var y []bool
	for _, r := range rated {
		if r.Stars <= 2 || r.Stars >= 4 {
			x, y = append(x, r.Summary.Tone.Value), append(y, r.Stars >= 4)
		}
	}
	return AUC(x, y)
}

// StarsSpearman is the rank correlation of tone and stars.
func StarsSpearman(rated []Rated) float64 {
	var x, y []float64
	for _, r := range rated {
		x, y = append(x, r.Summary.Tone.Value), append(y, r.Stars)
	}
	return Spearman(x, y)
}

// Verdicts are the verdicts in the order of VerdictTable's columns.
var Verdicts = [5]review.Verdict{
	review.VerdictNegative, review.VerdictMixed, review.VerdictNeutral, review.VerdictPositive, review.VerdictTooShort,
}

// VerdictTable counts verdicts by stars, rounded: [stars-1][verdict].
func VerdictTable(rated []Rated) [5][5]int {
	var out [5][5]int
	for _, r := range rated {
		row := int(math.Round(min(max(r.Stars, 1), 5))) - 1
		for k, v := range Verdicts {
			if r.Summary.Verdict == v {
				out[row][k]++
			}
		}
	}
	return out
}

// FigureOf measures rated reviews with a bootstrap interval over reviews.
func FigureOf(rated []Rated, measure func([]Rated) float64) Figure {
	groups := make([][]Rated, len(rated))
	for i := range rated {
		groups[i] = rated[i : i+1]
	}
	return bootstrap(groups, measure)
}
