package report

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

func TestNoShiftSaysWhetherItWasTested(t *testing.T) {
	for shape, want := range map[review.Shape]string{review.Flat: "No shift stood the test.", review.ShapeTooShort: "Too little opinion to test for a shift."} {
		an := long("long.txt", 100)
		an.Arc.Shifts, an.Arc.Shape = nil, shape
		var texts []string
		for _, n := range elements(t, reviewPageOf(t, an)) {
			if n.Data == "p" && attribute(n, "class") == "none" && n.FirstChild != nil {
				texts = append(texts, n.FirstChild.Data)
			}
		}
		if !strings.Contains(strings.Join(texts, "|"), want) {
			t.Errorf("%s: the page says %q, want %q", shape, texts, want)
		}
	}
}
