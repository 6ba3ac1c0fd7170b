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

type shiftView struct {
	number        int
	title         string
	explanation   string // one sentence
	chance        string
	before, after quoteView
	words         []wordView
}

// quoteView is a sentence of the review, cut to a few lines. Sentence −1 = none.
type quoteView struct {
	sentence int
	text     string
}

type wordView struct {
	word   string
	weight float64
}

type entityView struct {
	name, kind string
	href       string // of its page; empty = none
	aliases    string
	mentions   int
	tone       estimateView
	quote      quoteView
	look       safe // class of its type's colour
}

// estimateView is a tone with its interval; n = 0 means that nothing is known.
type estimateView struct {
	value float64
	doubt string // "± 0.06"
	n     int
}

type aspectView struct {
	name      string
	of        string // another book than the one under review; empty = that one
	sentences []int
	tone      estimateView
	quote     quoteView
}

type comparisonView struct {
	subject, object string
	verb            string
	quote           quoteView
}

type doubtView struct {
	text      string
	sentences []int // where, in the text
}

type factView struct{ name, value, href string }

// rowView is a sentence in the table behind the chart.
type rowView struct {
	stance   review.Stance
	tone     float64
	opinion  string
	line     string // the arc with its band; empty where it is unknown
	evidence []wordView
}

const quoteLimit = 180 // bytes of a quotation beside the text

// clearFeel is from where the told events are called dark or happy.
const clearFeel = 0.05

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

// quoteOf is sentence s of the review, without line breaks.
func quoteOf(an *review.Analysis, s int) quoteView {
	if s < 0 || s >= len(an.Sentences) {
		return quoteView{sentence: -1}
	}
	return quoteView{s, cut(an.Sentences[s].In(an.Review.Text), quoteLimit)}
}

func newShiftViews(an *review.Analysis) []shiftView {
	if len(an.Arc.Shifts) == 0 {
		return nil
	}
	views := make([]shiftView, len(an.Arc.Shifts))
	for i := range an.Arc.Shifts {
		shift := &an.Arc.Shifts[i]
		v := shiftView{
			number: i + 1, title: capital(shiftVerb(shift.Before, shift.After)),
			explanation: explanation(shift), chance: chanceWord(shift.PValue),
			before: quoteOf(an, shift.QuoteBefore), after: quoteOf(an, shift.QuoteAfter),
		}
		for _, word := range shift.Words[:min(6, len(shift.Words))] {
			v.words = append(v.words, wordView{word.Word, word.Weight})
		}
		views[i] = v
	}
	return views
}

