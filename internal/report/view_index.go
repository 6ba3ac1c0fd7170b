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

// rowsPerPage is how many reviews one page of the index lists.
const rowsPerPage = 200

// indexView is what the corpus says at a glance, and the order of its reviews.
type indexView struct {
	title   string
	lead    string
	figures []figureView
	spread  []binView
	panels  []panelView
	order   []int  // reviews as the index lists them: newest first, undated last
	note    string // about reviews without a page, where some have none
}

// binView is a bar of the spread of tone: the reviews from low to low + binWidth.
type binView struct {
	low   float64
	count int
}

const binWidth = 0.1

// panelView is a short list on the index.
type panelView struct {
	title string
	note  string // how its lines were chosen, where that needs to be said
	lines []lineView
	empty string // what to say where there is no line
	more  factView
}

// lineView is a line of a panel: a link, and what is notable about it.
type lineView struct {
	name, href string
	value      string
	sign       int               // of what is notable
	note       string            //
	spark      *aggregate.Digest // nil = none
}

func (p *pages) newIndexView(totals *aggregate.Totals, changes []review.Change, run RunInfo) indexView {
	digests := p.res.Digests
	v := indexView{title: p.opts.Title, order: indexOrder(digests), spread: toneSpread(digests)}
	books, shifts, turning, unsure := 0, 0, 0, 0
	var only review.Estimate // of the last review that has a tone: of the only one, where one has
	for i := range p.res.Entities {
		if ent := &p.res.Entities[i]; ent.Type == review.Book && ent.UnderReview {
			books++
		}
	}
	digests.Each(func(_ int, d *aggregate.Digest) {
		shifts += len(d.Shifts)
		turning += btoi(len(d.Shifts) > 0)
		polar := d.Verdict == review.VerdictPositive || d.Verdict == review.VerdictNegative
		unsure += btoi(polar && !surely(d.Tone))
		if d.Tone.N > 0 {
			only = d.Tone
		}
	})
	v.lead = corpusSentence(totals, books, turning, unsure)
	v.figures = []figureView{
		{grouped(totals.Reviews), plural(totals.Reviews, "review", "reviews")}, {grouped(books), plural(books, "book under review", "books under review")},
	}
	switch n := totals.Tone.N; {
	case n == 1: // a mean over one would know no better than ± 1
		v.figures = append(v.figures, figureView{estimate(only).String(), "tone, from −1 (blame) to +1 (praise)"})
	case n > 1:
		v.figures = append(v.figures, figureView{estimate(totals.Tone.Estimate()).String(), "mean tone, from −1 (blame) to +1 (praise)"})
	}
	if totals.Sentences > 0 {
		v.figures = append(v.figures,
			figureView{percent(float64(totals.Opinion) / float64(totals.Sentences)), "of " + grouped(totals.Sentences) + " sentences are opinion"},
			figureView{grouped(shifts), shiftsIn(shifts, turning)})
	}
	v.panels = []panelView{
		p.turnarounds(), p.divided(totals), p.againstStars(), changesPanel(changes, run),
	}
	if shown := countTrue(p.shown); shown < len(p.shown) {
		v.note = "Of these, " + grouped(shown) + " have a page of their own: those whose tone turns most, then the longest. The tables hold all."
	}
	return v
}

// shiftsIn is what stands under the number of shifts.
func shiftsIn(shifts, reviews int) string {
	words := plural(shifts, "tested shift of tone", "tested shifts of tone")
	if reviews > 0 {
		words += ", in " + counted(reviews, "review")
	}
	return words
}

func countTrue(flags []bool) int {
	n := 0
	for _, flag := range flags {
		n += btoi(flag)
	}
	return n
}

