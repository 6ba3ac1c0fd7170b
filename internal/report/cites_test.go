package report

import (
	"errors"
	"slices"
	"testing"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

func TestCitesSayEachSentenceOnce(t *testing.T) {
	texts := []string{"A lamp of a book. Dim.", "Well: A lamp of a book."}
	p := &pages{shown: make([]bool, 2), res: &aggregate.Resolution{Digests: aggregate.PackDigests(make([]aggregate.Digest, 2)...)}}
	p.opts.Sentence = func(i int, sent review.Span) (string, error) { return sent.In(texts[i]), nil }
	quote := func(i, start, end int32) aggregate.Quote {
		return aggregate.Quote{Place: aggregate.Place{Review: i, Start: start, End: end}}
	}
	got := p.cites([]aggregate.Quote{quote(0, 0, 17), quote(0, 18, 22), quote(1, 6, 23)}, new(aggregate.Digest), "")
	if len(got) != 2 || got[0].text != "A lamp of a book." || got[1].text != "Dim." {
		t.Errorf("%+v", got)
	}
}

// A sentence that cannot be read any more is no empty quotation: the page is not written, and the error says why.
func TestUnreadableQuotes(t *testing.T) {
	res, _, totals := library(lighthouse(), short())
	broken := errors.New("input/output error")
	p, err := newPages(Options{Pages: -1, Sentence: func(int, review.Span) (string, error) { return "", broken }}, res)
	if err != nil {
		t.Fatal(err)
	}
	write := func(f file) error {
		t.Errorf("%s was written", f.path)
		return nil
	}
	at := slices.IndexFunc(totals.Entities, func(e aggregate.EntityTotals) bool { return len(e.Praise) > 0 })
	if err := p.entity(new(markup), at, totals, write); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
