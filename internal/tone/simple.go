package tone

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"tonearc/pipeline/review"
)

// reader is what sets the bayes and the lexicon scorer apart: how much each chunk of a sentence speaks for praise (> 0)
// or blame (< 0), and all of them together, on about [-1, 1].
type reader func(chunks []chunk) (each []float64, sum float64)

// simple is a scorer of one sentence at a time: a reader, the cues of stance, and the few numbers that cmd/train/simple
// fitted on labelled sentences to make probabilities of both.
type simple struct {
	read reader
	fit  *fitted
}

// fitted is what a reader's words and the cues are worth.
type fitted struct {
	Stance [3]cues            // softmax over opinion, story, context
	Tone   [3][toneIn]float64 // softmax over negative, neutral, positive
	Mixed  [mixedIn]float64   // logistic
	Feel   float64            // feel = Feel · p(story) · sum
	Size   [2]float64         // mean |tone| of negative and positive sentences
}

const (
	toneIn  = 8
	mixedIn = 5
	// maxEvidence bounds the evidence of one sentence; minEvidence is the smallest weight worth showing.
	maxEvidence = 6
	minEvidence = 0.02
)

// Score implements review.Scorer.
func (s simple) Score(doc *review.Document) ([]review.Score, error) {
	scores := make([]review.Score, len(doc.Sentences))
	for i := range doc.Sentences {
		scores[i] = s.sentence(doc, i)
	}
	return scores, nil
}

func (s simple) sentence(doc *review.Document, i int) review.Score {
	chunks := chunksOf(doc.Review.Text, doc.Sentences[i].Span)
	place := placeOf(doc, i)
	sc, each := s.judge(place, chunks)
	sc.Evidence = s.evidence(place, chunks, each, sc.Tone)
	sc.Clauses = s.clauses(doc, i, place, chunks)
	return sc
}

// judge scores the chunks as if they were the sentence at this place.
func (s simple) judge(place cues, chunks []chunk) (sc review.Score, each []float64) {
	each, sum := s.read(chunks)
	c := place.with(chunks, math.Abs(sum))
	w := s.fit
	stance := softmax3(dot(w.Stance[0][:], c[:]), dot(w.Stance[1][:], c[:]), dot(w.Stance[2][:], c[:]))
	sc.Opinion, sc.Story, sc.Context = stance[0], stance[1], stance[2]
	in := toneInputs(c, stance[0], sum)
	class := softmax3(dot(w.Tone[0][:], in[:]), dot(w.Tone[1][:], in[:]), dot(w.Tone[2][:], in[:]))
	sc.Negative, sc.Neutral, sc.Positive = class[0], class[1], class[2]
	sc.Tone = sc.Positive*w.Size[1] - sc.Negative*w.Size[0]
	mixed := mixedInputs(c, stance[0], each)
	sc.Mixed = sigmoid(dot(w.Mixed[:], mixed[:]))
	sc.Feel = clamp(w.Feel * sc.Story * sum)
	return sc, each
}

// toneInputs are what the tone class is told from.
func toneInputs(c cues, opinion, sum float64) [toneIn]float64 {
	strength := math.Abs(sum)
	return [toneIn]float64{1, sum, strength, opinion, opinion * sum, opinion * strength, c[cueContrast] * sum, c[cueExclaim]}
}

// mixedInputs are what p(mixed) is told from: above all, a contrast, and words of both kinds.
func mixedInputs(c cues, opinion float64, each []float64) [mixedIn]float64 {
	var praise, blame float64
	for _, x := range each {
		praise += max(x, 0)
		blame += max(-x, 0)
	}
	both := 2 * min(praise, blame) / max(praise+blame, 1e-9)
	return [mixedIn]float64{1, opinion, opinion * c[cueContrast], opinion * both, opinion * c[cueContrast] * both}
}

// evidence is what each of the strongest chunks moves the tone by: the tone with it less the tone without it.
func (s simple) evidence(place cues, chunks []chunk, each []float64, tone float64) []review.Evidence {
	order := make([]int, 0, len(chunks))
	for k := range chunks {
		if each[k] != 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := math.Abs(each[a]), math.Abs(each[b]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var out []review.Evidence
	for _, k := range order[:min(len(order), maxEvidence)] {
		without, _ := s.judge(place, slices.Delete(slices.Clone(chunks), k, k+1))
		if weight := tone - without.Tone; math.Abs(weight) >= minEvidence {
			out = append(out, review.Evidence{Spans: []review.Span{chunks[k].Span}, Weight: weight})
		}
	}
	sortEvidence(out)
	return out
}

// sortEvidence puts the strongest first, ties by position.
func sortEvidence(evidence []review.Evidence) {
	slices.SortStableFunc(evidence, func(a, b review.Evidence) int {
		switch x, y := math.Abs(a.Weight), math.Abs(b.Weight); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return a.Spans[0].Start - b.Spans[0].Start
	})
}

// clauses scores the parts of a sentence that a contrast word or a semicolon divides; nil where there is but one.
func (s simple) clauses(doc *review.Document, i int, place cues, chunks []chunk) []review.Clause {
	cuts := clauseCuts(chunks)
	if len(cuts) == 0 {
		return nil
	}
	var out []review.Clause
	start, from := doc.Sentences[i].Start, 0
	for _, cut := range append(cuts, len(chunks)) {
		end := doc.Sentences[i].End
		if cut < len(chunks) {
			end = chunkStart(doc.Review.Text, chunks[cut])
		}
		sc, _ := s.judge(place, chunks[from:cut])
		out = append(out, review.Clause{Span: review.Span{Start: start, End: end}, Tone: sc.Tone})
		start, from = end, cut
	}
	return out
}

// clauseCuts are the chunks that open a clause of their own, without the first.
func clauseCuts(chunks []chunk) []int {
	var cuts []int
	last := 0
	for k := 2; k < len(chunks)-1; k++ {
		if k-last < 2 {
			continue
		}
		before := chunks[k-1].Raw
		opens := strings.HasSuffix(before, ";") || strings.HasSuffix(before, ":")
		switch chunks[k].Word {
		case "but", "although", "though", "however", "yet", "whereas", "nevertheless":
			opens = true
		case "while", "still", "and", "unfortunately", "sadly", "then":
			opens = opens || strings.HasSuffix(before, ",")
		}
		if opens {
			cuts = append(cuts, k)
			last = k
		}
	}
	return cuts
}

// chunkStart is where the chunk begins with the punctuation before its word.
func chunkStart(text string, c chunk) int {
	start := c.Start
	for start > 0 && !unicode.IsSpace(rune(text[start-1])) && text[start-1] < 0x80 {
		start--
	}
	return start
}

// softmax3 turns three weights of evidence into probabilities.
func softmax3(a, b, c float64) [3]float64 {
	top := max(a, b, c)
	a, b, c = math.Exp(a-top), math.Exp(b-top), math.Exp(c-top)
	sum := a + b + c
	return [3]float64{a / sum, b / sum, c / sum}
}

func dot(a, b []float64) float64 {
	var sum float64
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func clamp(x float64) float64 { return max(-1, min(1, x)) }
