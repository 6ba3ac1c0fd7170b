package report

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// maxDirectory is how many books, authors or characters a directory page lists; the tables hold all.
const maxDirectory = 1000

// aspectQuotes is how many quotations of praise, and of blame, the page of aspects gives for each.
const aspectQuotes = 5

// directoryView lists the books, authors or characters of the corpus, most spoken of first.
type directoryView struct {
	title, home, csv safe // home is the heading of the column of authors or books; empty = none
	it               safe // what a row's name stands for
	rows             []directoryRow
	more             int
}

type directoryRow struct {
	name, href     string
	home, homeHref string
	reviews        int
	mentions       int
	reviewTone     estimateView
	tone           estimateView
}

func (p *pages) newDirectoryView(kind review.EntityType, totals *aggregate.Totals) directoryView {
	var v directoryView
	switch kind {
	case review.Book:
		v = directoryView{title: "Books", home: "Author", csv: "books.csv"}
	case review.Author:
		v = directoryView{title: "Authors", csv: "authors.csv"}
	default:
		v = directoryView{title: "Characters", home: "Book", csv: "characters.csv"}
	}
	v.it = pronoun(kind)
	var picks []int
	for at := range p.res.Entities {
		if p.res.Entities[at].Type == kind {
			picks = append(picks, at)
		}
	}
	slices.SortStableFunc(picks, func(a, b int) int {
		ea, eb := &p.res.Entities[a], &p.res.Entities[b]
		return cmp.Or(btoi(eb.UnderReview)-btoi(ea.UnderReview), eb.Reviews-ea.Reviews, eb.Mentions-ea.Mentions, strings.Compare(ea.Name, eb.Name))
	})
	v.more = max(0, len(picks)-maxDirectory)
	for _, at := range picks[:min(maxDirectory, len(picks))] {
		ent, total := &p.res.Entities[at], &totals.Entities[at]
		row := directoryRow{
			name: ent.Name, href: p.entityPath(ent), reviews: len(total.Reviews), mentions: total.Mentions,
			reviewTone: estimate(p.reviewTone(at, total)), tone: estimate(total.Tone.Estimate()),
		}
		switch kind {
		case review.Book:
			row.home, row.homeHref = ent.Author, p.authorPath(ent.Author)
		case review.Character:
			row.home = ent.Book
			if book, ok := p.books[ent.BookID]; ok {
				row.homeHref = p.entityPath(&p.res.Entities[book])
			}
		}
		v.rows = append(v.rows, row)
	}
	return v
}

// termView is a word that marks praise or blame, with its strength as a share of the strongest.
type termView struct {
	word               string
	positive, negative int
	reviews            int
	share              float64
	chance             bool // its numbers may well be chance
}

const (
	maxTerms = 60
	sureTerm = 1.96 // standard errors from which a word's side is not put down to chance
)

func newTermViews(markers []aggregate.Marker, praise bool) []termView {
	strongest := aggregate.Strongest(markers, maxTerms, praise)
	views := make([]termView, 0, len(strongest))
	for _, marker := range strongest {
		views = append(views, termView{
			word: marker.Term, positive: marker.Positive, negative: marker.Negative, reviews: marker.Reviews,
			share: math.Abs(marker.Z) / math.Abs(strongest[0].Z), chance: math.Abs(marker.Z) < sureTerm,
		})
	}
	return views
}

// shapeView is a shape with its reviews.
type shapeView struct {
	name, meaning string
	count         int
	share         string
	glyph         safe // path of a small drawing
	rows          []listedView
}

// shapeOrder is the order in which pages tell shapes, with a drawing of each on the small arc's axes.
var shapeOrder = []struct {
	shape review.Shape
	glyph safe
}{
	{review.Rise, "M2 14C18 14 28 -14 45 -14"}, {review.Fall, "M2 -14C18 -14 28 14 45 14"},
	{review.Valley, "M2 -14C14 -14 16 14 23.5 14S33 -14 45 -14"}, {review.Hill, "M2 14C14 14 16 -14 23.5 -14S33 14 45 14"},
	{review.Wave, "M2 8C10 -26 14 -14 18 0S28 20 32 0S40 -16 45 -10"}, {review.Flat, "M2 0H45"},
	{review.ShapeTooShort, "M20 0H27"},
}

