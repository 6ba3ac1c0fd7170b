package report

import (
	"strings"
	"testing"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// TestChangesFillTheirColumns: that a text was edited is said once, beside what came of it, and no cell is empty.
func TestChangesFillTheirColumns(t *testing.T) {
	changes := []review.Change{
		{ReviewID: "a.txt", Kind: review.ChangeEdited, Field: "text"},
		{ReviewID: "a.txt", Kind: review.ChangeEdited, Field: "tone", Before: "0.2", After: "-0.3", Cause: review.CauseText},
		{ReviewID: "a.txt", Kind: review.ChangeEdited, Field: "sentence", After: "It drags.", Cause: review.CauseText, ToneAfter: "-0.6"},
		{ReviewID: "b.txt", Kind: review.ChangeEdited, Field: "text"},
		{ReviewID: "c.txt", Kind: review.ChangeEdited, Field: "review_id", Before: "old.txt", After: "c.txt"},
		{ReviewID: "c2.txt", Kind: review.ChangeEdited, Field: "text"},
		{ReviewID: "c2.txt", Kind: review.ChangeEdited, Field: "metadata"},
		{ReviewID: "c2.txt", Kind: review.ChangeEdited, Field: "verdict", Before: "mixed", After: "negative", Cause: review.CauseText},
		{ReviewID: "d.txt", Kind: review.ChangeEdited, Field: "stars", Before: "3", After: "4"},
		{ReviewID: "e.txt", Kind: review.ChangeNew}, {ReviewID: "f.txt", Kind: review.ChangeGone},
	}
	digest := aggregate.Digest{ReviewID: "e.txt", Verdict: review.VerdictPositive, Tone: review.Estimate{Value: 0.3, Low: -0.2, High: 0.8, N: 3}}
	p := &pages{res: &aggregate.Resolution{Digests: aggregate.PackDigests(digest)}, shown: make([]bool, 1)}
	var m markup
	m.changes(p, changes, false)
	page := string(m.buf)
	for _, want := range []string{
		`<bdi>a.txt</bdi><td>tone<td><bdi>+0.20</bdi><td><bdi>−0.30</bdi><td>the text was edited`,
		`<bdi>a.txt</bdi><td>sentence<td><bdi>–</bdi><td><bdi>“It drags.” (−0.60)</bdi><td>the text was edited`,
		`<bdi>b.txt</bdi><td>text<td><bdi>–</bdi><td><bdi>edited; tone, verdict and shifts stay</bdi>`,
		`<bdi>c2.txt</bdi><td>metadata<td><bdi>–</bdi><td><bdi>edited</bdi>`, // the verdict did not stay
		`<bdi>c.txt</bdi><td>name<td><bdi>old.txt</bdi><td><bdi>c.txt</bdi><td>the file or its key was renamed`,
		`<bdi>d.txt</bdi><td>stars<td><bdi>3</bdi><td><bdi>4</bdi><td>the source says so`,
		`± 0.50</small><td>probably positive`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, "a.txt</bdi><td>text") || strings.Contains(page, "<bdi></bdi>") || strings.Contains(page, "<td><td>") {
		t.Errorf("an empty cell, or a row that says nothing:\n%s", page)
	}
}
