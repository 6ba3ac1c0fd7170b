package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/internal/eval"
	"tonearc/pipeline/review"
)

// writtenReviews holds the reviews that were written for this project, with a label for each sentence; the README of
// cmd/train/tone says how. As all of cmd/train it is found from the root of the project.
const writtenReviews = "cmd/train/tone/written.txt.gz"

// writtenFile holds labels of entities in some of those reviews, made for this project by reading them. A review begins
// with "# " and its key: the first 16 digits of the SHA-256 of its sentences, joined by line breaks. Then comes a line
// for each entity: its type, with "*" where it is under review; the tone of each reading, with "/" between them; its
// forms, the fullest first, with "|" between them; and, where a form is the name of something else too, "@" and the
// 0-based numbers of the sentences that mean this one.
//
//go:embed written.txt.gz
var writtenFile []byte

// unsettled is the tone of an entity on which its readings differ: it is not learned from.
const unsettled = 2

// settled is a copy of labels in which a tone that the readings differ on is none.
func settled(ents []eval.GoldEntity) []eval.GoldEntity {
	out := slices.Clone(ents)
	for i := range out {
		if out[i].Tone == unsettled {
			out[i].Tone = 0
		}
	}
	return out
}

// loadWritten reads the written reviews that have labels of entities.
func loadWritten(scorer string) ([]labelled, error) {
	labels, err := writtenLabels()
	if err != nil {
		return nil, fmt.Errorf("cmd/train/entity/written.txt.gz: %w", err)
	}
	text, err := readGzip(writtenReviews)
	if err != nil {
		return nil, err
	}
	segmenter, judge, err := newParts(scorer)
	if err != nil {
		return nil, err
	}
	var out []labelled
	for block := range strings.SplitSeq(string(text), "\n#") {
		w, err := parseWritten(block)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", writtenReviews, err)
		}
		ents, found := labels[w.key]
		if !found {
			continue
		}
		delete(labels, w.key)
		w.record(ents)
		l, err := prepare(&w.Review, segmenter, judge, writtenSlips)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", writtenReviews, w.key, err)
		}
		l.gold, l.written = ents, true
		for i := range ents {
			w.locate(&ents[i])
		}
		out = append(out, l)
	}
	if len(labels) > 0 {
		fmt.Printf("%d labelled reviews are not in %s as they were labelled\n", len(labels), writtenReviews)
	}
	return out, nil
}

// writtenReview is a review of writtenReviews.
type writtenReview struct {
	eval.Review
	key string
}

var writtenLabel = regexp.MustCompile(`^([osc])([+-]?\d)(m?)(?:/([+-]\d))?$`)

var stanceOf = map[string]review.Stance{"o": review.Opinion, "s": review.Story, "c": review.Context}

// parseWritten reads the lines of one review. Sentences follow each other with a space; one that ends without a mark is
// a heading or a line of its own.
func parseWritten(block string) (*writtenReview, error) {
	w := &writtenReview{Review: eval.Review{Whole: true}}
	var text strings.Builder
	var lines []string
	for line := range strings.Lines(block) {
		label, sentence, found := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !found {
			continue
		}
		m := writtenLabel.FindStringSubmatch(label)
		if m == nil {
			return nil, fmt.Errorf("label %q", label)
		}
		if text.Len() > 0 {
			if last, _ := utf8.DecodeLastRuneInString(text.String()); strings.ContainsRune(`.!?"”)`, last) {
				text.WriteByte(' ')
			} else {
				text.WriteString("\n\n")
			}
		}
		start := text.Len()
		text.WriteString(sentence)
		strength, _ := strconv.Atoi(m[2])
		w.Sentences = append(w.Sentences, eval.Sentence{
			Span: review.Span{Start: start, End: text.Len()}, Stance: stanceOf[m[1]],
			Tone: strength, HasTone: true, Graded: true, Mixed: len(m[3]), HasMixed: true,
		})
		lines = append(lines, sentence)
	}
	w.Text = text.String()
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	w.key = hex.EncodeToString(sum[:8])
	w.ID = "written-" + w.key
	return w, nil
}

// record makes the record that a source would give with the review: the book, where one alone is under review, and its
// author.
func (w *writtenReview) record(ents []eval.GoldEntity) {
	books := 0
	for _, e := range ents {
		switch {
		case !e.Main:
		case e.Type == review.Book:
			books++
			w.Book = e.Name
		case e.Type == review.Author && w.Author == "":
			w.Author = e.Name
		}
	}
	if books != 1 {
		w.Book, w.Author = "", ""
	}
}

// locate finds the sentences that hold an entity's names, where the labels do not say which they are.
func (w *writtenReview) locate(e *eval.GoldEntity) {
	e.Review = w.ID
	if len(e.Sentences) > 0 {
		return
	}
	for i := range w.Sentences {
		sentence := w.Sentences[i].In(w.Text)
		if holds(sentence, e.Name) {
			e.Sentences = append(e.Sentences, i)
			continue
		}
		for _, alias := range e.Aliases {
			if holds(sentence, alias) {
				e.Sentences = append(e.Sentences, i)
				break
			}
		}
	}
}

// holds reports whether a name stands in a text, not inside a word.
func holds(text, name string) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !inWord(before) && !inWord(after) {
			return true
		}
		at = end
	}
}

// writtenLabels are the labels in writtenFile by the keys of the reviews.
func writtenLabels() (map[string][]eval.GoldEntity, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(writtenFile))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]eval.GoldEntity)
	key := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		if after, found := strings.CutPrefix(line, "# "); found {
			key = after
			out[key] = []eval.GoldEntity{}
			continue
		}
		e, err := parseWrittenEntity(line)
		if err != nil {
			return nil, fmt.Errorf("review %s: %q: %w", key, line, err)
		}
		out[key] = append(out[key], e)
	}
	return out, nil
}

func parseWrittenEntity(line string) (eval.GoldEntity, error) {
	var err error
	e := eval.GoldEntity{InText: true}
	kind, rest, _ := strings.Cut(line, " ")
	tones, names, found := strings.Cut(rest, " ")
	if !found {
		return e, fmt.Errorf("a type, a tone and a name are needed")
	}
	kind, e.Main = strings.CutSuffix(kind, "*")
	e.Type = review.EntityType(kind)
	if e.Tone, err = settle(strings.Split(tones, "/")); err != nil {
		return e, err
	}
	if at := strings.LastIndex(names, " @"); at >= 0 {
		for _, cell := range strings.Split(names[at+2:], ",") {
			n, err := strconv.Atoi(cell)
			if err != nil {
				return e, err
			}
			e.Sentences = append(e.Sentences, n)
		}
		names = names[:at]
	}
	forms := strings.Split(names, "|")
	e.Name, e.Aliases = forms[0], forms[1:]
	return e, nil
}

// settle is the tone that more than half of the readings give; unsettled where none is.
func settle(readings []string) (int, error) {
	votes := make(map[int]int)
	for _, cell := range readings {
		tone, err := strconv.Atoi(cell)
		if err != nil || tone < -1 || tone > 1 {
			return 0, fmt.Errorf("tone %q", cell)
		}
		votes[tone]++
	}
	for tone, n := range votes {
		if n*2 > len(readings) {
			return tone, nil
		}
	}
	return unsettled, nil
}
