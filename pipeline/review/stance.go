package review

// Stance is what a sentence is doing in the review. The values are the words used in every file.
type Stance string

// The values of Stance.
const (
	Opinion Stance = "opinion" // the reviewer evaluates or reacts
	Story   Stance = "story"   // tells what is in the book, or quotes it
	Context Stance = "context" // everything else: facts, housekeeping, the reviewer's life
)
