package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tonearc/internal/eval"
	"tonearc/pipeline/review"
)

// readingsFile holds labels of entities in more reviews of the silver file, made for this project by reading them. The
// README of internal/entity says how. A line is the first 16 digits of the SHA-256 of a review's text, a tab, and the
// entities, separated by semicolons: type, main, tone, places of the name and of its other forms, numbers of the
// sentences that hold them; all separated by spaces. A place is start-end in code points of the text. An entity without a
// place is the book, or the author, that the record names. No text stands in the file.
//
//go:embed readings.tsv.gz
var readingsFile []byte

// readings are the labels in readingsFile of the reviews that are there.
func readings(reviews []eval.Review) (map[string][]eval.GoldEntity, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(readingsFile))
	if err != nil {
		return nil, fmt.Errorf("readings.tsv.gz: %w", err)
	}
	raw, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, fmt.Errorf("readings.tsv.gz: %w", err)
	}
	labels := make(map[string]string)
	for _, line := range strings.Split(string(raw), "\n") {
		if hash, list, found := strings.Cut(line, "\t"); found {
			labels[hash] = list
		}
	}
	out := make(map[string][]eval.GoldEntity)
	for i := range reviews {
		rev := &reviews[i]
		sum := sha256.Sum256([]byte(rev.Text))
		list, found := labels[hex.EncodeToString(sum[:8])]
		if !found {
			continue
		}
		for _, entry := range strings.Split(list, ";") {
			ent, err := readEntity(rev, entry)
			if err != nil {
				return nil, fmt.Errorf("readings.tsv.gz: review %s: %q: %w", rev.ID, entry, err)
			}
			out[rev.ID] = append(out[rev.ID], ent)
		}
	}
	return out, nil
}

func readEntity(rev *eval.Review, entry string) (eval.GoldEntity, error) {
	cells := strings.Split(entry, " ")
	if len(cells) != 5 {
		return eval.GoldEntity{}, fmt.Errorf("%d cells where 5 are needed", len(cells))
	}
	ent := eval.GoldEntity{Review: rev.ID, Type: review.EntityType(cells[0]), Main: cells[1] == "1", InText: cells[3] != ""}
	var err error
	if ent.Tone, err = strconv.Atoi(cells[2]); err != nil {
		return ent, err
	}
	switch {
	case ent.InText:
	case ent.Type == review.Book:
		ent.Name = rev.Book
	case ent.Type == review.Author:
		ent.Name = rev.Author
	}
	text := []rune(rev.Text)
	for _, place := range list(cells[3]) {
		first, last, _ := strings.Cut(place, "-")
		start, err1 := strconv.Atoi(first)
		end, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || start < 0 || start >= end || end > len(text) {
			return ent, fmt.Errorf("place %q is not in the text", place)
		}
		if form := string(text[start:end]); ent.Name == "" {
			ent.Name = form
		} else {
			ent.Aliases = append(ent.Aliases, form)
		}
	}
	for _, number := range list(cells[4]) {
		n, err := strconv.Atoi(number)
		if err != nil {
			return ent, err
		}
		ent.Sentences = append(ent.Sentences, n)
	}
	return ent, nil
}

// list splits at commas; of nothing it makes an empty list.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ",")
}
