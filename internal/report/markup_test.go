package report

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"tonearc/pipeline/review"
)

// FuzzText: whatever text is written into an element or an attribute comes out of a parser as it went in.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", "plain", `<script>alert("x")</script>`, "</p>'\"&amp;", "a\x00b\x1b\x7f", "\xff\xfe", "\u202Eabc", "]]>-->", "tab\tline\n", "& <",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var m markup
		m.raw(`<div title="`)
		m.text(s)
		m.raw(`"><pre>x`)
		m.text(s)
		m.raw(`</pre></div>`)
		if !utf8.Valid(m.buf) {
			t.Fatalf("%q becomes invalid UTF-8: %q", s, m.buf)
		}
		want := strings.Map(func(r rune) rune {
			if r < 0x20 && r != '\t' && r != '\n' || r == 0x7F {
				return utf8.RuneError
			}
			return r
		}, strings.ToValidUTF8(s, "\uFFFD"))
		nodes, err := html.ParseFragment(strings.NewReader(string(m.buf)), nil)
		if err != nil {
			t.Fatal(err)
		}
		body := nodes[0].LastChild
		div := body.FirstChild
		if div == nil || div.NextSibling != nil || len(div.Attr) != 1 || div.Attr[0].Val != want {
			t.Fatalf("%q: the attribute is %+v", s, div)
		}
		pre := div.FirstChild
		if pre == nil || pre.NextSibling != nil || pre.FirstChild == nil || pre.FirstChild.NextSibling != nil || pre.FirstChild.Data != "x"+want {
			t.Fatalf("%q: the element holds %+v", s, pre)
		}
	})
}

func TestWebLink(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.org/a?b#c": true, "HTTP://example.org": true, "": false, "javascript:alert(1)": false,
		" https://example.org": false, "data:text/html,x": false, "//example.org": false, "httpx://e": false, "java\nscript:x": false,
	} {
		if got := webLink(address) != ""; got != want {
			t.Errorf("webLink(%q) leads somewhere: %v, want %v", address, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0.00", 0.004: "0.00", -0.004: "0.00", 0.42: "+0.42", -0.275: "−0.28", 1: "+1.00", -1: "−1.00", -1.63: "−1.63", math.NaN(): "0.00",
	} {
		if got := signed(v); got != want {
			t.Errorf("signed(%v) = %q, want %q", v, got, want)
		}
	}
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{{12.3456, 2, "12.35"}, {12.3, 2, "12.3"}, {-0.001, 2, "0"}, {-1.5, 1, "-1.5"}, {100, 2, "100"}, {0.05, 1, "0.1"}, {1.05, 2, "1.05"}, {math.Inf(1), 2, "0"}} {
		if got := string(appendFixed(nil, c.v, c.decimals)); got != c.want {
			t.Errorf("appendFixed(%v, %d) = %q, want %q", c.v, c.decimals, got, c.want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
	for _, c := range []struct {
		e    review.Estimate
		want string
	}{
		{review.Estimate{Value: -0.27, Low: -0.33, High: -0.21}, "± 0.06"},
		{review.Estimate{Value: 0.63, Low: -0.01, High: 1}, "± 0.64"}, // cut at +1
		{review.Estimate{Value: -0.5, Low: -1, High: 0.2}, "± 0.70"},
		{review.Estimate{Value: 0.16, Low: -0.9, High: 1}, "± 1.00"}, // wider than the half scale
		{review.Estimate{}, "± 0.00"},
	} {
		if got := plusMinus(c.e); got != c.want {
			t.Errorf("plusMinus(%v) = %q, want %q", c.e, got, c.want)
		}
	}
}