// corpusSentence says in words what the corpus thinks, and how many of those that praise or blame may do the opposite.
func corpusSentence(totals *aggregate.Totals, books, turning, unsure int) string {
	if totals.Reviews == 0 {
		return "No review was found."
	}
	about := counted(totals.Reviews, "review")
	if books > 0 {
		about += " of " + counted(books, "book")
	}
	told := totals.Reviews - totals.Verdicts[review.VerdictTooShort]
	if told == 0 {
		return about + ", all too short to tell what they think."
	}
	var kinds []string
	polar := 0
	for _, kind := range [...]struct {
		verdict review.Verdict
		word    string
	}{
		{review.VerdictPositive, "positive"}, {review.VerdictMixed, "mixed"}, {review.VerdictNegative, "negative"}, {review.VerdictNeutral, "neither praise nor blame"},
	} {
		n := totals.Verdicts[kind.verdict]
		if kind.verdict == review.VerdictPositive || kind.verdict == review.VerdictNegative {
			polar += n
		}
		switch {
		case n == 0:
		case totals.Reviews == 1:
			kinds = append(kinds, kind.word)
		case told < 100: // a share of few says less than their number
			kinds = append(kinds, grouped(n)+" "+kind.word)
		default:
			kinds = append(kinds, shareOf(n, told)+" "+kind.word)
		}
	}
	s := about + ": " + list(kinds)
	if short := totals.Reviews - told; short > 0 {
		if told >= 100 {
			s += ", where there is opinion enough to tell; " + grouped(short) + plural(short, " is", " are") + " too short"
		} else {
			s += ", and " + grouped(short) + " too short to tell"
		}
	}
	s += "."
	switch {
	case turning == 1:
		s += " In one review the tone turns on the way."
	case turning > 1:
		s += " In " + grouped(turning) + " reviews the tone turns on the way."
	}
	switch {
	case unsure > 0 && unsure == polar:
		s += " None of those called positive or negative is sure to be: they say too little, or too much of both."
	case unsure > 0:
		s += " Of the " + grouped(polar) + " called positive or negative, " + grouped(unsure) + " only " + plural(unsure, "leans", "lean") + " that way."
	}
	return s
}

// indexOrder lists reviews newest first; those without a date follow, by ID.
func indexOrder(digests *aggregate.Digests) []int {
	order, dates := make([]int, digests.Len()), make([]string, digests.Len())
	digests.Each(func(i int, d *aggregate.Digest) { order[i], dates[i] = i, d.Metadata.Date })
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(dates[b], dates[a]) })
	return order
}

func toneSpread(digests *aggregate.Digests) []binView {
	bins := make([]binView, 20)
	for i := range bins {
		bins[i].low = float64(i-10) / 10
	}
	digests.Each(func(_ int, d *aggregate.Digest) {
		if d.Tone.N > 0 {
			at := (100 + hundredths(d.Tone.Value)) / 10 // by the tone as it is printed
			bins[min(len(bins)-1, max(0, at))].count++
		}
	})
	return bins
}

// topReviews are the reviews of greatest weight, which must be above zero, at most n.
func topReviews(digests *aggregate.Digests, n int, weight func(*aggregate.Digest) float64) []int {
	type pick struct {
		review int
		weight float64
	}
	picks := make([]pick, 0, n+1)
	digests.Each(func(i int, d *aggregate.Digest) {
		w := weight(d)
		if w <= 0 || len(picks) == n && w <= picks[n-1].weight {
			return
		}
		at := len(picks) // behind those of the same weight
		for at > 0 && picks[at-1].weight < w {
			at--
		}
		picks = slices.Insert(picks, at, pick{i, w})
		picks = picks[:min(n, len(picks))]
	})
	top := make([]int, len(picks))
	for k, p := range picks {
		top[k] = p.review
	}
	return top
}

const panelLines = 5

func (p *pages) turnarounds() panelView {
	v := panelView{title: "Biggest turnarounds", empty: "No tested shift in any review."}
	for _, i := range topReviews(p.res.Digests, panelLines, func(d *aggregate.Digest) float64 { return d.Turnaround }) {
		d := p.res.Digests.At(i)
		largest := d.Shifts[0]
		for _, shift := range d.Shifts {
			if math.Abs(float64(shift.After-shift.Before)) > math.Abs(float64(largest.After-largest.Before)) {
				largest = shift
			}
		}
		change := float64(largest.After - largest.Before)
		v.lines = append(v.lines, lineView{
			name: listedTitle(d), href: p.link(i), value: signed(change), sign: sign(change),
			note: shiftVerb(float64(largest.Before), float64(largest.After)) + " " + whereWord(float64(largest.Position)), spark: d,
		})
	}
	return v
}

