package aggregate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"tonearc/pipeline/review"
)

// sample is an analysis of three sentences about one book and one character.
func sample(id string, tone float64, month string) *review.Analysis {
	text := "Gripping. Ruth lies. The end drags."
	an := &review.Analysis{
		Review:    review.Review{ID: id, Text: text, Format: "text", Metadata: review.Metadata{Date: month, Stars: 4, Authors: []string{"Kazuo Ishiguro"}}},
		Sentences: []review.Sentence{{Span: review.Span{Start: 0, End: 9}}, {Span: review.Span{Start: 10, End: 20}}, {Span: review.Span{Start: 21, End: 35}}},
		Scores: []review.Score{
			{Opinion: 1, Positive: 1, Tone: tone, Weight: 1}, {Story: 1, Neutral: 1}, {Opinion: 1, Negative: 1, Tone: -tone, Weight: 1},
		},
		Summary: review.Summary{Words: 6, Tone: review.Estimate{Value: tone, N: 2}, Verdict: review.VerdictMixed},
		Arc:     review.Arc{Shape: review.Fall},
		Terms:   []review.Term{{Stem: "drag", Word: "drags", Negative: 1}, {Stem: "grip", Word: "gripping", Positive: 1}},
	}
	an.About = review.About{
		Entities: []review.Entity{
			{ID: "book:x", Type: review.Book, Name: "Never Let Me Go", Main: true, Tone: review.Estimate{Value: tone, N: 1}, Confidence: 1},
			{ID: "character:ruth", Type: review.Character, Name: "Ruth", Book: "book:x", Sentences: []int{1}, Confidence: 0.8},
		},
		Mentions: []review.Mention{{Span: review.Span{Start: 10, End: 14}, Entity: 1, Sentence: 1, Form: review.Name},
			{Span: review.Span{Start: 0, End: 8}, Entity: 0, Sentence: 0, Form: review.Nominal, Tone: tone}},
		Aspects: []review.Aspect{{Kind: review.Ending, Sentences: []int{2}, Tones: []float64{-tone}, Quote: 2}},
	}
	return an
}

func TestTotalsMergeInAnyOrder(t *testing.T) {
	var all []*review.Analysis
	var digests []Digest
	for i, tone := range []float64{0.9, 0.31, 0.5, 0.77, 0.123456, 0.4, 0.66, 0.8} {
		an := sample(string(rune('a'+i)), tone, []string{"2021-05-01", "2021-06", "2020"}[i%3])
		all = append(all, an)
		digests = append(digests, NewDigest(an))
	}
	res := Resolve(PackDigests(digests...))
	whole := NewTotals(res)
	for i, an := range all {
		whole.Add(i, an)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		parts := []*Totals{NewTotals(res), NewTotals(res), NewTotals(res)}
		for i, an := range all {
			parts[rng.IntN(3)].Add(i, an)
		}
		rng.Shuffle(3, func(a, b int) { parts[a], parts[b] = parts[b], parts[a] })
		merged := NewTotals(res)
		for _, part := range parts {
			merged.Merge(part)
		}
		if !reflect.DeepEqual(merged, whole) {
			t.Fatalf("merged totals differ:\n%+v\n%+v", merged, whole)
		}
	}
}

// Reviews may be added in any order, as workers do, if their lists are sorted afterwards.
func TestTotalsAddInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	all := make([]*review.Analysis, 40)
	digests := &Digests{}
	for i := range all {
		all[i] = sample(fmt.Sprintf("%02d", i), float64(rng.IntN(9))/10, "2021-05")
		all[i].About.Comparisons = []review.Comparison{{Sentence: 2, Subject: 0, Object: 1, Direction: review.Better}}
		d := NewDigest(all[i])
		digests.Append(&d)
	}
	res := Resolve(digests)
	want, got := NewTotals(res), NewTotals(res)
	for i, an := range all {
		want.Add(i, an)
	}
	for _, i := range rng.Perm(len(all)) {
		got.Add(i, all[i])
	}
	if got.Sort(); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// The months of an entity are those of the reviews that are about it, and of no others.
func TestMonthsOf(t *testing.T) {
	about, undated, toneless := sample("a", 0.8, "2021-05-01"), sample("b", 0.4, ""), sample("c", 0, "2021-05-02")
	toneless.Summary.Tone = review.Estimate{}
	twice := sample("d", 0.2, "2021-05-30") // the corpus joins its two books
	twice.About.Entities = append(twice.About.Entities, review.Entity{ID: "book:y", Type: review.Book, Name: "never let me go", Confidence: 1})
	other := sample("e", -0.6, "2021-05-07") // names the book, and is about another
	other.About.Entities[0].Main = false
	all := []*review.Analysis{about, undated, toneless, twice, other}
	digests := &Digests{}
	for _, an := range all {
		d := NewDigest(an)
		digests.Append(&d)
	}
	res := Resolve(digests)
	totals := NewTotals(res)
	for i, an := range all {
		totals.Add(i, an)
	}
	months := totals.MonthsOf(int(res.Of(0)[0]))
	if sum := months["2021-05"]; len(months) != 1 || sum == nil || sum.N != 2 || sum.Mean() != 0.5 {
		t.Errorf("the book's months: %v, %+v", months, sum)
	}
	if months := totals.MonthsOf(int(res.Of(0)[1])); len(months) != 0 {
		t.Errorf("the character's months: %v", months)
	}
}

