package eval

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// ShiftReview is a review whose sentences somebody labelled.
type ShiftReview struct {
	Sentences []ShiftSentence
}

// ShiftSentence is a labelled sentence. Tone is half of the label: −1, −0.5, 0, 0.5 or 1.
type ShiftSentence struct {
	Text   string
	Stance review.Stance
	Tone   float64
	Mixed  bool
}

// ShiftBench measures a ShiftFinder. With a Segmenter and a Scorer every case is measured twice: on the labels, which
// tests the statistics alone, and on its text, cut and scored again, which tests what users get.
type ShiftBench struct {
	Finder    review.ShiftFinder
	Segmenter review.Segmenter // nil: labels only
	Scorer    review.Scorer    // nil: labels only
	Splices   int              // spliced reviews per length and kind; 0 = 100
	Shuffles  int              // shuffles of each review; 0 = 1
}

// ShiftResult is what the bench finds, on labels and on text.
type ShiftResult struct {
	Labels, Text ShiftFigures
	HasText      bool
}

// ShiftFigures are the figures of one pass.
type ShiftFigures struct {
	Shuffled FalseAlarms // real reviews with their sentences in random order: every shift is a false alarm
	Long     FalseAlarms // those of them with longReview sentences or more
	Divided  FalseAlarms // the sentences of mixed splices of 6+6 to 12+12, in random order
	LongDiv  FalseAlarms // the same of 16+16 and 24+24
	OneTone  FalseAlarms // real reviews without two opposite opinions
	Clean    Splices     // 6+6 to 12+12 sentences of one tone, then of the other
	Mixed    Splices     // the same, 20 % of the sentences of each side of the other tone, rounded down
	Rough    Splices     // the same, with 20 % on average: in short sides two of six or eight may be of the other tone

	ByLength []Growth // clean splices by sentences a side
	ByMixed  []Growth // mixed splices by sentences a side
	ByRough  []Growth // splices with 20 % on average by sentences a side
	BySize   []Growth // splices of 10+10 sentences by the change of tone between their labels
	ByWrong  []Growth // labels only: mixed splices of 6+6 to 12+12 by the share of tones that have the wrong sign
	Real     RealShifts
}

// FalseAlarms counts reviews in which a shift was found and none is. Tested leaves out those that the finder called too
// short; the rate is over Tested, the stricter of the two.
type FalseAlarms struct{ Reviews, Tested, Alarmed int }

// Rate is the share of tested reviews with at least one shift; 0 without any.
func (f FalseAlarms) Rate() float64 { return portion(f.Alarmed, f.Tested) }

// Splices counts spliced reviews: those whose boundary was found within one sentence, and of all shifts that were
// reported, those that were right.
type Splices struct{ Reviews, Found, Reported, Right int }

// Recall is the share of splices whose boundary was found within one sentence.
func (s Splices) Recall() float64 { return portion(s.Found, s.Reviews) }

// Precision is the share of reported shifts that are the boundary within one sentence.
func (s Splices) Precision() float64 { return portion(s.Right, s.Reported) }

// Growth is recall and precision at one length or size.
type Growth struct {
	At float64
	Splices
}

// RealShifts looks at whole labelled reviews as they are: how many shifts there are on the labels, and, for text, how
// many of these are found again within one sentence.
type RealShifts struct {
	Reviews, Tested int
	Shapes          map[review.Shape]int
	Shifts          int // on this pass's own scores
	Labelled, Again int // text only: shifts on the labels, and those of them found on the text
}

