package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// csvReader reads tables one record at a time. Unlike encoding/csv it bounds what a record may hold, goes on after a
// broken one, and tells the line of each.
type csvReader struct {
	lineReader
	comma byte
	// raw is true for tables without quoting (LibraryThing, Amazon): a quotation mark is a quotation mark.
	raw bool
	// padded is true where cells are padded with spaces, also around the quotation marks, which is not CSV.
	padded bool

	cells   [][]byte
	ends    []int  // of the cells in scratch
	scratch []byte // the cells of a quoted record, one behind the other
	retries int
}

// maxRetries bounds how often a table is read again after an unclosed quotation mark.
const maxRetries = 100

var errUnclosed = errors.New("a cell opens with a quotation mark that is never closed; close it, or double it if it belongs to the text; where the file is cut off here, export it again")

var errTooManyQuotes = errors.New("the hundredth cell that opens with a quotation mark and never closes; the rest of the table is not read; save it again as CSV")

// recordError is a broken record, after which reading goes on.
type recordError struct {
	line int
	err  error
}

func (e *recordError) Error() string { return e.err.Error() }

// read returns the cells of the next record and its first line. The cells are valid until the next call. A
// *recordError is one broken record; io.EOF the end; any other error ends the table.
func (c *csvReader) read() (cells [][]byte, line int, err error) {
	for {
		c.record = c.record[:0]
		first := c.line + 1
		text, err := c.appendLine()
		if err != nil {
			if c.tooLarge() {
				return nil, first, &recordError{first, errTooLarge(c.max)}
			}
			return nil, first, err
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if c.raw || bytes.IndexByte(text, '"') < 0 {
			c.cells = splitCells(c.cells[:0], text, c.comma)
			return c.cells, first, nil
		}
		if err := c.splitQuoted(); err != nil {
			return nil, first, c.recover(first, err)
		}
		return c.cells, first, nil
	}
}

// splitCells cuts a line without quotation marks.
func splitCells(cells [][]byte, text []byte, comma byte) [][]byte {
	for {
		i := bytes.IndexByte(text, comma)
		if i < 0 {
			return append(cells, text)
		}
		cells = append(cells, text[:i])
		text = text[i+1:]
	}
}

// splitQuoted cuts the record that begins with the line just read, and reads on while a quotation mark is open. It is
// lenient where that is harmless: a quotation mark inside an unquoted cell, or one inside a quoted cell that neither
// ends it nor is doubled, belongs to the text.
func (c *csvReader) splitQuoted() error {
	c.scratch, c.ends = c.scratch[:0], c.ends[:0]
	end := func() int { return len(bytes.TrimRight(c.record, "\r\n")) }
	stop := end()
	for i := 0; ; {
		start := i
		if c.padded {
			for start < stop && c.record[start] == ' ' {
				start++
			}
		}
		if start >= stop || c.record[start] != '"' { // a plain cell
			j := bytes.IndexByte(c.record[i:stop], c.comma)
			if j < 0 {
				c.scratch = append(c.scratch, c.record[i:stop]...)
				c.ends = append(c.ends, len(c.scratch))
				break
			}
			c.scratch = append(c.scratch, c.record[i:i+j]...)
			c.ends = append(c.ends, len(c.scratch))
			i += j + 1
			continue
		}
		i = start + 1
		for { // a quoted cell
			j := bytes.IndexByte(c.record[i:], '"')
			if j < 0 {
				c.scratch = append(c.scratch, c.record[i:]...)
				i = len(c.record)
				if _, err := c.appendLine(); err == io.EOF {
					return errUnclosed
				} else if err != nil {
					return err
				}
				stop = end()
				continue
			}
			c.scratch = append(c.scratch, c.record[i:i+j]...)
			i += j + 1
			if i < len(c.record) && c.record[i] == '"' {
				c.scratch = append(c.scratch, '"')
				i++
				continue
			}
			k := i
			for k < stop && c.record[k] == ' ' {
				k++
			}
			if k >= stop || c.record[k] == c.comma {
				i = k
				break
			}
			c.scratch = append(c.scratch, '"')
		}
		c.ends = append(c.ends, len(c.scratch))
		if i >= stop {
			break
		}
		i++ // the comma
	}
	c.cells = c.cells[:0]
	from := 0
	for _, to := range c.ends {
		c.cells = append(c.cells, c.scratch[from:to:to])
		from = to
	}
	return nil
}

// recover makes reading go on with the line after the one where a broken record began, so that a quotation mark that
// was never closed costs one row and not the rest of the table.
func (c *csvReader) recover(first int, err error) error {
	if !errors.Is(err, errUnclosed) && !c.tooLarge() {
		return err
	}
	if c.retries++; c.retries > maxRetries {
		return &recordError{first, errTooManyQuotes}
	}
	if i := bytes.IndexByte(c.record, '\n'); i >= 0 {
		rest := bytes.Clone(c.record[i+1:])
		c.br = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(rest), c.br), headSize)
		c.line = first
	}
	return &recordError{first, errUnclosed}
}
