package tone

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"tonearc/internal/reviewtest"
	"tonearc/pipeline/review"
)

// documentOf makes a document of sentences that follow each other.
func documentOf(sentences ...string) *review.Document {
	doc := &review.Document{Review: &review.Review{Text: strings.Join(sentences, " ")}}
	at := 0
	for _, s := range sentences {
		doc.Sentences = append(doc.Sentences, review.Sentence{Span: review.Span{Start: at, End: at + len(s)}})
		at += len(s) + 1
	}
	return doc
}

func newNet(t testing.TB) *Net {
	t.Helper()
	net, err := NewNet()
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestNetAgreesWithTrainer compares words and outputs with those that the trainer wrote for sentences of ours.
func TestNetAgreesWithTrainer(t *testing.T) {
	data, err := os.ReadFile("testdata/net_golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		Reviews [][]struct {
			Text  string
			IDs   []int32
			Caps  []uint8
			Spans [][2]int
			Out   []float64
		}
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	m := newNet(t).model
	for _, rows := range golden.Reviews {
		var texts []string
		for _, row := range rows {
			texts = append(texts, row.Text)
		}
		doc := documentOf(texts...)
		s := new(netScratch)
		m.read(s, doc)
		for i, row := range rows {
			start := doc.Sentences[i].Start
			words := s.wordsOf(i)
			if len(words) != len(row.IDs) {
				t.Errorf("%q: %d words, the trainer has %d", row.Text, len(words), len(row.IDs))
				continue
			}
			for k, w := range words {
				from := utf8.RuneCountInString(row.Text[:w.span.Start-start])
				to := utf8.RuneCountInString(row.Text[:w.span.End-start])
				if w.id != row.IDs[k] || w.caps != row.Caps[k] || [2]int{from, to} != row.Spans[k] {
					t.Errorf("%q: word %d is %d, capitals %d, at [%d, %d); the trainer has %d, %d, %v", row.Text, k, w.id, w.caps, from, to,
						row.IDs[k], row.Caps[k], row.Spans[k])
				}
			}
			ctx := m.context(s, i, len(rows))
			m.judgeBoth(&s.sent, s.hiddenOf(i), &ctx)
			for k, want := range row.Out {
				if got := float64(s.sent.out[k]); math.Abs(got-want) > 0.02+0.01*math.Abs(want) {
					t.Errorf("%q: output %d is %.4f, the trainer has %.4f", row.Text, k, got, want)
				}
			}
		}
	}
}

// TestKernelsAgree compares the assembly with the plain Go, bit by bit.
func TestKernelsAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	floats := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(rng.NormFloat64())
		}
		return out
	}
	whole := func(n, top int) []int16 {
		out := make([]int16, n)
		for i := range out {
			out[i] = int16(rng.IntN(2*top+1) - top)
		}
		return out
	}
	var vectors [rowsAtOnce][netDim]int16
	for k := range vectors {
		vectors[k] = [netDim]int16(whole(netDim, vectorTop))
	}
	var answered [2][rowsAtOnce][netRowLen]int32
	weights := whole(netDim*netRowLen, weightTop)
	respond(&answered[0], &vectors, rowsAtOnce, weights)
	respondGo(&answered[1], &vectors, rowsAtOnce, weights)
	if answered[0] != answered[1] {
		t.Error("respond: the assembly differs")
	}
	for _, size := range [][2]int{{2, 8}, {8, 16}, {50, 96}, {40, 128}, {20, 192}, {50, 3 * netState}, {10, 144}, {10, 168}, {0, 16}} {
		at, x, w := make([]int16, size[0]), whole(size[0], pooledTop), whole(60*size[1], weightTop)
		for i := range at {
			at[i] = int16(rng.IntN(60))
		}
		got := make([]int32, size[1])
		got[0], got[len(got)-1] = 70000, -1
		want := slices.Clone(got)
		sparseGo(want, at, x, w)
		sparse(got, at, x, w)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("sparse %v: the assembly differs", size)
		}
		if size[0]%4 == 0 && size[1]%denseBlock == 0 {
			plain := layer{w[:size[0]*size[1]], make([]float32, size[1])}
			for i := range at {
				at[i] = int16(i)
			}
			want := slices.Clone(got)
			sparseGo(want, at, x, plain.weights)
			twin := slices.Clone(got)
			laid := newDense(plain)
			laid.add(got, x)
			multiplyGo(twin, x, laid.weights)
			if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(twin, want) {
				t.Errorf("multiply %v: differs from what sparse makes of the same", size)
			}
		}
		var dotted [2][60]int32
		slope := [netHidden]int16(whole(netHidden, slopeTop))
		rows := whole(60*netHidden, weightTop)
		dots(dotted[0][:], at, &slope, rows)
		dotsGo(dotted[1][:], at, &slope, rows)
		if dotted[0] != dotted[1] {
			t.Errorf("dots %v: the assembly differs", size)
		}
	}
	for _, n := range []int{16, 48, netHidden} {
		sum, step, bias := make([]int32, n), floats(n), floats(n)
		for i := range sum {
			sum[i] = int32(rng.Uint32()) >> rng.IntN(20)
			step[i] *= 1e-5
		}
		sum[0], step[0], bias[0] = 5, 0.5/hiddenFine, 0 // halves go to even
		var numbers [2][]float32
		var steps [2][]int16
		for k := range numbers {
			numbers[k], steps[k] = make([]float32, n), make([]int16, n)
		}
		weigh(numbers[0], sum, step, bias)
		weighGo(numbers[1], sum, step, bias)
		if !reflect.DeepEqual(numbers[0], numbers[1]) {
			t.Errorf("weigh of %d: the assembly differs", n)
		}
		blend(numbers[0], step, bias, 0.3)
		blendGo(numbers[1], step, bias, 0.3)
		if !reflect.DeepEqual(numbers[0], numbers[1]) {
			t.Errorf("blend of %d: the assembly differs", n)
		}
		activate(steps[0], sum, step, bias)
		activateGo(steps[1], sum, step, bias)
		if !reflect.DeepEqual(steps[0], steps[1]) {
			t.Errorf("activate of %d: the assembly differs: %v, want %v", n, steps[0], steps[1])
		}
	}
	for _, n := range []int{8, 64} {
		last, in, rec := floats(n), floats(3*n), floats(3*n)
		in[0], in[n+1], in[2*n+2] = 40, -40, 9
		next, want := make([]float32, n), make([]float32, n)
		gatesGo(want, last, in, rec)
		gates(next, last, in, rec)
		if !reflect.DeepEqual(next, want) {
			t.Errorf("gates of %d: the assembly differs: %v, want %v", n, next, want)
		}
	}
	x := floats(64)
	x[3], x[4], x[5] = 0.5, 1.5, -2.5
	got, want := make([]int16, 64), make([]int16, 64)
	for _, scale := range []float32{1, 1718.3} {
		quantise(got, x, scale)
		quantiseGo(want, x, scale)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("quantise: the assembly differs: %v, want %v", got, want)
		}
	}
	var rows [4]netRow
	for i := range rows[0] {
		rows[0][i], rows[1][i] = int16(rng.IntN(8001)-4000), int16(rng.IntN(8001)-4000)
	}
	addRows(&rows[2], &rows[0], &rows[1])
	addRowsGo(&rows[3], &rows[0], &rows[1])
	if rows[2] != rows[3] {
		t.Error("addRows: the assembly differs")
	}
	for _, n := range []int{0, 8, 16, 96, netAnswers} {
		x, y := whole(n, pooledTop), whole(n, pooledTop)
		for i := range x {
			switch rng.IntN(3) {
			case 0:
				x[i] = 0
			case 1:
				x[i] = y[i]
			}
		}
		var at, values [2][]int16
		for k := range at {
			at[k], values[k] = make([]int16, n), make([]int16, n)
		}
		for _, less := range [][]int16{nil, y} {
			got, want := compact(at[0], values[0], x, less), compactGo(at[1], values[1], x, less)
			if got != want || !reflect.DeepEqual(at[0][:got], at[1][:got]) || !reflect.DeepEqual(values[0][:got], values[1][:got]) {
				t.Errorf("compact of %d: the assembly differs", n)
			}
		}
	}
	bias, value, wanted := whole(64, 500), make([]int16, 64), make([]int16, 64)
	rows[0][0], bias[0] = 32000, 900
	tops(value, rows[0][:64], bias)
	topsGo(wanted, rows[0][:64], bias)
	if !reflect.DeepEqual(value, wanted) {
		t.Error("tops: the assembly differs")
	}
	sums := []int32{0, 1, 70000, 1 << 20, 5, 6, 7, 1<<24 + 1, 1, 3, 5, 7, 9, 11, 13, 1 << 30}
	for _, scale := range []float32{0.0003, 0.5} {
		for _, less := range [][]int32{nil, {0, 2, 500, 0, 0, 0, 0, 0, 4000, 0, 0, 0, 0, 0, 0, 1 << 29}} {
			means(value[:16], sums, less, scale)
			meansGo(wanted[:16], sums, less, scale)
			if !reflect.DeepEqual(value, wanted) {
				t.Error("means: the assembly differs")
			}
		}
	}
	for _, words := range []int{0, 1, 2, 3, 4, 9} {
		rows := make([]*netRow, words+6)
		for i := range rows {
			rows[i] = new(netRow)
			if i >= 3 && i < words+3 {
				for j := range rows[i] {
					rows[i][j] = int16(rng.IntN(8001) - 4000)
				}
			}
		}
		var top, where [2][2 * netMemory]int16
		remember(rows, top[0][:], where[0][:])
		rememberGo(rows, top[1][:], where[1][:])
		if top[0] != top[1] || where[0] != where[1] {
			t.Errorf("remember over %d words: the assembly differs", words)
		}
		var lanes [2][][8]int32
		for k := range lanes {
			lanes[k] = make([][8]int32, len(rows))
		}
		counted := whole(2*netMemory, shareTop)
		recollect(lanes[0], rows, where[1][:], counted)
		recollectGo(lanes[1], rows, where[1][:], counted)
		if !reflect.DeepEqual(lanes[0], lanes[1]) {
			t.Errorf("recollect over %d words: the assembly differs", words)
		}
		for _, w := range netWidths {
			for asked := range 4 {
				var top [2][netFilters]int16
				var where [2][]int16
				var sum [2][]int32
				for k := range sum {
					if asked&1 != 0 {
						where[k] = make([]int16, w.filters)
					}
					if asked&2 != 0 {
						sum[k] = make([]int32, w.filters)
					}
				}
				windows(rows, w.width, w.filters, w.slot, top[0][:], where[0], sum[0])
				windowsGo(rows, w.width, w.filters, w.slot, top[1][:], where[1], sum[1])
				if top[0] != top[1] || !reflect.DeepEqual(where[0], where[1]) || !reflect.DeepEqual(sum[0], sum[1]) {
					t.Errorf("windows of %d over %d words, asked %d: the assembly differs", w.width, words, asked)
				}
				if asked&1 == 0 {
					continue
				}
				counted := whole(w.filters, shareTop)
				attribute(lanes[0], rows, w.width, w.filters, w.slot, where[1], counted)
				attributeGo(lanes[1], rows, w.width, w.filters, w.slot, where[1], counted)
				if !reflect.DeepEqual(lanes[0], lanes[1]) {
					t.Errorf("attribute of %d over %d words: the assembly differs", w.width, words)
				}
			}
		}
	}
}

