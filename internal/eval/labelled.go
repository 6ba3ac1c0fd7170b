package eval

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// Bad is a line of a file of labels that could not be used.
type Bad struct {
	File   string
	Line   int
	Reason string // what is wrong, and what to do
}

// The names under which the columns (or keys) of a user's labels are found, case, spaces and underscores aside.
var columns = map[string][]string{
	"text":   {"text", "sentence", "reviewtext", "review_text", "content"},
	"tone":   {"tone", "label", "sentiment", "polarity", "class", "gold"},
	"stance": {"stance"},
	"review": {"review", "reviewid", "review_id", "document", "doc", "docid", "id"},
	"kind":   {"kind", "type", "category"},
	"book":   {"book", "booktitle"},
}

// ReadLabelled reads a user's labelled sentences: CSV or TSV with a header, JSON Lines with one sentence a line, or
// JSON Lines with whole reviews and their sentences (the format of the shared gold). Each may be gzip-compressed.
//
// A sentence has a text and a label of tone, a stance, or both. Tones are words (negative, neutral, positive, mixed and
// their usual short forms) or numbers on one of these scales, told from all numbers of the file: any negative number →
// −2 … 2 (or −1 … 1 in steps less than one); only 0 and 1 → negative and positive; 1 … 5 → stars, 3 is neutral.
// Sentences with the same review, in the order of the file, are scored as the one text that they make; without such a
// column each is scored alone.
//
// Lines that cannot be used are returned, not fatal. The error says what to do where nothing could be used.
func ReadLabelled(path string) ([]Review, []Bad, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, nil, err
	}
	return parseLabelled(path, data)
}

// parseLabelled reads the contents of a file of labels.
func parseLabelled(path string, data []byte) ([]Review, []Bad, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".gz")
	var rows []row
	var bad []Bad
	var err error
	switch first := bytes.TrimSpace(data); {
	case len(first) == 0:
		return nil, nil, fmt.Errorf("%s: the file is empty", path)
	case first[0] == '{':
		if wholeReviews(first) {
			reviews, err := parseReviews(path, data)
			return reviews, nil, err
		}
		rows, bad = jsonRows(path, data)
	case strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".ndjson"):
		return nil, nil, fmt.Errorf(`%s: JSON Lines are expected, one object a line: {"text": "…", "label": "positive"}`, path)
	default:
		if rows, bad, err = tableRows(path, data); err != nil {
			return nil, bad, err
		}
	}
	reviews, worse := assemble(path, rows)
	bad = append(bad, worse...)
	sort.SliceStable(bad, func(i, j int) bool { return bad[i].Line < bad[j].Line })
	if len(reviews) == 0 {
		reason := "it has no lines"
		if len(bad) > 0 {
			reason = fmt.Sprintf("line %d: %s", bad[0].Line, bad[0].Reason)
		}
		return nil, bad, fmt.Errorf("%s: no labelled sentence could be read (%s)", path, reason)
	}
	return reviews, bad, nil
}

// wholeReviews reports whether the first record of JSON Lines holds a list of sentences.
func wholeReviews(data []byte) bool {
	var probe struct {
		Sentences json.RawMessage `json:"sentences"`
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return json.Unmarshal(line, &probe) == nil && len(probe.Sentences) > 0
}

// row is one labelled sentence as written.
type row struct {
	line  int
	cells map[string]string // by our names
}

func jsonRows(path string, data []byte) (rows []row, bad []Bad) {
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.UseNumber()
		var record map[string]any
		if err := dec.Decode(&record); err != nil {
			bad = append(bad, Bad{path, line, fmt.Sprintf("the line is not a JSON object: %v", err)})
			continue
		}
		keys := make([]string, 0, len(record))
		for key := range record {
			keys = append(keys, key)
		}
		sort.Strings(keys)
		r := row{line, make(map[string]string)}
		for ours, key := range matchColumns(keys) {
			if value := record[keys[key]]; value != nil {
				r.cells[ours] = fmt.Sprint(value)
			}
		}
		rows = append(rows, r)
	}
	return rows, bad
}

func tableRows(path string, data []byte) (rows []row, bad []Bad, err error) {
	table := csv.NewReader(bytes.NewReader(data))
	table.FieldsPerRecord = -1
	table.LazyQuotes = true
	header, _, _ := bytes.Cut(data, []byte("\n"))
	for _, sep := range []rune{';', '\t'} {
		if bytes.Count(header, []byte(string(sep))) > bytes.Count(header, []byte(string(table.Comma))) {
			table.Comma = sep
		}
	}
	names, err := table.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	at := matchColumns(names)
	if _, ok := at["text"]; !ok {
		return nil, nil, fmt.Errorf("%s: the header needs a column of text (%s) and one of labels (%s, stance); it has: %s", path,
			strings.Join(columns["text"], ", "), strings.Join(columns["tone"], ", "), strings.Join(names, ", "))
	}
	for {
		record, err := table.Read()
		if errors.Is(err, io.EOF) {
			return rows, bad, nil
		}
		if err != nil {
			var broken *csv.ParseError
			if !errors.As(err, &broken) {
				return rows, bad, fmt.Errorf("%s: %w", path, err)
			}
			bad = append(bad, Bad{path, broken.Line, fmt.Sprintf("the line is not CSV: %v", broken.Err)})
			continue
		}
		line, _ := table.FieldPos(0)
		r := row{line, make(map[string]string)}
		for ours, i := range at {
			if i < len(record) {
				r.cells[ours] = strings.TrimSpace(record[i])
			}
		}
		rows = append(rows, r)
	}
}

