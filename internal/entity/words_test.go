package entity

import (
	"reflect"
	"testing"
)

func TestCutAtMissingSpace(t *testing.T) {
	for _, test := range []struct {
		token string
		want  []string
	}{
		{"over.Thanks", []string{"over", ".", "Thanks"}},
		{"rating:4", []string{"rating", ":4"}},
		{"though,We", []string{"though", ",", "We"}},
		{"great!!please", []string{"great", "!", "!", "please"}},
		{"J.R.R.", []string{"J.R.R."}},
		{"3,500", []string{"3,500"}},
		{"9:30", []string{"9:30"}},
		{"ann@example.org", []string{"ann@example.org"}},
	} {
		var got []string
		for rest := test.token; rest != ""; {
			n := firstPiece(rest)
			got = append(got, rest[:n])
			rest = rest[n:]
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q cut into %q, want %q", test.token, got, test.want)
		}
	}
}
