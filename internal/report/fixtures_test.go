package report

import (
	"fmt"
	"math"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// said is one sentence of a hand-made review.
type said struct {
	text      string
	stance    review.Stance
	tone      float64
	paragraph bool              // it begins one
	marks     []review.MarkKind // that cover it
	evidence  []string          // words of it; their sign is the tone's
}

// named is an entity of a hand-made review; every occurrence of its name or an alias is a mention.
type named struct {
	name    string
	kind    review.EntityType
	main    bool
	aliases []string
}

// handmade builds an analysis from sentences, as consistent as the parts would make it.
func handmade(id string, meta review.Metadata, names []named, sentences ...said) *review.Analysis {
	an := &review.Analysis{Review: review.Review{ID: id, Source: id, Line: 1, Format: "text", Metadata: meta}}
	var text strings.Builder
	paragraph := 0
	for i, sent := range sentences {
		if i > 0 {
			if sent.paragraph {
				text.WriteString("\n\n")
				paragraph++
			} else {
				text.WriteString(" ")
			}
		}
		span := review.Span{Start: text.Len(), End: text.Len() + len(sent.text)}
		text.WriteString(sent.text)
		an.Sentences = append(an.Sentences, review.Sentence{Span: span, Paragraph: paragraph, Marks: sent.marks})
		for _, kind := range sent.marks {
			an.Review.Marks = append(an.Review.Marks, review.Mark{Span: span, Kind: kind})
		}
		an.Scores = append(an.Scores, handmadeScore(sent, span))
	}
	an.Review.Text = text.String()
	for _, name := range names {
		an.About.Entities = append(an.About.Entities, review.Entity{
			ID: string(name.kind) + ":" + name.name, Type: name.kind, Name: name.name, Aliases: name.aliases, Main: name.main, Confidence: 0.9,
		})
	}
	handmadeMentions(an)
	handmadeArc(an)
	var sum, weight float64
	opinions := 0
	for i := range an.Scores {
		if an.Scores[i].Stance() == review.Opinion {
			opinions++
			sum += an.Scores[i].Weight * an.Scores[i].Tone
			weight += an.Scores[i].Weight
		}
	}
	an.Summary = review.Summary{Words: len(strings.Fields(an.Review.Text)), OpinionShare: float64(opinions) / float64(len(sentences)), Verdict: review.VerdictTooShort}
	if opinions > 2 {
		tone := sum / weight
		half := 0.6 / math.Sqrt(float64(opinions))
		an.Summary.Tone = review.Estimate{Value: tone, Low: max(-1, tone-half), High: min(1, tone+half), N: opinions}
		switch {
		case tone > 0.25:
			an.Summary.Verdict = review.VerdictPositive
		case tone < -0.25:
			an.Summary.Verdict = review.VerdictNegative
		default:
			an.Summary.Verdict = review.VerdictMixed
		}
		if meta.Stars > 0 {
			gap := tone - (meta.Stars-3)/2
			an.Summary.StarsGap = &gap
		}
	}
	return an
}

func handmadeScore(sent said, span review.Span) review.Score {
	sc := review.Score{Tone: sent.tone, Negative: 0.1, Neutral: 0.2, Positive: 0.1}
	switch sent.stance {
	case review.Opinion:
		sc.Opinion, sc.Story, sc.Context = 0.92, 0.05, 0.03
		sc.Weight = 0.92
	case review.Story:
		sc.Opinion, sc.Story, sc.Context = 0.08, 0.85, 0.07
		sc.Feel = -0.4
	default:
		sc.Opinion, sc.Story, sc.Context = 0.1, 0.1, 0.8
	}
	for _, kind := range sent.marks {
		if kind == review.Quotation || kind == review.Spoiler {
			sc.Weight = 0
		}
	}
	for i, word := range sent.evidence {
		at := strings.Index(sent.text, word)
		if at < 0 {
			panic("no " + word + " in " + sent.text)
		}
		weight := 0.4 - 0.2*float64(i)
		if sent.tone < 0 {
			weight = -weight
		}
		sc.Evidence = append(sc.Evidence, review.Evidence{Spans: []review.Span{{Start: span.Start + at, End: span.Start + at + len(word)}}, Weight: weight})
	}
	return sc
}

func handmadeMentions(an *review.Analysis) {
	type sum struct{ total, n float64 }
	sums := make([]sum, len(an.About.Entities))
	for i, sent := range an.Sentences {
		text := sent.In(an.Review.Text)
		for at := 0; at < len(text); at++ {
			for j := range an.About.Entities {
				ent := &an.About.Entities[j]
				form := review.Name
				name := ""
				for k, candidate := range append([]string{ent.Name}, ent.Aliases...) {
					if strings.HasPrefix(text[at:], candidate) {
						name = candidate
						if k > 0 {
							form = review.Alias
						}
						break
					}
				}
				if name == "" {
					continue
				}
				an.About.Mentions = append(an.About.Mentions, review.Mention{
					Span: review.Span{Start: sent.Start + at, End: sent.Start + at + len(name)}, Entity: j, Sentence: i, Form: form,
					Tone: an.Scores[i].Tone, Confidence: 0.9,
				})
				if n := len(ent.Sentences); n == 0 || ent.Sentences[n-1] != i {
					ent.Sentences = append(ent.Sentences, i)
				}
				sums[j].total += an.Scores[i].Tone
				sums[j].n++
				at += len(name) - 1
				break
			}
		}
	}
	for j := range an.About.Entities {
		if sums[j].n > 0 {
			mean := sums[j].total / sums[j].n
			half := 0.5 / math.Sqrt(sums[j].n)
			an.About.Entities[j].Tone = review.Estimate{Value: mean, Low: max(-1, mean-half), High: min(1, mean+half), N: int(sums[j].n)}
		}
	}
}

// handmadeArc smooths with a Gaussian over sentences; it has no value three sentences and more from any opinion.
func handmadeArc(an *review.Analysis) {
	for i, sent := range an.Sentences {
		var sum, weight float64
		near := false
		for j := range an.Scores {
			if an.Scores[j].Stance() != review.Opinion || an.Scores[j].Weight == 0 {
				continue
			}
			distance := float64(i - j)
			near = near || math.Abs(distance) < 3
			w := math.Exp(-distance * distance / 8)
			sum += w * an.Scores[j].Tone
			weight += w
		}
		point := review.Point{Position: float64(sent.Start+sent.End) / 2 / float64(len(an.Review.Text)), Known: near}
		if near {
			half := 0.35 / math.Sqrt(weight)
			point.Value, point.Low, point.High = sum/weight, max(-1, sum/weight-half), min(1, sum/weight+half)
		}
		an.Arc.Points = append(an.Arc.Points, point)
	}
	an.Arc.Shape = review.Flat
	if len(an.Sentences) < 5 {
		an.Arc.Shape = review.ShapeTooShort
	}
}

// shifted adds a tested shift at a sentence.
func shifted(an *review.Analysis, at int, before, after, p float64, explanation string, words ...review.WordChange) {
	direction := review.Up
	if after < before {
		direction = review.Down
	}
	an.Arc.Shifts = append(an.Arc.Shifts, review.Shift{
		Sentence: at, Position: float64(an.Sentences[at].Start) / float64(len(an.Review.Text)), Before: before, After: after,
		Effect: 1.4, PValue: p, Direction: direction, Explanation: explanation, QuoteBefore: at - 1, QuoteAfter: at, Words: words,
	})
}

// lighthouse is a made-up review of a made-up book that has a little of everything.
func lighthouse() *review.Analysis {
	second := 0.97
	an := handmade("lighthouse.md",
		review.Metadata{Title: "Salt in the lamp", Book: "The Lamp Room", Authors: []string{"Ines Calder"}, Reviewer: "M. Quist", Date: "2021-05-04", Stars: 3, Tags: []string{"sea", "families"}, Link: "https://example.org/lamp-room"},
		[]named{
			{"The Lamp Room", review.Book, true, []string{"Lamp Room"}},
			{"Ines Calder", review.Author, true, []string{"Calder"}},
			{"Tobias", review.Character, false, nil},
			{"Marguerite", review.Character, false, nil},
			{"The Tide Table", review.Book, false, nil},
			{"Skerry Press", review.Org, false, nil},
		},
		said{text: "Salt in the lamp", stance: review.Context, marks: []review.MarkKind{review.Heading}},
		said{text: "I found The Lamp Room in a box outside a shop in March.", stance: review.Context, paragraph: true},
		said{text: "Skerry Press put it out without any fuss.", stance: review.Context},
		said{text: "The first pages are a joy: slow, salty and exact.", stance: review.Opinion, tone: 0.72, evidence: []string{"joy", "exact"}, paragraph: true},
		said{text: "Calder writes weather better than anyone I know.", stance: review.Opinion, tone: 0.81, evidence: []string{"better than anyone"}},
		said{text: "Every lamp, rope and stair has its weight.", stance: review.Opinion, tone: 0.4, evidence: []string{"weight"}},
		said{text: "Tobias keeps the light alone after his brother drowns.", stance: review.Story, paragraph: true},
		said{text: "Marguerite rows out each week with bread and letters.", stance: review.Story},
		said{text: "One night she does not come.", stance: review.Story},
		said{text: "“The sea keeps no diary,” it says over the door.", stance: review.Story, marks: []review.MarkKind{review.Quotation}, paragraph: true},
		said{text: "But then the book loses its nerve.", stance: review.Opinion, tone: -0.48, evidence: []string{"loses its nerve"}, paragraph: true},
		said{text: "Tobias turns into a mouthpiece, and a dull one.", stance: review.Opinion, tone: -0.66, evidence: []string{"dull", "mouthpiece"}},
		said{text: "The middle drags for a hundred pages.", stance: review.Opinion, tone: -0.52, evidence: []string{"drags"}},
		said{text: "Nothing in it is as alive as The Tide Table, which I would press on anybody.", stance: review.Opinion, tone: -0.2, evidence: []string{"alive"}},
		said{text: "He burns the letters.", stance: review.Story, marks: []review.MarkKind{review.Spoiler}, paragraph: true},
		said{text: "That twist made me groan aloud.", stance: review.Opinion, tone: -0.5, marks: []review.MarkKind{review.Spoiler}, evidence: []string{"groan"}},
		said{text: "Still, the last chapter is lovely.", stance: review.Opinion, tone: 0.55, evidence: []string{"lovely"}, paragraph: true},
		said{text: "Marguerite gets the ending she has earned, and I was moved.", stance: review.Opinion, tone: 0.6, evidence: []string{"moved", "earned"}},
		said{text: "Read it in winter, near a window.", stance: review.Opinion, tone: 0.3},
	)
	an.Review.Marks = append(an.Review.Marks, review.Mark{Span: an.About.Mentions[0].Span, Kind: review.Emphasis})
	shifted(an, 10, 0.58, -0.47, 0.002, "After the plot summary the review speaks of its nerve and its hero, no longer of the prose.",
		review.WordChange{Word: "drags", Weight: -0.18}, review.WordChange{Word: "dull", Weight: -0.14}, review.WordChange{Word: "joy", Weight: -0.1})
	shifted(an, 16, -0.47, 0.46, 0.012, "“Still” opens a turn to the ending, which the reviewer liked.", review.WordChange{Word: "lovely", Weight: 0.2}, review.WordChange{Word: "moved", Weight: 0.12})
	an.Arc.Shape = review.Valley
	an.About.Aspects = []review.Aspect{
		{Kind: review.Prose, Sentences: []int{3, 4, 5}, Tones: []float64{0.72, 0.81, 0.4}, Tone: review.Estimate{Value: 0.64, Low: 0.4, High: 0.88, N: 3}, Quote: 4},
		{Kind: review.Pacing, Sentences: []int{12}, Tones: []float64{-0.52}, Tone: review.Estimate{Value: -0.52, Low: -0.9, High: -0.1, N: 1}, Quote: 12},
		{Kind: review.Characters, Sentences: []int{11}, Tones: []float64{-0.66}, Tone: review.Estimate{Value: -0.66, Low: -1, High: -0.2, N: 1}, Quote: 11},
		{Kind: review.Ending, Sentences: []int{16, 17}, Tones: []float64{0.55, 0.6}, Tone: review.Estimate{Value: 0.57, Low: 0.2, High: 0.9, N: 2}, Quote: 17},
	}
	an.About.Comparisons = []review.Comparison{{Sentence: 13, Subject: 0, Object: 4, Direction: review.Worse}}
	an.Warnings = []review.Warning{{Code: "unbalanced_markup", Message: "The markup of this review was not closed everywhere; some emphasis may be wrong."}}
	an.Scores[12].SecondOpinion = &second
	an.Scores[13].Mixed = 0.7
	return an
}

// long is a review of n sentences whose tone wanders, with gaps of story in which the arc is not known.
func long(id string, n int) *review.Analysis {
	sentences := make([]said, n)
	for i := range sentences {
		s := said{text: fmt.Sprintf("Sentence number %d speaks of Orla and the harbour at some length.", i), stance: review.Opinion, paragraph: i%7 == 0}
		s.tone = 0.7 * math.Sin(float64(i)/float64(n)*9)
		switch {
		case i%23 > 12:
			s.stance, s.tone = review.Story, 0
			s.text = fmt.Sprintf("On day %d the harbour freezes over.", i)
		case i%11 == 3:
			s.stance, s.tone = review.Context, 0
			s.text = "It came out in spring."
		}
		sentences[i] = s
	}
	an := handmade(id, review.Metadata{Book: "Harbour Year", Authors: []string{"P. Lindqvist"}, Date: "2020-02"},
		[]named{{"Harbour Year", review.Book, true, nil}, {"Orla", review.Character, false, nil}}, sentences...)
	shifted(an, n/3+1, 0.4, -0.5, 0.0004, "The tone falls.")
	shifted(an, 2*n/3+1, -0.5, 0.5, 0.004, "The tone recovers.")
	an.Arc.Shape = review.Valley
	return an
}

// short has three sentences and no name.
func short() *review.Analysis {
	return handmade("short.txt", review.Metadata{}, nil,
		said{text: "Loved it.", stance: review.Opinion, tone: 0.9, evidence: []string{"Loved"}},
		said{text: "Read it in a day.", stance: review.Context},
		said{text: "Again, please!", stance: review.Opinion, tone: 0.5})
}

// hostile tries to leave its place in the page.
func hostile() *review.Analysis {
	an := handmade("<b>hostile</b>/../x.txt",
		review.Metadata{Title: `"><script>alert(1)</script>`, Book: "</title><script>alert(2)</script>", Authors: []string{"Eve\u202Eliv\u202C' onload='x"}, Reviewer: "<img src=x onerror=alert(3)>", Link: "javascript:alert(4)", Stars: 1, Date: "2021-99-<b>", Language: `"><i>`},
		[]named{{"<script>alert(5)</script>", review.Book, true, nil}, {"O'Brien & \"Sons\"", review.Character, false, nil}},
		said{text: "<script>alert(6)</script> is what it says, </p></main> and more.", stance: review.Opinion, tone: -0.8, evidence: []string{"<script>"}},
		said{text: strings.Repeat("A", 10_000), stance: review.Opinion, tone: -0.5},
		said{text: "\u202Eright to left override, never closed, \u2066isolate", stance: review.Opinion, tone: 0.4},
		said{text: "O'Brien & \"Sons\" has\x00 controls \x1b[31m and <!-- a comment.", stance: review.Opinion, tone: -0.9},
		said{text: "A link follows.", stance: review.Opinion, tone: -0.3, paragraph: true},
		said{text: "]]> &amp; {{.}} ${x}", stance: review.Story})
	link := an.Sentences[4].Span
	an.Review.Marks = append(an.Review.Marks,
		review.Mark{Span: link, Kind: review.WebLink, Link: &review.Link{URL: " javascript:alert(7)"}},
		review.Mark{Span: link, Kind: review.WebLink, Link: &review.Link{URL: "data:text/html,<script>alert(8)</script>"}})
	an.Warnings = []review.Warning{{Code: "x", Message: "<script>alert(9)</script>"}}
	return an
}

// sentencesOf reads sentences of analyses that are at hand, for Options.
func sentencesOf(analyses []*review.Analysis) func(int, review.Span) (string, error) {
	return func(i int, sent review.Span) (string, error) { return sent.In(analyses[i].Review.Text), nil }
}

// library is a corpus of hand-made reviews, with its resolution and totals.
func library(analyses ...*review.Analysis) (*aggregate.Resolution, []*review.Analysis, *aggregate.Totals) {
	byID := make(map[string]*review.Analysis, len(analyses))
	digests := &aggregate.Digests{}
	for _, an := range analyses {
		byID[an.Review.ID] = an
		digest := aggregate.NewDigest(an)
		digests.Append(&digest)
	}
	res := aggregate.Resolve(digests)
	totals := aggregate.NewTotals(res)
	sorted := make([]*review.Analysis, len(analyses))
	for i := range res.Digests.Len() {
		sorted[i] = byID[res.Digests.At(i).ReviewID]
		totals.Add(i, sorted[i])
	}
	return res, sorted, totals
}
