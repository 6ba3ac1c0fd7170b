package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// tableFormat is a kind of table with a header, one review a row.
type tableFormat struct {
	// name is the format's name in the table of formats.
	name string
	// needs are the columns (normalised names) that tell this kind of table; all must be there.
	needs []string
	// columns maps our fields to the names that this kind of table has for them, best first. A field that is not
	// named here is not read.
	columns map[string][]string
	// plainQuotes is true where the cells are never quoted.
	plainQuotes bool
	// noReviews says why this kind of table may hold no reviews at all; then its rows are only counted.
	noReviews string
	// fill reads what the columns do not tell by themselves.
	fill func(row *row, d *draft)
}

// row is one record of a table.
type row struct {
	names []string // normalised column names
	cells [][]byte
	fixed int // bytes that were not UTF-8
}

// cell returns a cell as valid UTF-8, trimmed; "" where the column is not there.
func (r *row) cell(column int) string {
	if column < 0 || column >= len(r.cells) {
		return ""
	}
	s, n := repairText(string(bytes.TrimSpace(r.cells[column])))
	r.fixed += n
	return s
}

// get returns the cell of a column by its normalised name.
func (r *row) get(name string) string { return r.cell(slices.Index(r.names, name)) }

// claims reports whether a source is this kind of table.
func (f *tableFormat) claims(p *probe) bool {
	if p.comma == 0 {
		return false
	}
	for _, name := range f.needs {
		if !slices.Contains(p.header, name) {
			return false
		}
	}
	return true
}

// entry is the line of the table of formats.
func (f *tableFormat) entry() format { return format{f.name, f.claims, f.read} }

// normalName makes "My_Rating ", "my rating", "My-Rating" and "My rating (1–5)?" one name.
func normalName(s string) string {
	s = strings.ToLower(strings.Trim(s, " \t\r\n\"'?\u00a0\ufeff"))
	if at := strings.Index(s, " ("); at > 0 && strings.HasSuffix(s, ")") {
		s = strings.TrimRight(s[:at], " ?")
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == '_' || r == ' ' || r == '-' || r == '\u00a0' || r == '\t' || r == '.' || r == ':'
	}), " ")
}

// lookAtTable reads the header of the source, where it may be a table.
func (p *probe) lookAtTable() {
	if p.json || len(p.start) == 0 || p.start[0] == '<' {
		return
	}
	switch p.ext {
	case ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xml", ".rss", ".atom":
		return
	}
	line, _, complete := bytes.Cut(p.start, []byte("\n"))
	known := p.ext == ".csv" || p.ext == ".tsv" || p.ext == ".tab"
	if !complete && !p.whole && !known {
		return
	}
	comma, most := byte(0), 0
	for _, c := range []byte{',', '\t', ';', '|'} {
		if n := countOutsideQuotes(line, c); n > most {
			comma, most = c, n
		}
	}
	if comma == 0 { // a single column
		comma = ','
		if known && p.ext != ".csv" {
			comma = '\t'
		}
	}
	header := headerNames(line, comma)
	if text, ok := p.columns["text"]; ok && slices.Contains(header, text) { // the user says that this is the header
		known = true
	}
	if !known && most < 2 {
		return
	}
	if !known && fieldColumns(header, genericTable.columns, nil)["text"] < 0 {
		return
	}
	p.comma, p.header = comma, header
}

func countOutsideQuotes(line []byte, c byte) int {
	n, quoted := 0, false
	for _, b := range line {
		if b == '"' {
			quoted = !quoted
		} else if b == c && !quoted {
			n++
		}
	}
	return n
}

func headerNames(line []byte, comma byte) []string {
	reader := csvReader{lineReader: lineReader{br: bufio.NewReader(bytes.NewReader(line)), max: 8 << 20}, comma: comma, padded: true}
	cells, _, err := reader.read()
	if err != nil {
		cells = splitCells(nil, line, comma)
	}
	names := make([]string, len(cells))
	for i, cell := range cells {
		s, _ := repairText(string(cell))
		names[i] = normalName(s)
	}
	return names
}

// fieldColumns finds the column of each field: the user's own where there is one, else the best of the names known.
// −1 means that there is none.
func fieldColumns(header []string, known map[string][]string, user map[string]string) map[string]int {
	columns := make(map[string]int, len(fieldNames))
	for _, field := range fieldNames {
		columns[field] = -1
		names := known[field]
		if own, ok := user[field]; ok {
			names = []string{own}
		}
		for _, name := range names {
			if i := slices.Index(header, name); i >= 0 && (name != "name" || i != columns["book"]) { // whose name it is, one of the two
				columns[field] = i
				break
			}
		}
	}
	return columns
}

// maxColumns is above what any table of reviews has; a wider one is broken or hostile.
const maxColumns = 4096

