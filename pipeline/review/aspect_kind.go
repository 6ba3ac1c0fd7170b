package review

// AspectKind is a side of a book that reviews praise or blame. The values are the words used in every file.
type AspectKind string

// The values of AspectKind.
const (
	Prose      AspectKind = "prose" // style, writing
	Plot       AspectKind = "plot"
	Pacing     AspectKind = "pacing"
	Characters AspectKind = "characters"
	World      AspectKind = "world" // setting, world-building
	Ending     AspectKind = "ending"
	Ideas      AspectKind = "ideas" // themes, argument
	Humour     AspectKind = "humour"
	Length     AspectKind = "length"
	Narration  AspectKind = "narration" // the reading of an audiobook
	Edition    AspectKind = "edition"   // print, cover, translation, price
)
