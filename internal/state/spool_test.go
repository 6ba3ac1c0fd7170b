package state

import (
	"os"
	"testing"

	"tonearc/pipeline/review"
)

// What was appended is found again by its number: whole, and any part of its text.
func TestSpool(t *testing.T) {
	dir := t.TempDir()
	spool, err := NewSpool(dir)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{"", "a much longer id than that, so that the texts begin elsewhere", "ü"}
	texts := []string{"Grand. It drags.", "", "Ein Satz. Noch ein Satz über Schnee."}
	for i := range ids {
		an := filled()
		an.Review.ID, an.Review.Text = ids[i], texts[i]
		head, text := EncodeHead([]byte("before"), an)
		if err := spool.Append(head[len("before"):], text-len("before"), EncodeFindings(nil, an)); err != nil {
			t.Fatal(err)
		}
	}
	if err := spool.Rewind(); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{2, 0, 1} {
		var an review.Analysis
		if err := spool.Load(i, &an); err != nil || an.Review.ID != ids[i] || an.Review.Text != texts[i] {
			t.Errorf("analysis %d: %+v, %v", i, an.Review, err)
		}
		for start := range len(texts[i]) + 1 {
			span := review.Span{Start: start, End: len(texts[i])}
			if part, err := spool.Text(i, span); err != nil || part != texts[i][start:] {
				t.Errorf("the text of %d from %d: %q, %v", i, start, part, err)
			}
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 1 { // where an open file cannot be removed it is one
		t.Errorf("%d files", len(left))
	}
	if err := spool.Close(); err != nil {
		t.Error(err)
	}
	if _, err := spool.Text(0, review.Span{Start: 0, End: 5}); err == nil {
		t.Error("a closed spool was read")
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files are left behind", len(left))
	}
}
