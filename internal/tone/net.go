package tone

import (
	"fmt"
	"math"
	"sync"

	"tonearc/pipeline/review"
)

// Net is the trained scorer: convolutions over the words of a sentence, pooled, and a recurrent layer over the
// sentences of the review. weights/README.md says what it was trained on and README.md how it is made.
type Net struct {
	model   *netModel
	scratch sync.Pool // of *netScratch
}

var loadedNet = sync.OnceValues(func() (*Net, error) {
	model, err := readNet(netWeights)
	if err != nil {
		return nil, fmt.Errorf("trained scorer: %w", err)
	}
	net := &Net{model: model}
	net.scratch.New = func() any { return new(netScratch) }
	return net, nil
})

// NewNet makes the trained scorer. The weights are read on the first call and shared by all later ones. It is safe for
// concurrent use. The error is one of weights that do not fit the program.
func NewNet() (*Net, error) { return loadedNet() }

// netScratch is the working memory of one call of Score.
type netScratch struct {
	words  []netWord
	ends   []int // words[ends[i-1]:ends[i]] are those of sentence i
	titles []review.Span
	pooled []netPool
	hidden []int16 // [sentence][hidden], the sentence by itself
	after  []int16 // [sentence][state], what the review says up to and with the sentence; of the last one, nothing
	before []int16 // [sentence][state], what it says from the sentence on; of the first one, nothing
	making rowScratch
	sent   sentScratch
}

// netPool is what is left of a sentence's words: for every filter its largest window and where that began, or its largest
// answer and where; and the means of the filters of width 2.
type netPool struct {
	values   [netPooled]int16   // filters, filters with memory, means, features
	totals   [netMean]int32     // what the means are made of: for each filter of width 2 the sum of its windows above 0
	sum      [netHidden]int32   // what the first layer makes of the values
	means    [netHidden]float32 // and the share of the means in it, in true units
	features [netFeatures]float32
	where    [netAnswers]int16
}

// sentScratch is the working memory for one sentence.
type sentScratch struct {
	rows  []*netRow // of the words last gathered
	whole []*netRow // of the sentence that is being explained
	joint []netRow  // rows of words with capitals: the word's and the capitals', added
	kept  []netWord
	top   [netAnswers]int16
	u, z  [netHidden]int16
	own   [netHidden]int32 // what u adds to the second layer
	head  [netOut]int32    // and to the outputs
	trial netPool
	out   [netOut]float32
	slope [netAnswers]int32 // of the tone, for the filters that answer
	gain  []float32         // of each word, by estimate
	lanes [][8]int32        // what they are sums of
	gates [2][3 * netState]float32
	some  picked
}

// Score implements review.Scorer. Everything but Rating, SecondOpinion and Weight is filled.
func (n *Net) Score(doc *review.Document) ([]review.Score, error) {
	s := n.scratch.Get().(*netScratch)
	defer n.scratch.Put(s)
	m := n.model
	count := len(doc.Sentences)
	m.read(s, doc)
	scores := make([]review.Score, count)
	alone := make([]float64, count)
	for i := range count {
		ctx := m.context(s, i, count)
		m.judgeBoth(&s.sent, s.hiddenOf(i), &ctx)
		scores[i] = m.score(&s.sent.out)
		m.explain(&s.sent, doc.Review.Text, s.wordsOf(i), &s.pooled[i], &ctx, &scores[i])
		m.divide(&s.sent, s.wordsOf(i), &s.pooled[i], &ctx, doc.Sentences[i].Span, &scores[i])
		if count > 1 {
			alone[i] = m.alone(&s.sent, &s.pooled[i])
			scores[i].Alone = &alone[i]
		}
	}
	return scores, nil
}

// netLongest is how many words of a sentence are looked at. Nobody writes so many, and places in a sentence are 16 bits.
const netLongest = 10000

// read splits the sentences into words and runs everything up to the context.
func (m *netModel) read(s *netScratch, doc *review.Document) {
	count := len(doc.Sentences)
	s.words, s.ends = s.words[:0], s.ends[:0]
	s.titles = titlePlaces(s.titles[:0], doc.Review)
	for i := range doc.Sentences {
		start := len(s.words)
		s.words = m.vocab.split(s.words, doc.Review.Text, doc.Sentences[i].Span)
		s.words = s.words[:min(len(s.words), start+netLongest)]
		nameTitles(s.words[start:], doc.Review.Text, s.titles)
		s.ends = append(s.ends, len(s.words))
	}
	m.fill(&s.making, s.words)
	s.pooled = grow(s.pooled, count)
	s.hidden = grow(s.hidden, count*netHidden)
	s.after = grow(s.after, count*netState)
	s.before = grow(s.before, count*netState)
	for i := range count {
		p := &s.pooled[i]
		words := s.wordsOf(i)
		p.features = m.features(words, i, count)
		m.pool(&s.sent, words, p)
		m.hide(&s.sent, p, s.hiddenOf(i))
	}
	m.walk(s, count)
}