func (p *pages) newShapeViews(totals *aggregate.Totals) []shapeView {
	const examples = 5
	var views []shapeView
	for _, entry := range shapeOrder {
		count := totals.Shapes[entry.shape]
		if count == 0 {
			continue
		}
		v := shapeView{
			name: capital(shapeWord(entry.shape)), meaning: shapeMeaning(entry.shape), count: count,
			share: shareOf(count, totals.Reviews), glyph: entry.glyph,
		}
		if entry.shape != review.ShapeTooShort {
			top := topReviews(p.res.Digests, examples, func(d *aggregate.Digest) float64 {
				if d.Shape != entry.shape {
					return 0
				}
				return 1e-3 + d.Turnaround + math.Abs(d.Tone.Value)/100
			})
			for _, i := range top {
				v.rows = append(v.rows, p.listed(i))
			}
		}
		views = append(views, v)
	}
	return views
}

// changeView is a difference from the last run.
type changeView struct {
	review, href  string
	field         string
	before, after string
	why           string
	now           *aggregate.Digest // nil = the review is gone
}

const maxChanges = 500

// maxChanged is how much of a value that changed is shown, in bytes.
const maxChanged = 200

// toned is a sentence with its tone.
func toned(sentence, printed string) string {
	tone, err := strconv.ParseFloat(printed, 64)
	if err != nil {
		return sentence
	}
	before, after := quotes(sentence)
	return string(before) + oneLine(sentence) + string(after) + " (" + signed(tone) + ")"
}

// whyWord is why a value changed: what moved has a cause; the rest was changed in the source itself.
func whyWord(change *review.Change) string {
	switch {
	case change.Cause == review.CauseText:
		return "the text was edited"
	case change.Cause == review.CauseMetadata:
		return "what the source says of it changed"
	case change.Cause == review.CauseEngine:
		return "the program or its settings changed"
	case change.Field == "review_id":
		return "the file or its key was renamed"
	}
	return "the source says so"
}

// newChangeViews are the changes of one kind, at most maxChanges, and how many there are more.
func (p *pages) newChangeViews(changes []review.Change, kind review.ChangeKind) ([]changeView, int) {
	var views []changeView
	told := causesOf(changes)
	more := 0
	for i := range changes {
		change := &changes[i]
		if change.Kind != kind {
			continue
		}
		if onlyEdited(change) && told[cause{change.ReviewID, review.ChangeCause(change.Field)}] {
			continue // the changes that came of it say as much
		}
		if len(views) == maxChanges {
			more++
			continue
		}
		v := changeView{
			review: change.ReviewID, field: fieldWord(change.Field), why: whyWord(change),
			before: toned(changedWord(change, change.Before), change.ToneBefore), after: toned(changedWord(change, change.After), change.ToneAfter),
		}
		if at, found := p.res.Digests.Find(change.ReviewID); found {
			v.href, v.now = p.link(at), p.res.Digests.At(at)
			if title := listedTitle(v.now); title != change.ReviewID {
				v.review = title + " (" + change.ReviewID + ")"
			}
		}
		v.review = cut(v.review, 200)
		if onlyEdited(change) {
			v.after = "edited"
			if !told[cause{change.ReviewID, review.CauseText}] && !told[cause{change.ReviewID, review.CauseMetadata}] {
				v.after += "; tone, verdict and shifts stay"
			}
		}
		views = append(views, v)
	}
	return views, more
}

// onlyEdited reports whether a change says that the text or some metadata was edited, and nothing of how.
func onlyEdited(change *review.Change) bool {
	return change.Field != "" && change.Before == "" && change.After == ""
}

// cause is what of a review made something else of it change: its text or its metadata.
type cause struct {
	review string
	of     review.ChangeCause
}

// causesOf are the causes that changes name.
func causesOf(changes []review.Change) map[cause]bool {
	causes := map[cause]bool{}
	for i := range changes {
		if changes[i].Cause != "" {
			causes[cause{changes[i].ReviewID, changes[i].Cause}] = true
		}
	}
	return causes
}

// fieldWord is what a page calls a field of changes.csv.
func fieldWord(field string) string {
	if field == "review_id" {
		return "name"
	}
	return strings.ReplaceAll(field, "_", " ")
}

// changedWord is a value of changes.csv for people: tones as everywhere on the pages, the rest as it stands.
func changedWord(change *review.Change, value string) string {
	if change.Field == "tone" {
		if tone, err := strconv.ParseFloat(value, 64); err == nil {
			return signed(tone)
		}
	}
	return cut(value, maxChanged)
}
