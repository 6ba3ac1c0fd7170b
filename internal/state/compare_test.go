package state

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

// rows are reviews in a list.
type rows []Row

func (r rows) Len() int      { return len(r) }
func (r rows) Row(i int) Row { return r[i] }
func (r rows) Find(id string) (int, bool) {
	i := slices.IndexFunc(r, func(row Row) bool { return row.ReviewID == id })
	return i, i >= 0
}

// compared are the changes between two runs; it does not matter in which order their reviews come.
func compared(last, now []Row) []review.Change {
	c, backwards := NewComparison(rows(now)), slices.Clone(now)
	slices.Reverse(backwards)
	again := NewComparison(rows(backwards))
	for i := range last {
		c.Last(last[i])
		again.Last(last[len(last)-1-i])
	}
	changes := c.Changes()
	if !slices.Equal(again.Changes(), changes) {
		panic("another order of the same reviews gave other changes")
	}
	return changes
}

func TestCompare(t *testing.T) {
	row := func(id string, edit func(*Row)) Row {
		r := Row{
			ReviewID: id, Source: "books.csv", Fingerprint: "aaaa-bbbb", Tone: "0.5", Verdict: "positive", Shifts: "0",
			Metadata: Metadata{Book: "Emma", Reviewer: "Ann"},
		}
		if edit != nil {
			edit(&r)
		}
		return r
	}
	for _, test := range []struct {
		name      string
		last, now []Row
		want      []review.Change
	}{
		{"nothing", []Row{row("a", nil)}, []Row{row("a", nil)}, nil},
		{"order is no difference", []Row{row("b", nil), row("a", nil)}, []Row{row("a", nil), row("b", nil)}, nil},
		{
			"new and gone, of different books",
			[]Row{row("a", nil), row("b", func(r *Row) { r.Metadata.Book = "Ulysses" })}, []Row{row("a", nil), row("c", nil)},
			[]review.Change{{ReviewID: "b", Kind: review.ChangeGone}, {ReviewID: "c", Kind: review.ChangeNew}},
		},
		{
			"the text was edited, and the tone with it",
			[]Row{row("a", nil)},
			[]Row{row("a", func(r *Row) { r.Fingerprint, r.Tone = "cccc-bbbb", "0.4" })},
			[]review.Change{
				{ReviewID: "a", Kind: review.ChangeEdited, Field: "text"},
				{ReviewID: "a", Kind: review.ChangeEdited, Field: "tone", Before: "0.5", After: "0.4", Cause: review.CauseText},
			},
		},
		{
			"metadata that the table shows",
			[]Row{row("a", nil)},
			[]Row{row("a", func(r *Row) { r.Fingerprint, r.Metadata.Stars = "aaaa-dddd", "4" })},
			[]review.Change{{ReviewID: "a", Kind: review.ChangeEdited, Field: "stars", Before: "", After: "4"}},
		},
		{
			"metadata by which the verdict moved",
			[]Row{row("a", nil)},
			[]Row{row("a", func(r *Row) { r.Fingerprint, r.Metadata.Stars, r.Verdict = "aaaa-dddd", "1", "mixed" })},
			[]review.Change{
				{ReviewID: "a", Kind: review.ChangeEdited, Field: "stars", Before: "", After: "1"},
				{ReviewID: "a", Kind: review.ChangeEdited, Field: "verdict", Before: "positive", After: "mixed", Cause: review.CauseMetadata},
			},
		},
		{
			"metadata that it does not show",
			[]Row{row("a", nil)},
			[]Row{row("a", func(r *Row) { r.Fingerprint = "aaaa-dddd" })},
			[]review.Change{{ReviewID: "a", Kind: review.ChangeEdited, Field: "metadata"}},
		},
		{
			"another engine: verdict and shifts moved, and the tone by less than a page shows",
			[]Row{row("a", nil)},
			[]Row{row("a", func(r *Row) { r.Tone, r.Verdict, r.Shifts = "0.509", "mixed", "1" })},
			[]review.Change{
				{ReviewID: "a", Kind: review.ChangeMoved, Field: "verdict", Before: "positive", After: "mixed", Cause: review.CauseEngine},
				{ReviewID: "a", Kind: review.ChangeMoved, Field: "shifts", Before: "0", After: "1", Cause: review.CauseEngine},
			},
		},
		{
			"a tone where there was none",
			[]Row{row("a", func(r *Row) { r.Tone = "" })}, []Row{row("a", nil)},
			[]review.Change{{ReviewID: "a", Kind: review.ChangeMoved, Field: "tone", Before: "", After: "0.5", Cause: review.CauseEngine}},
		},
		{
			"a report of a version without fingerprints",
			[]Row{row("a", func(r *Row) { r.Fingerprint = "" })}, []Row{row("a", nil)}, nil,
		},
		{
			"edited without a key of its own: the same book and reviewer",
			[]Row{row("books.csv#1111", nil)},
			[]Row{row("books.csv#2222", func(r *Row) { r.Fingerprint = "cccc-bbbb" })},
			[]review.Change{
				{ReviewID: "books.csv#2222", Kind: review.ChangeEdited, Field: "review_id", Before: "books.csv#1111", After: "books.csv#2222"},
				{ReviewID: "books.csv#2222", Kind: review.ChangeEdited, Field: "text"},
			},
		},
		{
			"a file was renamed: the same text, book and reviewer",
			[]Row{row("a.txt", nil), row("b.txt", func(r *Row) { r.Fingerprint = "cccc-bbbb" })},
			[]Row{
				row("new/a.txt", func(r *Row) { r.Source = "new/a.txt" }),
				row("new/b.txt", func(r *Row) { r.Source, r.Fingerprint = "new/b.txt", "cccc-bbbb" }),
			},
			[]review.Change{
				{ReviewID: "new/a.txt", Kind: review.ChangeEdited, Field: "review_id", Before: "a.txt", After: "new/a.txt"},
				{ReviewID: "new/b.txt", Kind: review.ChangeEdited, Field: "review_id", Before: "b.txt", After: "new/b.txt"},
			},
		},
		{
			"a file of an unknown book was renamed, and with it its title",
			[]Row{row("a.txt", func(r *Row) { r.Metadata, r.Words = Metadata{Title: "a"}, 200 })},
			[]Row{row("b.txt", func(r *Row) {
				r.Source, r.Fingerprint, r.Metadata, r.Words = "b.txt", "aaaa-cccc", Metadata{Title: "b"}, 200
			})},
			[]review.Change{
				{ReviewID: "b.txt", Kind: review.ChangeEdited, Field: "review_id", Before: "a.txt", After: "b.txt"},
				{ReviewID: "b.txt", Kind: review.ChangeEdited, Field: "title", Before: "a", After: "b"},
			},
		},
		{
			"two words are said of many books",
			[]Row{row("a.txt", func(r *Row) { r.Metadata.Book, r.Words = "Emma", 2 })},
			[]Row{row("b.txt", func(r *Row) { r.Source, r.Metadata.Book, r.Words = "b.txt", "Ulysses", 2 })},
			[]review.Change{{ReviewID: "a.txt", Kind: review.ChangeGone}, {ReviewID: "b.txt", Kind: review.ChangeNew}},
		},
		{
			"a file was renamed and edited: the same book and reviewer",
			[]Row{row("a.txt", nil)},
			[]Row{row("b.txt", func(r *Row) { r.Source, r.Fingerprint = "b.txt", "cccc-bbbb" })},
			[]review.Change{
				{ReviewID: "b.txt", Kind: review.ChangeEdited, Field: "review_id", Before: "a.txt", After: "b.txt"},
				{ReviewID: "b.txt", Kind: review.ChangeEdited, Field: "text"},
			},
		},
		{
			"another file about the same book, of nobody in particular, is another review",
			[]Row{row("a.txt", func(r *Row) { r.Metadata.Reviewer = "" })},
			[]Row{row("b.txt", func(r *Row) { r.Source, r.Fingerprint, r.Metadata.Reviewer = "b.txt", "cccc-bbbb", "" })},
			[]review.Change{{ReviewID: "a.txt", Kind: review.ChangeGone}, {ReviewID: "b.txt", Kind: review.ChangeNew}},
		},
		{
			"two of the same book and reviewer: nobody can tell which is which",
			[]Row{row("books.csv#1111", nil), row("books.csv#3333", nil)},
			[]Row{row("books.csv#2222", func(r *Row) { r.Fingerprint = "cccc-bbbb" })},
			[]review.Change{
				{ReviewID: "books.csv#1111", Kind: review.ChangeGone},
				{ReviewID: "books.csv#2222", Kind: review.ChangeNew},
				{ReviewID: "books.csv#3333", Kind: review.ChangeGone},
			},
		},
		{
			"of unknown books: nothing to match by",
			[]Row{row("x#1", func(r *Row) { r.Metadata = Metadata{} })},
			[]Row{row("x#2", func(r *Row) { r.Metadata = Metadata{} })},
			[]review.Change{{ReviewID: "x#1", Kind: review.ChangeGone}, {ReviewID: "x#2", Kind: review.ChangeNew}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, compared(test.last, test.now)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}
