package ingest

import (
	"bufio"
	"bytes"
	"io"
)

// lineReader reads lines of bounded length and counts them.
type lineReader struct {
	br     *bufio.Reader
	max    int64
	line   int    // lines read so far
	record []byte // what was read since the caller last cut it, with line ends; at most max bytes
}

// appendLine appends the next line to the record and returns it without its end. Where the record outgrows its limit
// the line is read to its end without being kept, and the error says so.
func (l *lineReader) appendLine() ([]byte, error) {
	from := len(l.record)
	some := false
	for {
		piece, err := l.br.ReadSlice('\n')
		some = some || len(piece) > 0
		if int64(len(l.record)) <= l.max {
			l.record = append(l.record, piece...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && !some:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		}
		l.line++
		if l.tooLarge() {
			return nil, errTooLarge(l.max)
		}
		return bytes.TrimRight(l.record[from:], "\r\n"), nil
	}
}

// tooLarge reports whether the record has outgrown its limit.
func (l *lineReader) tooLarge() bool { return int64(len(l.record)) > l.max }
