package report

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// pages makes the HTML of a report. It is immutable after newPages and safe for concurrent use, except finish.
type pages struct {
	opts  Options
	res   *aggregate.Resolution
	shown []bool // reviews that have a page
	heads [2]pageHead

	single bool // all of it goes into one file
	apart  bool // the pages of entities are written by Report.WriteEntity

	books   map[string]int        // index of a book among the entities, by ID
	authors map[string]int        // of an author, by name; −1 where several share it
	spare   sync.Pool             // of *markup: pages that were written
	unread  atomic.Pointer[error] // why a sentence could not be quoted
	below   map[string][]int      // books with a page by their author's name, characters with a page by their book's ID
}

// newPages prepares the pages of a report; it writes nothing.
func newPages(opts Options, res *aggregate.Resolution) (*pages, error) {
	if opts.Title == "" {
		opts.Title = "Reviews"
	}
	p := &pages{opts: opts, res: res, shown: shownReviews(res.Digests, opts.Pages)}
	p.books, p.authors, p.below = make(map[string]int), make(map[string]int), make(map[string][]int)
	for at := range res.Entities {
		ent := &res.Entities[at]
		switch ent.Type {
		case review.Book:
			p.books[ent.ID] = at
			if ent.Author != "" && ent.HasPage() {
				p.below["by "+ent.Author] = append(p.below["by "+ent.Author], at)
			}
		case review.Character:
			if ent.BookID != "" && ent.HasPage() {
				p.below[ent.BookID] = append(p.below[ent.BookID], at)
			}
		case review.Author:
			if _, taken := p.authors[ent.Name]; taken {
				at = -1
			}
			p.authors[ent.Name] = at
		}
	}
	for depth := range p.heads {
		p.heads[depth] = newPageHead(depth, opts.Title)
	}
	return p, nil
}

// shownReviews applies the pages rule: with a limit, the reviews whose tone turns most get a page, then the longest.
func shownReviews(digests *aggregate.Digests, limit int) []bool {
	shown := make([]bool, digests.Len())
	if limit < 0 || limit >= len(shown) {
		for i := range shown {
			shown[i] = true
		}
		return shown
	}
	if limit == 0 {
		return shown
	}
	type candidate struct {
		review, words int
		turnaround    float64
	}
	order := make([]candidate, len(shown))
	digests.Each(func(i int, d *aggregate.Digest) { order[i] = candidate{i, d.Words, d.Turnaround} })
	slices.SortStableFunc(order, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.turnaround, a.turnaround), b.words-a.words)
	})
	for _, c := range order[:limit] {
		shown[c.review] = true
	}
	return shown
}

// has reports whether review i gets a page of its own.
func (p *pages) has(i int) bool { return p.shown[i] }

// path is where the page of review i stands, below the report's root.
func (p *pages) path(i int) string { return "reviews/" + p.res.Digests.Slug(i) + ".html" }

// link leads to review i: its path, or its place in a single file; empty where it has no page.
func (p *pages) link(i int) string {
	switch {
	case p.single:
		return "#" + string(singlePlace(i)) + "top"
	case !p.shown[i]:
		return ""
	}
	return p.path(i)
}

// sentenceLink leads to a sentence of review i.
func (p *pages) sentenceLink(i, sentence int) string {
	switch {
	case p.single:
		return "#" + string(singlePlace(i)) + "s" + strconv.Itoa(sentence)
	case !p.shown[i]:
		return ""
	}
	return p.path(i) + "#s" + strconv.Itoa(sentence)
}

// entityPath is where the page of a corpus entity stands, below the report's root; empty where it has none.
func (p *pages) entityPath(ent *aggregate.Entity) string {
	if p.single || !ent.HasPage() {
		return ""
	}
	return string(ent.Type) + "s/" + ent.Slug + ".html"
}

// blank is an empty page, in a buffer that may have served before.
func (p *pages) blank() *markup {
	m, ok := p.spare.Get().(*markup)
	if !ok {
		return &markup{buf: make([]byte, 0, 32<<10)}
	}
	m.buf = m.buf[:0]
	return m
}

// review writes the page of review i.
func (p *pages) review(m *markup, i int, an *review.Analysis) {
	v := p.newReviewView(i, an)
	p.heads[1].begin(m, v.title, "review", "")
	m.raw(`<div class="review">`)
	m.reviewPage(&v, "../", "../data/sentences.csv")
	m.raw(`</div>`)
	p.heads[1].end(m)
}

// file is a page or an asset to be written below the report's root.
type file struct {
	path    string
	content []byte
}

// quoted is the sentence at a place. Where it cannot be read it is empty, and finish or entity says why.
func (p *pages) quoted(at aggregate.Place) string {
	text, err := p.opts.Sentence(int(at.Review), at.Span())
	if err != nil {
		p.unread.CompareAndSwap(nil, &err)
	}
	return cut(aggregate.Excerpt(text), 260)
}

// readable is why a sentence could not be quoted, if one could not.
func (p *pages) readable() error {
	if err := p.unread.Load(); err != nil {
		return fmt.Errorf("report: a quotation: %w", *err)
	}
	return nil
}

// write writes a file below the report's root. It is safe for concurrent use.
func (p *pages) write(f file) error {
	if p.opts.Write != nil {
		return p.opts.Write(f.path, f.content)
	}
	name := filepath.Join(p.opts.Dir, filepath.FromSlash(f.path))
	if err := os.WriteFile(name, f.content, 0o644); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// finish writes every page but the reviews' own, and the assets.
func (p *pages) finish(totals *aggregate.Totals, changes []review.Change, skips []review.Skip, run RunInfo) error {
	write := p.write
	for _, dir := range []string{"assets", "books", "authors", "characters", "corpus"} {
		if err := os.MkdirAll(filepath.Join(p.opts.Dir, dir), 0o755); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	return p.each(totals, changes, skips, run, write)
}

// each hands every page but the reviews' own, and the assets, to write.
func (p *pages) each(totals *aggregate.Totals, changes []review.Change, skips []review.Skip, run RunInfo, write func(file) error) error {
	for _, asset := range assets {
		if err := write(file{path.Join("assets", asset.name), asset.content}); err != nil {
			return err
		}
	}
	if err := p.index(totals, changes, skips, run, write); err != nil {
		return err
	}
	if !p.apart {
		if err := p.entities(totals, write); err != nil {
			return err
		}
	}
	return p.corpus(totals, changes, run, write)
}
