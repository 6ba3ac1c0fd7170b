package state

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

func TestCompareSentences(t *testing.T) {
	text := func(letters string) []Sentence {
		var out []Sentence
		for _, letter := range strings.Fields(letters) {
			out = append(out, Sentence{Text: letter, Tone: "0.1"})
		}
		return out
	}
	long := strings.Repeat("x ", 1100)
	for _, test := range []struct {
		name, before, after, want string
	}{
		{"nothing", "a b", "a b", ""},
		{"one in the place of another", "a b c", "a B c", "b>B"},
		{"one more at the end", "a b", "a b c", ">c"},
		{"one more at the start", "a b", "c a b", ">c"},
		{"one less in the middle", "a b c d", "a b d", "c>"},
		{"two gaps", "a b c d e", "a B c D d e", "b>B >D"},
		{"moved to the end", "a b c", "b c a", "a> >a"},
		{"nothing in common", "a b c", "d", "a>d b> c>"},
		{"all gone", "a b", "", "a> b>"},
		{"the same sentence twice", "a a b", "a b", "a>"},
		{"too long to align", long + "a", "y " + long + "b", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			change := review.Change{ReviewID: "r", Kind: review.ChangeEdited, Cause: review.CauseText}
			rows := CompareSentences(change, text(test.before), text(test.after))
			for _, row := range rows {
				got = append(got, row.Before+">"+row.After)
				if (row.Before == "") != (row.ToneBefore == "") || (row.After == "") != (row.ToneAfter == "") {
					t.Errorf("a sentence and its tone do not go together: %+v", row)
				}
			}
			if test.name == "too long to align" {
				if len(rows) != 1102 {
					t.Errorf("%d rows, want every sentence", len(rows))
				}
				return
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSentencesThatTheEngineMoved(t *testing.T) {
	var before, after []Sentence
	for i, tone := range []string{"0.105", "0.2", "-0.8", "0.3", "0.9"} {
		before = append(before, Sentence{fmt.Sprint("sentence ", i), "0.1"})
		after = append(after, Sentence{fmt.Sprint("sentence ", i), tone})
	}
	var got []string
	for _, row := range CompareSentences(review.Change{ReviewID: "r", Kind: review.ChangeMoved, Cause: review.CauseEngine}, before, after) {
		got = append(got, fmt.Sprint(row.Before, " ", row.ToneBefore, " ", row.ToneAfter, " ", row.Cause))
	}
	want := []string{"sentence 2 0.1 -0.8 engine", "sentence 4 0.1 0.9 engine", "sentence 3 0.1 0.3 engine"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if rows := CompareSentences(review.Change{Cause: review.CauseEngine}, before, after[1:]); rows != nil {
		t.Errorf("another splitter's sentences were paired: %v", rows)
	}
}
