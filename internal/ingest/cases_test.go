package ingest

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/txtar"

	"tonearc/pipeline/review"
)

var update = flag.Bool("update", false, "write what the readers return into the case files; then judge the difference")

// testCase is a case file: a comment, one input, and what is read from it.
type testCase struct {
	path  string
	arch  *txtar.Archive
	name  string // of the input
	input []byte
	want  string
}

// cases are the case files by the name of their format.
func cases(t testing.TB) map[string]*testCase {
	t.Helper()
	paths, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]*testCase)
	for _, path := range paths {
		arch, err := txtar.ParseFile(path)
		if err != nil || len(arch.Files) == 0 {
			t.Fatalf("%s: no input in it (%v)", path, err)
		}
		c := &testCase{path: path, arch: arch, name: arch.Files[0].Name, input: arch.Files[0].Data}
		if len(arch.Files) > 1 {
			c.want = string(arch.Files[1].Data)
		}
		out[strings.TrimSuffix(filepath.Base(path), ".txtar")] = c
	}
	return out
}

// readAll reads one input wholly and checks what holds of every one.
func readAll(t testing.TB, in io.Reader, name string, opts Options) ([]Item, Count) {
	t.Helper()
	var items []Item
	count, err := Read(context.Background(), in, name, opts, func(it Item) error {
		checkItem(t, it)
		items = append(items, it)
		return nil
	})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	var reviews, excluded, problems int
	for _, it := range items {
		switch {
		case it.Review != nil:
			reviews++
		case it.Skip.Kind == review.Excluded:
			excluded++
		default:
			problems++
		}
	}
	if count.Reviews != reviews || count.Excluded != excluded || count.Problems != problems || count.Records != reviews+excluded+problems+count.Empty {
		t.Fatalf("the account does not add up: %+v, emitted %d reviews, %d excluded, %d problems", count, reviews, excluded, problems)
	}
	return items, count
}

// checkItem checks what every Item must be.
func checkItem(t testing.TB, it Item) {
	t.Helper()
	if (it.Review == nil) == (it.Skip == nil) {
		t.Fatalf("an Item is a Review or a Skip: %+v", it)
	}
	if it.Skip != nil {
		if it.Skip.Reason == "" || it.Skip.Source == "" || it.Skip.Stage != stage {
			t.Fatalf("a Skip that says too little: %+v", it.Skip)
		}
		if !utf8.ValidString(it.Skip.Reason) {
			t.Fatalf("a reason that is not UTF-8: %q", it.Skip.Reason)
		}
		return
	}
	rev := it.Review
	if strings.IndexFunc(rev.ID, isControl) >= 0 {
		t.Fatalf("control characters in an id: %q", rev.ID)
	}
	if rev.ID == "" || rev.Source == "" || rev.Line < 1 || rev.Format == "" {
		t.Fatalf("a Review without id, source, line or format: %+v", rev)
	}
	checkBody(t, rev.Text, rev.Marks)
	m := rev.Metadata
	for _, s := range append(append([]string{m.Title, m.Book, m.Reviewer, m.Date, m.Series, m.Genre, m.ISBN, m.WorkID}, m.Authors...), m.Tags...) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\x00") {
			t.Fatalf("metadata that is not one line of UTF-8: %q", s)
		}
	}
	if m.Stars < 0 || m.Stars > 5 {
		t.Fatalf("stars %v", m.Stars)
	}
}

// checkBody checks a clean text and its marks.
func checkBody(t testing.TB, text string, marks []review.Mark) {
	t.Helper()
	if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\x00") || strings.TrimFunc(text, isBlank) != text {
		t.Fatalf("the text is not clean: %q", text)
	}
	boundary := func(i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
	for i, m := range marks {
		if m.Start < 0 || m.Start >= m.End || m.End > len(text) || !boundary(m.Start) || !boundary(m.End) {
			t.Fatalf("mark %+v outside the text or off a rune's boundary (%d bytes)", m, len(text))
		}
		if strings.TrimFunc(m.In(text), isBlank) != m.In(text) {
			t.Fatalf("mark %+v begins or ends with white space: %q", m, m.In(text))
		}
		if i > 0 {
			if p := marks[i-1]; p.Start > m.Start || p.Start == m.Start && (p.End < m.End || p.End == m.End && p.Kind > m.Kind) {
				t.Fatalf("marks out of order: %+v, %+v", p, m)
			}
		}
	}
}

