package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	kgzip "github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	headSize = 64 << 10 // bytes that a format may look at before it claims a source

	// A file that unpacks to more than bombStart bytes and to more than bombRatio times its own size is no text: prose
	// packs three- to fivefold, and even a table of repeated rows stays under a hundredfold.
	bombStart = 64 << 20
	bombRatio = 250
)

// input is an opened source: unpacked and in an encoding of which ASCII is a part.
type input struct {
	name  string // the source's name
	stem  string // its name in lower case, without .gz or .zst
	ext   string // the stem's ending: ".csv"
	named bool   // the user named this very file
	max   int64  // bytes of the largest record

	columns map[string]string // the user's own: field → normalised name
	br      *bufio.Reader
	head    []byte // the first bytes, at most headSize; not consumed
	whole   bool   // head is all there is
	above   int    // lines above head that are no part of the content

	closers []func()
}

// newInput unpacks and decodes file as far as its first bytes tell how.
func newInput(file io.Reader, src Source, maxRecord int64) (*input, error) {
	in := &input{name: src.Name, named: src.named, max: maxRecord}
	in.stem = strings.ToLower(path.Base(src.Name))
	in.stem = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(in.stem, ".gz"), ".zst"), ".zstd")
	in.ext = path.Ext(in.stem)
	in.br = bufio.NewReaderSize(file, headSize)
	if err := in.unpack(); err != nil {
		in.close()
		return nil, err
	}
	if err := in.decode(); err != nil {
		in.close()
		return nil, err
	}
	in.unifyLines()
	in.passSeparator()
	head, err := in.br.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		in.close()
		return nil, err
	}
	in.head, in.whole = head, errors.Is(err, io.EOF)
	return in, nil
}

func (in *input) close() {
	for _, c := range in.closers {
		c()
	}
}

// unpack looks for the magic numbers of gzip and zstd, whatever the name says.
func (in *input) unpack() error {
	magic, _ := in.br.Peek(4)
	counted := &countingReader{r: in.br}
	var unpacked io.Reader
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := kgzip.NewReader(counted)
		if err != nil {
			return fmt.Errorf("unpacking gzip: %w", err)
		}
		unpacked = z
	case bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(counted, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(128<<20), zstd.WithDecoderMaxWindow(64<<20))
		if err != nil {
			return fmt.Errorf("unpacking zstd: %w", err)
		}
		in.closers = append(in.closers, z.Close)
		unpacked = z
	default:
		return nil
	}
	in.br = bufio.NewReaderSize(&bombGuard{r: unpacked, packed: counted}, headSize)
	return nil
}

// decode takes off a byte order mark and turns what is not UTF-8 into it: UTF-16, with a mark or plainly recognisable,
// and what namedEncoding tells. Where nothing is told, the single record is looked at: see decodeRecord.
func (in *input) decode() error {
	head, _ := in.br.Peek(512)
	var endian unicode.Endianness
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := in.br.Discard(3)
		return err
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		endian = unicode.LittleEndian
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		endian = unicode.BigEndian
	default:
		even, odd := 0, 0
		for i, b := range head {
			if b == 0 && i%2 == 0 {
				even++
			} else if b == 0 {
				odd++
			}
		}
		switch half := len(head) / 2; {
		case half >= 8 && odd*10 > half*7 && even*10 < half:
			endian = unicode.LittleEndian
		case half >= 8 && even*10 > half*7 && odd*10 < half:
			endian = unicode.BigEndian
		default:
			start, _ := in.br.Peek(headSize)
			if other := namedEncoding(start); other != nil {
				in.br = bufio.NewReaderSize(transform.NewReader(in.br, other.NewDecoder()), headSize)
			}
			return nil
		}
	}
	decoder := unicode.UTF16(endian, unicode.UseBOM).NewDecoder()
	in.br = bufio.NewReaderSize(transform.NewReader(in.br, decoder), headSize)
	return nil
}

// unifyLines turns the line ends of old Macs into today's, where the source has no others. Excel for Mac still writes them
// ("CSV (Macintosh)").
func (in *input) unifyLines() {
	head, _ := in.br.Peek(headSize)
	if bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0 {
		in.br = bufio.NewReaderSize(&macLines{r: in.br}, headSize)
	}
}

// macLines reads CR and CRLF as LF.
type macLines struct {
	r  io.Reader
	cr bool // the last byte was a CR
}

func (m *macLines) Read(p []byte) (int, error) {
	for {
		n, err := m.r.Read(p)
		kept := 0
		for _, b := range p[:n] {
			switch {
			case b == '\n' && m.cr:
				m.cr = false
				continue
			case b == '\r':
				b, m.cr = '\n', true
			default:
				m.cr = false
			}
			p[kept] = b
			kept++
		}
		if kept > 0 || err != nil || len(p) == 0 {
			return kept, err
		}
	}
}

// separatorLine is what Excel reads and writes above a table to tell what parts its cells.
var separatorLine = regexp.MustCompile(`^(?i:sep)=[,;|\t]\r?\n`)

// passSeparator passes over a separatorLine; the header tells the same.
func (in *input) passSeparator() {
	switch in.ext {
	case ".csv", ".tsv", ".tab", "":
		head, _ := in.br.Peek(8)
		if line := separatorLine.Find(head); line != nil {
			in.br.Discard(len(line))
			in.above = 1
		}
	}
}

// readAll reads the whole source as one record.
func (in *input) readAll() ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in.br, in.max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > in.max {
		return nil, errTooLarge(in.max)
	}
	return data, nil
}

func errTooLarge(max int64) error {
	return fmt.Errorf("larger than %s, the limit for one review; split it, or look whether it is one", bytesText(max))
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// countingReader counts the packed bytes, for the bombGuard.
type countingReader struct {
	r *bufio.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte lets the unpackers read without a buffer of their own, so that n is exact.
func (c *countingReader) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

var errBomb = errors.New("unpacks to hundreds of times its size, so it is no text; it was not read any further")

// bombGuard ends a stream that grows out of all proportion to what it was unpacked from.
type bombGuard struct {
	r      io.Reader
	packed *countingReader
	n      int64
}

func (g *bombGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.n += int64(n)
	if g.n > bombStart && g.n > bombRatio*(g.packed.n+1) {
		return 0, errBomb
	}
	return n, err
}

// reason says in plain words why a source could not be read.
func reason(err error) string {
	var corrupt interface{ Error() string } = err
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, kgzip.ErrChecksum):
		return "damaged: the packed file ends too early or its checksum is wrong; fetch or pack it again"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, kgzip.ErrHeader):
		return "damaged: it begins like a gzip file but is none; fetch or pack it again"
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return fileError(err)
	}
	return corrupt.Error()
}

// fileError names what the system said, without the path, which stands in the Skip already.
func fileError(err error) string {
	var pathError *fs.PathError
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "permission denied; let the user who runs the program read it"
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file or folder (any more), or its link leads nowhere"
	case errors.As(err, &pathError) && !utf8.ValidString(pathError.Path):
		return "its name is not UTF-8; rename it"
	case errors.As(err, &pathError):
		return pathError.Err.Error()
	}
	return err.Error()
}