// A review that speaks of a side of one book under two names is one review of it.
func TestAspectsOfJoinedBooks(t *testing.T) {
	an := sample("a", 0.8, "2021-05-01")
	an.About.Entities = append(an.About.Entities, review.Entity{ID: "book:y", Type: review.Book, Name: "never let me go", Confidence: 1})
	an.About.Aspects = []review.Aspect{
		{Kind: review.Plot, Book: 0, Sentences: []int{0}, Tones: []float64{0.8}, Quote: 0},
		{Kind: review.Ending, Book: 0, Sentences: []int{0}, Tones: []float64{0.8}, Quote: 0},
		{Kind: review.Ending, Book: 2, Sentences: []int{2}, Tones: []float64{-0.8}, Quote: 2},
	}
	res := Resolve(PackDigests(NewDigest(an)))
	if of := res.Of(0); of[0] != of[2] {
		t.Fatalf("the names are not joined: %v", of)
	}
	totals := NewTotals(res)
	totals.Add(0, an)
	for where, got := range map[string]*AspectTotals{
		"book": totals.Entities[res.Of(0)[0]].Aspects[review.Ending], "corpus": totals.Aspects[review.Ending],
	} {
		if got.Reviews != 1 || got.Sentences != 2 || got.Tone.N != 2 {
			t.Errorf("%s: %d reviews, %d sentences, %d tones; want 1, 2, 2", where, got.Reviews, got.Sentences, got.Tone.N)
		}
	}
}

func TestTotals(t *testing.T) {
	an := sample("a", 0.8, "2021-05-01")
	res := Resolve(PackDigests(NewDigest(an)))
	totals := NewTotals(res)
	totals.Add(0, an)
	at := res.Of(0)[0]
	got := totals.Entities[at]
	if got.Tone.Mean() != 0.8 || got.Mentions != 1 || len(got.Praise) != 1 || Excerpt(got.Praise[0].Span().In(an.Review.Text)) != "Gripping." {
		t.Errorf("book: %+v", got)
	}
	if ending := got.Aspects[review.Ending]; ending == nil || ending.Tone.Mean() != -0.8 || len(ending.Blame) != 1 {
		t.Errorf("ending: %+v", ending)
	}
	if totals.Opinion != 2 || totals.Story != 1 || totals.Stars["4"] != 1 || totals.Months["2021-05"].N != 1 {
		t.Errorf("corpus: %+v", totals)
	}
}

// A book that a review names under two names, of which the corpus knows that they are one, is one review's, whichever of
// them is under review, and is not compared with itself.
func TestTwoNamesOfOneBook(t *testing.T) {
	for _, first := range []bool{true, false} {
		an := sample("a", 0.8, "2021-05-01")
		ents := an.About.Entities
		ents = append(ents, review.Entity{ID: "book:x-2", Type: review.Book, Name: "Never Let Me Go (Vintage)", Sentences: []int{2}, Tone: review.Estimate{Value: -0.4, N: 3}, Confidence: 1})
		ents[0].Main, ents[2].Main = first, !first
		an.About.Entities = ents
		an.About.Comparisons = []review.Comparison{{Sentence: 2, Subject: 0, Object: 2, Direction: review.Better}}
		res := Resolve(PackDigests(NewDigest(an)))
		if of := res.Of(0); of[0] != of[2] {
			t.Fatalf("the corpus does not join %q and %q", ents[0].Name, ents[2].Name)
		}
		totals := NewTotals(res)
		totals.Add(0, an)
		got := totals.Entities[res.Of(0)[0]]
		months := totals.MonthsOf(int(res.Of(0)[0]))
		if month := months["2021-05"]; got.ReviewTone.N != 1 || got.ReviewTone.Mean() != 0.8 || month == nil || month.N != 1 {
			t.Errorf("first name under review: %v: tone of its reviews %+v, months %+v", first, got.ReviewTone, months)
		}
		if got.Tone.N != 1 || got.Tone.Mean() != -0.1 || len(got.Reviews) != 1 {
			t.Errorf("first name under review: %v: tone towards it %+v in reviews %v, want one of -0.1", first, got.Tone, got.Reviews)
		}
		if len(got.Comparisons) > 0 {
			t.Errorf("compared with itself: %+v", got.Comparisons)
		}
	}
}