func (s *netScratch) hiddenOf(i int) []int16 { return s.hidden[i*netHidden : (i+1)*netHidden] }

func (s *netScratch) wordsOf(i int) []netWord {
	start := 0
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.words[start:s.ends[i]]
}

// grow returns a slice of length n, the old one where it is long enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}

// features are what the net is told besides the words, as in assemble of cmd/train/tone/model.py.
func (m *netModel) features(words []netWord, i, count int) (f [netFeatures]float32) {
	flag := func(is bool) float32 {
		if is {
			return 1
		}
		return 0
	}
	f[0] = flag(count == 1)
	f[1] = float32(i) / float32(max(1, count-1))
	f[2] = flag(i == 0 && count > 1)
	f[3] = flag(i == count-1 && count > 1)
	f[4] = float32(math.Log(float64(count)) / 3)
	m.lengths(words, &f)
	return f
}

// lengths fills the features that depend on the words of the sentence.
func (m *netModel) lengths(words []netWord, f *[netFeatures]float32) {
	long := min(max(1, len(words)), 80)
	f[5] = float32(math.Log(float64(long)) / 3)
	f[6], f[7] = 0, 0
	if long <= 4 {
		f[6] = 1
	}
	if len(words) > 0 && words[len(words)-1].id == m.vocab.question {
		f[7] = 1
	}
}

// pool slides the filters over the words and fills p, whose features stand already.
func (m *netModel) pool(s *sentScratch, words []netWord, p *netPool) {
	m.gather(s, words)
	m.slide(s, p, true)
	means(p.values[netAnswers:firstFeature], p.totals[:], nil, meanFine/float32(max(1, len(words))))
	for k, f := range p.features {
		p.values[firstFeature+k] = m.counted(f)
	}
}

// gather looks up what each word answers, with three rows of zeros before and after.
func (m *netModel) gather(s *sentScratch, words []netWord) {
	s.rows = append(s.rows[:0], m.zero, m.zero, m.zero)
	s.joint = grow(s.joint, len(words))
	for i, w := range words {
		row := m.row(w.id)
		if w.caps > 0 {
			addRows(&s.joint[i], row, m.caps[w.caps])
			row = &s.joint[i]
		}
		s.rows = append(s.rows, row)
	}
	s.rows = append(s.rows, m.zero, m.zero, m.zero)
}

// slide fills what p has of each filter, from the gathered rows; where the windows began only if placed.
func (m *netModel) slide(s *sentScratch, p *netPool, placed bool) {
	for k, w := range netWidths {
		var total []int32
		if k == 1 {
			total = p.totals[:]
		}
		var where []int16
		if placed {
			where = p.where[w.first : w.first+w.filters]
		}
		windows(s.rows, w.width, w.filters, w.slot, s.top[w.first:w.first+w.filters], where, total)
	}
	remember(s.rows, s.top[netFilters:], p.where[netFilters:])
	tops(p.values[:netAnswers], s.top[:], m.bias)
}

// counted is a feature in steps of a row.
func (m *netModel) counted(f float32) int16 {
	return int16(min(math.RoundToEven(float64(float32(f*m.header.Scale))), pooledTop))
}

// hide is the first layer: what the sentence says by itself.
func (m *netModel) hide(s *sentScratch, p *netPool, u []int16) {
	clear(p.sum[:])
	s.some.pick(p.values[netAnswers:firstFeature])
	m.proj.from(netAnswers).add(p.sum[:], &s.some)
	weigh(p.means[:], p.sum[:], m.proj.step, m.noBias)
	s.some.pick(p.values[:netAnswers])
	m.proj.add(p.sum[:], &s.some)
	s.some.list(p.values[firstFeature:])
	m.proj.from(firstFeature).add(p.sum[:], &s.some)
	activate(u, p.sum[:], m.proj.step, m.projB)
}

// walk runs the recurrent layer over the sentences, both ways, as far as it has a neighbour to speak to.
func (m *netModel) walk(s *netScratch, count int) {
	var state [netState]float32
	var last []int16
	for i := range count - 1 {
		next := s.after[i*netState : (i+1)*netState]
		m.fwd.step(&s.sent, s.hiddenOf(i), &state, last, next)
		last = next
	}
	clear(state[:])
	last = nil
	for i := count - 1; i > 0; i-- {
		next := s.before[i*netState : (i+1)*netState]
		m.bwd.step(&s.sent, s.hiddenOf(i), &state, last, next)
		last = next
	}
}