// read makes a draft of each row.
func (f *tableFormat) read(in *input, s *sink) error {
	p := probe{input: in, start: in.head}
	comma := p.tableComma()
	reader := &csvReader{lineReader: lineReader{br: in.br, max: in.max, line: in.above}, comma: comma, raw: f.plainQuotes && comma == '\t'}
	header, line, err := reader.read()
	if err != nil {
		return s.problem(line, "", "the header cannot be read: "+reason(err))
	}
	reader.padded = isPadded(header)
	if len(header) > maxColumns {
		return s.problem(line, "", fmt.Sprintf("%d columns; a table of reviews has at most %d", len(header), maxColumns))
	}
	names := headerNames(bytes.TrimRight(reader.record, "\r\n"), comma)
	columns := fieldColumns(names, f.columns, s.reader.columns)
	if columns["text"] < 0 && f.noReviews == "" {
		why := "no column holds review text; the columns are " + listNames(columnNames(header)) + "; name the one with --text-column"
		if len(header) == 1 {
			why += ", or remove this line if the header stands below it"
		}
		if own, ok := s.reader.opts.Columns["text"]; ok {
			why = fmt.Sprintf("the table has no column %q, which --text-column names; the columns are %s", own, listNames(columnNames(header)))
		}
		return s.problem(line, "", why)
	}
	for _, field := range fieldNames {
		if _, ok := s.reader.columns[field]; ok && columns[field] < 0 && field != "text" {
			why := fmt.Sprintf("the table has no column %q, which --%s-column names; the columns are %s", s.reader.opts.Columns[field], field, listNames(columnNames(header)))
			if err := s.problem(line, "", why); err != nil {
				return err
			}
		}
	}
	complained := false
	for {
		cells, line, err := reader.read()
		var broken *recordError
		switch {
		case err == io.EOF:
			if columns["text"] < 0 {
				return s.excluded(0, "", "not reviews: "+f.noReviews)
			}
			return nil
		case errors.As(err, &broken):
			if err := s.problem(broken.line, "", broken.Error()); err != nil {
				return err
			}
			continue
		case err != nil:
			return s.problem(line, "", "the table ends here: "+reason(err))
		}
		if reader.padded && !complained && bytes.Contains(reader.record, []byte(`, "`)) {
			complained = true
			if err := s.problem(line, "", paddedAdvice); err != nil {
				return err
			}
		}
		r := &row{names: names, cells: cells}
		if why := misfit(cells, len(names), columns["text"], reader); why != "" {
			if err := s.problem(line, "", why); err != nil {
				return err
			}
			continue
		}
		if err := s.add(f.draft(r, line, columns)); err != nil {
			return err
		}
	}
}

const paddedAdvice = "the cells are padded with spaces, so that quotation marks do not stand where CSV wants them and a strict reader cuts the row in wrong places; the spaces were taken off here and in the rows below; export the table again, or save it from a spreadsheet, to be sure that nothing is lost"

func (p *probe) tableComma() byte {
	p.start = bytes.TrimLeft(p.head, " \t\r\n")
	p.lookAtTable()
	return p.comma
}

// isPadded reports whether the cells of a header are padded with spaces.
func isPadded(header [][]byte) bool {
	n := 0
	for _, cell := range header {
		if len(cell) != len(bytes.TrimSpace(cell)) {
			n++
		}
	}
	return n*2 > len(header) && len(header) > 1
}

// misfit says why a row does not fit its header; "" where it does, or where only empty cells are too many or too few.
func misfit(cells [][]byte, want, text int, reader *csvReader) string {
	if len(cells) == want {
		return ""
	}
	if len(cells) > want {
		for _, cell := range cells[want:] {
			if len(bytes.TrimSpace(cell)) > 0 {
				return fmt.Sprintf("%d columns where the header has %d; a cell holds an unquoted %q, or a quotation mark that is not doubled", len(cells), want, reader.comma)
			}
		}
		return ""
	}
	if n := len(reader.record); n > 0 && reader.record[n-1] != '\n' {
		return fmt.Sprintf("the file ends in the middle of this row (%d columns of %d); export it again", len(cells), want)
	}
	if text >= len(cells) && want-len(cells) > 1 {
		return fmt.Sprintf("%d columns where the header has %d; the row is cut off, or a line break in a cell is not quoted", len(cells), want)
	}
	return ""
}

// draft reads a row by its columns.
func (f *tableFormat) draft(r *row, line int, columns map[string]int) *draft {
	d := &draft{line: line}
	get := func(field string) string { return r.cell(columns[field]) }
	d.raw = get("text")
	if strings.TrimSpace(d.raw) == "" {
		return d
	}
	fillMetadata(d, get)
	if f.fill != nil {
		f.fill(r, d)
	}
	if r.fixed > 0 {
		d.warn("encoding", encodingWarning)
	}
	return d
}

// columnNames is the header in the user's own spelling, for messages.
func columnNames(header [][]byte) []string {
	names := make([]string, len(header))
	for i, cell := range header {
		s, _ := repairText(string(cell))
		names[i] = strings.Trim(s, " \t\r\n\"\u00a0\ufeff")
	}
	return names
}

func listNames(names []string) string {
	const most = 40
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

// fillMetadata reads the fields that every kind of record has in common. get returns the value of one of our fields.
func fillMetadata(d *draft, get func(field string) string) {
	m := &d.meta
	m.Title = plain(get("title"))
	setBook(m, plain(get("book")))
	m.Authors = authorNames(plain(get("author")))
	m.Reviewer = plain(get("reviewer"))
	d.setDate(get("date"))
	m.Stars = starsOf(get("rating"))
	m.ISBN = isbnOf(get("isbn"))
	m.Tags = tagList(get("tags"))
	m.Language = languageCode(get("language"))
	m.Link = webAddress(strings.TrimSpace(get("link")))
	if series := plain(get("series")); series != "" {
		m.Series = series
	}
	m.Genre = genreOf(append([]string{get("genre")}, m.Tags...))
	d.key = keyOf(get("id"))
}

// plain is a metadata value as people read it: one line, no markup, no spreadsheet formula around it.
func plain(s string) string {
	if s == "" {
		return ""
	}
	if strings.ContainsAny(s, "<&[") {
		s = cleanRecord(s).text
	}
	return spaced(unformula(s))
}
