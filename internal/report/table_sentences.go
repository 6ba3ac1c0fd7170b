package report

import (
	"strings"

	"tonearc/pipeline/review"
)

// sentenceRow is one sentence of a review.
type sentenceRow struct {
	an      *review.Analysis
	offsets offsets
	at      int
	stretch int
}

func (r *sentenceRow) sentence() *review.Sentence { return &r.an.Sentences[r.at] }
func (r *sentenceRow) score() *review.Score       { return &r.an.Scores[r.at] }

// point is the arc at the sentence; the zero Point where there is no arc.
func (r *sentenceRow) point() review.Point {
	if r.at < len(r.an.Arc.Points) {
		return r.an.Arc.Points[r.at]
	}
	return review.Point{}
}

func (r *sentenceRow) arc(pick func(review.Point) float64) (float64, bool) {
	point := r.point()
	return pick(point), point.Known
}

// evidence writes "word:+0.42|not … gripping:-0.31", strongest first.
func (r *sentenceRow) evidence() string {
	score := r.score()
	if len(score.Evidence) == 0 {
		return ""
	}
	list := make([]byte, 0, 24*len(score.Evidence))
	for _, evidence := range score.Evidence {
		list = appendWeighted(list, evidenceText(r.an.Review.Text, evidence), evidence.Weight)
	}
	return string(list)
}

// evidenceText is the words of a piece of evidence, with an ellipsis where it is a group.
func evidenceText(text string, evidence review.Evidence) string {
	if len(evidence.Spans) == 1 {
		return oneLine(evidence.Spans[0].In(text))
	}
	parts := make([]string, len(evidence.Spans))
	for i, span := range evidence.Spans {
		parts[i] = oneLine(span.In(text))
	}
	return strings.Join(parts, " … ")
}

// oneLine folds line breaks and runs of spaces.
func oneLine(s string) string {
	if foldedFor.in(s) || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

var foldedFor = newByteSet("\n\t\r")

// secondOpinion is the class of the unlike model's answer; "" where it has none.
func secondOpinion(score *review.Score) string {
	switch {
	case score.SecondOpinion == nil:
		return ""
	case *score.SecondOpinion >= 0.5:
		return string(review.Positive)
	}
	return string(review.Negative)
}

var sentencesTable = table[sentenceRow]{
	name: "sentences", doc: "One row per sentence.", key: []string{"review_id", "sentence"},
	links: []link{{[]string{"review_id"}, "reviews", []string{"review_id"}}},
	columns: []column[sentenceRow]{
		text("review_id", "the review", func(r *sentenceRow) string { return r.an.Review.ID }),
		integer("sentence", "0-based", func(r *sentenceRow) int { return r.at }),
		integer("paragraph", "0-based", func(r *sentenceRow) int { return r.sentence().Paragraph }),
		integer("start", "first code point of the sentence in the cleaned text", func(r *sentenceRow) int { return r.offsets.of(r.sentence().Start) }),
		integer("end", "first code point behind it", func(r *sentenceRow) int { return r.offsets.of(r.sentence().End) }),
		text("text", "the sentence", func(r *sentenceRow) string { return r.sentence().In(r.an.Review.Text) }),
		word("stance", "what the sentence is doing", []string{"opinion", "story", "context"}, func(r *sentenceRow) string { return string(r.score().Stance()) }),
		number("p_opinion", "probability", 0, 1, func(r *sentenceRow) float64 { return r.score().Opinion }),
		number("p_story", "probability", 0, 1, func(r *sentenceRow) float64 { return r.score().Story }),
		number("p_context", "probability", 0, 1, func(r *sentenceRow) float64 { return r.score().Context }),
		number("tone", "the reviewer's attitude", -1, 1, func(r *sentenceRow) float64 { return r.score().Tone }),
		number("p_negative", "probability", 0, 1, func(r *sentenceRow) float64 { return r.score().Negative }),
		number("p_neutral", "probability", 0, 1, func(r *sentenceRow) float64 { return r.score().Neutral }),
		number("p_positive", "probability", 0, 1, func(r *sentenceRow) float64 { return r.score().Positive }),
		number("mixed", "probability that praise and blame are both clearly there", 0, 1, func(r *sentenceRow) float64 { return r.score().Mixed }),
		number("feel", "how dark or happy the told events are", -1, 1, func(r *sentenceRow) float64 { return r.score().Feel }),
		maybe("arc", "smoothed tone", -1, 1, func(r *sentenceRow) (float64, bool) { return r.arc(func(p review.Point) float64 { return p.Value }) }),
		maybe("arc_low", "lower end of its 95 % band", -1, 1, func(r *sentenceRow) (float64, bool) { return r.arc(func(p review.Point) float64 { return p.Low }) }),
		maybe("arc_high", "upper end of its 95 % band", -1, 1, func(r *sentenceRow) (float64, bool) { return r.arc(func(p review.Point) float64 { return p.High }) }),
		number("position", "middle of the sentence as a share of the review", 0, 1, func(r *sentenceRow) float64 { return r.point().Position }),
		number("weight", "how much the sentence counts for the review's tone", 0, 1, func(r *sentenceRow) float64 { return r.score().Weight }),
		integer("stretch", "0-based stretch that the sentence belongs to", func(r *sentenceRow) int { return r.stretch }),
		maybe("rating", "a rating stated in the sentence, on 0 to 1", 0, 1, func(r *sentenceRow) (float64, bool) { return deref(r.score().Rating) }),
		text("marks", "what the markup said, separated by |", func(r *sentenceRow) string { return r.sentence().MarkNames() }),
		text("evidence", "words that moved the tone, as word:+0.42, separated by |, strongest first", (*sentenceRow).evidence),
		word("second_opinion", "what an unlike model says of the tone", []string{"negative", "positive"}, func(r *sentenceRow) string { return secondOpinion(r.score()) }),
	},
}

// appendSentences appends the rows of one review.
func appendSentences(dst []byte, an *review.Analysis, o offsets) []byte {
	row := sentenceRow{an: an, offsets: o}
	for row.at = range an.Sentences {
		for row.stretch+1 < len(an.Arc.Stretches) && an.Arc.Stretches[row.stretch].End <= row.at {
			row.stretch++
		}
		dst = sentencesTable.row(dst, &row)
	}
	return dst
}
