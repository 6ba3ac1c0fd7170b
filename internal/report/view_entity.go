package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// maxListed is how many reviews the page of a book, author or character lists; maxArcs how many arcs it lays over each
// other.
const (
	maxListed = 200
	maxArcs   = 60
)

// entityPageView is the page of a book, author or character.
type entityPageView struct {
	kind, name  string
	called      string // its kind in the words of the page
	byline      []namedLink
	lead        string
	related     string // what relatedTo is: "Books", "Characters"
	relatedTo   []namedLink
	figures     []figureView
	arcs        arcsView
	arcsTitle   safe
	praise      []citeView
	blame       []citeView
	aspects     []aspectTotalView
	comparisons []comparedView
	unlisted    int // comparisons beyond those
	time        timeView
	rows        []listedView
	more        int // reviews beyond maxListed
	facts       []factView
}

type namedLink struct{ before, name, href string }

// citeView is a quotation with where it comes from.
type citeView struct {
	text, from, href string
	tone             float64
}

type aspectTotalView struct {
	name      string
	sentences int
	reviews   int
	tone      estimateView
	praise    []citeView
	blame     []citeView
}

type comparedView struct {
	subject, object namedLink
	verb            string
	cite            citeView
}

// arcsView is the arcs of several reviews on one axis, and their mean.
type arcsView struct {
	arcs  [][]int8
	mean  []int8
	count []int // reviews behind each point of the mean
	note  string
}

func (p *pages) newEntityPageView(at int, totals *aggregate.Totals) entityPageView {
	ent, total := &p.res.Entities[at], &totals.Entities[at]
	v := entityPageView{kind: string(ent.Type), called: kindOf(ent), name: ent.Name}
	about := p.reviewsAbout(at, total.Reviews) // reviews of it; all that name it where none is
	ordered := slices.Clone(about)
	if len(about) == 0 {
		ordered = slices.Clone(total.Reviews)
	} else {
		ordered = append(ordered, difference(total.Reviews, about)...)
	}
	v.byline, v.relatedTo = p.neighbours(ent)
	v.related = "Characters"
	if ent.Type == review.Author {
		v.related = "Books"
	}
	v.lead = entitySentence(ent, total, len(about))
	v.figures = p.entityFigures(at, total, len(about))
	v.arcsTitle = "The arcs of its reviews"
	switch {
	case ent.Type == review.Author && len(about) > 0:
		v.arcsTitle = "The arcs of the reviews of their books"
	case len(about) == 0:
		v.arcsTitle = "The arcs of the reviews that name " + pronoun(ent.Type)
		about = total.Reviews
	}
	v.arcs = p.newArcsView(about)
	var d aggregate.Digest // room for one review after the other
	v.praise, v.blame = p.cites(total.Praise, &d, ent.Name), p.cites(total.Blame, &d, ent.Name)
	v.aspects = p.newAspectTotals(total.Aspects, 1, &d, ent.Name)
	const mostCompared = 40
	v.unlisted = max(0, len(total.Comparisons)-mostCompared)
	for _, c := range total.Comparisons[:len(total.Comparisons)-v.unlisted] {
		v.comparisons = append(v.comparisons, p.compared(c, &d, ent.Name))
	}
	v.time = newTimeView(totals.MonthsOf(at))
	v.rows = make([]listedView, 0, min(maxListed, len(ordered)))
	for _, i := range ordered[:min(maxListed, len(ordered))] {
		p.res.Digests.Read(int(i), &d)
		v.rows = append(v.rows, p.listedWithin(int(i), &d, ent.Name))
	}
	v.more = len(ordered) - len(v.rows)
	for _, fact := range [...]factView{
		{"also called", strings.Join(ent.Aliases, ", "), ""}, {"ISBN", ent.ISBN, ""}, {"work", ent.WorkID, ""},
		{"link", webLink(ent.Link), webLink(ent.Link)},
	} {
		if fact.value != "" {
			v.facts = append(v.facts, fact)
		}
	}
	return v
}

// neighbours are the entities that the page of an entity leads to: its author, its book and its series; and an author's
// books or a book's characters.
func (p *pages) neighbours(ent *aggregate.Entity) (byline, related []namedLink) {
	if ent.Author != "" {
		byline = append(byline, namedLink{"by ", ent.Author, p.authorPath(ent.Author)})
	}
	if ent.Book != "" {
		link := namedLink{"in ", ent.Book, ""}
		if at, ok := p.books[ent.BookID]; ok {
			link.href = p.entityPath(&p.res.Entities[at])
		}
		byline = append(byline, link)
	}
	if ent.Series != "" && !ent.IsSeries {
		byline = append(byline, namedLink{"", ent.Series, ""})
	}
	switch ent.Type {
	case review.Author:
		related = p.related("by " + ent.Name)
	case review.Book:
		related = p.related(ent.ID)
	}
	return byline, related
}