// render writes Items for a person to judge.
func render(items []Item, count Count) string {
	var b strings.Builder
	for _, it := range items {
		if it.Skip != nil {
			fmt.Fprintf(&b, "%s line %d %s\n\t%s\n", it.Skip.Kind, it.Skip.Line, it.Skip.ReviewID, it.Skip.Reason)
			continue
		}
		rev := it.Review
		fmt.Fprintf(&b, "review %s (%s, line %d)\n", rev.ID, rev.Format, rev.Line)
		m := rev.Metadata
		for _, f := range [][2]string{
			{"title", m.Title}, {"book", m.Book}, {"series", m.Series}, {"authors", m.Author()}, {"reviewer", m.Reviewer}, {"date", m.Date},
			{"isbn", m.ISBN}, {"work", m.WorkID}, {"genre", m.Genre}, {"tags", strings.Join(m.Tags, "|")}, {"language", m.Language}, {"link", m.Link},
		} {
			if f[1] != "" {
				fmt.Fprintf(&b, "\t%s: %s\n", f[0], f[1])
			}
		}
		if m.Stars != 0 {
			fmt.Fprintf(&b, "\tstars: %v\n", m.Stars)
		}
		fmt.Fprintf(&b, "\ttext: %q\n", rev.Text)
		for _, mark := range rev.Marks {
			fmt.Fprintf(&b, "\tmark: %s %q", mark.Kind, mark.In(rev.Text))
			if l := mark.Link; l != nil {
				fmt.Fprintf(&b, " -> %s", strings.Join(strings.Fields(strings.Join([]string{l.Name, l.Series, l.Author, l.ID, l.WorkID, l.URL}, " ")), " "))
			}
			b.WriteByte('\n')
		}
		for _, w := range rev.Warnings {
			fmt.Fprintf(&b, "\twarning: %s\n", w.Code)
		}
	}
	fmt.Fprintf(&b, "records %d = reviews %d + excluded %d + problems %d + empty %d\n", count.Records, count.Reviews, count.Excluded, count.Problems, count.Empty)
	return b.String()
}

// TestCases compares every format's case file with what is read from it.
func TestCases(t *testing.T) {
	for format, c := range cases(t) {
		t.Run(format, func(t *testing.T) {
			items, count := readAll(t, bytes.NewReader(c.input), c.name, Options{})
			got := render(items, count)
			if *update {
				c.arch.Files = append(c.arch.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(c.path, txtar.Format(c.arch), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got; go test -update writes it):\n%s", c.path, diff)
			}
		})
	}
}

// TestContract is what every format promises.
func TestContract(t *testing.T) {
	all := cases(t)
	for _, f := range formats {
		format := f.name
		c := all[format]
		if c == nil {
			t.Errorf("format %s has no case file testdata/cases/%s.txtar", format, format)
			continue
		}
		delete(all, format)
		t.Run(format, func(t *testing.T) {
			items, count := readAll(t, bytes.NewReader(c.input), c.name, Options{})
			want := render(items, count)
			if count.Format != format {
				t.Fatalf("read as %q", count.Format)
			}
			same := func(how string, in io.Reader, name string) {
				t.Helper()
				items, count := readAll(t, in, name, Options{})
				if got := render(items, count); got != want {
					t.Errorf("%s: read otherwise:\n%s", how, cmp.Diff(want, got))
				}
			}
			same("again", bytes.NewReader(c.input), c.name)
			same("byte by byte", iotest.OneByteReader(bytes.NewReader(c.input)), c.name)
			same("gzip under its own name", bytes.NewReader(gzipped(c.input)), c.name)
			same("zstd under its own name", bytes.NewReader(zstandard(t, c.input)), c.name)
			same("with a byte order mark", bytes.NewReader(append([]byte("\xef\xbb\xbf"), c.input...)), c.name)
			if bytes.IndexByte(c.input, '\r') < 0 && utf8.Valid(c.input) {
				same("in UTF-16", bytes.NewReader(utf16le(c.input)), c.name)
				items, count := readAll(t, bytes.NewReader(bytes.ReplaceAll(c.input, []byte("\n"), []byte("\r\n"))), c.name, Options{})
				if got := render(items, count); got != want {
					t.Errorf("with CRLF: read otherwise:\n%s", cmp.Diff(want, got))
				}
			}
			packed := gzipped(c.input)
			step := max(1, len(c.input)/97)
			for n := 0; n < len(c.input); n += step { // cut off anywhere: no panic, and the account adds up
				readAll(t, bytes.NewReader(c.input[:n]), c.name, Options{})
				if n < len(packed) {
					readAll(t, bytes.NewReader(packed[:n]), c.name, Options{})
				}
			}
			readAll(t, iotest.TimeoutReader(bytes.NewReader(c.input)), c.name, Options{})
			stop := errors.New("stop")
			if _, err := Read(context.Background(), bytes.NewReader(c.input), c.name, Options{}, func(Item) error { return stop }); !errors.Is(err, stop) {
				t.Errorf("emit's error is not returned: %v", err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			if _, err := Read(ctx, bytes.NewReader(c.input), c.name, Options{}, func(Item) error { return nil }); !errors.Is(err, context.Canceled) {
				t.Errorf("a cancelled context is not noticed: %v", err)
			}
		})
	}
	var left []string
	for format := range all {
		left = append(left, format)
	}
	sort.Strings(left)
	if len(left) > 0 {
		t.Errorf("case files of formats that do not exist: %v", left)
	}
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func zstandard(t testing.TB, data []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(data, nil)
}

func utf16le(data []byte) []byte {
	out := []byte{0xff, 0xfe}
	for _, r := range string(data) {
		if r >= 0x10000 {
			r -= 0x10000
			hi, lo := 0xd800+(r>>10), 0xdc00+(r&0x3ff)
			out = append(out, byte(hi), byte(hi>>8), byte(lo), byte(lo>>8))
			continue
		}
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}
