package entity

// The words by which a review turns from one book to another; focus.go says how.
var (
	// what may stand before the subject of a sentence
	openers = wordSet("and", "but", "still", "then", "now", "next", "yet", "so", "also", "finally", "however", "meanwhile", "as", "for",
		"there", "is", "was", "'s", "’s", "up", "first", "on", "to", "moving", "turning", "going", "coming", "with", "in", "by",
		"contrast", "comparison", "the", "its", "her", "his", "their", "other", "hand", "this", "that", "after", "afterwards",
		"later", "onto", "over", "last", "lastly", "secondly", "thirdly", "firstly", "again", "here", "comes", "came", "back")

	// what turns to the book that is named behind it
	turningWords = wordSet("then", "next", "now", "turning", "turned", "turn", "moving", "moved", "move", "on", "as", "afterwards",
		"finally", "also", "second", "third", "contrast", "meanwhile", "lastly", "secondly", "thirdly", "followed", "straight",
		"immediately", "onto")

	// what sets the book named before it against the other, between commas
	contrastWords = wordSet("hand", "contrast", "comparison", "however", "though", "meanwhile", "instead", "by")

	// how a reviewer comes by a book
	readingVerbs = wordSet("read", "reread", "re-read", "started", "began", "tried", "picked", "turned", "moved", "went", "followed",
		"finished", "opened", "listened", "devoured", "reading", "loved", "liked", "hated", "enjoyed")

	// what may stand between such a verb and the book
	readingWords = wordSet("up", "on", "to", "with", "also", "have", "had", "'ve", "’ve", "its", "her", "his", "their", "book")

	// what a book is called by its place after or before the one under review
	sequels = wordSet("sequel", "prequel", "follow-up", "followup", "successor", "companion")

	// what may stand beside a book's name in a label
	labelWords = wordSet("by", "review", "book", "books", "novel", "part", "volume", "vol", "no", "number", "stars", "star", "out",
		"of", "rating", "and", "the", "a", "an", "edited", "translated", "written", "p", "pp", "pages", "reread", "audio", "audiobook", "s")
)

// ordinals are the numbers by which books are told apart.
var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

// returnPhrases open a paragraph that goes back to the review as a whole.
var returnPhrases = [][]string{
	{"overall"}, {"all", "in", "all"}, {"all", "told"}, {"in", "short"}, {"in", "sum"}, {"in", "summary"}, {"in", "conclusion"}, {"in", "the", "end"},
	{"to", "sum", "up"}, {"to", "conclude"}, {"anyway"}, {"back", "to"}, {"ultimately"}, {"altogether"}, {"bottom", "line"},
	{"final", "thoughts"}, {"final", "verdict"}, {"verdict"}, {"my", "verdict"}, {"conclusion"}, {"recommended"}, {"i", "recommend"},
	{"i", "would", "recommend"}, {"i", "'d", "recommend"},
}
