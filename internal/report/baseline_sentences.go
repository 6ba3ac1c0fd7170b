package report

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"

	"tonearc/pipeline/review"
)

// BaselineSentence is what a comparison with an earlier run needs of a row of its sentences.csv, as printed.
type BaselineSentence struct{ Text, Tone string }

// ReadSentences reads, out of data/sentences.csv of an earlier report in dir, the sentences of the reviews that are
// wanted, by review; nothing where there is no such table. Of the other reviews' rows only the ends are looked for: they
// are most of a file that may be large.
func ReadSentences(dir string, wanted map[string]bool) (map[string][]BaselineSentence, error) {
	file, err := openTable(dir, "sentences.csv")
	if file == nil {
		return nil, err
	}
	defer file.Close()
	found, err := readSentences(file, wanted)
	if err != nil {
		return nil, fmt.Errorf("report: %s: %w", file.Name(), err)
	}
	return found, nil
}

func readSentences(file io.Reader, wanted map[string]bool) (map[string][]BaselineSentence, error) {
	in := bufio.NewReaderSize(file, 1<<18)
	var row []byte
	row, err := nextRow(in, row)
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	header, err := csv.NewReader(bytes.NewReader(row)).Read()
	if err != nil {
		return nil, err
	}
	text, tone := slices.Index(header, "text"), slices.Index(header, "tone")
	if header[0] != "review_id" || text < 0 || tone < 0 {
		return nil, errors.New("it does not have the columns review_id, text and tone")
	}
	starts := make(map[string]string, len(wanted)) // how a row begins → review
	for id := range wanted {
		starts[string(appendText(nil, id))] = id
	}
	found := make(map[string][]BaselineSentence, len(wanted))
	for {
		if row, err = nextRow(in, row); err == io.EOF {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		id, ok := starts[string(firstCell(row))]
		if !ok {
			continue
		}
		cells, err := csv.NewReader(bytes.NewReader(row)).Read()
		if err != nil {
			return nil, err
		}
		if len(cells) <= max(text, tone) {
			return nil, fmt.Errorf("a row of %d columns", len(cells))
		}
		found[id] = append(found[id], BaselineSentence{undone(cells[text]), cells[tone]})
	}
}

// nextRow reads a row into buf: lines up to one by which all quotes are closed.
func nextRow(in *bufio.Reader, buf []byte) ([]byte, error) {
	buf = buf[:0]
	for quotes := 0; ; {
		part, err := in.ReadSlice('\n')
		buf = append(buf, part...)
		quotes += bytes.Count(part, []byte{'"'})
		switch {
		case err == bufio.ErrBufferFull:
		case err == io.EOF && len(buf) > 0:
			return buf, nil
		case err != nil:
			return buf, err
		case quotes%2 == 0:
			return buf, nil
		}
	}
}

// firstCell is the first cell of a row as it stands there, quotes included.
func firstCell(row []byte) []byte {
	quoted := false
	for i, b := range row {
		switch {
		case b == '"':
			quoted = !quoted
		case (b == ',' || b == '\n') && !quoted:
			return row[:i]
		}
	}
	return row
}

// PrintedSentences are the sentences of an analysis as sentences.csv prints them.
func PrintedSentences(an *review.Analysis) []BaselineSentence {
	out := make([]BaselineSentence, len(an.Sentences))
	for i := range an.Sentences {
		out[i] = BaselineSentence{an.Sentences[i].In(an.Review.Text), string(appendNumber(nil, an.Scores[i].Tone))}
	}
	return out
}
