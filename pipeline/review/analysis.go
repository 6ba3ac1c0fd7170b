package review

// Analysis is everything the program says about one review. It depends on nothing but the review, its own metadata and
// the options; what needs the rest of the corpus is added by aggregate.Resolve, outside of it.
type Analysis struct {
	Review    Review     `json:"review"`
	Sentences []Sentence `json:"sentences"` // tokens are not kept
	Scores    []Score    `json:"scores"`    // one per sentence
	About     About      `json:"about"`
	Arc       Arc        `json:"arc"`
	Summary   Summary    `json:"summary"`
	Terms     []Term     `json:"terms,omitempty"`    // sorted by stem
	Warnings  []Warning  `json:"warnings,omitempty"` // of all stages
}

// surelyMain is the confidence from which a main entity found in the text alone is stated as the book or author of the
// review: a wrong title on a page is worse than none. Entities that a title line names have 1.
const surelyMain = 0.9

// Book is the title of the book under review: what the source says, else the main book that was found in the text;
// "" where neither is sure.
func (an *Analysis) Book() string {
	if an.Review.Metadata.Book != "" {
		return an.Review.Metadata.Book
	}
	for i := range an.About.Entities {
		if ent := &an.About.Entities[i]; ent.Main && ent.Type == Book && ent.Confidence >= surelyMain {
			return ent.Name
		}
	}
	return ""
}

// Authors are the authors of the book under review: what the source says, else the main authors that were surely
// found in the text.
func (an *Analysis) Authors() []string {
	if len(an.Review.Metadata.Authors) > 0 {
		return an.Review.Metadata.Authors
	}
	var names []string
	for i := range an.About.Entities {
		if ent := &an.About.Entities[i]; ent.Main && ent.Type == Author && ent.Confidence >= surelyMain {
			names = append(names, ent.Name)
		}
	}
	return names
}

// Summary is the review as a whole.
type Summary struct {
	Words        int      `json:"words"`
	OpinionShare float64  `json:"opinion_share"` // [0, 1]: share of the reviewer's own sentences, without quotations and spoilers, that are opinion
	Tone         Estimate `json:"tone"`          // N = number of opinion sentences that count
	Verdict      Verdict  `json:"verdict"`
	Feel         float64  `json:"feel"`                // [-1, 1], mean over the story sentences
	StarsGap     *float64 `json:"stars_gap,omitempty"` // tone minus what the stars say, both on [-1, 1]; nil without stars or tone
}

// Term counts, for one Snowball stem, the opinion sentences of this review that hold it.
type Term struct {
	Stem     string `json:"stem"`
	Word     string `json:"word"`     // its most frequent form here, lower case; ties by bytes
	Positive int    `json:"positive"` // sentences of positive tone that hold it
	Negative int    `json:"negative"`
}

// Warning is a doubt about a result, kept with the result.
type Warning struct {
	Code    string `json:"code"`    // short, stable, snake case: "short_text", "near_duplicate"
	Message string `json:"message"` // one plain sentence
}

// Skip is a record with text that was not analysed.
type Skip struct {
	Source   string   `json:"source"`
	Line     int      `json:"line,omitempty"` // 1-based; 0 = the whole source
	ReviewID string   `json:"review_id,omitempty"`
	Kind     SkipKind `json:"kind"`
	Stage    string   `json:"stage"`  // the room that said so: ingest, nlp, tone, entity, shift, pipeline
	Reason   string   `json:"reason"` // what is wrong, and what the user can do about it
}

// SkipKind is why a record was not analysed. The values are the words used in every file.
type SkipKind string

// The values of SkipKind.
const (
	Excluded SkipKind = "excluded" // all is well: another language, an exact duplicate, not a review
	Failed   SkipKind = "problem"  // unreadable, malformed, failed
)

// Change is a difference between this run and the last complete one.
type Change struct {
	ReviewID string      `json:"review_id"`
	Kind     ChangeKind  `json:"change"`
	Field    string      `json:"field,omitempty"`  // what differs: text, sentence, review_id, a column of reviews.csv, …
	Before   string      `json:"before,omitempty"` // as printed in the tables
	After    string      `json:"after,omitempty"`
	Cause    ChangeCause `json:"cause,omitempty"` // of a tone, verdict, shift or sentence that moved

	// Of a sentence, its tone as printed in the tables; empty where there is no such sentence.
	ToneBefore string `json:"tone_before,omitempty"`
	ToneAfter  string `json:"tone_after,omitempty"`
}

// FieldSentence is the Field of a change that is a sentence behind other differences of its review, and none in itself.
const FieldSentence = "sentence"

// ChangeKind is how a review differs from the last run. The values are the words used in every file.
type ChangeKind string

// The values of ChangeKind.
const (
	ChangeNew    ChangeKind = "new"
	ChangeEdited ChangeKind = "edited" // its text or metadata changed
	ChangeGone   ChangeKind = "gone"
	ChangeMoved  ChangeKind = "moved" // the same text, but tone, verdict or shifts moved: the engine changed
)

// ChangeCause is why a result moved. The values are the words used in every file.
type ChangeCause string

// The values of ChangeCause.
const (
	CauseText     ChangeCause = "text"     // the text was edited
	CauseMetadata ChangeCause = "metadata" // the text is the same, but not what the source says of it
	CauseEngine   ChangeCause = "engine"   // the program, its weights or its settings changed
)