// leastDivided is the spread of tone over the reviews of a book from which on it is said to divide them. Over reviews of
// all kinds it is about 0.4.
const leastDivided = 0.2

// divided lists the books whose reviews differ most; from three reviews with a tone each.
func (p *pages) divided(totals *aggregate.Totals) panelView {
	v := panelView{title: "Most divided", empty: "No book has three reviews yet."}
	var picks []int
	for i := range p.res.Entities {
		if p.res.Entities[i].Type == review.Book && totals.Entities[i].ReviewTone.N >= 3 {
			v.empty = "No book divides its reviewers."
			if totals.Entities[i].ReviewTone.Spread() >= leastDivided {
				picks = append(picks, i)
			}
		}
	}
	spread := func(i int) float64 { return totals.Entities[i].ReviewTone.Spread() }
	slices.SortStableFunc(picks, func(a, b int) int { return cmp.Compare(spread(b), spread(a)) })
	for _, i := range picks[:min(panelLines, len(picks))] {
		sum := totals.Entities[i].ReviewTone
		v.lines = append(v.lines, lineView{
			name: p.res.Entities[i].Name, href: p.entityPath(&p.res.Entities[i]), value: strings.TrimPrefix(signed(sum.Spread()), "+"),
			note: "how far the tones of its " + counted(sum.N, "review") + " lie apart, around " + signed(sum.Mean()),
		})
	}
	return v
}

// atOdds is how much warmer a review's text is than its stars let expect (cooler where it is negative); 0 where the two
// are not clearly at odds.
func atOdds(d *aggregate.Digest) float64 {
	if d.StarsGap == nil {
		return 0
	}
	if surprise, clear := againstStars(d.Tone, d.Metadata.Stars); clear {
		return surprise
	}
	return 0
}

func (p *pages) againstStars() panelView {
	v := panelView{
		title: "Text against stars", empty: "No text is clearly at odds with its stars.",
		note: "Listed only where the tone, whatever its uncertainty, is not one that goes with these stars or half a star more or less.",
	}
	for _, i := range topReviews(p.res.Digests, panelLines, func(d *aggregate.Digest) float64 { return math.Abs(atOdds(d)) }) {
		d := p.res.Digests.At(i)
		off := atOdds(d)
		v.lines = append(v.lines, lineView{
			name: listedTitle(d), href: p.link(i), value: signed(off), sign: sign(off),
			note: counted2(d.Metadata.Stars, "star") + ", but " + starsWord(d.Tone, d.Metadata.Stars),
		})
	}
	return v
}

// counted2 is counted for ratings: "1 star", "3.5 stars".
func counted2(v float64, noun string) string {
	if v == 1 {
		return "1 " + noun
	}
	return stars(v) + " " + noun + "s"
}

func changesPanel(changes []review.Change, run RunInfo) panelView {
	v := panelView{title: "Since the last run", more: factView{value: "All changes", href: "corpus/changes.html"}}
	if run.Baseline == "" {
		v.empty = "This is the first run."
		v.more = factView{}
		return v
	}
	v.empty = "Nothing changed."
	for _, kind := range changeKinds {
		ids := make(map[string]bool)
		for _, change := range changes {
			if change.Kind == kind.kind {
				ids[change.ReviewID] = true
			}
		}
		if len(ids) > 0 {
			v.lines = append(v.lines, lineView{name: kind.word, value: strconv.Itoa(len(ids)), note: kind.note})
		}
	}
	if len(v.lines) == 0 {
		v.more = factView{}
	}
	return v
}

// changeKinds are the kinds of changes in the order in which pages tell them.
var changeKinds = []struct {
	kind       review.ChangeKind
	word, note string
}{
	{review.ChangeNew, "new", "reviews that were not there before"},
	{review.ChangeEdited, "edited", "text or metadata changed"},
	{review.ChangeMoved, "moved", "same text, other result: the program changed"},
	{review.ChangeGone, "gone", "no longer in the input"},
}