func TestNetReadsNegation(t *testing.T) {
	net := newNet(t)
	for _, c := range []struct {
		text string
		sign float64
	}{
		{"The novel left me cold.", -1},
		{"It is a wonderful book.", 1},
		{"It is not a good book.", -1},
		{"I loved every page of it.", 1},
		{"A complete waste of time.", -1},
		{"The writing is superb.", 1},
	} {
		scores, err := net.Score(documentOf(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if scores[0].Tone*c.sign < 0.1 {
			t.Errorf("%q: tone %+.2f", c.text, scores[0].Tone)
		}
	}
}

// TestEvidenceIsTrue takes the strongest evidence out of sentences and scores what is left.
func TestEvidenceIsTrue(t *testing.T) {
	net := newNet(t)
	for _, text := range []string{
		"The prose is gorgeous and the ending moved me deeply.",
		"The plot was boring and the characters were flat.",
		"It was not gripping at all.",
		"Never have I read such a clumsy, tedious book!",
		"Beautifully written, but far too long.",
	} {
		doc := documentOf(text)
		scores, err := net.Score(doc)
		if err != nil {
			t.Fatal(err)
		}
		if len(scores[0].Evidence) == 0 {
			t.Errorf("%q: no evidence for tone %+.2f", text, scores[0].Tone)
			continue
		}
		strongest := scores[0].Evidence[0]
		left := text
		for i := len(strongest.Spans) - 1; i >= 0; i-- {
			span := strongest.Spans[i]
			left = left[:span.Start] + left[span.End:]
		}
		after, err := net.Score(documentOf(left))
		if err != nil {
			t.Fatal(err)
		}
		// the means of a trial are not rounded to steps of their own
		if moved := scores[0].Tone - after[0].Tone; math.Abs(moved-strongest.Weight) > 1e-3 {
			t.Errorf("%q: without %v the tone moves by %+.4f, the evidence says %+.4f", text, strongest.Spans, moved, strongest.Weight)
		}
	}
}

func TestClausesCoverSentence(t *testing.T) {
	net := newNet(t)
	doc := documentOf("First.", "Beautiful prose throughout; the heroine, however, is dreadful company, but I finished it.")
	scores, err := net.Score(doc)
	if err != nil {
		t.Fatal(err)
	}
	at := doc.Sentences[1].Start
	for _, c := range scores[1].Clauses {
		if c.Start != at {
			t.Errorf("a clause starts at %d, want %d", c.Start, at)
		}
		at = c.End
	}
	if len(scores[1].Clauses) < 3 || at != doc.Sentences[1].End {
		t.Errorf("%d clauses end at %d, the sentence at %d", len(scores[1].Clauses), at, doc.Sentences[1].End)
	}
}

func TestNetIsDeterministic(t *testing.T) {
	net := newNet(t)
	doc := documentOf("I expected more of her.", "Tom meets a fox; it speaks.", "Not my favourite, but a lovely ending!")
	want, err := net.Score(doc)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got, err := net.Score(doc); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("another call says %v, %v", got, err)
			}
		})
	}
	wait.Wait()
}

