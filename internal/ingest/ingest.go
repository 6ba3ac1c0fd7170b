package ingest

import (
	"context"
	"fmt"
	"io"

	"tonearc/pipeline/review"
)

// DefaultMaxRecord is the largest record, in bytes, that is read where Options.MaxRecord is 0.
const DefaultMaxRecord = 16 << 20

// Options say how inputs are read. The zero value is the default.
type Options struct {
	// AnyLanguage lets reviews in other languages than English through.
	AnyLanguage bool
	// Follow lets symbolic links lead out of the folder that was given.
	Follow bool
	// Columns maps a field of ours to the user's column or key: "text" → "Thoughts", "rating" → "my_rating". The fields
	// are text, title, book, author, rating, date, isbn, reviewer, language, series, tags, genre, link and id.
	Columns map[string]string
	// DateOrder is how dates like 05/04/2025 are read: "month" or "day" first; "" = as the other dates of the source
	// tell, and where they do not, month first with a warning.
	DateOrder string
	// MaxRecord is the size in bytes above which a record is refused; 0 means [DefaultMaxRecord].
	MaxRecord int64
}

// Source is one input: a file, or standard input.
type Source struct {
	// Name is the path relative to the PATH argument, with slashes; "-" is standard input. Unique in a run.
	Name string
	// Size in bytes as the file system tells it; -1 where unknown.
	Size int64
	// Open opens the source from its start.
	Open func() (io.ReadCloser, error)
	// Once is true where it can be read only once, and its reader may have to wait: standard input, a pipe, a device.
	Once bool

	// named is true where the user named this very file: then it is read whatever its name ends in.
	named bool
}

// Item is one record with text: exactly one of Review and Skip is set.
type Item struct {
	Review *review.Review
	Skip   *review.Skip

	print fingerprint // of the review's text, for the Ledger; made here so that it can be made on many cores
}

// Count is the account of one source: Records = Reviews + Excluded + Problems + Empty. A source that cannot be read at
// all counts as one record and one problem.
type Count struct {
	Source   string // its name
	Format   string // name in the table of formats; empty where none claimed it
	Records  int    // all records that were found
	Reviews  int    // records handed on for analysis
	Excluded int    // another language, not a review
	Problems int    // unreadable, malformed
	Empty    int    // records without review text

	// GuessedDates are the reviews whose date can be read in two ways, and was guessed: see Options.DateOrder.
	GuessedDates int
}

// Reader reads sources. It is immutable and safe for concurrent use.
type Reader struct {
	opts    Options
	columns map[string]string // field → normalised name of the user's column
}

// New returns a Reader. It fails where Options.Columns names a field that does not exist, or DateOrder is no order.
func New(opts Options) (*Reader, error) {
	if opts.MaxRecord <= 0 {
		opts.MaxRecord = DefaultMaxRecord
	}
	if _, ok := dateOrders[opts.DateOrder]; !ok {
		return nil, fmt.Errorf("date order %q is none of: month, day", opts.DateOrder)
	}
	columns, err := userColumns(opts.Columns)
	if err != nil {
		return nil, err
	}
	return &Reader{opts: opts, columns: columns}, nil
}

// Read reads one source of unknown kind and hands every record with text to emit, in the order of the source. It is
// for callers that bring their own io.Reader; name tells the format where the content alone cannot.
func Read(ctx context.Context, in io.Reader, name string, opts Options, emit func(Item) error) (Count, error) {
	r, err := New(opts)
	if err != nil {
		return Count{Source: name}, err
	}
	src := Source{Name: name, Size: -1, named: true, Open: func() (io.ReadCloser, error) { return io.NopCloser(in), nil }}
	return r.Read(ctx, src, emit)
}

// Read reads one source and hands every record with text to emit, in the order of the source. It holds one record at
// a time, and while it does not know how dates are to be read, at most Options.MaxRecord more. Whatever is wrong with the
// source becomes Items; the error is emit's or the context's own.
func (r *Reader) Read(ctx context.Context, src Source, emit func(Item) error) (Count, error) {
	s := &sink{ctx: ctx, reader: r, emit: emit, count: Count{Source: src.Name}}
	order := dateOrders[r.opts.DateOrder]
	s.dates = dateKeeper{order: order, asked: order != orderUnknown}
	returned := false
	defer func() {
		if !returned {
			_ = s.release() // a reader that panics takes no record with it that waits for a date
		}
	}()
	err := r.read(src, s)
	returned = true
	if err == nil {
		err = s.release()
	}
	return s.count, err
}

func (r *Reader) read(src Source, s *sink) error {
	open := src.Open
	if src.Once {
		open = func() (io.ReadCloser, error) { return openOnce(s.ctx, src.Open) }
	}
	file, err := open()
	if err != nil {
		return s.problem(0, "", "cannot be opened: "+fileError(err))
	}
	defer file.Close()
	in, err := newInput(file, src, r.opts.MaxRecord)
	if err != nil {
		return s.problem(0, "", reason(err))
	}
	defer in.close()
	in.columns = r.columns
	f, refusal := detect(in)
	if refusal != nil {
		return s.skip(*refusal)
	}
	s.count.Format = f.name
	if err := f.read(in, s); err != nil {
		return err
	}
	if s.count.Records == 0 && len(s.dates.waiting) == 0 {
		return s.excluded(0, "", "no records: nothing stands below the header, or inside the brackets")
	}
	return nil
}
