package ingest

import (
	"fmt"
	"strings"

	"tonearc/pipeline/review"
)

// The Ledger keeps its book in one memory. What follows is the same book by key, for programs that keep it in the
// shuffle of many machines: group the records of a run by Family and name them with Names; of those with one Exact
// print, all but the first are duplicates; of those that share at least NearHits entries of their Sketch with an
// earlier one, each entry counting for the first record that has it, all are near-duplicates of it.

// Print is what tells whether two reviews are the same, or nearly.
type Print struct {
	Exact  [16]byte // of text, book and reviewer
	Sketch []uint64 // minima of hashes over groups of words, by place; nil where the text is too short for one
}

// NearHits is how many entries of two Sketches are equal, at the same place, where texts are nearly the same.
const NearHits = nearHits

// PrintOf makes the print of a review.
func PrintOf(rev *review.Review) Print {
	p := printOf(rev)
	var out Print
	for i, part := range p.exact {
		for k := range 8 {
			out.Exact[8*i+k] = byte(part >> (8 * k))
		}
	}
	if p.sketched {
		out.Sketch = p.sketch[:]
	}
	return out
}

// Family is the part of an id that all ids share which can get in each other's way: the id without any "~2" at its end.
func Family(id string) string {
	for {
		at := strings.LastIndexByte(id, '~')
		if at < 0 || at+1 == len(id) || strings.Trim(id[at+1:], "0123456789") != "" {
			return id
		}
		id = id[:at]
	}
}

// Names makes the ids of one family unique, as a Ledger does. The ids come in the order of the run.
func Names(ids []string) []string {
	ledger := &Ledger{ids: make(map[string]int, len(ids))}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = ledger.unique(id)
	}
	return names
}

// Duplicate is the record of a review that an earlier one, of this id, says word for word.
func Duplicate(source string, line int, id, first string) review.Skip {
	return review.Skip{Source: source, Line: line, ReviewID: id, Kind: review.Excluded, Stage: stage, Reason: duplicateOf(first)}
}

func duplicateOf(first string) string {
	return fmt.Sprintf("exact duplicate of %s (same text, book and reviewer)", first)
}

// WarnNear returns warnings and the one that the review nearly is an earlier one, of this id.
func WarnNear(warnings []review.Warning, first string) []review.Warning {
	return warnNear(warnings, first)
}

func warnNear(warnings []review.Warning, first string) []review.Warning {
	return addWarning(append([]review.Warning(nil), warnings...), "near_duplicate", "Nearly the same text as "+first+".")
}
