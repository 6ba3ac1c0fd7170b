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
}
