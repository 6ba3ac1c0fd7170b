package review

// Class is the sign of a tone. The values are the words used in every file.
type Class string

// The values of Class.
const (
	Negative Class = "negative"
	Neutral  Class = "neutral"
	Positive Class = "positive"
)

// Verdict is what a review thinks on the whole. The values are the words used in every file.
type Verdict string

// The values of Verdict.
const (
	VerdictTooShort Verdict = "too_short" // not enough opinion to tell
	VerdictNegative Verdict = "negative"
	VerdictMixed    Verdict = "mixed"   // clear praise and clear blame
	VerdictNeutral  Verdict = "neutral" // opinion, but neither praise nor blame
	VerdictPositive Verdict = "positive"
)
