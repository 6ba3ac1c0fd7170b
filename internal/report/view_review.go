package report

import (
	"math"
	"strconv"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// reviewView is a review's page, ready to be written: final strings and numbers, nothing left to decide.
type reviewView struct {
	title    string // the book, else the review's own headline
	headline string // the review's own, where it says something else
	author   string
	bookHref string // pages of the book and its author; empty = none
	authHref string
	byline   []string // "by Reader 7", "4 May 2021"
	language string   // of the text, for the browser; empty = English

	lead        string
	figures     []figureView
	chart       chartView
	text        textView
	shifts      []shiftView
	noShift     string // what stands in their place where there are none
	entities    []entityView
	aspects     []aspectView
	comparisons []comparisonView
	doubts      []doubtView
	facts       []factView
	rows        []rowView
}

type figureView struct{ value, label string }

// estimateView is a tone with its interval; n = 0 means that nothing is known.
type estimateView struct {
	value float64
	doubt string // "± 0.06"
	n     int
}

// rowView is a sentence in the table behind the chart.
type rowView struct {
	stance   review.Stance
	tone     float64
	opinion  string
	line     string // the arc with its band; empty where it is unknown
	evidence []wordView
}

// lentEvidence is how far the review around a sentence, its neighbours and its place among them, must move its tone to
// be named beside its words.
const lentEvidence = 0.1

func (p *pages) newReviewView(i int, an *review.Analysis) reviewView {
	meta := &an.Review.Metadata
	v := reviewView{
		language: languageTag(meta.Language),
		lead:     leadSentence(an),
		chart:    newChartView(an),
		text:     newTextView(an),
	}
	v.title, v.headline, v.author = titles(meta, &an.About)
	v.entities = p.newEntityViews(i, an)
	for j := range an.About.Entities {
		ent := &an.About.Entities[j]
		if !ent.Main {
			continue
		}
		if ent.Type == review.Book && v.bookHref == "" {
			v.bookHref = v.entities[j].href
		}
		if ent.Type == review.Author && v.authHref == "" {
			v.authHref = v.entities[j].href
		}
	}
	v.byline = byline(meta)
	v.figures = reviewFigures(an)
	v.shifts, v.noShift = newShiftViews(an), noShift(an.Arc.Shape)
	v.aspects = newAspectViews(an)
	v.comparisons = newComparisonViews(an, p.res.Of(i))
	v.doubts = newDoubtViews(an)
	v.facts = newFactViews(an)
	v.rows = newRowViews(an)
	return v
}

// titles are the heading of a review's page: its book, else its own headline; the headline where it differs; the author.
func titles(meta *review.Metadata, about *review.About) (title, headline, author string) {
	title, headline, author = meta.Book, meta.Title, meta.Author()
	for i := range about.Entities {
		ent := &about.Entities[i]
		if !ent.Main {
			continue
		}
		if title == "" && ent.Type == review.Book {
			title = ent.Name
		}
		if author == "" && ent.Type == review.Author {
			author = ent.Name
		}
	}
	if title == "" {
		title, headline = headline, ""
	}
	if title == "" {
		title = "Review of an unnamed book"
	}
	return title, headlineBeside(headline, title, author), author
}

func byline(meta *review.Metadata) []string {
	var parts []string
	if meta.Reviewer != "" {
		parts = append(parts, "reviewed by "+meta.Reviewer)
	}
	if meta.Date != "" {
		parts = append(parts, dateWord(meta.Date))
	}
	if meta.Stars > 0 {
		parts = append(parts, stars(meta.Stars)+" of 5 stars")
	}
	return parts
}

// dateWord is an ISO date as people write it: "4 May 2021", "May 2021"; anything else as it stands.
func dateWord(iso string) string {
	months := [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	parts := strings.Split(iso, "-")
	if len(parts) < 2 {
		return iso
	}
	month, err := strconv.Atoi(parts[1])
	if err != nil || month < 1 || month > 12 {
		return iso
	}
	out := months[month-1] + " " + parts[0]
	if len(parts) < 3 {
		return out
	}
	day, err := strconv.Atoi(parts[2][:min(2, len(parts[2]))])
	if err != nil {
		return iso
	}
	return strconv.Itoa(day) + " " + out
}

// languageTag passes a plain language code other than English.
func languageTag(code string) string {
	if code == "en" || len(code) < 2 || len(code) > 3 {
		return ""
	}
	for _, b := range []byte(code) {
		if b < 'a' || b > 'z' {
			return ""
		}
	}
	return code
}

// estimate is a tone as pages show it. "0.00 ± 1.00" says no more than that nothing is known: of a name that is only told of.
func estimate(e review.Estimate) estimateView {
	if hundredths(e.Value) == 0 && halfInterval(e) == 100 {
		return estimateView{}
	}
	return estimateView{value: e.Value, doubt: plusMinus(e), n: e.N}
}

// towards is a review's tone towards a name as pages show it: nothing where the review only tells of it.
func towards(e review.Estimate) estimateView {
	if !aggregate.Judges(e) {
		return estimateView{}
	}
	return estimate(e)
}

func (e estimateView) String() string {
	if e.n == 0 {
		return "–"
	}
	return signed(e.value) + " " + e.doubt
}

func reviewFigures(an *review.Analysis) []figureView {
	sum := &an.Summary
	figures := make([]figureView, 0, 6)
	if sum.Tone.N > 0 {
		figures = append(figures, figureView{estimate(sum.Tone).String(), "tone, from −1 to +1"})
	}
	opinions := 0 // not by Summary.OpinionShare, which leaves out the words of others
	for i := range an.Scores {
		opinions += btoi(an.Scores[i].Stance() == review.Opinion)
	}
	shape := figureView{shapeWord(an.Arc.Shape), "shape"}
	if an.Arc.Shape != review.ShapeTooShort {
		shape.label = "shape: " + shapeMeaning(an.Arc.Shape)
	}
	figures = append(figures,
		figureView{verdictWord(sum.Verdict, sum.Tone), "verdict"},
		figureView{strconv.Itoa(len(an.Arc.Shifts)), plural(len(an.Arc.Shifts), "tested shift", "tested shifts")},
		figureView{grouped(opinions) + " of " + grouped(len(an.Sentences)), "sentences are opinion"},
		shape)
	if sum.StarsGap != nil {
		figures = append(figures, figureView{stars(an.Review.Metadata.Stars) + " of 5", "stars; " + starsWord(sum.Tone, an.Review.Metadata.Stars)})
	}
	return figures
}

func newRowViews(an *review.Analysis) []rowView {
	n := min(len(an.Sentences), len(an.Scores))
	views := make([]rowView, n)
	for i := range n {
		sc := &an.Scores[i]
		v := rowView{stance: sc.Stance(), tone: sc.Tone, opinion: percent(sc.Opinion)}
		if i < len(an.Arc.Points) && an.Arc.Points[i].Known {
			point := &an.Arc.Points[i]
			v.line = signed(point.Value) + " " + plusMinus(review.Estimate{Value: point.Value, Low: point.Low, High: point.High})
		}
		for _, ev := range sc.Evidence[:min(3, len(sc.Evidence))] {
			if word := evidenceWord(an.Review.Text, ev.Spans); word != "" {
				v.evidence = append(v.evidence, wordView{word, ev.Weight})
			}
		}
		if sc.Alone != nil && math.Abs(sc.Tone-*sc.Alone) >= lentEvidence {
			v.evidence = append(v.evidence, wordView{"the review around it", sc.Tone - *sc.Alone})
		}
		views[i] = v
	}
	return views
}

// evidenceWord is the words of a piece of evidence, with an ellipsis between groups that stand apart.
func evidenceWord(text string, spans []review.Span) string {
	word := ""
	for i, span := range spans {
		if i > 0 {
			word += " … "
		}
		word += span.In(text)
	}
	return cut(word, 60)
}
