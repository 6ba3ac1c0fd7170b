package review

// About is what a review speaks of, and the tone towards it.
type About struct {
	Entities    []Entity     `json:"entities,omitempty"`    // main book first, then main author, then by first mention
	Mentions    []Mention    `json:"mentions,omitempty"`    // by sentence, then start, then entity
	Aspects     []Aspect     `json:"aspects,omitempty"`     // in the order of the AspectKind constants, then of their books; only those spoken of
	Comparisons []Comparison `json:"comparisons,omitempty"` // by sentence
	Warnings    []Warning    `json:"warnings,omitempty"`
}

// Entity is a book, author, character or other named thing of one review.
type Entity struct {
	ID      string     `json:"entity_id"` // unique within the review: "book:never-let-me-go"; aggregate.Resolve maps it to the corpus's id
	Type    EntityType `json:"type"`
	Name    string     `json:"name"`              // the fullest form that the review, its title or its metadata gives
	Aliases []string   `json:"aliases,omitempty"` // every other form used as a name, sorted
	Main    bool       `json:"main,omitempty"`    // the book (or books) under review, and its author
	// Book is the ID of the entity that this one belongs to: an author's or a character's book, where it can be told.
	Book string `json:"book,omitempty"`
	// Sentences are the 0-based indexes of the sentences that name it; ascending. Pronouns and nominals do not count.
	Sentences []int `json:"sentences,omitempty"`

	Salience   float64  `json:"salience"`   // [0, 1]: share of the review's attention
	Tone       Estimate `json:"tone"`       // the reviewer's attitude towards it, from the clauses that speak of it
	Class      Class    `json:"class"`      // sign of the tone; Neutral where none or balanced
	Confidence float64  `json:"confidence"` // [0, 1], probability that name and type are right

	ISBN   string `json:"isbn,omitempty"`
	WorkID string `json:"work_id,omitempty"`
	Link   string `json:"link,omitempty"`
	Series string `json:"series,omitempty"` // of a book, with number
	// IsSeries tells of a book that it is a series as a whole, or the world that the books of one share.
	IsSeries bool `json:"is_series,omitempty"`
}

// Estimate is a mean with a 95 % interval. N is the number of observations (sentences); 0 = nothing known.
type Estimate struct {
	Value float64 `json:"value"` // [-1, 1]
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
}

// Mention is one place in the text that speaks of an entity.
type Mention struct {
	Span
	Entity     int     `json:"entity"`     // index into About.Entities
	Sentence   int     `json:"sentence"`   // 0-based
	Form       Form    `json:"form"`       //
	Tone       float64 `json:"tone"`       // [-1, 1], of the clause that speaks of it
	Confidence float64 `json:"confidence"` // [0, 1]
}

// Aspect is a side of a book with the sentences that speak of it.
type Aspect struct {
	Kind      AspectKind `json:"aspect"`
	Book      int        `json:"book"`      // whose side it is: index into About.Entities, -1 where the book under review is not known
	Sentences []int      `json:"sentences"` // ascending
	Tones     []float64  `json:"tones"`     // of the clauses that speak of it, one per sentence
	Tone      Estimate   `json:"tone"`
	Quote     int        `json:"quote"` // the sentence that says it best
}

// IsUnderReview reports whether a side's book (Aspect.Book) is one under review. An unknown one, −1, is taken for it.
func (a *About) IsUnderReview(book int) bool { return book < 0 || a.Entities[book].Main }

// Comparison is one book (or author) set against another.
type Comparison struct {
	Sentence  int       `json:"sentence"`
	Subject   int       `json:"subject"`   // index into About.Entities
	Object    int       `json:"object"`    // index into About.Entities
	Direction Direction `json:"direction"` // Better, Worse or Like: the subject, measured against the object
}
