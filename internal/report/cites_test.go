package report

import (
	"testing"

	"tonearc/internal/aggregate"
)

func TestCitesSayEachSentenceOnce(t *testing.T) {
	p := &pages{shown: make([]bool, 2), res: &aggregate.Resolution{Digests: aggregate.PackDigests(make([]aggregate.Digest, 2)...)}}
	got := p.cites([]aggregate.Quote{{Text: "A lamp of a book."}, {Text: "Dim."}, {Text: "A lamp of a book.", Review: 1}}, "")
	if len(got) != 2 || got[0].text != "A lamp of a book." || got[1].text != "Dim." {
		t.Errorf("%+v", got)
	}
}
