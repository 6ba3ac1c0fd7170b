package nlp

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tonearc/pipeline/review"
)

// shared is one Segmenter for all tests: loading it takes most of their time.
var shared = sync.OnceValues(New)

func segmenter(t testing.TB) *Segmenter {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// holds checks what every split must obey: spans ordered, in bounds, on rune boundaries; every character that is no space
// in exactly one sentence, and in exactly one token of that sentence; every token tagged.
func holds(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, sents []review.Sentence) {
	t.Helper()
	inSentence, inToken := make([]bool, len(text)), make([]bool, len(text))
	mark := func(kind string, seen []bool, span review.Span, within review.Span, last int) {
		t.Helper()
		if span.Start < within.Start || span.End > within.End || span.Start >= span.End || span.Start < last {
			t.Fatalf("%s %v of %q is out of order or bounds %v", kind, span, text, within)
		}
		if !boundary(text, span.Start) || !boundary(text, span.End) {
			t.Fatalf("%s %v of %q is not on rune boundaries", kind, span, text)
		}
		for i := span.Start; i < span.End; i++ {
			seen[i] = true
		}
	}
	last, paragraph := 0, 0
	for i := range sents {
		sent := &sents[i]
		mark("sentence", inSentence, sent.Span, review.Span{End: len(text)}, last)
		last = sent.End
		if sent.Paragraph < paragraph {
			t.Fatalf("paragraph %d after %d in %q", sent.Paragraph, paragraph, text)
		}
		paragraph = sent.Paragraph
		at := sent.Start
		for _, tok := range sent.Tokens {
			mark("token", inToken, tok.Span, sent.Span, at)
			at = tok.End
			if tok.Tag == "" {
				t.Fatalf("no tag for %q in %q", tok.In(text), text)
			}
		}
	}
	for i, r := range text {
		if !isSpace(r) && (!inSentence[i] || !inToken[i]) {
			t.Fatalf("%q at %d of %q: in a sentence %v, in a token %v", r, i, text, inSentence[i], inToken[i])
		}
	}
}

func boundary(text string, at int) bool {
	return at == len(text) || utf8.RuneStart(text[at]) || !utf8.ValidString(text)
}

// pieces are what hostile and ordinary texts are made of.
var pieces = []string{"a", "Mr.", "Kathy H.", "U.S.", "e.g.", ".", "..", "…", "!", "?!", "\"", "“", "”", "‘", "’", "'", "n't", "don't", "'s", "she's", "(", ")", "[", "]",
	" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\u2028", "😍", "👍🏽", "👩‍👩‍👧", ":)", "<3", "—", "–", "--", "-", "1.", "4.5/5", "p. 3", "The", "reviewThis is", "good.But",
	"e\u0301", "\u202e", "\x00", "本", "。", "- ", "* ", "&rsquo;", "İ", "ſ", "$9", "@you", "a.b.c.", "A.B.", "Ab.", "http://x.org/y.Z", "'tis", "'The", "\u0085", "¯\\(ツ)/¯"}

func TestSegmentProperties(t *testing.T) {
	s := segmenter(t)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String())).Draw(t, "text"), "")
		text = strings.ToValidUTF8(text, "?")
		marks := drawMarks(t, text)
		sents, err := s.Segment(text, marks)
		if err != nil {
			t.Fatalf("%v", err)
		}
		holds(t, text, sents)
		for _, mark := range marks {
			if mark.Kind != review.Heading && mark.Kind != review.ListItem {
				continue
			}
			for i := range sents {
				for _, edge := range []int{mark.Start, mark.End} {
					if sents[i].Start < edge && edge < sents[i].End {
						t.Fatalf("sentence %v of %q crosses the edge of %v", sents[i].Span, text, mark)
					}
				}
			}
		}
	})
}

func drawMarks(t *rapid.T, text string) []review.Mark {
	kinds := []review.MarkKind{review.Heading, review.ListItem, review.Quotation, review.Emphasis, review.BookLink, review.Spoiler}
	var places []int
	for i := range text {
		places = append(places, i)
	}
	places = append(places, len(text))
	var marks []review.Mark
	for range rapid.IntRange(0, 3).Draw(t, "marks") {
		a, b := rapid.SampledFrom(places).Draw(t, "from"), rapid.SampledFrom(places).Draw(t, "to")
		marks = append(marks, review.Mark{Span: review.Span{Start: min(a, b), End: max(a, b)}, Kind: rapid.SampledFrom(kinds).Draw(t, "kind")})
	}
	return marks
}

