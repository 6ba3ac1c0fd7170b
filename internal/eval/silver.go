package eval

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// HeldOut reports whether the reviews with this key (see [Review.Key]) are kept from every fit: about a tenth, by the
// SHA-256 of the key's first 80 code points. cmd/train/tone/data.py splits by the same rule.
func HeldOut(key string) bool {
	if utf8.RuneCountInString(key) > 80 {
		key = string([]rune(key)[:80])
	}
	sum := sha256.Sum256([]byte(key))
	n, err := strconv.ParseUint(hex.EncodeToString(sum[:4]), 16, 64)
	return err == nil && n%100 < 10
}

// Measuring reports whether a text with stars is kept to measure finished models: a fifth, by the SHA-256 of the text.
func Measuring(text string) bool {
	return sha256.Sum256([]byte(text))[0]>>4 < 3
}

// ReadSilver reads the silver reviews of a data folder, without those that are kept to measure finished models: of those
// some stand in silver too, cleaned in another way. cmd/train/tone/data.py leaves out the same ones.
func ReadSilver(data string) ([]Review, error) {
	rated, err := ReadRated(filepath.Join(data, "blitzer", "books.jsonl.gz"), Measuring)
	if err != nil {
		return nil, err
	}
	measuring := make(map[string]bool)
	for i := range rated {
		measuring[outline(rated[i].Text)] = true
	}
	reviews, err := ReadReviews(filepath.Join(data, "books", "silver.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(reviews, func(r Review) bool { return measuring[outline(r.Text)] }), nil
}

// outline is what two copies of one review share, however they were cleaned.
func outline(text string) string {
	const length = 150
	out := make([]byte, 0, length)
	for _, b := range []byte(strings.ToLower(text)) {
		if ('a' <= b && b <= 'z' || '0' <= b && b <= '9') && len(out) < length {
			out = append(out, b)
		}
	}
	return string(out)
}

// record is one line of a file of labelled reviews; offsets count code points.
type record struct {
	ID     any      `json:"id"`
	Book   string   `json:"book"`
	Author string   `json:"author"`
	Title  string   `json:"title"`
	Stars  *float64 `json:"stars"`
	Text   string   `json:"text"`

	Sentences []struct {
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Stance string `json:"stance"`
		Tone   *int   `json:"tone"`
		Mixed  *int   `json:"mixed"`
		Feel   *int   `json:"feel"`
	} `json:"sentences"`
}

// ReadReviews reads whole reviews with labelled sentences, one JSON record a line. The error names the line.
func ReadReviews(path string) ([]Review, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return parseReviews(path, data)
}

// parseReviews reads the contents of a file of labelled reviews.
func parseReviews(path string, data []byte) ([]Review, error) {
	var out []Review
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		r, err := parseReview(text)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, line, err)
		}
		out = append(out, r)
	}
	return out, nil
}

func parseReview(line []byte) (Review, error) {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return Review{}, err
	}
	r := Review{Book: rec.Book, Author: rec.Author, Title: rec.Title, Text: rec.Text, Whole: true}
	if rec.ID != nil {
		r.ID = fmt.Sprint(rec.ID)
	}
	if rec.Stars != nil {
		r.Stars = *rec.Stars
	}
	at := byteOffsets(rec.Text)
	for i, s := range rec.Sentences {
		if s.Start < 0 || s.End < s.Start || s.End >= len(at) {
			return Review{}, fmt.Errorf("sentence %d: [%d, %d) is not inside the text of %d code points", i, s.Start, s.End, len(at)-1)
		}
		sent := Sentence{Span: review.Span{Start: at[s.Start], End: at[s.End]}}
		switch stance := review.Stance(strings.ToLower(s.Stance)); stance {
		case review.Opinion, review.Story, review.Context, "":
			sent.Stance = stance
		default:
			return Review{}, fmt.Errorf("sentence %d: the stance is %q; it must be opinion, story or context", i, s.Stance)
		}
		if s.Tone != nil {
			sent.Tone, sent.HasTone, sent.Graded = *s.Tone, true, true
		}
		if s.Mixed != nil {
			sent.Mixed, sent.HasMixed = *s.Mixed, true
		}
		if s.Feel != nil {
			sent.Feel, sent.HasFeel = *s.Feel, true
		}
		r.Sentences = append(r.Sentences, sent)
	}
	return r, nil
}

// byteOffsets is the byte offset of each code point of text, and of its end.
func byteOffsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// readFile reads a file, gzip-compressed or not.
func readFile(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	data, err = io.ReadAll(unzipped)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}
