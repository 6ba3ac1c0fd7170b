package state

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// Row is what a comparison of two runs needs to know of a review; values as reviews.csv prints them.
type Row struct {
	ReviewID    string
	Source      string
	Fingerprint string // see review.Review.Fingerprint; empty = unknown
	Metadata    Metadata
	Words       int
	Tone        string
	Verdict     string
	Shifts      string
}

// Metadata are the columns of reviews.csv that the source gave.
type Metadata struct{ Title, Book, Author, Reviewer, Date, Stars, Language, ISBN, Series, Genre string }

// toneStep is the smallest difference in tone that counts as a move: what the pages print differently.
const toneStep = 0.01

// Reviews are the reviews of a run, as a comparison looks them up. Each has an id of its own.
type Reviews interface {
	Len() int
	Find(id string) (i int, found bool)
	Row(i int) Row
}

// Comparison finds what changed between two runs: new, edited and gone reviews, and those of which the tone, verdict or
// number of shifts moved though neither text nor metadata did: there it was the engine that changed.
//
// Of the last run it takes one review at a time, and keeps none but those that are gone.
type Comparison struct {
	now     Reviews
	seen    []bool // by review of this run: the last one had it too
	gone    []Row
	changes []review.Change
}

// NewComparison compares with these reviews.
func NewComparison(now Reviews) *Comparison {
	return &Comparison{now: now, seen: make([]bool, now.Len())}
}

// Last takes a review of the last run. They may come in any order.
func (c *Comparison) Last(row Row) {
	i, found := c.now.Find(row.ReviewID)
	if !found || c.seen[i] {
		c.gone = append(c.gone, row)
		return
	}
	c.seen[i] = true
	c.changes = append(c.changes, moved(row, c.now.Row(i))...)
}

// Changes lists what changed, by review and then in the order of the columns, once all reviews of the last run have been
// taken.
//
// A record without a key of its own gets a new id when it is edited, and every record of a file that is renamed. A review
// that is gone and one that is new are the same, edited, where they are surely a pair: see rename.
func (c *Comparison) Changes() []review.Change {
	changes, gone := c.changes, c.gone
	slices.SortFunc(gone, func(a, b Row) int { return cmp.Compare(a.ReviewID, b.ReviewID) })
	var added []Row
	for i, seen := range c.seen {
		if !seen {
			added = append(added, c.now.Row(i))
		}
	}
	pairs := rename(gone, added)
	renamed := make(map[string]bool) // by the id before
	for _, row := range added {
		if before, ok := pairs[row.ReviewID]; ok {
			renamed[before.ReviewID] = true
			changes = append(changes, review.Change{
				ReviewID: row.ReviewID, Kind: review.ChangeEdited, Field: "review_id", Before: before.ReviewID, After: row.ReviewID,
			})
			changes = append(changes, moved(before, row)...)
			continue
		}
		changes = append(changes, review.Change{ReviewID: row.ReviewID, Kind: review.ChangeNew})
	}
	for _, row := range gone {
		if !renamed[row.ReviewID] {
			changes = append(changes, review.Change{ReviewID: row.ReviewID, Kind: review.ChangeGone})
		}
	}
	slices.SortStableFunc(changes, func(a, b review.Change) int { return cmp.Compare(a.ReviewID, b.ReviewID) })
	return changes
}

// moved lists the differences between two states of one review.
func moved(before, after Row) []review.Change {
	textBefore, metaBefore, _ := strings.Cut(before.Fingerprint, "-")
	textAfter, metaAfter, _ := strings.Cut(after.Fingerprint, "-")
	var changes []review.Change
	kind, cause := review.ChangeMoved, review.ChangeCause("")
	add := func(field, from, to string) {
		changes = append(changes, review.Change{ReviewID: after.ReviewID, Kind: kind, Field: field, Before: from, After: to, Cause: cause})
	}
	known := before.Fingerprint != "" && after.Fingerprint != ""
	why := review.CauseEngine
	if known && metaBefore != metaAfter {
		kind, why = review.ChangeEdited, review.CauseMetadata
	}
	if known && textBefore != textAfter {
		kind, why = review.ChangeEdited, review.CauseText
		add("text", "", "")
	}
	if known && metaBefore != metaAfter {
		count := len(changes)
		for _, field := range fields {
			if a, b := field.of(&before.Metadata), field.of(&after.Metadata); *a != *b {
				add(field.name, *a, *b)
			}
		}
		if len(changes) == count {
			add("metadata", "", "")
		}
	}
	cause = why
	if toneMoved(before.Tone, after.Tone) {
		add("tone", before.Tone, after.Tone)
	}
	if before.Verdict != after.Verdict {
		add("verdict", before.Verdict, after.Verdict)
	}
	if before.Shifts != after.Shifts {
		add("shifts", before.Shifts, after.Shifts)
	}
	return changes
}