func FuzzSegment(f *testing.F) {
	for _, text := range []string{"", " ", "Never let me go. She said “Why?” and left…", strings.Join(pieces, ""), strings.Join(pieces, " "), strings.Repeat("x", 10_000), strings.Repeat("(", 10_000), strings.Repeat("'s", 5_000), strings.Repeat("a.b", 3_000), strings.Repeat("e\u0301", 4_000)} {
		f.Add(text)
	}
	s := segmenter(f)
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		sents, err := s.Segment(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, text, sents)
	})
}

func TestSegmentIsRepeatable(t *testing.T) {
	s := segmenter(t)
	text := strings.Join(pieces, " ") + " " + strings.Join(pieces, "")
	want, _ := s.Segment(text, nil)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				got, _ := s.Segment(text, nil)
				for i := range want {
					for j := range want[i].Tokens {
						if got[i].Tokens[j] != want[i].Tokens[j] {
							t.Errorf("token %d of sentence %d: %v, then %v", j, i, want[i].Tokens[j], got[i].Tokens[j])
							return
						}
					}
				}
			}
		})
	}
	group.Wait()
}

func TestMarks(t *testing.T) {
	text := "A Great Book\nI loved Good Omens. Hidden words here. “Quoted.” Not quoted."
	span := func(part string) review.Span {
		i := strings.Index(text, part)
		return review.Span{Start: i, End: i + len(part)}
	}
	sents, err := segmenter(t).Segment(text, []review.Mark{
		{Span: span("A Great Book"), Kind: review.Heading},
		{Span: span("A Great Book"), Kind: review.Strong},
		{Span: span("Good Omens"), Kind: review.Emphasis},
		{Span: span("Hidden words"), Kind: review.Spoiler},
		{Span: span("“Quoted.”"), Kind: review.Emphasis},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range sents {
		got = append(got, sents[i].MarkNames())
	}
	want := []string{"heading|strong", "", "spoiler", "emphasis", ""}
	if strings.Join(got, ",") != strings.Join(want, ",") {
		t.Errorf("marks %q, want %q", got, want)
	}
	if sents[0].Paragraph == sents[1].Paragraph {
		t.Error("the heading shares its paragraph with the text below it")
	}
}

// TestTitlesStayWhole: the marks say what a full stop, a question mark or an exclamation mark cannot.
func TestTitlesStayWhole(t *testing.T) {
	text := "I read Are You There God? It's Me, Margaret and What If? before Oh! was out. Then slept."
	link := func(part string, kind review.MarkKind) review.Mark {
		i := strings.Index(text, part)
		return review.Mark{Span: review.Span{Start: i, End: i + len(part)}, Kind: kind}
	}
	marks := []review.Mark{
		link("Are You There God? It's Me, Margaret", review.BookLink),
		link("What If?", review.Emphasis),
		link("Oh!", review.BookLink),
	}
	sents, err := segmenter(t).Segment(text, marks)
	if err != nil {
		t.Fatal(err)
	}
	if len(sents) != 2 || sents[1].In(text) != "Then slept." {
		for i := range sents {
			t.Errorf("sentence %q", sents[i].In(text))
		}
	}
}

func TestHostile(t *testing.T) {
	s := segmenter(t)
	const size = 1 << 18
	for _, piece := range []string{"x", "(", "'s", "a's", "a'll", "a.", ".", "a.a.a..", "?(", "\"", "“", "—", "…", " ", "\n", "\n \n", "1. ", ". - ", "😍 ★ ", "Mr. ", "\x00", "e\u0301", "-- ", ":-) ", "I. ", "!)A", "@a.b", "\xff", "\xe2\x80"} {
		text := strings.Repeat(piece, size/len(piece))
		sents, err := s.Segment(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, text, sents)
	}
	// Marks without end, one inside the other.
	text := strings.Repeat("a b. ", 5_000)
	var marks []review.Mark
	for i := range 5_000 {
		marks = append(marks, review.Mark{Span: review.Span{Start: i, End: len(text) - i}, Kind: review.Quotation}, review.Mark{Span: review.Span{Start: i, End: len(text) - i}, Kind: review.Heading})
	}
	sents, err := s.Segment(text, marks)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, text, sents)
}
