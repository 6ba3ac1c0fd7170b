package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

var (
	errRecordSize = errors.New("a value is larger than a record may be")
	errNotJSON    = errors.New("not the beginning of a JSON value")
)

// jsonDepth finds the end of a JSON value by its braces and quotation marks alone; what is inside need not be valid.
type jsonDepth struct {
	depth  int
	quoted bool
	escape bool
	begun  bool
}

func newJSONDepth() *jsonDepth { return &jsonDepth{} }

// scan reads on and returns the index behind the end of the value; −1 = it does not end here.
func (d *jsonDepth) scan(p []byte) int {
	for i := 0; i < len(p); i++ {
		c := p[i]
		if d.quoted {
			switch {
			case d.escape:
				d.escape = false
			case c == '\\':
				d.escape = true
			case c == '"':
				d.quoted = false
				if d.depth == 0 {
					return i + 1
				}
			default: // most bytes are inside strings
				if j := bytes.IndexByte(p[i:], '"'); j > 1 && bytes.IndexByte(p[i:i+j], '\\') < 0 {
					i += j - 1
				} else if j < 0 && bytes.IndexByte(p[i:], '\\') < 0 {
					return -1
				}
			}
			continue
		}
		switch c {
		case '"':
			d.quoted, d.begun = true, true
		case '{', '[':
			d.depth++
			d.begun = true
		case '}', ']':
			if d.depth--; d.depth <= 0 {
				if d.depth < 0 { // the bracket around the value: a number ends before it
					return i
				}
				return i + 1
			}
		case ',', ' ', '\n', '\r', '\t', ':':
			if d.depth == 0 && d.begun {
				return i
			}
		default:
			d.begun = true
		}
	}
	return -1
}

// jsonStream cuts a stream into values that are no larger than a record may be.
type jsonStream struct {
	br   *bufio.Reader
	max  int64
	line int

	depth *jsonDepth // of a value that was too large, for pass
	buf   []byte
}

// peek returns the next byte that is not white space.
func (s *jsonStream) peek() (byte, error) {
	for {
		b, err := s.br.ReadByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case '\n':
			s.line++
		case ' ', '\t', '\r', 0xef, 0xbb, 0xbf:
		default:
			return b, s.br.UnreadByte()
		}
	}
}

// skip passes over n bytes that peek has shown.
func (s *jsonStream) skip(n int) { s.br.Discard(n) }

// value returns the next value as it stands. It is valid until the next call. With errRecordSize what has been read of
// it is returned, and pass goes to its end.
func (s *jsonStream) value() ([]byte, error) {
	if c, err := s.peek(); err != nil {
		return nil, err
	} else if !bytes.ContainsRune([]byte(`{["-0123456789tfnNI'u`), rune(c)) {
		return nil, errNotJSON
	}
	s.depth, s.buf = newJSONDepth(), s.buf[:0]
	for {
		if _, err := s.br.Peek(1); err != nil {
			if err == io.EOF {
				if s.depth.depth == 0 && !s.depth.quoted && s.depth.begun { // a number or word at the very end
					return s.buf, nil
				}
				return s.buf, io.ErrUnexpectedEOF
			}
			return s.buf, err
		}
		chunk, _ := s.br.Peek(s.br.Buffered())
		end := s.depth.scan(chunk)
		n := end
		if end < 0 {
			n = len(chunk)
		}
		s.line += bytes.Count(chunk[:n], []byte("\n"))
		s.buf = append(s.buf, chunk[:n]...)
		s.br.Discard(n)
		if end >= 0 {
			if int64(len(s.buf)) > s.max {
				return s.buf, errRecordSize
			}
			return s.buf, nil
		}
		if int64(len(s.buf)) > s.max {
			return s.buf, errRecordSize
		}
	}
}

// pass goes to the end of a value that was too large, without holding it.
func (s *jsonStream) pass() error {
	if s.depth.depth == 0 && !s.depth.quoted {
		return nil
	}
	for {
		if _, err := s.br.Peek(1); err != nil {
			return err
		}
		chunk, _ := s.br.Peek(s.br.Buffered())
		end := s.depth.scan(chunk)
		n := end
		if end < 0 {
			n = len(chunk)
		}
		s.line += bytes.Count(chunk[:n], []byte("\n"))
		s.br.Discard(n)
		if end >= 0 {
			return nil
		}
	}
}

// unread puts what was read of a value in front again.
func (s *jsonStream) unread(p []byte, line int) {
	s.br = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(p)), s.br), headSize)
	s.line, s.buf = line, nil
}
