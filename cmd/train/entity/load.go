package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"tonearc/internal/eval"
	"tonearc/internal/nlp"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

// labelled is a review with its labels, its sentences and their scores.
type labelled struct {
	doc     *review.Document
	scores  []review.Score
	others  [][]review.Score  // other draws of its errors, to learn the tone from
	gold    []eval.GoldEntity // nil where only the record says what the review is about
	fold    int               // of the cross-validation; reviews of one book share a fold
	foreign bool              // a sentence of an encyclopaedia, not a review
	reading bool              // its labels are in readings.tsv.gz: learnt from, but not measured on
	written bool              // written for this project, see written.go: measured by itself
	match   []int             // for each of our sentences the labelled one that it shares most with; -1 = none
}

// folds is how many parts the cross-validation has.
const folds = 5

// heldOut reports whether a text belongs to the part that is kept for measuring: nothing is trained on it.
func heldOut(text string) bool {
	sum := sha256.Sum256([]byte(text))
	return sum[0]>>4 <= 2
}

// load reads the reviews with labelled entities first, then, with more, those of which only the record is known. The
// scores are those of the named scorer; where scorer is "labels" they are made of the labels of the sentences.
func load(data, scorer string, more bool) ([]labelled, error) {
	table, err := readGzip(filepath.Join(data, "books/entities_silver.tsv.gz"))
	if err != nil {
		return nil, err
	}
	gold, err := eval.ReadGoldEntities(bytes.NewReader(table))
	if err != nil {
		return nil, fmt.Errorf("entities_silver.tsv.gz: %w", err)
	}
	revs, err := loadReviews(filepath.Join(data, "books/silver.jsonl.gz"), gold, scorer, more)
	if err != nil || !more {
		return revs, err
	}
	written, err := loadWritten(scorer)
	if err != nil {
		return nil, err
	}
	sentences, err := loadCrossNER(data)
	return slices.Concat(revs, written, sentences), err
}

// crossTypes are the types of CrossNER's literature sentences in our words. Those left out are no entities to us.
var crossTypes = map[string]review.EntityType{
	"book": review.Book, "poem": review.Book, "writer": review.Author, "person": review.Person,
	"country": review.Place, "location": review.Place,
	"organisation": review.Org, "magazine": review.Org, "award": review.Org,
}

// loadCrossNER reads the literature sentences of CrossNER (Liu et al. 2021), each as a text of its own.
func loadCrossNER(data string) ([]labelled, error) {
	segmenter, err := nlp.New()
	if err != nil {
		return nil, err
	}
	var out []labelled
	for _, name := range []string{"literature_train.txt.gz", "literature_dev.txt.gz"} {
		raw, err := readGzip(filepath.Join(data, "crossner", name))
		if err != nil {
			return nil, err
		}
		for _, block := range strings.Split(strings.ReplaceAll(string(raw), "\r", ""), "\n\n") {
			var words []string
			var ents []eval.GoldEntity
			inside := false
			for _, line := range strings.Split(block, "\n") {
				word, tag, ok := strings.Cut(line, "\t")
				if !ok {
					continue
				}
				words = append(words, word)
				mark, kind, _ := strings.Cut(tag, "-")
				switch {
				case mark == "B" && crossTypes[kind] != "":
					ents = append(ents, eval.GoldEntity{Type: crossTypes[kind], Name: word})
					inside = true
				case mark == "I" && inside:
					ents[len(ents)-1].Name += " " + word
				default:
					inside = false
				}
			}
			if len(words) == 0 {
				continue
			}
			rev := &review.Review{ID: "crossner", Text: strings.Join(words, " ")}
			sentences, err := segmenter.Segment(rev.Text, nil)
			if err != nil {
				return nil, err
			}
			out = append(out, labelled{doc: &review.Document{Review: rev, Sentences: sentences}, gold: ents, fold: -1, foreign: true})
		}
	}
	return out, nil
}

// newParts makes the parts that read a review before its entities are found; the scorer is nil where its scores are to be
// made of the labels.
func newParts(scorer string) (segmenter review.Segmenter, judge review.Scorer, err error) {
	if segmenter, err = nlp.New(); err != nil || scorer == "labels" {
		return segmenter, nil, err
	}
	judge, err = tone.New(scorer, tone.Options{})
	return segmenter, judge, err
}

