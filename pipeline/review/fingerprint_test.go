package review

import (
	"strings"
	"testing"
)

func TestFingerprintTellsTextFromMetadata(t *testing.T) {
	base := Review{ID: "a", Source: "a.txt", Text: "It is good.", Metadata: Metadata{Book: "Emma", Stars: 4, Authors: []string{"Jane Austen"}}}
	text, meta, ok := strings.Cut(base.Fingerprint(), "-")
	if !ok || len(text) != 12 || len(meta) != 12 {
		t.Fatalf("Fingerprint() = %q, want 12-12 hexadecimal digits", base.Fingerprint())
	}
	for _, test := range []struct {
		name                string
		edit                func(*Review)
		textMoves, metaMove bool
	}{
		{"nothing", func(*Review) {}, false, false},
		{"id, source and line", func(r *Review) { r.ID, r.Source, r.Line = "b", "b.txt", 7 }, false, false},
		{"text", func(r *Review) { r.Text = "It is bad." }, true, false},
		{"marks", func(r *Review) { r.Marks = []Mark{{Span: Span{0, 2}, Kind: Emphasis}} }, true, false},
		{"link", func(r *Review) { r.Marks = []Mark{{Span: Span{0, 2}, Kind: BookLink, Link: &Link{ID: "x"}}} }, true, false},
		{"stars", func(r *Review) { r.Metadata.Stars = 4.5 }, false, true},
		{"authors", func(r *Review) { r.Metadata.Authors = []string{"Jane", "Austen"} }, false, true},
	} {
		rev := base
		test.edit(&rev)
		gotText, gotMeta, _ := strings.Cut(rev.Fingerprint(), "-")
		if (gotText != text) != test.textMoves || (gotMeta != meta) != test.metaMove {
			t.Errorf("%s: text moved %v, metadata moved %v; want %v, %v",
				test.name, gotText != text, gotMeta != meta, test.textMoves, test.metaMove)
		}
	}
}
