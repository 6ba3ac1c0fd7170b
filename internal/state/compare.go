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
	Tone        string
	Verdict     string
	Shifts      string
}

// Metadata are the columns of reviews.csv that the source gave.
type Metadata struct{ Title, Book, Author, Reviewer, Date, Stars, Language, ISBN, Series, Genre string }

// toneStep is the smallest difference in tone that counts as a move: what the pages print differently.
const toneStep = 0.01

// Compare lists what changed between two runs, by review and then in the order of the columns: new, edited and gone
// reviews, and those of which the tone, verdict or number of shifts moved though neither text nor metadata did: there it
// was the engine that changed.
//
// A record without a key of its own gets a new id when it is edited. Where exactly one review of a book by a reviewer is
// gone from a source and exactly one is new there, it is the same review, edited.
func Compare(last, now []Row) []review.Change {
	byID := func(a, b Row) int { return cmp.Compare(a.ReviewID, b.ReviewID) }
	last, now = slices.SortedFunc(slices.Values(last), byID), slices.SortedFunc(slices.Values(now), byID)
	var changes []review.Change
	var gone, added []Row
	for len(last) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(last) > 0 && last[0].ReviewID < now[0].ReviewID:
			gone, last = append(gone, last[0]), last[1:]
		case len(last) == 0 || now[0].ReviewID < last[0].ReviewID:
			added, now = append(added, now[0]), now[1:]
		default:
			changes = append(changes, moved(last[0], now[0])...)
			last, now = last[1:], now[1:]
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
	kind := review.ChangeMoved
	add := func(field, from, to string) {
		changes = append(changes, review.Change{ReviewID: after.ReviewID, Kind: kind, Field: field, Before: from, After: to})
	}
	known := before.Fingerprint != "" && after.Fingerprint != ""
	if known && textBefore != textAfter {
		kind = review.ChangeEdited
		add("text", "", "")
	}
	if known && metaBefore != metaAfter {
		kind = review.ChangeEdited
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

// rename pairs reviews that are gone with new ones of the same source, book and reviewer, where there is one of each.
// The result goes by the new id.
func rename(gone, added []Row) map[string]Row {
	type identity struct{ source, book, reviewer string }
	of := func(row Row) identity { return identity{row.Source, row.Metadata.Book, row.Metadata.Reviewer} }
	count := make(map[identity][2]int)
	for _, row := range gone {
		n := count[of(row)]
		count[of(row)] = [2]int{n[0] + 1, n[1]}
	}
	for _, row := range added {
		n := count[of(row)]
		count[of(row)] = [2]int{n[0], n[1] + 1}
	}
	one := make(map[identity]Row)
	for _, row := range gone {
		if id := of(row); id.book != "" && count[id] == [2]int{1, 1} {
			one[id] = row
		}
	}
	pairs := make(map[string]Row)
	for _, row := range added {
		if before, ok := one[of(row)]; ok {
			pairs[row.ReviewID] = before
		}
	}
	return pairs
}
