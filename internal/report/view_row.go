package report

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// listedView is a review as a row of a list.
type listedView struct {
	title   string // the book, else the headline, else the review's ID
	href    string // of its page, below the report's root; empty = none
	below   string // author, date, stars: what stands under the title
	tone    estimateView
	verdict string
	shifts  int
	spark   sparkView
}

// sparkView is the small arc of a review.
type sparkView struct {
	arc    []int8 // as in a digest
	shifts []aggregate.ShiftDigest
}

// newSparkView is the small arc of a digest, of which it is a part.
func newSparkView(d *aggregate.Digest) sparkView { return sparkView{d.Arc, d.Shifts} }

// kept is a copy, for where a digest's room is used again.
func (v sparkView) kept() sparkView { return sparkView{slices.Clone(v.arc), slices.Clone(v.shifts)} }

func (p *pages) listed(i int) listedView { return p.listedDigest(i, p.res.Digests.At(i)) }

// listedDigest is listed of a review whose digest is at hand. Its small arc is a part of that.
func (p *pages) listedDigest(i int, d *aggregate.Digest) listedView {
	v := listedView{
		title: listedTitle(d), href: p.link(i), tone: estimate(d.Tone), verdict: verdictWord(d.Verdict, d.Tone),
		shifts: len(d.Shifts), spark: newSparkView(d),
	}
	parts := make([]string, 0, 5)
	author := listedAuthor(d)
	if author != "" {
		parts = append(parts, author)
	}
	if headline := cut(headlineBeside(d.Metadata.Title, v.title, author), 80); headline != "" {
		before, after := quotes(headline)
		parts = append(parts, string(before)+headline+string(after))
	}
	v.below = strings.Join(append(parts, listedFacts(d)...), " · ")
	return v
}

// listedWithin is listed on the page of its own book, whose name need not be said again: the review's headline stands
// for it where it says more than that, else its reviewer, its date or its ID.
func (p *pages) listedWithin(i int, d *aggregate.Digest, book string) listedView {
	v := p.listedDigest(i, d)
	v.spark = v.spark.kept()
	if v.title != book {
		return v
	}
	v.title = cut(cmp.Or(ownHeadline(d), d.Metadata.Reviewer, dated(d)), 160)
	facts := listedFacts(d)
	if len(facts) > 0 && strings.HasSuffix(v.title, facts[0]) {
		facts = facts[1:]
	}
	v.below = strings.Join(facts, " · ")
	return v
}

// ownHeadline is a review's headline where it says more than its book and author.
func ownHeadline(d *aggregate.Digest) string {
	return headlineBeside(d.Metadata.Title, listedTitle(d), listedAuthor(d))
}

// dated names a review that has neither a headline of its own nor a reviewer: by its date, else by whatever headline it
// has, else by its ID.
func dated(d *aggregate.Digest) string {
	if d.Metadata.Date == "" {
		return cmp.Or(d.Metadata.Title, d.ReviewID)
	}
	return "Review of " + dateWord(cut(d.Metadata.Date, 20))
}

// listedFacts are who wrote a review, when, and with how many stars, as far as is known.
func listedFacts(d *aggregate.Digest) []string {
	var parts []string
	if reviewer := cut(d.Metadata.Reviewer, 60); reviewer != "" {
		parts = append(parts, reviewer)
	}
	if d.Metadata.Date != "" {
		parts = append(parts, dateWord(cut(d.Metadata.Date, 20)))
	}
	if d.Metadata.Stars > 0 {
		parts = append(parts, stars(d.Metadata.Stars)+" of 5 stars")
	}
	return parts
}

// listedTitle is what a list calls a review: its book, else its headline, else its ID. A headline without any letter or
// digit ("...") is no name.
func listedTitle(d *aggregate.Digest) string {
	headline := d.Metadata.Title
	if letters(headline) == "" {
		headline = ""
	}
	return cut(cmp.Or(mainName(d, review.Book), headline, d.ReviewID), 160)
}

func listedAuthor(d *aggregate.Digest) string {
	return cut(cmp.Or(d.Metadata.Author(), mainName(d, review.Author)), 120)
}

// mainName is the book (or its author) under review: from the metadata, else the first main entity.
func mainName(d *aggregate.Digest, kind review.EntityType) string {
	if kind == review.Book && d.Metadata.Book != "" {
		return d.Metadata.Book
	}
	for _, ent := range d.Entities {
		if ent.Main && ent.Type == kind {
			return ent.Name
		}
	}
	return ""
}
