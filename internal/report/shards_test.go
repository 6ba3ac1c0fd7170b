package report

import (
	"encoding/json"
	"testing"
)

func TestScriptStringsAreJSON(t *testing.T) {
	for b := range 256 {
		s := "a" + string(rune(b)) + "z" // every ASCII letter and sign, and the first that is none
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendScriptString(nil, s); string(got) != string(want) {
			t.Errorf("%q is written %s, want %s", s, got, want)
		}
	}
}
