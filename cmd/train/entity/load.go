package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path/filepath"

	"tonearc/internal/eval"
	"tonearc/internal/nlp"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

// labelled is a review with its labels, its sentences and their scores.
type labelled struct {
	doc    *review.Document
	scores []review.Score
	gold   []eval.GoldEntity // nil where only the record says what the review is about
	fold   int               // of the cross-validation; reviews of one book share a fold
	match  []int             // for each of our sentences the labelled one that it shares most with; -1 = none
}

// folds is how many parts the cross-validation has.
const folds = 5

// heldOut reports whether a text belongs to the part that is kept for measuring: nothing is trained on it.
func heldOut(text string) bool {
	sum := sha256.Sum256([]byte(text))
	return sum[0]>>4 <= 2
}

// load reads the reviews with labelled entities first, then, with more, those of which only the record is known. The
// scores are those of the named scorer; where scorer is empty they are made of the labels of the sentences.
func load(data, scorer string, more bool) ([]labelled, error) {
	table, err := readGzip(filepath.Join(data, "books/entities_silver.tsv.gz"))
	if err != nil {
		return nil, err
	}
	gold, err := eval.ReadGoldEntities(bytes.NewReader(table))
	if err != nil {
		return nil, fmt.Errorf("entities_silver.tsv.gz: %w", err)
	}
	return loadReviews(filepath.Join(data, "books/silver.jsonl.gz"), gold, scorer, more)
}

func loadReviews(path string, gold map[string][]eval.GoldEntity, scorer string, more bool) ([]labelled, error) {
	reviews, err := eval.ReadReviews(path)
	if err != nil {
		return nil, err
	}
	segmenter, err := nlp.New()
	if err != nil {
		return nil, err
	}
	var judge review.Scorer
	if scorer != "" {
		if judge, err = tone.New(scorer, tone.Options{}); err != nil {
			return nil, err
		}
	}
	var first, rest []labelled
	for i := range reviews {
		rev := &reviews[i]
		if rev.Book == "None / None" {
			rev.Book = "" // a slip of the source
		}
		ents := gold[rev.ID]
		if ents == nil && (!more || rev.Book == "" || heldOut(rev.Text)) {
			continue
		}
		l, err := prepare(rev, segmenter, judge)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", rev.ID, err)
		}
		if l.gold = ents; ents != nil {
			first = append(first, l)
		} else {
			rest = append(rest, l)
		}
	}
	return append(first, rest...), nil
}

func prepare(rev *eval.Review, segmenter review.Segmenter, judge review.Scorer) (labelled, error) {
	out := &review.Review{ID: rev.ID, Text: rev.Text, Metadata: review.Metadata{Book: rev.Book}}
	if rev.Author != "" {
		out.Metadata.Authors = []string{rev.Author}
	}
	sentences, err := segmenter.Segment(rev.Text, nil)
	if err != nil {
		return labelled{}, err
	}
	l := labelled{doc: &review.Document{Review: out, Sentences: sentences}}
	for i := range sentences {
		l.match = append(l.match, closest(rev, sentences[i].Span))
	}
	if judge != nil {
		if l.scores, err = judge.Score(l.doc); err != nil {
			return l, err
		}
	} else {
		for _, at := range l.match {
			l.scores = append(l.scores, scoreOf(rev, at))
		}
	}
	sum := sha256.Sum256([]byte(rev.Key()))
	l.fold = int(sum[0]) % folds
	return l, nil
}

// closest is the labelled sentence that shares most bytes with a span; -1 = none.
func closest(rev *eval.Review, span review.Span) int {
	best, most := -1, 0
	for i := range rev.Sentences {
		if n := rev.Sentences[i].Overlap(span); n > most {
			best, most = i, n
		}
	}
	return best
}

// scoreOf is what a good scorer would say of a labelled sentence: sure, but not certain.
func scoreOf(rev *eval.Review, at int) review.Score {
	score := review.Score{Opinion: 0.08, Story: 0.08, Context: 0.08, Negative: 0.1, Neutral: 0.1, Positive: 0.1}
	if at < 0 {
		return review.Score{Context: 1, Neutral: 1}
	}
	sent := &rev.Sentences[at]
	switch sent.Stance {
	case review.Opinion:
		score.Opinion = 0.84
	case review.Story:
		score.Story = 0.84
	default:
		score.Context = 0.84
	}
	switch sent.Class() {
	case review.Positive:
		score.Positive = 0.8
	case review.Negative:
		score.Negative = 0.8
	default:
		score.Neutral = 0.8
	}
	score.Tone = float64(sent.Tone) / 2
	score.Mixed = float64(sent.Mixed)
	score.Weight = score.Opinion
	return score
}
