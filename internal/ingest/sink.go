package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// stage is the name of this room in skipped.csv.
const stage = "ingest"

// draft is one record on its way to become a Review.
type draft struct {
	line int    // 1-based line of the record
	id   string // the record's own review id, taken bare
	key  string // the source's own key of the record (Book Id, guid, post id); "" = a hash is made
	file bool   // the record is the whole file: its id is the path
	meta review.Metadata

	dated reading // its date, where setDate has read it
	raw   string  // the text as it came, in the markup of records; used where body is nil
	body  *body   // the clean text, where the format has cleaned it itself
	// notAReview is set where a whole file or page is no review, and says why.
	notAReview string
	warnings   []review.Warning
}

// A review that is hidden as a whole is a warning and no spoiler mark: its opinions count, or it would have none.
const (
	hiddenWhole   = "hidden_as_spoiler"
	hiddenMessage = "The reviewer hid the whole review as a spoiler."
)

// warn adds a warning once per code.
func (d *draft) warn(code, message string) { d.warnings = addWarning(d.warnings, code, message) }

func addWarning(warnings []review.Warning, code, message string) []review.Warning {
	for _, w := range warnings {
		if w.Code == code {
			return warnings
		}
	}
	return append(warnings, review.Warning{Code: code, Message: message})
}

// sink takes the drafts of one source, turns them into Items and keeps the account.
type sink struct {
	ctx    context.Context
	reader *Reader
	emit   func(Item) error
	count  Count
	dates  dateKeeper
}

// add takes the draft of a record. It waits where its date, or that of a record before it, is still open.
func (s *sink) add(d *draft) error {
	if s.dates.learn(d) {
		if err := s.release(); err != nil {
			return err
		}
	}
	if len(s.dates.waiting) == 0 && (d.dated.other == "" || !s.dates.open()) {
		return s.finish(d)
	}
	return s.wait(waiting{draft: d}, len(d.raw))
}

// wait keeps a record back, and lets all go where they have become too much to hold.
func (s *sink) wait(w waiting, size int) error {
	const beside = 1 << 10 // about what is beside the text of a record
	s.dates.waiting = append(s.dates.waiting, w)
	if s.dates.size += int64(size) + beside; s.dates.size > s.reader.opts.MaxRecord {
		return s.release()
	}
	return s.ctx.Err()
}

// release hands on all records that wait.
func (s *sink) release() error {
	all := s.dates.waiting
	s.dates.waiting, s.dates.size = nil, 0
	for _, w := range all {
		var err error
		if w.draft != nil {
			err = s.finish(w.draft)
		} else {
			err = s.emit(w.item)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// finish makes a review of a draft: clean text, language, id. A record without text is only counted.
func (s *sink) finish(d *draft) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if d.body == nil {
		if strings.TrimSpace(d.raw) == "" {
			s.count.Records++
			s.count.Empty++
			return nil
		}
		b := cleanRecord(d.raw)
		d.body = &b
	}
	text := d.body.text
	if text == "" {
		s.count.Records++
		s.count.Empty++
		return nil
	}
	guessed := s.dates.settle(d)
	id := s.id(d)
	if d.notAReview != "" {
		return s.excluded(d.line, id, d.notAReview)
	}
	language, refused := tellLanguage(text, d.meta.Language)
	if refused && !s.reader.opts.AnyLanguage {
		return s.excluded(d.line, id, "not in English: "+languageName(language)+" (--any-language analyses it all the same)")
	}
	d.meta.Language = language
	rev := &review.Review{
		ID: id, Source: s.count.Source, Line: d.line, Format: s.count.Format,
		Metadata: d.meta, Text: text, Marks: d.body.marks, Warnings: d.warnings,
	}
	for _, w := range d.body.warnings {
		rev.Warnings = addWarning(rev.Warnings, w.Code, w.Message)
	}
	s.count.Records++
	s.count.Reviews++
	if guessed {
		s.count.GuessedDates++
	}
	return s.emit(Item{Review: rev, print: printOf(rev)})
}

// id is the review's id before the Ledger makes it unique.
func (s *sink) id(d *draft) string {
	switch {
	case d.id != "":
		return d.id
	case d.file:
		return s.count.Source
	case d.key != "":
		return s.count.Source + "#" + d.key
	}
	var all []byte
	for _, part := range []string{d.meta.Book, d.meta.Title, strings.Join(d.meta.Authors, "|"), d.meta.Reviewer, d.meta.Date, d.body.text} {
		all = append(strconv.AppendInt(all, int64(len(part)), 10), ':')
		all = append(all, part...)
	}
	sum := sha256.Sum256(all)
	return s.count.Source + "#" + hex.EncodeToString(sum[:6])
}

// empty counts a record without review text.
func (s *sink) empty() error {
	s.count.Records++
	s.count.Empty++
	return s.ctx.Err()
}

// excluded hands on a record that is not to be analysed, and all is well.
func (s *sink) excluded(line int, id, why string) error {
	return s.skip(review.Skip{Line: line, ReviewID: id, Kind: review.Excluded, Reason: why})
}

// problem hands on a record that cannot be read.
func (s *sink) problem(line int, id, why string) error {
	return s.skip(review.Skip{Line: line, ReviewID: id, Kind: review.Failed, Reason: why})
}

func (s *sink) skip(skip review.Skip) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	skip.Source, skip.Stage = s.count.Source, stage
	skip.Reason = strings.ToValidUTF8(place(skip)+strings.Join(strings.Fields(skip.Reason), " "), "\ufffd")
	s.count.Records++
	if skip.Kind == review.Excluded {
		s.count.Excluded++
	} else {
		s.count.Problems++
	}
	if len(s.dates.waiting) > 0 {
		return s.wait(waiting{item: Item{Skip: &skip}}, 0)
	}
	return s.emit(Item{Skip: &skip})
}

// place names file and line in front of a problem's reason, so that the sentence stands by itself in a log.
func place(skip review.Skip) string {
	if skip.Kind == review.Excluded {
		return ""
	}
	if skip.Line > 0 {
		return fmt.Sprintf("%s, line %d: ", skip.Source, skip.Line)
	}
	return skip.Source + ": "
}
