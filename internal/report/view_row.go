package report

import (
	"cmp"

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
	spark   *aggregate.Digest // its small arc
}

func (p *pages) listed(i int) listedView {
	d := &p.res.Digests[i]
	v := listedView{
		title: listedTitle(d), href: p.link(i), tone: estimate(d.Tone), verdict: verdictWord(d.Verdict, d.Tone.Value),
		shifts: len(d.Shifts), spark: d,
	}
	add := func(part string) {
		if part == "" || part == v.title {
			return
		}
		if v.below != "" {
			v.below += " · "
		}
		v.below += part
	}
	add(listedAuthor(d))
	if d.Metadata.Title != v.title && d.Metadata.Title != "" {
		add("“" + cut(d.Metadata.Title, 80) + "”")
	}
	add(cut(d.Metadata.Reviewer, 60))
	if d.Metadata.Date != "" {
		add(dateWord(cut(d.Metadata.Date, 20)))
	}
	if d.Metadata.Stars > 0 {
		add(stars(d.Metadata.Stars) + " of 5 stars")
	}
	return v
}

// listedTitle is what a list calls a review: its book, else its headline, else its ID.
func listedTitle(d *aggregate.Digest) string {
	return cut(cmp.Or(mainName(d, review.Book), d.Metadata.Title, d.ReviewID), 160)
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
