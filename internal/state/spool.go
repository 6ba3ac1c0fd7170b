package state

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"tonearc/pipeline/review"
)

// Spool keeps the analyses of one run on disk, in the order in which they came, so that a run's memory holds one
// position per review and nothing else. Append is for one goroutine; after Rewind, Load and Text are safe for several.
type Spool struct {
	file  *os.File
	out   *bufio.Writer
	ends  []int64 // where each analysis ends
	texts []int32 // where in it the review's text begins
	spare sync.Pool
}

// NewSpool creates a spool in dir. The file is removed from the directory at once where the system allows it, so that
// a killed run leaves nothing behind; Close removes it elsewhere.
func NewSpool(dir string) (*Spool, error) {
	file, err := os.CreateTemp(dir, "spool-*")
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	_ = os.Remove(file.Name()) // an open file cannot be removed on Windows: Close tries again
	return &Spool{
		file:  file,
		out:   bufio.NewWriterSize(file, 1<<20),
		spare: sync.Pool{New: func() any { return new([]byte) }},
	}, nil
}

// Append adds a stored analysis: its head, where in that its text begins (see EncodeHead), and its findings.
func (s *Spool) Append(head []byte, text int, findings []byte) error {
	for _, part := range [...][]byte{head, findings} {
		if _, err := s.out.Write(part); err != nil {
			return fmt.Errorf("spool: %w", err)
		}
	}
	s.ends = append(s.ends, s.end(len(s.ends)-1)+int64(len(head)+len(findings)))
	s.texts = append(s.texts, int32(text))
	return nil
}

// Rewind ends the appending; Load may follow.
func (s *Spool) Rewind() error {
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	s.out = nil
	return nil
}

// Len is the number of analyses.
func (s *Spool) Len() int { return len(s.ends) }

// Load reads analysis i, counted from 0 in the order of Append, into a zero Analysis.
func (s *Spool) Load(i int, an *review.Analysis) error {
	buf := s.spare.Get().(*[]byte)
	defer s.spare.Put(buf)
	if err := s.read(i, buf); err != nil {
		return err
	}
	return Decode(*buf, an)
}

// Sums is room for what totals are made from, one analysis after the other.
type Sums struct {
	data []byte
	an   review.Analysis
}

// LoadSums reads of analysis i what totals are made from, see DecodeSums. It is good until the room is used again.
func (s *Spool) LoadSums(i int, room *Sums) (*review.Analysis, error) {
	if err := s.read(i, &room.data); err != nil {
		return nil, err
	}
	return &room.an, DecodeSums(room.data, &room.an)
}

// Text reads a part of the text of analysis i, which must lie in it.
func (s *Spool) Text(i int, span review.Span) (string, error) {
	part := make([]byte, span.Len())
	if _, err := s.file.ReadAt(part, s.end(i-1)+int64(s.texts[i])+int64(span.Start)); err != nil {
		return "", fmt.Errorf("spool: %w", err)
	}
	return view(part), nil
}

// read makes buf what is stored of analysis i.
func (s *Spool) read(i int, buf *[]byte) error {
	start := s.end(i - 1)
	size := int(s.end(i) - start)
	*buf = slices.Grow((*buf)[:0], size)[:size]
	if _, err := s.file.ReadAt(*buf, start); err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	return nil
}

// Close gives the space back.
func (s *Spool) Close() error {
	err := s.file.Close()
	if rm := os.Remove(s.file.Name()); rm != nil && !errors.Is(rm, os.ErrNotExist) {
		return errors.Join(err, rm)
	}
	return err
}

// end is where analysis i ends; analysis −1 ends at 0.
func (s *Spool) end(i int) int64 {
	if i < 0 {
		return 0
	}
	return s.ends[i]
}
