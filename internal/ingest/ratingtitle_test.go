package ingest

import (
	"strings"
	"testing"
)

// TestRatingIsNoTitle: a heading that is only a rating gives the stars, stands in the text once, and names nothing.
func TestRatingIsNoTitle(t *testing.T) {
	const said = "A perfect little book about bees, which are drawn with love."
	for _, c := range []struct{ name, text, rating string }{
		{"a.md", "# 5/5\n\n" + said, "5/5"},
		{"a.md", "# ★★★★☆\n\n" + said, "★★★★☆"},
		{"a.txt", "★★★★☆\n\n" + said, "★★★★☆"},
	} {
		items, _ := readAll(t, strings.NewReader(c.text), c.name, Options{})
		if len(items) != 1 || items[0].Review == nil {
			t.Fatalf("%q: %v", c.text, items)
		}
		rev := items[0].Review
		if rev.Metadata.Title != "" || rev.Metadata.Stars != starsOf(c.rating) || strings.Count(rev.Text, c.rating) != 1 {
			t.Errorf("%q: title %q, %v stars, text %q", c.text, rev.Metadata.Title, rev.Metadata.Stars, rev.Text)
		}
	}
	for _, title := range []string{"Five Stars", "9/11", "1/2"} {
		items, _ := readAll(t, strings.NewReader("# "+title+"\n\n"+said), "a.md", Options{})
		if len(items) != 1 || items[0].Review == nil || items[0].Review.Metadata.Title != title {
			t.Errorf("the title %q: %v", title, items)
		}
	}
}
