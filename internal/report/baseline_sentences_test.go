package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

// TestReadSentences reads back what the table writes, whatever stands in the cells.
func TestReadSentences(t *testing.T) {
	table := sentencesTable.header(nil)
	want := make(map[string][]BaselineSentence)
	ids := []string{"a.txt", `b "quoted", with\nlines.txt`, "=c.txt", "d.txt"}
	for k, id := range ids {
		var an review.Analysis
		an.Review.ID = id
		for i, text := range []string{"=1+1 is 2.", "She said \"no\",\nand went.", "'Tis done.", strings.Repeat("long ", 100_000)} {
			start := len(an.Review.Text)
			an.Review.Text += text
			an.Sentences = append(an.Sentences, review.Sentence{Span: review.Span{Start: start, End: len(an.Review.Text)}})
			an.Scores = append(an.Scores, review.Score{Tone: float64(i-k) / 8})
		}
		table = appendSentences(table, &an, newOffsets(an.Review.Text))
		want[id] = PrintedSentences(&an)
	}
	wanted := map[string]bool{ids[1]: true, ids[2]: true, "nowhere.txt": true}
	got, err := readSentences(bytes.NewReader(table), wanted)
	if err != nil {
		t.Fatal(err)
	}
	delete(want, ids[0])
	delete(want, ids[3])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%.2000s", diff)
	}
}

func TestReadSentencesOfADamagedTable(t *testing.T) {
	for _, test := range []struct{ table, want string }{
		{"", ""},
		{"review_id,text\n", "columns"},
		{"review_id,text,tone\na.txt\n", "a row of 1 columns"},
		{"review_id,text,tone\na.txt,\"x\ny,0.1\n", "quote"},
	} {
		_, err := readSentences(strings.NewReader(test.table), map[string]bool{"a.txt": true})
		if got := fmt.Sprint(err); (test.want == "") != (err == nil) || !strings.Contains(got, test.want) {
			t.Errorf("%q: %s, want %q", test.table, got, test.want)
		}
	}
}
