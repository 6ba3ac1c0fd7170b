package review

// Shape is the course of the tone over a review. The values are the words used in every file.
type Shape string

// The values of Shape.
const (
	ShapeTooShort Shape = "too_short"
	Flat          Shape = "flat"
	Rise          Shape = "rise"
	Fall          Shape = "fall"
	Valley        Shape = "valley" // falls, then rises
	Hill          Shape = "hill"   // rises, then falls
	Wave          Shape = "wave"   // turns more than once
)

// Cause is why the tone shifts, where it can be told. The values are the words used in every file.
type Cause string

// The values of Cause.
const (
	CauseUnknown  Cause = ""
	CauseTarget   Cause = "target"   // what is spoken of changed: prose to ending, this book to another
	CauseStance   Cause = "stance"   // what the sentences do changed: story to opinion
	CauseContrast Cause = "contrast" // a contrast word opened it: but, still, that said
)

// Direction is which way a shift goes, or who comes off better in a comparison. The values are the words used in every file.
type Direction string

// The values of Direction.
const (
	Up     Direction = "up"     // a shift towards praise
	Down   Direction = "down"   // a shift towards blame
	Better Direction = "better" // the subject of a comparison is better
	Worse  Direction = "worse"  // the subject of a comparison is worse
	Like   Direction = "like"   // a comparison without a winner
)
