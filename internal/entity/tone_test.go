package entity

import (
	"math"
	"testing"

	"tonearc/pipeline/review"
)

// A class needs the mean on its side where many sentences speak of a thing; of few it decides alone.
func TestUnlessSure(t *testing.T) {
	for _, c := range []struct {
		class review.Class
		est   review.Estimate
		want  review.Class
	}{
		{review.Positive, review.Estimate{Value: -0.1, Low: -0.3, High: 0.1, N: sureCount}, review.Neutral},
		{review.Negative, review.Estimate{Value: 0.1, Low: -0.1, High: 0.3, N: sureCount}, review.Neutral},
		{review.Positive, review.Estimate{Value: 0.1, Low: -0.1, High: 0.3, N: sureCount}, review.Positive},
		{review.Positive, review.Estimate{Value: -0.3, Low: -0.5, High: -0.1, N: sureCount}, review.Negative},
		{review.Neutral, review.Estimate{Value: 0.3, Low: 0.1, High: 0.5, N: sureCount}, review.Positive},
		{review.Positive, review.Estimate{Value: -0.1, Low: -0.9, High: 0.7, N: sureCount - 1}, review.Positive},
	} {
		if got := unlessSure(c.class, c.est); got != c.want {
			t.Errorf("%v with %+v: %v, want %v", c.class, c.est, got, c.want)
		}
	}
}

// Where few sentences speak of a thing, the class moves the mean as far as it leans; a mean of many hardly moves.
func TestAgree(t *testing.T) {
	for _, c := range []struct {
		class review.Class
		n     int
		value float64
		want  float64
	}{
		{review.Positive, sureCount - 1, 0.01, 0.3}, {review.Positive, sureCount, 0.01, 0.05},
		{review.Negative, sureCount - 1, -0.01, -0.3}, {review.Negative, sureCount, -0.01, -0.05},
		{review.Positive, sureCount, 0.2, 0.2}, {review.Neutral, sureCount, 0.01, 0.01},
	} {
		lean := math.Copysign(0.6, c.value)
		if got := agree(review.Estimate{Value: c.value, Low: c.value - 0.2, High: c.value + 0.2, N: c.n}, c.class, lean).Value; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v of %d sentences with mean %v: %v, want %v", c.class, c.n, c.value, got, c.want)
		}
	}
}

// A place that the review does not judge has no tone, however much is praised where it is named; nor have its mentions.
func TestPlaceWithoutTone(t *testing.T) {
	doc, scores := plainDocument("I loved every page of this story about life in Prague. The Salt Road is a joy.", review.Metadata{Book: "The Salt Road"})
	for i := range scores {
		scores[i] = review.Score{Opinion: 1, Positive: 1, Tone: 0.9, Weight: 1}
	}
	about, err := newTagger(t, Options{}).Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	prague := entity(about, "Prague")
	if prague == nil || prague.Type != review.Place || prague.Class != review.Neutral || prague.Tone.N != 0 || prague.Tone.Value != 0 {
		t.Fatalf("Prague is %+v", prague)
	}
	for _, m := range about.Mentions {
		if ent := &about.Entities[m.Entity]; (m.Tone == 0) != (ent == prague) {
			t.Errorf("a mention of %s has the tone %v", ent.Name, m.Tone)
		}
	}
}

// What is said of the characters together speaks for each of them, and what is said of the prose for its author; a sentence
// that names two is shared between them.
func TestToneFromTheSidesOfABook(t *testing.T) {
	doc, scores := plainDocument("The characters are a joy. The prose is a mess. Anna and Tobias sail home.", review.Metadata{Book: "The Salt Road", Authors: []string{"Ines Marlow"}})
	for i, tone := range []float64{0.8, -0.8, 0.6} {
		scores[i] = review.Score{Opinion: 1, Tone: tone, Weight: 1}
	}
	about, traces := newTagger(t, Options{}).AttitudeTraces(doc, scores)
	for name, want := range map[string]string{"Anna": "character=cast_up", "Ines Marlow": "main_author=prose_down", "The Salt Road": "main_book=prose_down"} {
		found := false
		for i := range about.Entities {
			found = found || about.Entities[i].Name == name && traces[i][want] > 0
		}
		if !found {
			t.Errorf("%s has no feature %s", name, want)
		}
	}
	for i := range about.Entities {
		if got := traces[i]["character=shared_up"]; about.Entities[i].Type == review.Character && math.Abs(got-0.3/1.3) > 1e-6 {
			t.Errorf("%s has the share %v of 0.6", about.Entities[i].Name, got)
		}
	}
}
