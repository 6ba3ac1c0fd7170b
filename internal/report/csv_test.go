package report

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAppendNumber(t *testing.T) {
	tests := []struct {
		x    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {-0.0000001, "0"}, {1, "1"}, {-1, "-1"}, {0.5, "0.5"}, {-0.52, "-0.52"},
		{0.1234564, "0.123456"}, {0.1234566, "0.123457"}, {0.000001, "0.000001"}, {12345, "12345"}, {1.000001, "1.000001"}, {-0.999999, "-0.999999"},
	}
	for _, test := range tests {
		if got := string(appendNumber(nil, test.x)); got != test.want {
			t.Errorf("%v: got %q, want %q", test.x, got, test.want)
		}
	}
}

func TestAppendPValue(t *testing.T) {
	for p, want := range map[float64]string{1: "1", 0.05: "0.05", 0.0001234567: "0.0001235", 1.0 / 3: "0.3333", 0.00000012: "0.00000012"} {
		if got := string(appendPValue(nil, p)); got != want {
			t.Errorf("%v: got %q, want %q", p, got, want)
		}
	}
}

func TestFormulasAreNeutralised(t *testing.T) {
	for _, cell := range []string{"=1+1", "+1", "-1+2", "-.5", "-1.2.3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\u200b=1", "＝1", "'quoted"} {
		got := parse(t, appendText(nil, cell))
		if got != "'"+cell {
			t.Errorf("%q: got %q", cell, got)
		}
	}
	for _, cell := range []string{"", "plain", "a=b", "5 - 3", "…", "“-”", "-0.267", "-3"} {
		if got := parse(t, appendText(nil, cell)); got != cell {
			t.Errorf("%q: got %q", cell, got)
		}
	}
}

// parse reads one cell back.
func parse(t *testing.T, cell []byte) string {
	t.Helper()
	line := append(append([]byte("x,"), cell...), '\n')
	rows, err := csv.NewReader(bytes.NewReader(line)).ReadAll()
	if err != nil || len(rows) != 1 || len(rows[0]) != 2 {
		t.Fatalf("%q is no CSV cell: %v %q", cell, err, rows)
	}
	return rows[0][1]
}

func FuzzCell(f *testing.F) {
	for _, seed := range []string{"", "a,b", "say \"no\"", "two\nlines", "=1", "\r\n", "'", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		if strings.Contains(cell, "\r") || !utf8.ValidString(cell) {
			t.Skip("clean text has neither")
		}
		got := parse(t, appendText(nil, cell))
		if undone, ok := strings.CutPrefix(got, "'"); got != cell && (!ok || undone != cell) {
			t.Fatalf("%q came back as %q", cell, got)
		}
		if got != "" && !plainNumber(got) && strings.ContainsRune("=+-@\t", rune(got[0])) {
			t.Fatalf("%q runs as a formula", got)
		}
	})
}

func FuzzNumber(f *testing.F) {
	f.Add(0.5)
	f.Fuzz(func(t *testing.T, x float64) {
		if !(math.Abs(x) < 1e9) {
			t.Skip()
		}
		got := string(appendNumber(nil, x))
		back, err := strconv.ParseFloat(got, 64)
		if err != nil || math.Abs(back-x) > 0.5000001e-6+1e-12*math.Abs(x) || got == "-0" {
			t.Fatalf("%v was written as %q", x, got)
		}
	})
}

func TestLists(t *testing.T) {
	if got := joinList([]string{"a|b", `c\d`, "e:f"}); got != `a\|b|c\\d|e\:f` {
		t.Errorf("got %q", got)
	}
	if got := string(appendWeighted(appendWeighted(nil, "not … gripping", -0.314), "a:b", 0.5)); got != `not … gripping:-0.31|a\:b:+0.5` {
		t.Errorf("got %q", got)
	}
}

func TestOffsetsCountCodePoints(t *testing.T) {
	text := "é€𝄞a"
	o := newOffsets(text)
	for at, want := range map[int]int{0: 0, 2: 1, 5: 2, 9: 3, 10: 4} {
		if got := o.of(at); got != want {
			t.Errorf("byte %d: got %d, want %d", at, got, want)
		}
	}
	if newOffsets("ascii") != nil || newOffsets("ascii").of(3) != 3 {
		t.Error("ASCII text needs no table")
	}
}
