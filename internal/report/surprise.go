package report

// surprise is how much warmer a text is than texts with its stars usually are: stars_gap less the usual gap. Five stars
// mostly go with a tone of about 0.6 and one star with one of −0.5, for nobody praises or blames in every sentence. The
// line was laid through the mean gaps of the 2,357 rated reviews of ../shared/real by number of stars (reviews.csv of
// `analyze ../shared/real`: 0.51, 0.19, 0.09, −0.09, −0.36 for one to five).
func surprise(gap, stars float64) float64 {
	scale := (stars - 3) / 2
	return gap - (0.07 - 0.43*scale)
}

// gapWord says how a text compares with what its stars let expect.
func gapWord(surprise float64) string {
	switch {
	case surprise >= 0.5:
		return "the text is much warmer than usual"
	case surprise >= 0.25:
		return "the text is warmer than usual"
	case surprise <= -0.5:
		return "the text is much cooler than usual"
	case surprise <= -0.25:
		return "the text is cooler than usual"
	}
	return "the text agrees"
}
