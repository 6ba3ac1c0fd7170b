package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTextEqualsPlainEscaping compares the escaper with its definition, byte by byte, on valid and broken text.
func TestTextEqualsPlainEscaping(t *testing.T) {
	for _, s := range []string{"", "plain", "a<b>&'\"", "é & “ü”", "\xff", "a\xffé<", "é\xff\xfe&", "tab\tnul\x00del\x7f", "…\xe2\x80", "<\xc3"} {
		want := ""
		for _, c := range strings.ToValidUTF8(s, "\uFFFD") {
			if c < utf8.RuneSelf && escapes[c] != "" {
				want += escapes[c]
			} else {
				want += string(c)
			}
		}
		var m markup
		if m.text(s); string(m.buf) != want {
			t.Errorf("%q became %q, want %q", s, m.buf, want)
		}
	}
}

func TestByteSet(t *testing.T) {
	set := newByteSet(`|:`)
	for s, want := range map[string]int{"": 0, "abc": 3, "a|b": 1, ":": 0, "é:": 2} {
		if got := set.index(s, 0); got != want || set.in(s) != strings.ContainsAny(s, `|:`) {
			t.Errorf("first of | and : in %q at %d, want %d", s, got, want)
		}
	}
}
