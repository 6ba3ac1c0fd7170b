package report

import (
	"tonearc/pipeline/review"
)

var verdicts = []string{
	string(review.VerdictPositive), string(review.VerdictNegative), string(review.VerdictMixed),
	string(review.VerdictNeutral), string(review.VerdictTooShort),
}

var shapes = []string{
	string(review.Rise), string(review.Fall), string(review.Valley), string(review.Hill), string(review.Flat),
	string(review.Wave), string(review.ShapeTooShort),
}

// tones are the three columns of an estimate.
func tones[R any](of string, get func(*R) review.Estimate) []column[R] {
	part := func(pick func(review.Estimate) float64) func(*R) (float64, bool) {
		return func(row *R) (float64, bool) {
			e := get(row)
			return pick(e), e.N > 0
		}
	}
	return []column[R]{
		maybe("tone", "tone "+of, -1, 1, part(func(e review.Estimate) float64 { return e.Value })),
		maybe("tone_low", "lower end of its 95 % interval", -1, 1, part(func(e review.Estimate) float64 { return e.Low })),
		maybe("tone_high", "upper end of its 95 % interval", -1, 1, part(func(e review.Estimate) float64 { return e.High })),
	}
}

// concat joins groups of columns.
func concat[R any](groups ...[]column[R]) []column[R] {
	var all []column[R]
	for _, group := range groups {
		all = append(all, group...)
	}
	return all
}

func warningCodes(warnings []review.Warning) string {
	codes := make([]string, len(warnings))
	for i, warning := range warnings {
		codes[i] = warning.Code
	}
	return joinList(codes)
}

var reviewsTable = table[review.Analysis]{
	name: "reviews", doc: "One row per review.", key: []string{"review_id"},
	columns: concat([]column[review.Analysis]{
		text("review_id", "stays the same from night to night", func(an *review.Analysis) string { return an.Review.ID }),
		text("source", "input, relative to the PATH argument", func(an *review.Analysis) string { return an.Review.Source }),
		integer("line", "1-based line of the record in its source", func(an *review.Analysis) int { return an.Review.Line }),
		text("title", "the review's own headline", func(an *review.Analysis) string { return an.Review.Metadata.Title }),
		text("book", "title of the book under review, as the source gives it, else the text where that is sure (entities.csv has guesses too)", (*review.Analysis).Book),
		text("author", "authors of the book, separated by |", func(an *review.Analysis) string { return joinList(an.Authors()) }),
		text("reviewer", "who wrote the review", func(an *review.Analysis) string { return an.Review.Metadata.Reviewer }),
		text("date", "ISO 8601, as exact as the source", func(an *review.Analysis) string { return an.Review.Metadata.Date }),
		maybe("stars", "0.5 to 5; empty = not rated", 0, 5, func(an *review.Analysis) (float64, bool) {
			return an.Review.Metadata.Stars, an.Review.Metadata.Stars > 0
		}),
		text("language", "ISO 639-1", func(an *review.Analysis) string { return an.Review.Metadata.Language }),
		integer("words", "words of the text", func(an *review.Analysis) int { return an.Summary.Words }),
		integer("sentences", "sentences of the text", func(an *review.Analysis) int { return len(an.Sentences) }),
		number("opinion_share", "share of the reviewer's own sentences, without quotations and spoilers, that are opinion", 0, 1, func(an *review.Analysis) float64 { return an.Summary.OpinionShare }),
	}, tones("of the review's opinion", func(an *review.Analysis) review.Estimate { return an.Summary.Tone }),
		[]column[review.Analysis]{
			word("verdict", "what the review thinks on the whole", verdicts, func(an *review.Analysis) string { return string(an.Summary.Verdict) }),
			number("feel", "how dark or happy the told events are", -1, 1, func(an *review.Analysis) float64 { return an.Summary.Feel }),
			integer("shifts", "tested shifts of tone", func(an *review.Analysis) int { return len(an.Arc.Shifts) }),
			word("shape", "course of the tone", shapes, func(an *review.Analysis) string { return string(an.Arc.Shape) }),
			maybe("stars_gap", "tone minus what the stars say, both on −1 to 1", -2, 2, func(an *review.Analysis) (float64, bool) {
				return deref(an.Summary.StarsGap)
			}),
			text("isbn", "of the book", func(an *review.Analysis) string { return an.Review.Metadata.ISBN }),
			text("series", "with number", func(an *review.Analysis) string { return an.Review.Metadata.Series }),
			text("genre", "from shelves and tags", func(an *review.Analysis) string { return an.Review.Metadata.Genre }),
			text("warnings", "codes of the doubts, separated by |", func(an *review.Analysis) string { return warningCodes(an.Warnings) }),
			text("fingerprint", "digests of text and of metadata: the next run compares them", func(an *review.Analysis) string { return an.Review.Fingerprint() }),
		}),
}

func deref(value *float64) (float64, bool) {
	if value == nil {
		return 0, false
	}
	return *value, true
}
