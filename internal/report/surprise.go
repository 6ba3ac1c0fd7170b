package report

import (
	"math"

	"tonearc/pipeline/review"
)

// usualTone is the tone that texts with so many stars usually have, stars within [0.5, 5]. Five stars mostly go with a
// tone of about 0.6 and one star with one of −0.5, for nobody praises or blames in every sentence. The line was laid
// through the mean gaps of the 2,357 rated reviews of ../shared/real by number of stars (stars_gap in reviews.csv of
// `analyze ../shared/real`: 0.51, 0.19, 0.09, −0.09, −0.36 for one to five).
func usualTone(stars float64) float64 { return 0.07 + 0.57*(stars-3)/2 }

// sameRating is how far two ratings may lie apart and mean the same: people round to whole stars.
const sameRating = 0.5

// againstStars is how much warmer (cooler where it is negative) a text is than texts with its stars usually are, and
// whether text and stars are clearly at odds: whether the tone's whole 95 % interval lies beyond what half a star more or
// less would let expect. No text is too warm for the most stars or too cool for the fewest. A wide interval is our own
// doubt, and says nothing against the stars.
func againstStars(tone review.Estimate, stars float64) (surprise float64, clear bool) {
	surprise = tone.Value - usualTone(stars)
	switch above, below := stars+sameRating, stars-sameRating; {
	case surprise > 0:
		clear = above < 5 && tone.Low > usualTone(above)
	case surprise < 0:
		clear = below > 1 && tone.High < usualTone(below)
	}
	return surprise, clear
}

// starsWord says how a text compares with what its stars let expect.
func starsWord(tone review.Estimate, stars float64) string {
	surprise, clear := againstStars(tone, stars)
	word := "warmer"
	if surprise < 0 {
		word = "cooler"
	}
	switch {
	case clear && math.Abs(surprise) >= 0.5:
		return "the text is much " + word + " than usual"
	case clear:
		return "the text is " + word + " than usual"
	case math.Abs(surprise) < 0.25:
		return "the text agrees"
	}
	return "the text leaves room for them"
}
