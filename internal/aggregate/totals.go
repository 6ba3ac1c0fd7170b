package aggregate

import (
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// Totals is what the corpus says in sum: per entity, aspect and term, and over all reviews. Sums are fixed-point
// integers, and lists of the strongest are cut by a total order, so that adding and merging in any order gives the same
// bytes.
type Totals struct {
	res *Resolution

	Entities []EntityTotals // parallel to Resolution.Entities
	Aspects  map[review.AspectKind]*AspectTotals
	Terms    map[string]*TermTotals // by stem

	Reviews   int
	Sentences int
	Words     int64
	Opinion   int // sentences
	Story     int
	Context   int
	Verdicts  map[review.Verdict]int
	Shapes    map[review.Shape]int
	Stars     map[string]int  // reviews by stars as printed: "4", "4.5"
	Tone      Sum             // of the reviews that have one
	Months    map[string]*Sum // tone of reviews by "2021-05" (or "2021" where the month is unknown)
	Formats   map[string]int  // reviews by input format
}

// EntityTotals is what the corpus says of one entity.
type EntityTotals struct {
	Reviews     []int32 // reviews that name it, ascending
	Mentions    int
	Tone        Sum                                 // tone towards it, one value per review that judges it
	ReviewTone  Sum                                 // for books and authors under review: tone of the reviews
	Aspects     map[review.AspectKind]*AspectTotals // of the book, in whatever review
	Praise      []Quote
	Blame       []Quote
	Comparisons []Comparison
}

// AspectTotals is what is said of one aspect.
type AspectTotals struct {
	Reviews   int
	Sentences int
	Tone      Sum // one value per sentence
	Praise    []Quote
	Blame     []Quote
}

// TermTotals counts a stem over the corpus, in sentences of opinion.
type TermTotals struct {
	Words    []WordCount // surface forms, sorted by word
	Reviews  int
	Positive int
	Negative int
}

// WordCount is how often a word was counted.
type WordCount struct {
	Word string
	N    int
}

// Place is where a sentence stands. Totals quote the corpus at length, so that they keep places and no words: whoever
// shows a sentence reads it there, see Excerpt.
type Place struct {
	Review     int32 // index into Resolution.Digests
	Sentence   int32 // 0-based
	Start, End int32 // of the sentence, in Review.Text
}

func placeOf(an *review.Analysis, i, j int) Place {
	span := an.Sentences[j].Span
	return Place{int32(i), int32(j), int32(span.Start), int32(span.End)}
}

// Span is the sentence in Review.Text.
func (p Place) Span() review.Span { return review.Span{Start: int(p.Start), End: int(p.End)} }

// Quote is a sentence that says something strongly.
type Quote struct {
	Place
	Tone float32 // towards what the list is about
}

// Comparison is one sentence that sets two corpus entities against each other.
type Comparison struct {
	Place
	Subject   int32 // index into Resolution.Entities
	Object    int32
	Direction review.Direction
}

// NewTotals are the totals of no review yet.
func NewTotals(res *Resolution) *Totals {
	return &Totals{
		res: res, Entities: make([]EntityTotals, len(res.Entities)),
		Aspects: make(map[review.AspectKind]*AspectTotals), Terms: make(map[string]*TermTotals),
		Verdicts: make(map[review.Verdict]int), Shapes: make(map[review.Shape]int), Stars: make(map[string]int),
		Months: make(map[string]*Sum), Formats: make(map[string]int),
	}
}

// Add counts review i of the resolution in, and keeps nothing of it but copies. It is not safe for concurrent use: give
// each worker its own Totals.
func (t *Totals) Add(i int, an *review.Analysis) {
	t.addCorpus(an)
	t.addEntities(i, an)
	t.addAspects(i, an)
	for _, term := range an.Terms {
		total := t.Terms[term.Stem]
		if total == nil {
			total = &TermTotals{}
			t.Terms[strings.Clone(term.Stem)] = total
		}
		total.count(term.Word, 1)
		total.Reviews++
		total.Positive += term.Positive
		total.Negative += term.Negative
	}
}

func (t *Totals) addCorpus(an *review.Analysis) {
	t.Reviews++
	t.Sentences += len(an.Sentences)
	t.Words += int64(an.Summary.Words)
	t.Verdicts[an.Summary.Verdict]++
	t.Shapes[an.Arc.Shape]++
	t.Formats[an.Review.Format]++
	if stars := an.Review.Metadata.Stars; stars > 0 {
		t.Stars[strconv.FormatFloat(stars, 'f', -1, 64)]++
	}
	if an.Summary.Tone.N > 0 {
		t.Tone.Add(an.Summary.Tone.Value)
		addMonth(t.Months, an.Review.Metadata.Date, an.Summary.Tone.Value)
	}
	for j := range an.Scores {
		switch an.Scores[j].Stance() {
		case review.Opinion:
			t.Opinion++
		case review.Story:
			t.Story++
		default:
			t.Context++
		}
	}
}

// addMonth counts the tone of a review of that date in.
func addMonth(months map[string]*Sum, date string, tone float64) {
	if len(date) < 4 {
		return
	}
	month := date[:min(7, len(date))]
	sum := months[month]
	if sum == nil {
		sum = &Sum{}
		months[strings.Clone(month)] = sum
	}
	sum.Add(tone)
}

// MonthsOf are the sums of ReviewTone of entity at by month, as Months are those of Tone. They follow from the digests.
func (t *Totals) MonthsOf(at int) map[string]*Sum {
	total := &t.Entities[at]
	if total.ReviewTone.N == 0 {
		return nil
	}
	months := make(map[string]*Sum)
	var g Gist
	for _, i := range total.Reviews {
		main := false
		for j, of := range t.res.Of(int(i)) { // under any of its names, as in addEntities
			main = main || int(of) == at && t.res.Main(int(i), j)
		}
		if !main {
			continue
		}
		if t.res.Digests.ReadGist(int(i), &g); g.Tone.N > 0 {
			addMonth(months, g.Date, g.Tone.Value)
		}
	}
	return months
}

func (t *Totals) addEntities(i int, an *review.Analysis) {
	of := t.res.Of(i)
	for j, at := range of {
		total := &t.Entities[at]
		if n := len(total.Reviews); n > 0 && total.Reviews[n-1] == int32(i) {
			continue // another name of it, counted with the first
		}
		total.Reviews = append(total.Reviews, int32(i))
		tone, main := an.About.Entities[j].Tone, an.About.Entities[j].Main
		for k := j + 1; k < len(of); k++ {
			if of[k] == at {
				tone, main = Blend(tone, an.About.Entities[k].Tone), main || an.About.Entities[k].Main
			}
		}
		if Judges(tone) {
			total.Tone.Add(tone.Value)
		}
		if main && an.Summary.Tone.N > 0 {
			total.ReviewTone.Add(an.Summary.Tone.Value)
		}
	}
	for _, mention := range an.About.Mentions {
		at := of[mention.Entity]
		t.Entities[at].Mentions++
		score := &an.Scores[mention.Sentence]
		if t.res.Entities[at].HasPage() && score.Weight > 0 && score.Stance() == review.Opinion {
			quote(&t.Entities[at].Praise, &t.Entities[at].Blame, an, i, mention.Sentence, mention.Tone)
		}
	}
	for _, c := range an.About.Comparisons {
		comparison := Comparison{
			Place: placeOf(an, i, c.Sentence), Subject: of[c.Subject], Object: of[c.Object], Direction: c.Direction,
		}
		if comparison.Subject == comparison.Object {
			continue // the corpus knows better: two names of one book
		}
		for _, at := range []int32{comparison.Subject, comparison.Object} {
			if t.res.Entities[at].HasPage() {
				t.Entities[at].Comparisons = append(t.Entities[at].Comparisons, comparison)
			}
		}
	}
}

func (t *Totals) addAspects(i int, an *review.Analysis) {
	of := t.res.Of(i)
	for k := range an.About.Aspects {
		aspect := &an.About.Aspects[k]
		total := addAspect(&t.Aspects, i, an, aspect)
		first, firstOfBook := true, true // whether the review has spoken of this side before, and of this side of that book
		for _, before := range an.About.Aspects[:k] {
			if before.Kind == aspect.Kind {
				first = false
				if before.Book >= 0 && aspect.Book >= 0 && of[before.Book] == of[aspect.Book] { // two names of one book
					firstOfBook = false
				}
			}
		}
		total.Reviews += btoi(first)
		if aspect.Book >= 0 {
			addAspect(&t.Entities[of[aspect.Book]].Aspects, i, an, aspect).Reviews += btoi(firstOfBook)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func addAspect(totals *map[review.AspectKind]*AspectTotals, i int, an *review.Analysis, aspect *review.Aspect) *AspectTotals {
	if *totals == nil {
		*totals = make(map[review.AspectKind]*AspectTotals)
	}
	total := (*totals)[aspect.Kind]
	if total == nil {
		total = &AspectTotals{}
		(*totals)[aspect.Kind] = total
	}
	total.Sentences += len(aspect.Sentences)
	for k, j := range aspect.Sentences {
		total.Tone.Add(aspect.Tones[k])
		if an.Scores[j].Weight > 0 {
			quote(&total.Praise, &total.Blame, an, i, j, aspect.Tones[k])
		}
	}
	return total
}