func loadReviews(path string, gold map[string][]eval.GoldEntity, scorer string, more bool) ([]labelled, error) {
	reviews, err := eval.ReadReviews(path)
	if err != nil {
		return nil, err
	}
	segmenter, judge, err := newParts(scorer)
	if err != nil {
		return nil, err
	}
	var read map[string][]eval.GoldEntity
	if more {
		if read, err = readings(reviews); err != nil {
			return nil, err
		}
	}
	var first, rest []labelled
	for i := range reviews {
		rev := &reviews[i]
		if rev.Book == "None / None" {
			rev.Book = "" // a slip of the source
		}
		ents, reading := gold[rev.ID], false
		if ents == nil {
			ents, reading = read[rev.ID], true
		}
		if ents == nil && (!more || rev.Book == "" || heldOut(rev.Text)) {
			continue
		}
		slips := silverSlips
		if eval.HeldOut(rev.Key()) {
			slips = nil
		}
		l, err := prepare(rev, segmenter, judge, slips)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", rev.ID, err)
		}
		l.gold, l.reading = ents, reading
		if ents != nil {
			first = append(first, l)
		} else {
			rest = append(rest, l)
		}
	}
	return append(first, rest...), nil
}

// prepare reads a review as the program would. slips are those to make where the scorer was trained on its sentences;
// nil = it was not.
func prepare(rev *eval.Review, segmenter review.Segmenter, judge review.Scorer, slips slipRates) (labelled, error) {
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
		for draw := range draws {
			l.others = append(l.others, l.scores)
			if slips != nil {
				l.others[draw] = slips.make(rev, l.match, l.scores, draw)
			}
		}
		if slips != nil {
			l.scores = slips.make(rev, l.match, l.scores, draws)
		}
	} else {
		for _, at := range l.match {
			l.scores = append(l.scores, scoreOf(rev, at))
		}
		for range draws {
			l.others = append(l.others, l.scores)
		}
	}
	sum := sha256.Sum256([]byte(rev.Key()))
	l.fold = int(sum[0]) % folds
	return l, nil
}

// A scorer knows the sentences that it was trained on: there it errs less often than it will elsewhere. Of the sentences
// of known books that it judges rightly, so many in a hundred would be judged otherwise if it had not seen them: the
// difference between its confusions on known and on held-out books, measured on the silver sentences with the
// calibrated net, without what stands around it.
var silverSlips = slipRates{
	review.Negative: {9, 5},
	review.Neutral:  {4, 8}, // to blame, to praise
	review.Positive: {6, 4},
}

// writtenSlips are the same for the written reviews: the difference between those that the scorer was trained on and
// later ones.
var writtenSlips = slipRates{
	review.Negative: {13, 8},
	review.Positive: {6, 10},
}

// slipRates is how many in a hundred sentences of a class lose their tone, and get the other one.
type slipRates map[review.Class]struct{ fainter, turned int }

// slipTone is how strong a tone is that is read into a sentence without one.
const slipTone = 0.4

// draws is how many times each review is given slips of its own, so that what is learned from them does not hang on
// one fall of the dice.
const draws = 4

// make is a copy of the scores with as many errors as on sentences that the scorer does not know. They fall by a
// seed, the review and the draw.
func (slips slipRates) make(rev *eval.Review, match []int, scores []review.Score, draw int) []review.Score {
	h := fnv.New64a()
	fmt.Fprint(h, rev.ID, draw)
	dice := rand.New(rand.NewPCG(h.Sum64(), 20261127))
	out := slices.Clone(scores)
	for i := range out {
		n := dice.IntN(100)
		if match[i] < 0 {
			continue
		}
		class := rev.Sentences[match[i]].Class()
		if scores[i].Class() != class {
			continue
		}
		slip := slips[class]
		switch {
		case n >= slip.fainter+slip.turned:
		case class == review.Neutral:
			tone := slipTone
			if n < slip.fainter {
				tone = -slipTone
			}
			out[i] = scaled(&scores[i], 0, tone)
		case n < slip.fainter:
			out[i] = scaled(&scores[i], 0.15, 0)
		default:
			out[i] = scaled(&scores[i], -0.6, 0)
		}
	}
	return out
}

// scaled is a copy of a score with every tone in it times a factor and more by a sum.
func scaled(score *review.Score, factor, more float64) review.Score {
	out := *score
	out.Tone = out.Tone*factor + more
	if score.Alone != nil {
		alone := *score.Alone*factor + more
		out.Alone = &alone
	}
	out.Clauses = slices.Clone(score.Clauses)
	for i := range out.Clauses {
		out.Clauses[i].Tone = out.Clauses[i].Tone*factor + more
	}
	out.Evidence = slices.Clone(score.Evidence)
	for i := range out.Evidence {
		out.Evidence[i].Weight *= factor
	}
	if len(out.Evidence) > 0 {
		out.Evidence[0].Weight += more
	}
	return out
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