func TestWeightsThatDoNotFit(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty":     nil,
		"foreign":   []byte("GIF89a, and so on"),
		"cut short": netWeights[:len(netWeights)/2],
		"no header": []byte(netMagic + "\xff\xff\xff\xff{}"),
	} {
		if _, err := readNet(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestWeightsReadmeNamesHash holds the hash in the README of the weights.
func TestWeightsReadmeNamesHash(t *testing.T) {
	readme, err := os.ReadFile("weights/README.md")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(netWeights)
	if want := hex.EncodeToString(sum[:]); !strings.Contains(string(readme), want) {
		t.Errorf("weights/README.md does not name the SHA-256 %s of net.bin", want)
	}
}

// FuzzNet looks for texts that break a promise: spans in bounds and on rune boundaries, probabilities that add up.
func FuzzNet(f *testing.F) {
	for _, seed := range []string{"", " ", "n't", "’t", "can’t", "it's 'tis", "……", "?!?!", "—", "é\u0301", "\xff\xfe", "ǅungla İs", "😀😀😀", "1999 3.5/5", "sooooo", "a;b c;d e;f", "But but but"} {
		f.Add(seed)
	}
	net := newNet(f)
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "�")
		doc := documentOf(text, text)
		scores, err := net.Score(doc)
		if err != nil {
			t.Fatal(err)
		}
		for i, sc := range scores {
			if sum := sc.Negative + sc.Neutral + sc.Positive; math.Abs(sum-1) > 1e-9 || math.IsNaN(sc.Tone) || math.Abs(sc.Tone) > 1 {
				t.Errorf("tone %v of %+v", sc.Tone, sc)
			}
			for _, ev := range sc.Evidence {
				for _, span := range ev.Spans {
					if !doc.Sentences[i].Contains(span) || span.Len() <= 0 || !utf8.ValidString(span.In(doc.Review.Text)) {
						t.Errorf("evidence at %v of sentence %v", span, doc.Sentences[i].Span)
					}
				}
			}
		}
	})
}