// step moves the state on by the input x. last is the state counted in steps, nil where there is none yet; next will be.
func (g *gru) step(s *sentScratch, x []int16, state *[netState]float32, last, next []int16) {
	in, rec := s.gates[0][:], s.gates[1][:]
	var sum [2][3 * netState]int32
	s.some.pick(x)
	g.wx.add(sum[0][:], &s.some)
	if last != nil {
		g.wh.add(sum[1][:], last)
	}
	weigh(in, sum[0][:], g.wx.step, g.bx)
	weigh(rec, sum[1][:], g.wh.step, g.bh)
	gates(state[:], state[:], in, rec)
	quantise(next, state[:], stateTop)
}

// context is what the sentences before and after sentence i add to the second layer; the sentence itself has no part in
// it, so that it stays the same when words of the sentence are taken out.
func (m *netModel) context(s *netScratch, i, count int) (ctx [netHidden]float32) {
	var sum [netHidden]int32
	if i > 0 {
		m.before.add(sum[:], s.after[(i-1)*netState:i*netState])
	}
	if i < count-1 {
		m.behind.add(sum[:], s.before[(i+1)*netState:(i+2)*netState])
	}
	weigh(ctx[:], sum[:], m.before.step, m.noBias)
	return ctx
}

// inContext is the bias of the second layer with a share of a context.
func (m *netModel) inContext(ctx *[netHidden]float32, share float32) (bias [netHidden]float32) {
	blend(bias[:], m.ownB, ctx[:], share)
	return bias
}

// hear takes in the first layer of a sentence.
func (m *netModel) hear(s *sentScratch, u []int16) {
	copy(s.u[:], u)
	clear(s.own[:])
	clear(s.head[:])
	s.some.pick(u)
	m.own.add(s.own[:], &s.some)
	m.head.add(s.head[:], &s.some)
}

// hearSum is hear with the sums that the first layer makes of the sentence, and the bias that they lack.
func (m *netModel) hearSum(s *sentScratch, sum *[netHidden]int32, bias []float32) {
	var u [netHidden]int16
	activate(u[:], sum[:], m.proj.step, bias)
	m.hear(s, u[:])
}

// judge computes the net's output for the sentence that was heard last, with the bias of its context.
func (m *netModel) judge(s *sentScratch, bias *[netHidden]float32) {
	activate(s.z[:], s.own[:], m.own.step, bias[:])
	sum := s.head
	s.some.pick(s.z[:])
	m.head.from(netHidden).add(sum[:], &s.some)
	weigh(s.out[:], sum[:], m.head.step, m.headB)
}

// judgeBoth is judge with the whole context for everything but the tone, and with less of it for that: what a sentence is
// doing its neighbours tell well, what it thinks of the book they tell too loudly. It leaves the bias of the lesser context
// in ctx.
func (m *netModel) judgeBoth(s *sentScratch, u []int16, ctx *[netHidden]float32) {
	m.hear(s, u)
	bias := m.inContext(ctx, 1)
	m.judge(s, &bias)
	whole := s.out
	*ctx = m.inContext(ctx, m.header.ToneContext)
	m.judge(s, ctx)
	copy(s.out[outStance:], whole[outStance:])
}

// toneHeard is the tone of what was heard last, with the bias of its context.
func (m *netModel) toneHeard(s *sentScratch, bias *[netHidden]float32) float64 {
	m.judge(s, bias)
	steps := m.steps(&s.out)
	return toneOf(&steps)
}

// steps are the probabilities of the five steps of tone, calibrated.
func (m *netModel) steps(out *[netOut]float32) (p [5]float64) {
	for k := range p {
		p[k] = m.header.ToneScale*float64(out[outTone+k]) + m.header.ToneBias[k]
	}
	softmax(p[:])
	return p
}

// tone is half the expected label.
func toneOf(p *[5]float64) float64 { return p[4] - p[0] + (p[3]-p[1])/2 }

// score turns the net's output into a score without evidence.
func (m *netModel) score(out *[netOut]float32) review.Score {
	p := m.steps(out)
	var stance [3]float64
	for k := range stance {
		stance[k] = float64(out[outStance+k]) + m.header.Stance[k]
	}
	softmax(stance[:])
	return review.Score{
		Opinion: stance[0], Story: stance[1], Context: stance[2],
		Negative: p[0] + p[1], Neutral: p[2], Positive: p[3] + p[4],
		Tone:   toneOf(&p),
		Mixed:  1 / (1 + math.Exp(-m.header.Mixed[0]*float64(out[outMixed])-m.header.Mixed[1])),
		Feel:   float64(tanh32(out[outFeel])),
		Weight: stance[0],
	}
}

func softmax(x []float64) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range x {
		x[i] = math.Exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}
