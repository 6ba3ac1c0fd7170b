package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

// TestLists: want is the text with every list item in braces.
func TestLists(t *testing.T) {
	for in, want := range map[string]string{
		"What I liked:<br/>* the prose<br/>* the <i>quiet</i> end<br/>And more.": "What I liked:\n{the prose}\n{the quiet end}\nAnd more.",
		"* one\n* two":                        "{one}\n{two}",
		"a\n\n * one \n\n *\ttwo\n\nb":        "a\n\n{one} \n\n{two}\n\nb",
		"- one\n- two\n* three":               "{one}\n{two}\n* three",
		"•one\n•  two":                        "{one}\n{two}",
		"A fine book.*\n\n* Sent to me free.": "A fine book.*\n\n* Sent to me free.",
		"a\n* * *\nb\n* * *\nc":               "a\n* * *\nb\n* * *\nc",
		"*one* word\n*two* words":             "one word\ntwo words",
		"-5 degrees\n-6 degrees":              "-5 degrees\n-6 degrees",
		"* one\ntext\n* two":                  "* one\ntext\n* two",
		"* \n* ":                              "* \n*",
		"a\r\n* one\r\n* two":                 "a\n{one}\n{two}",
	} {
		b := cleanRecord(in)
		checkBody(t, b.text, b.marks)
		var got strings.Builder
		at := 0
		for _, m := range b.marks {
			if m.Kind == review.ListItem {
				got.WriteString(b.text[at:m.Start] + "{" + m.In(b.text) + "}")
				at = m.End
			}
		}
		got.WriteString(b.text[at:])
		if got.String() != want {
			t.Errorf("%q:\n got %q\nwant %q", in, got.String(), want)
		}
	}
}

// TestMarksOfLists: the marks around and inside of items still lie on their words.
func TestMarksOfLists(t *testing.T) {
	b := cleanRecord("<b>Good</b>\n(view spoiler)[* he <i>dies</i>\n* [b:Emma|1|Emma (X, #2)|A|u|2] too (hide spoiler)]\n<b>*</b> last of all\nend <i>here</i>")
	checkBody(t, b.text, b.marks)
	var got []string
	for _, m := range b.marks {
		got = append(got, string(m.Kind)+" "+m.In(b.text))
	}
	want := []string{
		"strong Good", "spoiler he dies\nEmma too", "list_item he dies", "emphasis dies", "list_item Emma too", "book_link Emma",
		"list_item last of all", "emphasis here",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
