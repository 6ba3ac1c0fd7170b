package review

// Score is what a scorer says about one sentence.
type Score struct {
	// Probabilities of the stance; they sum to 1.
	Opinion float64 `json:"p_opinion"`
	Story   float64 `json:"p_story"`
	Context float64 `json:"p_context"`
	// Probabilities of the tone class; they sum to 1.
	Negative float64 `json:"p_negative"`
	Neutral  float64 `json:"p_neutral"`
	Positive float64 `json:"p_positive"`

	Tone float64 `json:"tone"` // [-1, 1], the reviewer's attitude; calibrated: half of the expected label on −2 … +2
	// Alone is the tone of the sentence read by itself, in [-1, 1], from a scorer whose Tone has heard the sentences
	// around it as well; nil from one that reads each by itself anyway. Whoever looks for the place where the tone shifts
	// needs it: in its review, a sentence takes on some of its neighbours' tone.
	Alone *float64 `json:"alone,omitempty"`
	Mixed float64  `json:"mixed"` // [0, 1], probability that praise and blame are both clearly there
	Feel  float64  `json:"feel"`  // [-1, 1], how dark or happy the told events are
	// Weight in [0, 1] is how much the sentence counts for the review's tone: near p(opinion), 0 for quotations and
	// for what the reviewer hid as a spoiler.
	Weight float64 `json:"weight"`
	// Rating is a rating stated in the sentence ("3.5 stars", "8/10"), on [0, 1]; nil where there is none.
	Rating *float64 `json:"rating,omitempty"`
	// SecondOpinion is p(positive) by an unlike model (naive Bayes), in [0, 1]; nil where it has nothing to say.
	SecondOpinion *float64 `json:"second_opinion,omitempty"`

	Evidence []Evidence `json:"evidence,omitempty"` // strongest first
	Clauses  []Clause   `json:"clauses,omitempty"`  // in order; together they cover the sentence; nil = the sentence is one clause
}

// Stance is the most probable stance; ties go to the earlier of opinion, story, context.
func (s *Score) Stance() Stance {
	switch {
	case s.Opinion >= s.Story && s.Opinion >= s.Context:
		return Opinion
	case s.Story >= s.Context:
		return Story
	}
	return Context
}

// Class is the most probable tone class; ties go to neutral, then to negative.
func (s *Score) Class() Class {
	switch {
	case s.Neutral >= s.Negative && s.Neutral >= s.Positive:
		return Neutral
	case s.Negative >= s.Positive:
		return Negative
	}
	return Positive
}

// Evidence is a word or word group that moved a sentence's tone.
type Evidence struct {
	Spans  []Span  `json:"spans"`            // one for a word or run of words; several for a group such as "not … gripping"
	Weight float64 `json:"weight"`           // signed: how far the tone would move the other way without these words, in tone units
	Source string  `json:"source,omitempty"` // "lexicon" where the user's own --lexicon said so, "rating" for a stated rating; else empty
}

// Clause is a part of a sentence with a tone of its own ("Beautiful prose, | but Ruth is insufferable").
type Clause struct {
	Span
	Tone float64 `json:"tone"` // [-1, 1]
}