// fields are the columns of metadata, in the order of reviews.csv.
var fields = []struct {
	name string
	of   func(*Metadata) *string
}{
	{"title", func(m *Metadata) *string { return &m.Title }},
	{"book", func(m *Metadata) *string { return &m.Book }},
	{"author", func(m *Metadata) *string { return &m.Author }},
	{"reviewer", func(m *Metadata) *string { return &m.Reviewer }},
	{"date", func(m *Metadata) *string { return &m.Date }},
	{"stars", func(m *Metadata) *string { return &m.Stars }},
	{"language", func(m *Metadata) *string { return &m.Language }},
	{"isbn", func(m *Metadata) *string { return &m.ISBN }},
	{"series", func(m *Metadata) *string { return &m.Series }},
	{"genre", func(m *Metadata) *string { return &m.Genre }},
}

func toneMoved(before, after string) bool {
	a, errA := strconv.ParseFloat(before, 64)
	b, errB := strconv.ParseFloat(after, 64)
	if errA != nil || errB != nil { // a review without a tone has an empty cell
		return before != after
	}
	return math.Abs(a-b) >= toneStep
}

// surelySame is how many words a text must have so that the same text elsewhere is the same review: "Loved it." is said
// of many books.
const surelySame = 12

// rename pairs reviews that are gone with new ones that are the same. What a pair has in common is tried from the surest
// on: all of text, book and reviewer; source, book and reviewer; a text of some length; book and reviewer. It counts only
// where one review that is gone and one that is new have it. The result goes by the new id.
func rename(gone, added []Row) map[string]Row {
	text := func(row Row) string { print, _, _ := strings.Cut(row.Fingerprint, "-"); return print }
	pairs := make(map[string]Row)
	for _, of := range []func(Row) (identity, bool){
		func(row Row) (identity, bool) {
			return identity{text: text(row), book: row.Metadata.Book, reviewer: row.Metadata.Reviewer}, row.Fingerprint != "" && row.Metadata.Book != ""
		},
		func(row Row) (identity, bool) {
			return identity{source: row.Source, book: row.Metadata.Book, reviewer: row.Metadata.Reviewer}, row.Metadata.Book != ""
		},
		func(row Row) (identity, bool) {
			return identity{text: text(row)}, row.Fingerprint != "" && row.Words >= surelySame
		},
		func(row Row) (identity, bool) {
			return identity{book: row.Metadata.Book, reviewer: row.Metadata.Reviewer}, row.Metadata.Book != "" && row.Metadata.Reviewer != ""
		},
	} {
		gone, added = pair(gone, added, of, pairs)
	}
	return pairs
}

// identity is what two states of one review have in common.
type identity struct{ source, text, book, reviewer string }

// pair notes the pairs that have an identity to themselves, and returns the rows that are left.
func pair(gone, added []Row, of func(Row) (identity, bool), pairs map[string]Row) (restGone, restAdded []Row) {
	goneOf, addedOf := make(map[identity][]int), make(map[identity][]int)
	for _, side := range []struct {
		rows []Row
		by   map[identity][]int
	}{{gone, goneOf}, {added, addedOf}} {
		for i, row := range side.rows {
			if id, ok := of(row); ok {
				side.by[id] = append(side.by[id], i)
			}
		}
	}
	alone := func(row Row) bool {
		id, ok := of(row)
		return ok && len(goneOf[id]) == 1 && len(addedOf[id]) == 1
	}
	for _, row := range added {
		if !alone(row) {
			restAdded = append(restAdded, row)
			continue
		}
		id, _ := of(row)
		pairs[row.ReviewID] = gone[goneOf[id][0]]
	}
	return slices.DeleteFunc(slices.Clone(gone), alone), restAdded
}