// matchColumns finds our columns among the names; earlier names of the list of columns win.
func matchColumns(names []string) map[string]int {
	plain := func(s string) string {
		return strings.NewReplacer("_", "", " ", "", "-", "").Replace(strings.ToLower(strings.TrimSpace(s)))
	}
	at := make(map[string]int)
	for ours, list := range columns {
		for _, name := range list {
			i := slices.IndexFunc(names, func(n string) bool { return plain(n) == plain(name) })
			if i >= 0 {
				at[ours] = i
				break
			}
		}
	}
	return at
}

// assemble makes reviews of rows.
func assemble(path string, rows []row) (reviews []Review, bad []Bad) {
	scale := scaleOf(rows)
	at := make(map[string]int) // review → index
	for _, r := range rows {
		reject := func(format string, args ...any) { bad = append(bad, Bad{path, r.line, fmt.Sprintf(format, args...)}) }
		text := strings.TrimSpace(strings.ToValidUTF8(r.cells["text"], "\uFFFD"))
		if text == "" {
			reject("there is no text")
			continue
		}
		sent := Sentence{Kind: r.cells["kind"]}
		if label := r.cells["tone"]; label != "" {
			tone, mixed, graded, err := scale.tone(label)
			if err != nil {
				reject("%v", err)
				continue
			}
			sent.Tone, sent.HasTone, sent.Graded, sent.Mixed, sent.HasMixed = tone, true, graded, mixed, mixed == 1
		}
		if stance := review.Stance(strings.ToLower(r.cells["stance"])); stance != "" {
			if !slices.Contains(Stances[:], stance) {
				reject("the stance is %q; it must be opinion, story or context", r.cells["stance"])
				continue
			}
			sent.Stance = stance
		}
		if !sent.HasTone && sent.Stance == "" {
			reject("there is no label: neither a tone nor a stance")
			continue
		}
		id := r.cells["review"]
		n, known := at[id]
		if !known || id == "" {
			n = len(reviews)
			reviews = append(reviews, Review{ID: id, Book: r.cells["book"]})
			if id == "" {
				reviews[n].ID = fmt.Sprintf("line %d", r.line)
			} else {
				at[id] = n
			}
		}
		reviews[n].add(sent, text)
	}
	return reviews, bad
}

// add appends a sentence to the text of the review.
func (r *Review) add(sent Sentence, text string) {
	if r.Text != "" {
		r.Text += " "
	}
	sent.Start = len(r.Text)
	r.Text += text
	sent.End = len(r.Text)
	r.Sentences = append(r.Sentences, sent)
}

// scale is how numbers are read as tones.
type scale int

const (
	noNumbers scale = iota
	signed          // -2 … 2
	signedOne       // -1 … 1, perhaps in fractions
	binary          // 0, 1
	stars           // 1 … 5
	unknown
)

// scaleOf tells the scale from all the numbers among the labels.
func scaleOf(rows []row) scale {
	low, high, whole, zeroOne, any := math.Inf(1), math.Inf(-1), true, true, false
	for _, r := range rows {
		x, err := strconv.ParseFloat(r.cells["tone"], 64)
		if err != nil || math.IsNaN(x) {
			continue
		}
		any = true
		low, high = min(low, x), max(high, x)
		whole = whole && x == math.Trunc(x)
		zeroOne = zeroOne && (x == 0 || x == 1)
	}
	switch {
	case !any:
		return noNumbers
	case low < 0 && low >= -1 && high <= 1:
		return signedOne
	case low < 0 && low >= -2 && high <= 2:
		return signed
	case zeroOne:
		return binary
	case low >= 1 && high <= 5 && high > 2:
		return stars
	case low >= 0 && high <= 1 && !whole:
		return signedOne
	}
	return unknown
}

// tone reads a label.
func (s scale) tone(label string) (tone, mixed int, graded bool, err error) {
	switch strings.ToLower(label) {
	case "positive", "pos", "+", "praise":
		return 1, 0, false, nil
	case "negative", "neg", "-", "−", "blame":
		return -1, 0, false, nil
	case "neutral", "neu", "none", "objective":
		return 0, 0, false, nil
	case "mixed", "mix":
		return 0, 1, false, nil
	}
	x, err := strconv.ParseFloat(label, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, 0, false, fmt.Errorf("the label is %q; it must be negative, neutral, positive, mixed or a number", label)
	}
	switch s {
	case signed:
		return int(math.Round(x)), 0, true, nil
	case signedOne:
		return sign(x), 0, false, nil
	case binary:
		return 2*int(x) - 1, 0, false, nil
	case stars:
		return int(math.Round(x)) - 3, 0, true, nil
	}
	return 0, 0, false, fmt.Errorf("the numbers of the labels are on no scale that is known here: use -2 to 2, 0 and 1, 1 to 5, or words")
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}