// related are the pages of an author's books or a book's characters, the most spoken of first.
func (p *pages) related(key string) []namedLink {
	const most = 40
	picks := slices.Clone(p.below[key])
	slices.SortStableFunc(picks, func(a, b int) int { return p.res.Entities[b].Mentions - p.res.Entities[a].Mentions })
	var links []namedLink
	for _, at := range picks[:min(most, len(picks))] {
		links = append(links, namedLink{name: p.res.Entities[at].Name, href: p.entityPath(&p.res.Entities[at])})
	}
	return links
}

// reviewsAbout picks, of the reviews that name an entity, those that are about it.
func (p *pages) reviewsAbout(at int, reviews []int32) []int32 {
	if !p.res.Entities[at].UnderReview {
		return nil
	}
	var about []int32
	for _, i := range reviews {
		for j, of := range p.res.Of(int(i)) {
			if int(of) == at && p.res.Main(int(i), j) {
				about = append(about, i)
				break
			}
		}
	}
	return about
}

// reviewTone is the mean tone of the reviews about an entity; of a single one its own, with the interval of its own: a
// mean over one would know no better than ± 1.
func (p *pages) reviewTone(at int, total *aggregate.EntityTotals) review.Estimate {
	if total.ReviewTone.N == 1 {
		for _, i := range p.reviewsAbout(at, total.Reviews) {
			var g aggregate.Gist
			if p.res.Digests.ReadGist(int(i), &g); g.Tone.N > 0 {
				return g.Tone
			}
		}
	}
	return total.ReviewTone.Estimate()
}

// difference is the elements of a that are not in b; both ascend.
func difference(a, b []int32) []int32 {
	var out []int32
	for _, x := range a {
		if _, found := slices.BinarySearch(b, x); !found {
			out = append(out, x)
		}
	}
	return out
}

// kindOf is what an entity is called.
func kindOf(ent *aggregate.Entity) string {
	if ent.IsSeries {
		return "series"
	}
	return string(ent.Type)
}

func entitySentence(ent *aggregate.Entity, total *aggregate.EntityTotals, about int) string {
	var s string
	switch {
	case about > 0 && about == len(total.Reviews):
		s = counted(about, "review")
		if ent.Type == review.Author {
			s += " of work by this author."
		} else {
			s += " of this " + kindOf(ent) + "."
		}
	case about > 0:
		s = counted(about, "review") + " of "
		if ent.Type == review.Author {
			s += "work by this author"
		} else {
			s += string(pronoun(ent.Type))
		}
		s += ", and " + grouped(len(total.Reviews)-about) + plural(len(total.Reviews)-about, " more that speaks of ", " more that speak of ") + string(pronoun(ent.Type)) + "."
	default:
		s = counted(len(total.Reviews), "review") + plural(len(total.Reviews), " speaks", " speak") + " of this " + kindOf(ent) + "."
	}
	if total.ReviewTone.N > 0 {
		n := total.ReviewTone.N
		s += " On the whole " + oneOf(sign(total.ReviewTone.Mean()),
			plural(n, "it blames more than it praises", "they blame more than they praise"), "praise and blame balance",
			plural(n, "it praises more than it blames", "they praise more than they blame"))
		switch mean := total.ReviewTone.Estimate(); {
		case n >= 3 && total.ReviewTone.Spread() >= 0.35:
			s += ", but they differ widely"
		case n > 1 && sign(mean.Value) != 0 && !surely(mean):
			s += ", as far as so few can tell"
		}
		s += "."
	} else if total.Tone.N > 0 {
		s += " The tone towards " + string(pronoun(ent.Type)) + " is, on the whole, " + oneOf(sign(total.Tone.Mean()), "blame", "even", "praise") + "."
	}
	var praised, blamed []string
	for _, kind := range aspectOrder {
		if t := total.Aspects[kind]; t != nil && t.Tone.N >= 2 {
			switch mean := hundredths(t.Tone.Mean()); {
			case mean >= clearTone:
				praised = append(praised, aspectWord(kind))
			case mean <= -clearTone:
				blamed = append(blamed, aspectWord(kind))
			}
		}
	}
	switch {
	case len(praised) > 0 && len(blamed) > 0:
		s += " Praised: " + list(praised) + ". Blamed: " + list(blamed) + "."
	case len(praised) > 0:
		s += " Praised: " + list(praised) + "."
	case len(blamed) > 0:
		s += " Blamed: " + list(blamed) + "."
	}
	return s
}

// pronoun stands for an entity in what its page says: a book is "it", nobody else is.
func pronoun(kind review.EntityType) safe {
	if kind == review.Author || kind == review.Character {
		return "them"
	}
	return "it"
}

// oneOf picks by sign: −1, 0, +1.
func oneOf(sign int, negative, zero, positive string) string {
	return [...]string{negative, zero, positive}[sign+1]
}

