package state

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"tonearc/pipeline/review"
)

// Sentence is a sentence of a review as data/sentences.csv prints it.
type Sentence struct{ Text, Tone string }

// mostMoved is how many sentences are told of a review whose text is the same: those that moved most.
const mostMoved = 3

// CompareSentences says which sentences stand behind a change of a review: those that were edited or, where the text is
// the same, those of which the tone moved most.
func CompareSentences(change review.Change, before, after []Sentence) []review.Change {
	row := func(before, after Sentence) review.Change {
		return review.Change{
			ReviewID: change.ReviewID, Kind: change.Kind, Field: review.FieldSentence, Before: before.Text, After: after.Text,
			Cause: change.Cause, ToneBefore: before.Tone, ToneAfter: after.Tone,
		}
	}
	var rows []review.Change
	if change.Cause == review.CauseText {
		for _, pair := range edits(before, after) {
			rows = append(rows, row(pair[0], pair[1]))
		}
		return rows
	}
	if len(before) != len(after) { // of another splitter: there are no pairs
		return nil
	}
	for i := range before {
		if before[i].Text == after[i].Text && toneMoved(before[i].Tone, after[i].Tone) {
			rows = append(rows, row(before[i], after[i]))
		}
	}
	slices.SortStableFunc(rows, func(a, b review.Change) int { return cmp.Compare(distance(b), distance(a)) })
	return rows[:min(len(rows), mostMoved)]
}

// distance is how far a sentence's tone moved.
func distance(c review.Change) float64 {
	before, _ := strconv.ParseFloat(c.ToneBefore, 64)
	after, _ := strconv.ParseFloat(c.ToneAfter, 64)
	return math.Abs(after - before)
}

// maxEdits bounds the table in which two texts are aligned, in cells.
const maxEdits = 1 << 20

// edits aligns two texts by their longest common run of sentences, and returns what lies between: a sentence with the
// one that stands in its place, or with none.
func edits(before, after []Sentence) [][2]Sentence {
	for len(before) > 0 && len(after) > 0 && before[0].Text == after[0].Text {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1].Text == after[len(after)-1].Text {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	wide := len(after) + 1
	if (len(before)+1)*wide > maxEdits {
		return replaced(nil, before, after)
	}
	common := make([]int32, (len(before)+1)*wide) // length of the longest common subsequence of before[i:] and after[j:]
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			if before[i].Text == after[j].Text {
				common[i*wide+j] = common[(i+1)*wide+j+1] + 1
			} else {
				common[i*wide+j] = max(common[(i+1)*wide+j], common[i*wide+j+1])
			}
		}
	}
	var out [][2]Sentence
	for i, j := 0, 0; i < len(before) || j < len(after); {
		endI, endJ := i, j // of the gap that begins here
		for endI < len(before) && endJ < len(after) && before[endI].Text != after[endJ].Text {
			if common[(endI+1)*wide+endJ] >= common[endI*wide+endJ+1] {
				endI++
			} else {
				endJ++
			}
		}
		if endI == len(before) || endJ == len(after) {
			endI, endJ = len(before), len(after)
		}
		out = replaced(out, before[i:endI], after[j:endJ])
		i, j = min(endI+1, len(before)), min(endJ+1, len(after)) // behind the sentence that both have
	}
	return out
}

// replaced pairs the sentences of a gap in their order.
func replaced(out [][2]Sentence, before, after []Sentence) [][2]Sentence {
	for k := range max(len(before), len(after)) {
		var pair [2]Sentence
		if k < len(before) {
			pair[0] = before[k]
		}
		if k < len(after) {
			pair[1] = after[k]
		}
		out = append(out, pair)
	}
	return out
}