func portion(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Run measures on these reviews. The cases depend on nothing but the reviews: the random numbers have a fixed seed.
func (b ShiftBench) Run(reviews []ShiftReview) (ShiftResult, error) {
	res := ShiftResult{HasText: b.Segmenter != nil && b.Scorer != nil}
	var err error
	if res.Labels, err = b.pass(reviews, b.onLabels); err != nil {
		return res, err
	}
	if res.Labels.ByWrong, err = b.byWrong(newSplicePool(reviews)); err != nil || !res.HasText {
		return res, err
	}
	res.Text, err = b.pass(reviews, b.onText)
	return res, err
}

// finder finds shifts in a case: the indexes of the sentences, as given, that open a new stretch.
type finder func([]ShiftSentence) (found []int, shape review.Shape, err error)

func (b ShiftBench) pass(reviews []ShiftReview, find finder) (fig ShiftFigures, err error) {
	if fig.Shuffled, fig.Long, err = shuffledAlarms(reviews, max(1, b.Shuffles), find); err != nil {
		return fig, err
	}
	if fig.OneTone, err = oneToneAlarms(reviews, find); err != nil {
		return fig, err
	}
	each := b.each()
	pool := newSplicePool(reviews)
	if fig.Divided, err = dividedAlarms(pool, spliceSides, each, find); err != nil {
		return fig, err
	}
	if fig.LongDiv, err = dividedAlarms(pool, []int{16, 24}, each, find); err != nil {
		return fig, err
	}
	for _, kind := range []struct {
		total  *Splices
		growth *[]Growth
		wrong  func(rng *rand.Rand, n int) int
	}{
		{&fig.Clean, &fig.ByLength, func(*rand.Rand, int) int { return 0 }},
		{&fig.Mixed, &fig.ByMixed, aFifth},
		{&fig.Rough, &fig.ByRough, func(rng *rand.Rand, n int) int { return int(float64(n)/5 + rng.Float64()) }},
	} {
		for _, n := range []int{4, 6, 7, 8, 9, 10, 11, 12, 16, 24} {
			rng := rand.New(rand.NewPCG(uint64(n), 20))
			var got Splices
			for i := range each {
				if err := got.add(pool.splice(rng, n, i%2 == 0, kind.wrong), n, find); err != nil {
					return fig, err
				}
			}
			*kind.growth = append(*kind.growth, Growth{float64(n), got})
			if n >= 6 && n <= 12 {
				kind.total.merge(got)
			}
		}
	}
	for _, size := range []float64{0.5, 1, 1.5, 2} {
		rng := rand.New(rand.NewPCG(uint64(size*2), 21))
		var got Splices
		for range each {
			if sents := pool.step(rng, 10, size); sents != nil {
				if err := got.add(sents, 10, find); err != nil {
					return fig, err
				}
			}
		}
		fig.BySize = append(fig.BySize, Growth{size, got})
	}
	fig.Real, err = b.real(reviews, find)
	return fig, err
}

// longReview is the number of sentences from which a review is called long. False alarms grow with length where a scorer
// lends a sentence its neighbours' tone.
const longReview = 24

func shuffledAlarms(reviews []ShiftReview, times int, find finder) (all, long FalseAlarms, err error) {
	rng := rand.New(rand.NewPCG(5, 19))
	for range times {
		for _, rev := range reviews {
			sents := shuffled(rng, rev.Sentences)
			var one FalseAlarms
			if err := one.add(sents, find); err != nil {
				return all, long, err
			}
			all.merge(one)
			if len(sents) >= longReview {
				long.merge(one)
			}
		}
	}
	return all, long, nil
}

// dividedAlarms looks for shifts in reviews that praise and blame all along: mixed splices with their sentences in random
// order. Real reviews are more of one tone, and hide how a test behaves where there is much to be mistaken for a shift.
func dividedAlarms(pool *splicePool, sides []int, each int, find finder) (out FalseAlarms, err error) {
	for _, n := range sides {
		rng := rand.New(rand.NewPCG(uint64(n), 22))
		for i := range each {
			sents := shuffled(rng, pool.splice(rng, n, i%2 == 0, aFifth))
			if err := out.add(sents, find); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// aFifth is a fifth of n, rounded down.
func aFifth(_ *rand.Rand, n int) int { return n / 5 }

func shuffled(rng *rand.Rand, sents []ShiftSentence) []ShiftSentence {
	sents = slices.Clone(sents)
	rng.Shuffle(len(sents), func(i, j int) { sents[i], sents[j] = sents[j], sents[i] })
	return sents
}

func oneToneAlarms(reviews []ShiftReview, find finder) (out FalseAlarms, err error) {
	for _, rev := range reviews {
		low, high := 0.0, 0.0
		for _, sent := range rev.Sentences {
			if sent.Stance == review.Opinion {
				low, high = min(low, sent.Tone), max(high, sent.Tone)
			}
		}
		if low == 0 != (high == 0) {
			if err := out.add(rev.Sentences, find); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

func (f *FalseAlarms) add(sents []ShiftSentence, find finder) error {
	found, shape, err := find(sents)
	if err != nil {
		return err
	}
	f.Reviews++
	if shape != review.ShapeTooShort {
		f.Tested++
	}
	if len(found) > 0 {
		f.Alarmed++
	}
	return nil
}

// byWrong tells what the scorer's errors alone cost: how mixed splices fare where a share of all tones has the wrong sign,
// and nothing else is wrong.
func (b ShiftBench) byWrong(pool *splicePool) ([]Growth, error) {
	var out []Growth
	for _, share := range []float64{0.02, 0.04, 0.08, 0.12} {
		var got Splices
		for _, n := range spliceSides {
			rng := rand.New(rand.NewPCG(uint64(n), 23))
			for i := range b.each() {
				sents := pool.splice(rng, n, i%2 == 0, aFifth)
				for k := range sents {
					if rng.Float64() < share {
						sents[k].Tone = -sents[k].Tone
					}
				}
				if err := got.add(sents, n, b.onLabels); err != nil {
					return nil, err
				}
			}
		}
		out = append(out, Growth{share, got})
	}
	return out, nil
}

// spliceSides are the sentences a side of the splices that count.
var spliceSides = []int{6, 7, 8, 9, 10, 11, 12}

// each is how many splices there are of a length and kind.
func (b ShiftBench) each() int {
	if b.Splices <= 0 {
		return 100
	}
	return b.Splices
}

func (f *FalseAlarms) merge(o FalseAlarms) {
	f.Reviews += o.Reviews
	f.Tested += o.Tested
	f.Alarmed += o.Alarmed
}

func (s *Splices) add(sents []ShiftSentence, boundary int, find finder) error {
	found, _, err := find(sents)
	if err != nil {
		return err
	}
	s.Reviews++
	s.Reported += len(found)
	for _, at := range found {
		if at >= boundary-1 && at <= boundary+1 {
			s.Found++
			s.Right++
			break
		}
	}
	return nil
}

func (s *Splices) merge(o Splices) {
	s.Reviews += o.Reviews
	s.Found += o.Found
	s.Reported += o.Reported
	s.Right += o.Right
}

func (b ShiftBench) real(reviews []ShiftReview, find finder) (RealShifts, error) {
	out := RealShifts{Reviews: len(reviews), Shapes: make(map[review.Shape]int)}
	for _, rev := range reviews {
		found, shape, err := find(rev.Sentences)
		if err != nil {
			return out, err
		}
		out.Shapes[shape]++
		out.Shifts += len(found)
		if shape != review.ShapeTooShort {
			out.Tested++
		}
		labelled, _, err := b.onLabels(rev.Sentences)
		if err != nil {
			return out, err
		}
		out.Labelled += len(labelled)
		for _, want := range labelled {
			for _, at := range found {
				if at >= want-1 && at <= want+1 {
					out.Again++
					break
				}
			}
		}
	}
	return out, nil
}

// onLabels finds shifts in the label values: an opinion counts fully, story and context not at all.
func (b ShiftBench) onLabels(sents []ShiftSentence) ([]int, review.Shape, error) {
	doc := joined(sents)
	scores := make([]review.Score, len(sents))
	for i, sent := range sents {
		scores[i] = labelScore(sent)
	}
	arc, err := b.Finder.Shifts(doc, scores, review.About{})
	if err != nil {
		return nil, "", err
	}
	var found []int
	for _, sh := range arc.Shifts {
		found = append(found, sh.Sentence)
	}
	return found, arc.Shape, nil
}

// onText joins the sentences to a text, cuts and scores it, and finds shifts there. A shift counts for the given
// sentence that its own sentence starts in.
func (b ShiftBench) onText(sents []ShiftSentence) ([]int, review.Shape, error) {
	given := joined(sents)
	doc := &review.Document{Review: given.Review}
	var err error
	if doc.Sentences, err = b.Segmenter.Segment(given.Review.Text, nil); err != nil {
		return nil, "", err
	}
	scores, err := b.Scorer.Score(doc)
	if err != nil {
		return nil, "", err
	}
	arc, err := b.Finder.Shifts(doc, scores, review.About{})
	if err != nil {
		return nil, "", err
	}
	var found []int
	for _, sh := range arc.Shifts {
		at := 0
		for at+1 < len(sents) && given.Sentences[at+1].Start <= doc.Sentences[sh.Sentence].Start {
			at++
		}
		found = append(found, at)
	}
	return found, arc.Shape, nil
}

// joined is the text of the sentences, one after the other.
func joined(sents []ShiftSentence) *review.Document {
	var text strings.Builder
	doc := &review.Document{Sentences: make([]review.Sentence, len(sents))}
	for i, sent := range sents {
		if i > 0 {
			text.WriteByte(' ')
		}
		doc.Sentences[i].Start = text.Len()
		text.WriteString(sent.Text)
		doc.Sentences[i].End = text.Len()
	}
	doc.Review = &review.Review{ID: "bench", Text: text.String()}
	return doc
}

// labelScore is the score that a perfect scorer would give.
func labelScore(sent ShiftSentence) review.Score {
	sc := review.Score{Tone: sent.Tone}
	switch sent.Stance {
	case review.Opinion:
		sc.Opinion, sc.Weight = 1, 1
	case review.Story:
		sc.Story = 1
	default:
		sc.Context = 1
	}
	switch {
	case sent.Tone < 0:
		sc.Negative = 1
	case sent.Tone > 0:
		sc.Positive = 1
	default:
		sc.Neutral = 1
	}
	return sc
}

// splicePool is the opinion sentences of one clear tone, by label.
type splicePool struct{ byLabel [5][]ShiftSentence }

func newSplicePool(reviews []ShiftReview) *splicePool {
	p := &splicePool{}
	for _, rev := range reviews {
		for _, sent := range rev.Sentences {
			label := int(math.Round(sent.Tone*2)) + 2
			if sent.Stance == review.Opinion && !sent.Mixed && label >= 0 && label < len(p.byLabel) {
				p.byLabel[label] = append(p.byLabel[label], sent)
			}
		}
	}
	return p
}

// splice is n sentences of one tone, then n of the other. Of each side so many are of the wrong tone, at random places.
func (p *splicePool) splice(rng *rand.Rand, n int, praiseFirst bool, wrong func(*rand.Rand, int) int) []ShiftSentence {
	var out []ShiftSentence
	used := make(map[string]bool)
	for side := range 2 {
		praise, stray := praiseFirst == (side == 0), wrong(rng, n)
		for _, at := range rng.Perm(n) {
			sent := p.draw(rng, praise != (at < stray))
			// No review says the same sentence twice; a pool may have too few of them.
			for tries := 0; used[sent.Text] && tries < 50; tries++ {
				sent = p.draw(rng, praise != (at < stray))
			}
			used[sent.Text] = true
			out = append(out, sent)
		}
	}
	return out
}

// draw is a sentence of praise or of blame, weak or strong as often as the pool has them.
func (p *splicePool) draw(rng *rand.Rand, praise bool) ShiftSentence {
	weak, strong := p.byLabel[1], p.byLabel[0]
	if praise {
		weak, strong = p.byLabel[3], p.byLabel[4]
	}
	if len(weak)+len(strong) == 0 {
		return ShiftSentence{Stance: review.Opinion}
	}
	if i := rng.IntN(len(weak) + len(strong)); i < len(weak) {
		return weak[i]
	} else {
		return strong[i-len(weak)]
	}
}

// step is n sentences of one label, then n of another, size apart; nil where the pool lacks one.
func (p *splicePool) step(rng *rand.Rand, n int, size float64) []ShiftSentence {
	d := int(math.Round(size * 2))
	from := rng.IntN(5 - d)
	to := from + d
	if rng.IntN(2) == 0 {
		from, to = to, from
	}
	if len(p.byLabel[from]) == 0 || len(p.byLabel[to]) == 0 {
		return nil
	}
	var out []ShiftSentence
	for _, label := range []int{from, to} {
		for range n {
			out = append(out, p.byLabel[label][rng.IntN(len(p.byLabel[label]))])
		}
	}
	return out
}