func (p *pages) entityFigures(at int, total *aggregate.EntityTotals, about int) []figureView {
	kind := p.res.Entities[at].Type
	it := string(pronoun(kind))
	work := it // what the reviews are about
	if kind == review.Author {
		work = "their books"
	}
	figures := []figureView{{grouped(len(total.Reviews)), plural(len(total.Reviews), "review names ", "reviews name ") + it}}
	if about > 0 {
		figures = append(figures, figureView{grouped(about), plural(about, "is about ", "are about ") + work})
	}
	figures = append(figures, figureView{grouped(total.Mentions), plural(total.Mentions, "mention", "mentions")})
	if total.ReviewTone.N > 0 {
		figures = append(figures, figureView{
			estimate(p.reviewTone(at, total)).String(),
			plural(total.ReviewTone.N, "tone of the review about ", "mean tone of the reviews about ") + work,
		})
	}
	if total.Tone.N > 0 {
		figures = append(figures, figureView{estimate(total.Tone.Estimate()).String(), "mean tone towards " + it})
	}
	return figures
}

// aspectOrder is the order in which pages tell aspects.
var aspectOrder = []review.AspectKind{
	review.Prose, review.Plot, review.Pacing, review.Characters, review.World, review.Ending, review.Ideas, review.Humour,
	review.Length, review.Narration, review.Edition,
}

// newAspectTotals are aspects with at most so many quotations of praise, and of blame, each. Reviews are read into room.
func (p *pages) newAspectTotals(totals map[review.AspectKind]*aggregate.AspectTotals, quotes int, room *aggregate.Digest, within string) []aspectTotalView {
	cites := func(all []aggregate.Quote) []citeView { return p.cites(all[:min(quotes, len(all))], room, within) }
	var views []aspectTotalView
	for _, kind := range aspectOrder {
		if t := totals[kind]; t != nil {
			views = append(views, aspectTotalView{
				name: string(kind), sentences: t.Sentences, reviews: t.Reviews, tone: estimate(t.Tone.Estimate()),
				praise: cites(t.Praise), blame: cites(t.Blame),
			})
		}
	}
	return views
}

// cites are quotations with their sources, told without the name of the book on whose page they stand; each once, though
// some sentences stand in several reviews. Reviews are read into room.
func (p *pages) cites(quotes []aggregate.Quote, room *aggregate.Digest, within string) []citeView {
	views := make([]citeView, 0, len(quotes))
	for _, q := range quotes {
		text := p.quoted(q.Place)
		if slices.ContainsFunc(views, func(other citeView) bool { return other.text == text }) {
			continue
		}
		views = append(views, p.cite(q.Place, text, float64(q.Tone), room, within))
	}
	return views
}

func (p *pages) cite(at aggregate.Place, text string, tone float64, d *aggregate.Digest, within string) citeView {
	p.res.Digests.Read(int(at.Review), d)
	reviewer := cut(d.Metadata.Reviewer, 60)
	v := citeView{text: text, from: listedTitle(d), tone: tone, href: p.sentenceLink(int(at.Review), int(at.Sentence))}
	switch {
	case v.from == within:
		v.from = cut(cmp.Or(reviewer, ownHeadline(d), dated(d)), 100)
	case reviewer != "":
		v.from += ", " + reviewer
	}
	return v
}

func (p *pages) compared(c aggregate.Comparison, room *aggregate.Digest, within string) comparedView {
	name := func(at int32) namedLink {
		return namedLink{name: p.res.Entities[at].Name, href: p.entityPath(&p.res.Entities[at])}
	}
	return comparedView{name(c.Subject), name(c.Object), comparisonVerb(c.Direction), p.cite(c.Place, p.quoted(c.Place), 0, room, within)}
}

// authorPath is the page of an author by name; empty where there is none, or more than one.
func (p *pages) authorPath(name string) string {
	at, ok := p.authors[name]
	if !ok || at < 0 {
		return ""
	}
	return p.entityPath(&p.res.Entities[at])
}

func (p *pages) newArcsView(reviews []int32) arcsView {
	var v arcsView
	sums := make([]int, aggregate.SparkPoints)
	v.count = make([]int, aggregate.SparkPoints)
	var g aggregate.Gist
	for _, i := range reviews {
		p.res.Digests.ReadGist(int(i), &g)
		arc := g.Arc
		if arc == nil {
			continue
		}
		if len(v.arcs) < maxArcs {
			v.arcs = append(v.arcs, slices.Clone(arc)) // the next review takes its room
		} else {
			v.note = "The thin lines are " + grouped(maxArcs) + " of the reviews; the mean is of all."
		}
		for k, tone := range arc {
			if tone != aggregate.ArcUnknown {
				sums[k] += int(tone)
				v.count[k]++
			}
		}
	}
	v.mean = make([]int8, aggregate.SparkPoints)
	for k := range v.mean {
		v.mean[k] = aggregate.ArcUnknown
		if v.count[k] > 0 {
			v.mean[k] = int8(math.Round(float64(sums[k]) / float64(v.count[k])))
		}
	}
	return v
}
