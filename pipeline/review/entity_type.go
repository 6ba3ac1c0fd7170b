package review

// EntityType is what a name stands for (shared labels: gold/ENTITIES). The values are the words used in every file.
type EntityType string

// The values of EntityType.
const (
	Book      EntityType = "book"      // any book, story, play or poem, and a series as a whole
	Author    EntityType = "author"    // a person who wrote a book that the review speaks of
	Character EntityType = "character" // a person or named creature inside a book
	Person    EntityType = "person"    // any other real person: narrator, editor, friend
	Work      EntityType = "work"      // film, show, song, painting, game
	Place     EntityType = "place"
	Org       EntityType = "org" // publisher, prize, newspaper, shop
)

// Form is how an entity is mentioned. The values are the words used in every file.
type Form string

// The values of Form.
const (
	Name    Form = "name"    // the fullest form
	Alias   Form = "alias"   // another form used as a name
	Nominal Form = "nominal" // "the novel", "the author"
	Pronoun Form = "pronoun"
)
