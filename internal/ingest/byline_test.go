package ingest

import (
	"bytes"
	"strings"
	"testing"
)

func TestBylineOnItsOwnLine(t *testing.T) {
	for text, want := range map[string]string{
		"The Slow River\nAnn Hall\n\nA patient book that I liked a lot.":    "The Slow River by Ann Hall",
		"The Slow River\n\nby Ann Hall\n\nA patient book that I liked.":     "The Slow River by Ann Hall",
		"THE SLOW RIVER\nAnn Hall\n\nA patient book that I liked a lot.":    "The Slow River by Ann Hall",
		"The Slow River\nToo Slow\n\nA book that I did not like at all.":    " by ",
		"My week of books\nWednesday Morning\n\nA book that I did not like": " by ",
	} {
		items, _ := readAll(t, strings.NewReader(text), "a.txt", Options{})
		m := items[0].Review.Metadata
		if got := m.Book + " by " + m.Author(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestColumnMessages(t *testing.T) {
	items, _ := readAll(t, bytes.NewReader([]byte("ColA,ColB\nx,y\n")), "a.csv", Options{})
	if why := items[0].Skip.Reason; !strings.Contains(why, "ColA, ColB") {
		t.Errorf("the columns are not named as the user wrote them: %s", why)
	}
	items, count := readAll(t, bytes.NewReader([]byte("Book,Review\nEmma,A joy to read.\n")), "a.csv",
		Options{Columns: map[string]string{"rating": "NoSuch"}})
	if count.Reviews != 1 || count.Problems != 1 || !strings.Contains(items[0].Skip.Reason, `no column "NoSuch", which --rating-column names; the columns are Book, Review`) {
		t.Errorf("a column that is not there goes unsaid: %+v", count)
	}
}