// explanation is a shift's own, as a sentence; the bare change where there is none.
func explanation(shift *review.Shift) string {
	s := strings.TrimSpace(shift.Explanation)
	if s == "" {
		s = "from " + signed(shift.Before) + " to " + signed(shift.After)
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return capital(s)
}

func (p *pages) newEntityViews(i int, an *review.Analysis) []entityView {
	of := p.res.Of(i)
	views := make([]entityView, len(an.About.Entities))
	mentions := make([]int, len(views))
	best := make([]int, len(views)) // the sentence of the mention that says most in the direction of the whole
	strength := make([]float64, len(views))
	for j := range best {
		best[j] = -1
	}
	for _, mention := range an.About.Mentions {
		j := mention.Entity
		mentions[j]++
		way := 1.0
		if an.About.Entities[j].Tone.Value < 0 {
			way = -1
		}
		if best[j] < 0 || mention.Tone*way > strength[j] {
			best[j], strength[j] = mention.Sentence, mention.Tone*way
		}
	}
	for j := range views {
		ent := &an.About.Entities[j]
		views[j] = entityView{
			name: ent.Name, kind: entityTypeWord(ent.Type), aliases: strings.Join(ent.Aliases, ", "), mentions: mentions[j],
			tone: towards(ent.Tone), quote: quoteOf(an, best[j]), look: typeClass(ent.Type),
		}
		if j < len(of) {
			views[j].href = p.entityPath(&p.res.Entities[of[j]])
		}
	}
	return views
}

// typeClass is the class of an entity type's colour.
func typeClass(kind review.EntityType) safe {
	switch kind {
	case review.Book:
		return "tb"
	case review.Author:
		return "ta"
	case review.Character:
		return "tc"
	}
	return "to"
}

func newAspectViews(an *review.Analysis) []aspectView {
	views := make([]aspectView, len(an.About.Aspects))
	for i := range an.About.Aspects {
		aspect := &an.About.Aspects[i]
		views[i] = aspectView{
			name: string(aspect.Kind), sentences: aspect.Sentences, tone: estimate(aspect.Tone), quote: quoteOf(an, aspect.Quote),
		}
		if !an.About.IsUnderReview(aspect.Book) {
			views[i].of = an.About.Entities[aspect.Book].Name
		}
	}
	return views
}

// comparisonVerb says a comparison's outcome.
func comparisonVerb(direction review.Direction) string {
	switch direction {
	case review.Better:
		return "is better than"
	case review.Worse:
		return "is not as good as"
	}
	return "is likened to"
}

// newComparisonViews leaves out what of, the corpus's entities of the review's own, knows for one book under two names.
func newComparisonViews(an *review.Analysis, of []int32) []comparisonView {
	views := make([]comparisonView, 0, len(an.About.Comparisons))
	name := func(i int) string {
		if i < 0 || i >= len(an.About.Entities) {
			return "another book"
		}
		return an.About.Entities[i].Name
	}
	for _, cmp := range an.About.Comparisons {
		if max(cmp.Subject, cmp.Object) < len(of) && of[cmp.Subject] == of[cmp.Object] {
			continue
		}
		views = append(views, comparisonView{name(cmp.Subject), name(cmp.Object), comparisonVerb(cmp.Direction), quoteOf(an, cmp.Sentence)})
	}
	return views
}

// newDoubtViews lists what a reader should not take for granted: the warnings of all stages, and the sentences that an
// unlike second model, or the odds themselves, would read otherwise.
func newDoubtViews(an *review.Analysis) []doubtView {
	var views []doubtView
	for _, warning := range an.Warnings {
		views = append(views, doubtView{text: warning.Message})
	}
	var contrary, unsure []int
	for i := range an.Scores {
		sc := &an.Scores[i]
		if second := sc.SecondOpinion; second != nil && sc.Stance() == review.Opinion && sc.Weight > 0 {
			if sc.Tone >= 0.25 && *second < 0.1 || sc.Tone <= -0.25 && *second > 0.9 {
				contrary = append(contrary, i)
			}
		}
		if max(sc.Opinion, sc.Story, sc.Context) < 0.5 {
			unsure = append(unsure, i)
		}
	}
	if len(contrary) > 0 {
		views = append(views, doubtView{"A second, simpler model reads these the other way:", contrary})
	}
	if len(unsure) > 0 {
		views = append(views, doubtView{"Opinion, story or context? It could be either here:", unsure})
	}
	return views
}

func newFactViews(an *review.Analysis) []factView {
	rev, meta := &an.Review, &an.Review.Metadata
	facts := make([]factView, 0, 12)
	add := func(name, value, href string) {
		if value != "" {
			facts = append(facts, factView{name, value, href})
		}
	}
	add("review", rev.ID, webLink(meta.Link))
	source := rev.Source
	if rev.Line > 1 {
		source += ", line " + grouped(rev.Line)
	}
	add("source", source, "")
	add("format", rev.Format, "")
	add("words", grouped(an.Summary.Words), "")
	add("date", meta.Date, "")
	add("reviewer", meta.Reviewer, "")
	add("language", meta.Language, "")
	add("series", meta.Series, "")
	add("genre", meta.Genre, "")
	add("ISBN", meta.ISBN, "")
	add("work", meta.WorkID, "")
	add("tags", cut(strings.Join(meta.Tags, ", "), 300), "")
	if math.Abs(an.Summary.Feel) >= clearFeel {
		feel := signed(an.Summary.Feel)
		if an.Summary.Feel < 0 {
			feel += ", dark"
		} else {
			feel += ", happy"
		}
		add("events told", feel, "")
	}
	return facts
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