// What is quoted says something: a heading does not.
func TestHeadingsAreNotQuoted(t *testing.T) {
	an := sample("a", 0.8, "2021-05-01")
	an.Sentences[0].Marks = []review.MarkKind{review.Heading}
	an.About.Mentions = append(an.About.Mentions, review.Mention{Span: review.Span{Start: 21, End: 28}, Entity: 0, Sentence: 2, Form: review.Nominal, Tone: -0.8})
	res := Resolve(PackDigests(NewDigest(an)))
	totals := NewTotals(res)
	totals.Add(0, an)
	if book := totals.Entities[res.Of(0)[0]]; len(book.Praise) != 0 || len(book.Blame) != 1 {
		t.Errorf("praise %+v, blame %+v", book.Praise, book.Blame)
	}
}

// A side of two books in one review is each book's, and one review's.
func TestAspectsOfTwoBooks(t *testing.T) {
	an := sample("a", 0.8, "2021-05-01")
	an.About.Entities = append(an.About.Entities, review.Entity{ID: "book:y", Type: review.Book, Name: "Pale Hours", Sentences: []int{2}, Confidence: 1})
	an.About.Aspects = append(an.About.Aspects, review.Aspect{Kind: review.Ending, Book: 2, Sentences: []int{2}, Tones: []float64{0.3}, Quote: 2})
	an.About.Aspects = append(an.About.Aspects, review.Aspect{Kind: review.Prose, Book: -1, Sentences: []int{0}, Tones: []float64{0.8}})
	res := Resolve(PackDigests(NewDigest(an)))
	totals := NewTotals(res)
	totals.Add(0, an)
	for i, want := range map[int]float64{0: -0.8, 2: 0.3} {
		sides := totals.Entities[res.Of(0)[i]].Aspects
		if ending := sides[review.Ending]; ending == nil || ending.Tone.Mean() != want || ending.Reviews != 1 || len(sides) != 1 {
			t.Errorf("%s: %+v", an.About.Entities[i].Name, ending)
		}
	}
	if ending := totals.Aspects[review.Ending]; ending.Reviews != 1 || ending.Tone.N != 2 {
		t.Errorf("corpus: %+v", ending)
	}
	if prose := totals.Aspects[review.Prose]; prose == nil || prose.Reviews != 1 {
		t.Errorf("corpus: %+v", prose)
	}
}

func TestMarkers(t *testing.T) {
	totals := &Totals{Reviews: 9, Terms: map[string]*TermTotals{
		"grip": {Words: []WordCount{{"gripping", 8}, {"grips", 1}}, Reviews: 9, Positive: 9, Negative: 0},
		"drag": {Words: []WordCount{{"drags", 5}}, Reviews: 5, Positive: 1, Negative: 8},
		"read": {Words: []WordCount{{"read", 9}}, Reviews: 9, Positive: 10, Negative: 10},
		"pet":  {Words: []WordCount{{"pet", 1}}, Reviews: 1, Positive: 3},
	}}
	markers := totals.Markers()
	if len(markers) != 3 || markers[0].Stem != "drag" || markers[1].Term != "gripping" {
		t.Fatalf("markers: %+v", markers)
	}
	if praise := Strongest(markers, 1, true); len(praise) != 1 || praise[0].Stem != "grip" {
		t.Errorf("praise: %+v", praise)
	}
	if blame := Strongest(markers, 1, false); len(blame) != 1 || blame[0].Stem != "drag" {
		t.Errorf("blame: %+v", blame)
	}
}

func TestSumEstimate(t *testing.T) {
	var s Sum
	if got := s.Estimate(); got != (review.Estimate{}) {
		t.Errorf("of nothing: %+v", got)
	}
	var few, many Sum
	for range 2 {
		few.Add(0.5)
	}
	for range 200 {
		many.Add(0.5)
	}
	if f, m := few.Estimate(), many.Estimate(); f.High-f.Low <= m.High-m.Low || m.Value != 0.5 || f.Low >= 0.5 {
		t.Errorf("few %+v, many %+v", f, m)
	}
}

func TestTerms(t *testing.T) {
	text := "Gripping, gripping stuff from Ruth, very"
	tok := func(start, end int, tag, stem string) review.Token {
		return review.Token{Span: review.Span{Start: start, End: end}, Tag: tag, Stem: stem}
	}
	doc := &review.Document{Review: &review.Review{Text: text}, Sentences: []review.Sentence{{Span: review.Span{Start: 0, End: len(text)}, Tokens: []review.Token{
		tok(0, 8, "JJ", "grip"), tok(8, 9, ",", ""), tok(10, 18, "JJ", "grip"), tok(19, 24, "NN", "stuff"), tok(25, 29, "IN", "from"), tok(30, 34, "NNP", "ruth"),
		tok(36, 40, "RB", "veri"), // as Snowball stems it
	}}}}
	got := Terms(doc, []review.Score{{Opinion: 1, Positive: 1, Weight: 1}})
	want := []review.Term{{Stem: "grip", Word: "gripping", Positive: 1}, {Stem: "stuff", Word: "stuff", Positive: 1}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if story := Terms(doc, []review.Score{{Story: 1, Positive: 1, Weight: 1}}); len(story) != 0 {
		t.Errorf("story sentences marked terms: %+v", story)
	}
}
