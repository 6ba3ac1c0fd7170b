package pipeline

import (
	"fmt"

	"tonearc/pipeline/review"
)

// Result is what a run did.
type Result struct {
	Output    string          // the directory of the reports
	Counts    Counts          //
	Skips     []review.Skip   // every record with text that was not analysed, by source and line
	Changes   []review.Change // since the last complete report in Output, by review
	First     bool            // there was no such report
	Unchanged bool            // nothing had changed: the reports stand as they were
	Seconds   float64         // wall time
}

// Counts is the accounting of a run. Records = Reviews + Excluded + Problems + Empty, always.
type Counts struct {
	Sources   int // inputs that were found
	Records   int // entries in them
	Reviews   int // analysed and reported
	Excluded  int // in another language, exact duplicates, no reviews: all is well
	Problems  int // unreadable, malformed, failed
	Empty     int // entries without review text
	Sentences int // of the reviews
	Words     int // of the reviews
	Cached    int // reviews whose analysis came from the cache
}

// String is the accounting identity in words.
func (c Counts) String() string {
	return fmt.Sprintf("%s in %s = %s + %d excluded + %s + %d without text",
		plural(c.Records, "record"), plural(c.Sources, "source"), plural(c.Reviews, "review"), c.Excluded, plural(c.Problems, "problem"), c.Empty)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
