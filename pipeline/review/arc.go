package review

// Arc is the course of the tone over a review.
type Arc struct {
	Points    []Point   `json:"points,omitempty"` // one per sentence
	Stretches []Stretch `json:"stretches,omitempty"`
	Shifts    []Shift   `json:"shifts,omitempty"` // the tested boundaries, by sentence
	Shape     Shape     `json:"shape"`
	Warnings  []Warning `json:"warnings,omitempty"`
}

// Point is the smoothed tone at one sentence with its 95 % band. Known is false where no opinion is near: there the
// arc has no value, and no line is drawn.
type Point struct {
	Position float64 `json:"position"` // [0, 1]: middle of the sentence as a share of the review's characters
	Known    bool    `json:"known"`
	Value    float64 `json:"value"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// Stretch is a run of sentences [First, End) of one tone.
type Stretch struct {
	First int      `json:"first"`
	End   int      `json:"end"`
	Tone  Estimate `json:"tone"` // weighted mean of its sentences
}

// Shift is a tested boundary between two stretches.
type Shift struct {
	Sentence  int       `json:"sentence"` // first sentence of the new stretch
	Position  float64   `json:"position"` // [0, 1]
	Before    float64   `json:"before"`   // weighted mean tone of the stretch before
	After     float64   `json:"after"`
	Effect    float64   `json:"effect"`    // standardised size: |after − before| over the pooled spread within stretches
	PValue    float64   `json:"p_value"`   // corrected for the search and for several boundaries
	Direction Direction `json:"direction"` // Up or Down
	Cause     Cause     `json:"cause"`

	Explanation string       `json:"explanation"`  // one sentence of plain English
	QuoteBefore int          `json:"quote_before"` // index of the sentence that carries the tone before; −1 = none
	QuoteAfter  int          `json:"quote_after"`
	Words       []WordChange `json:"words,omitempty"` // strongest first
}

// WordChange is one word of a word-shift (Gallagher et al. 2021): how much it adds to the change of tone.
type WordChange struct {
	Word   string  `json:"word"`
	Weight float64 `json:"weight"` // signed share of After − Before, in tone units
}
