package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// The line is drawn where the arc is known, in as many pieces as that has, and nowhere else.
func TestCurvesKeepTheGaps(t *testing.T) {
	point := func(known bool) review.Point { return review.Point{Known: known, Value: 0.2, Low: 0.1, High: 0.3} }
	runs := newCurves([]review.Point{point(true), point(true), point(false), point(true), point(false)}, 5)
	if len(runs) != 2 || len(runs[0].x) != 2 || len(runs[1].x) != 1 || runs[1].x[0] != 3.5 {
		t.Fatalf("pieces %+v", runs)
	}
	if got, want := runs[0].mid[0], toneHeight*0.8; math.Abs(got-want) > 1e-9 {
		t.Errorf("tone 0.2 lies at %v, want %v", got, want)
	}
	if newCurves([]review.Point{point(false)}, 1) != nil {
		t.Error("a line where nothing is known")
	}
}

// A cubic between two points stays between them if its slopes are no more than three times the chord's and point its
// way (Fritsch and Carlson's condition).
func TestTangentsNeverOvershoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-1, 1), 2, 30).Draw(t, "y")
		x := make([]float64, len(y))
		for i := range x {
			x[i] = float64(i) + 0.5
		}
		slopes := tangents(x, y)
		for i := 1; i < len(y); i++ {
			chord := y[i] - y[i-1]
			for _, slope := range []float64{slopes[i-1], slopes[i]} {
				if slope*chord < -1e-12 || math.Abs(slope) > 3*math.Abs(chord)+1e-12 {
					t.Fatalf("between %v and %v the slope is %v", y[i-1], y[i], slope)
				}
			}
		}
	})
}

func TestArea(t *testing.T) {
	for _, c := range []struct {
		arc  []int8
		way  int
		want string
	}{
		{nil, 1, ""},
		{[]int8{0, 1, -50}, 1, ""},
		{[]int8{0, 40, 40, 40, 0}, 1, `<M0 0l1 -10h2l1 10"/>`},
		{[]int8{0, 40, 40, 40, 0}, -1, ""},
		{[]int8{-20, aggregate.ArcUnknown, -100}, -1, `<M-1 0l1 5l1 -5l1 20l1 -20"/>`},
	} {
		var m markup
		m.area("<", c.arc, c.way)
		if got := string(m.buf); got != c.want {
			t.Errorf("area(%v, %d) = %q, want %q", c.arc, c.way, got, c.want)
		}
	}
}

func TestPolyline(t *testing.T) {
	var m markup
	m.polyline([]int8{0, 50, aggregate.ArcUnknown, -100})
	if got := string(m.buf); got != "M0 100L1 50M3 200" {
		t.Errorf("polyline = %q", got)
	}
}

// A shard is a call with JSON in it, and its strings cannot end a script.
func TestShards(t *testing.T) {
	res, _, _ := library(lighthouse(), hostile(), short())
	p, err := newPages(Options{Pages: 1}, res)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	names, err := p.shards(indexOrder(res.Digests), func(f file) error {
		text += string(f.content)
		return nil
	})
	if err != nil || len(names) != 1 {
		t.Fatalf("%d shards, %v", len(names), err)
	}
	if strings.ContainsAny(text, "<>\u2028") {
		t.Error("a shard holds what could end a script")
	}
	var rows [][]any
	if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimPrefix(text, "tonearc("), ")\n")), &rows); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) != 15 {
			t.Errorf("%d fields: %v", len(row), row)
		}
		if row[1] == "The Lamp Room" {
			if row[0] != "reviews/lighthouse.html" || row[4] != "2021-05-04" || row[6] != "mixed" || row[8] != 15.0 || row[12] != 105.0 || len(row[14].(string)) != aggregate.SparkPoints {
				t.Errorf("row %v", row)
			}
		} else if row[0] != "" {
			t.Errorf("%v has no page, but a link", row[1])
		}
	}
}

// Overlapping marks, names and evidence are cut into pieces that together are the sentence.
func TestPiecesAreTheSentence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(1, 60, -1).Draw(t, "text")
		span := rapid.Custom(func(t *rapid.T) review.Span {
			a, b := rapid.IntRange(-3, len(text)+3).Draw(t, "a"), rapid.IntRange(-3, len(text)+3).Draw(t, "b")
			return review.Span{Start: min(a, b), End: max(a, b)}
		})
		var layers []layer
		for _, s := range rapid.SliceOfN(span, 0, 8).Draw(t, "layers") {
			layers = append(layers, layer{s, look(1 << rapid.IntRange(0, 10).Draw(t, "look")), ""})
		}
		c := cutter{layers: layers}
		pieces := c.cut(text, review.Span{Start: 0, End: len(text)}, nil)
		joined := ""
		for _, piece := range pieces {
			at := len(joined)
			joined += piece.text
			var want look
			for _, l := range layers {
				if l.Start < l.End && l.Start < at+len(piece.text) && at < l.End && (l.Start > at || l.End < at+len(piece.text)) {
					t.Fatalf("a layer begins or ends inside %q", piece.text)
				}
			}
			for group, mask := range []look{lookEvidence, lookNames, ^(lookEvidence | lookNames)} {
				for _, l := range layers {
					if l.look&mask != 0 && l.Start <= at && at+len(piece.text) <= l.End {
						want |= l.look
						if group < 2 {
							break // the first wins
						}
					}
				}
			}
			if piece.look != want {
				t.Fatalf("%q looks %b, not %b", piece.text, piece.look, want)
			}
			if names := piece.look & lookNames; names&(names-1) != 0 {
				t.Fatalf("two kinds of names at once: %b", names)
			}
		}
		if joined != text {
			t.Fatalf("%q became %q", text, joined)
		}
	})
}
