package report

import (
	"testing"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

func TestEntitySentence(t *testing.T) {
	book := &aggregate.Entity{Type: review.Book}
	for _, c := range []struct {
		tones []float64
		want  string
	}{
		{[]float64{0.4}, "1 review of this book. On the whole it praises more than it blames."},
		{[]float64{-0.4}, "1 review of this book. On the whole it blames more than it praises."},
		{[]float64{0.05}, "1 review of this book. On the whole praise and blame balance."},
		{[]float64{0.4, 0.3}, "2 reviews of this book. On the whole they praise more than they blame, as far as so few can tell."},
		{[]float64{0.4, 0.3, 0.4, 0.5, 0.3, 0.4}, "6 reviews of this book. On the whole they praise more than they blame."},
		{[]float64{0.9, -0.9, 0.6}, "3 reviews of this book. On the whole they praise more than they blame, but they differ widely."},
	} {
		total := &aggregate.EntityTotals{Reviews: make([]int32, len(c.tones))}
		for _, tone := range c.tones {
			total.ReviewTone.Add(tone)
		}
		if got := entitySentence(book, total, len(c.tones)); got != c.want {
			t.Errorf("tones %v: %q, want %q", c.tones, got, c.want)
		}
	}
	series := &aggregate.Entity{Type: review.Book, IsSeries: true}
	want := "2 reviews speak of this series."
	if got := entitySentence(series, &aggregate.EntityTotals{Reviews: make([]int32, 2)}, 0); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Authors and characters are no things.
func TestEntityPronouns(t *testing.T) {
	total := &aggregate.EntityTotals{Reviews: make([]int32, 3)}
	total.Tone.Add(0.4)
	for _, c := range []struct {
		kind  review.EntityType
		about int
		want  string
	}{
		{review.Book, 2, "2 reviews of it, and 1 more that speaks of it. The tone towards it is, on the whole, praise."},
		{review.Author, 2, "2 reviews of work by this author, and 1 more that speaks of them. The tone towards them is, on the whole, praise."},
		{review.Character, 0, "3 reviews speak of this character. The tone towards them is, on the whole, praise."},
	} {
		if got := entitySentence(&aggregate.Entity{Type: c.kind}, total, c.about); got != c.want {
			t.Errorf("%s: %q, want %q", c.kind, got, c.want)
		}
	}
}

// A list that leaves something out says so, and where it stands.
func TestRest(t *testing.T) {
	for n, want := range map[int]string{
		0: "",
		1: `<p class="small">1 more comparison in <a href="../data/comparisons.csv">comparisons.csv</a>.</p>`,
		3: `<p class="small">3 more comparisons in <a href="../data/comparisons.csv">comparisons.csv</a>.</p>`,
	} {
		var m markup
		m.rest(n, "more comparison", "comparisons.csv")
		if got := string(m.buf); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
