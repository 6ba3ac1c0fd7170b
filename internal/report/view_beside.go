package report

import (
	"math"
	"strings"

	"tonearc/pipeline/review"
)

// What stands beside the text of a review: shifts, names, sides of the book, comparisons, doubts, facts.

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

const quoteLimit = 180 // bytes of a quotation beside the text

// clearFeel is from where the told events are called dark or happy.
const clearFeel = 0.05

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