func BenchmarkNet(b *testing.B) {
	net := newNet(b)
	doc := documentOf("I picked up this novel because a friend would not stop talking about it.",
		"The story follows two sisters who inherit a crumbling house on the coast and find letters in the attic.",
		"The prose is gorgeous, but the middle third drags badly and I nearly gave up.",
		"Clara is a wonderful, prickly heroine.", "It is set in 1911.",
		"The ending, which I will not spoil here, is one of the finest I have read in years.",
		"Sadly the dialogue is wooden and the villain never convinces.", "Recommended with reservations.")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := net.Score(doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(doc.Sentences)), "ns/sentence")
}

// BenchmarkNewWords computes the rows of words that are met for the first time, forty at once as a short review brings them.
func BenchmarkNewWords(b *testing.B) {
	m := newNet(b).model
	var s rowScratch
	words := make([]netWord, 40)
	next := int32(netYear + 1)
	for b.Loop() {
		for k := range words {
			m.rows[next].Store(nil)
			words[k].id = next
			if next++; next == 20000 {
				next = netYear + 1
			}
		}
		m.fill(&s, words)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}

// TestEndlessSentence scores a sentence without an end, of which places would not fit into 16 bits.
func TestEndlessSentence(t *testing.T) {
	doc := documentOf("I loved it.", strings.Repeat("> ", 100000)+"and loved it")
	scores, err := newNet(t).Score(doc)
	if err != nil || len(scores) != 2 {
		t.Fatal(len(scores), err)
	}
	reviewtest.Scores(t, doc, scores)
}
