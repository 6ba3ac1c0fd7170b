//go:build unix

package nlp

import (
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	prose "github.com/jdkato/prose/v2"
)

// processor is the processor time that this process has used: on a busy machine it says more than the clock.
func processor(b *testing.B) float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}

// BenchmarkNew is the time to load.
func BenchmarkNew(b *testing.B) {
	start := processor(b)
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1000*(processor(b)-start)/float64(b.N), "cpu-ms/op")
}

// BenchmarkSegment is the whole room over real reviews.
func BenchmarkSegment(b *testing.B) {
	revs := sharedReviews(b, silver)
	s := segmenter(b)
	bytes, toks := 0, 0
	b.ReportAllocs()
	b.ResetTimer()
	start := processor(b)
	for i := range b.N {
		text := revs[i%len(revs)].Text
		sents, err := s.Segment(text, nil)
		if err != nil {
			b.Fatal(err)
		}
		bytes += len(text)
		for i := range sents {
			toks += len(sents[i].Tokens)
		}
	}
	b.ReportMetric(float64(toks)/(processor(b)-start), "tokens/cpu-s")
	b.ReportMetric(float64(bytes)/1e6/b.Elapsed().Seconds(), "MB/s")
}

// BenchmarkSplit is the sentence splitter alone.
func BenchmarkSplit(b *testing.B) {
	revs := sharedReviews(b, silver)
	bytes := 0
	var out []part
	b.ResetTimer()
	start := processor(b)
	for i := range b.N {
		out = split(revs[i%len(revs)].Text, nil, out[:0])
		bytes += len(revs[i%len(revs)].Text)
	}
	b.ReportMetric(float64(bytes)/1e6/(processor(b)-start), "MB/cpu-s")
}

// BenchmarkTag is the tagger alone, words already known, as prose's tagger was measured.
func BenchmarkTag(b *testing.B) {
	revs := sharedReviews(b, silver)
	s := segmenter(b)
	cut := cutter{seg: s}
	var ends []int
	for _, rev := range revs[:200] {
		cut.text = rev.Text
		for _, p := range split(rev.Text, nil, nil) {
			cut.sentence(p.start, p.end)
			ends = append(ends, len(cut.toks))
		}
	}
	toks := 0
	b.ResetTimer()
	start := processor(b)
	for i := range b.N {
		at := i % (len(ends) - 1)
		toks += ends[at+1] - ends[at]
		s.model.tagSentence(s.edges, cut.forms[ends[at]:ends[at+1]], cut.toks[ends[at]:ends[at+1]])
	}
	b.ReportMetric(float64(toks)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(float64(toks)/(processor(b)-start), "tokens/cpu-s")
}

// BenchmarkProse is what prose itself needs, to compare with: to load its tagger, and to cut and tag sentences.
func BenchmarkProse(b *testing.B) {
	options := []prose.DocOpt{prose.WithExtraction(false), prose.WithSegmentation(false)}
	b.Run("load", func(b *testing.B) {
		start := processor(b)
		for b.Loop() {
			if _, err := prose.NewDocument("x", options...); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(1000*(processor(b)-start)/float64(b.N), "cpu-ms/op")
	})
	b.Run("tag", func(b *testing.B) {
		revs := sharedReviews(b, silver)
		options := append(options, prose.UsingModel(proseModel(b)))
		toks := 0
		b.ResetTimer()
		start := processor(b)
		for i := range b.N {
			doc, err := prose.NewDocument(revs[i%len(revs)].Text, options...)
			if err != nil {
				b.Fatal(err)
			}
			toks += len(doc.Tokens())
		}
		b.ReportMetric(float64(toks)/(processor(b)-start), "tokens/cpu-s")
	})
}

// BenchmarkBoundaries compares the ends of our sentences with those of the shared labelled reviews, whose own errors stand
// in them. NLP_DIFF=path writes where they differ.
func BenchmarkBoundaries(b *testing.B) {
	for _, name := range []string{goldDev, silver} {
		b.Run(name, func(b *testing.B) {
			revs := sharedReviews(b, name)
			var diff *os.File
			if path := os.Getenv("NLP_DIFF"); path != "" {
				var err error
				if diff, err = os.Create(path + "." + fmt.Sprint(len(revs))); err != nil {
					b.Fatal(err)
				}
				defer diff.Close()
			}
			var both, ours, theirs float64
			for b.Loop() {
				both, ours, theirs = 0, 0, 0
				for _, rev := range revs {
					places := make([]int, 0, len(rev.Text)) // byte offset of each code point
					for i := range rev.Text {
						places = append(places, i)
					}
					places = append(places, len(rev.Text))
					gold := map[int]bool{}
					for _, sent := range rev.Sentences {
						gold[lastByte(rev.Text, places[sent.Start], places[sent.End])] = true
					}
					theirs += float64(len(gold))
					mine := map[int]bool{}
					for _, p := range split(rev.Text, nil, nil) {
						mine[lastByte(rev.Text, p.start, p.end)] = true
					}
					ours += float64(len(mine))
					for at := range mine {
						if gold[at] {
							both++
						}
					}
					if diff != nil {
						writeDiff(diff, rev.Text, mine, gold)
					}
				}
			}
			b.ReportMetric(100*2*both/(ours+theirs), "F1")
			b.ReportMetric(100*both/ours, "precision")
			b.ReportMetric(100*both/theirs, "recall")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// lastByte is the end of text[start:end] without trailing space.
func lastByte(text string, start, end int) int {
	_, end = trim(text, start, end)
	return end
}

func writeDiff(out *os.File, text string, mine, gold map[int]bool) {
	for at := range len(text) + 1 {
		if mine[at] == gold[at] {
			continue
		}
		sign := "-"
		if mine[at] {
			sign = "+"
		}
		from, to := max(0, at-60), min(len(text), at+50)
		for from > 0 && !utf8.RuneStart(text[from]) {
			from--
		}
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		fmt.Fprintf(out, "%s %q ‖ %q\n", sign, text[from:at], text[at:to])
	}
}
