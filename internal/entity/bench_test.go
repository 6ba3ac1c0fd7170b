package entity

import (
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// BenchmarkEntities reads a review of some 1,500 tokens; it reports nanoseconds a token.
func BenchmarkEntities(b *testing.B) {
	doc, scores := plainDocument(strings.Repeat(benchText, 12), review.Metadata{})
	tagger, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	tokens := 0
	for i := range doc.Sentences {
		tokens += len(doc.Sentences[i].Tokens)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := tagger.Entities(doc, scores); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tokens), "ns/token")
}

// BenchmarkLoad reads the embedded lists and weights.
func BenchmarkLoad(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if _, err := readLists(); err != nil {
			b.Fatal(err)
		}
		if _, err := readEmbedded("names", namesWeights); err != nil {
			b.Fatal(err)
		}
	}
}

const benchText = `I had looked forward to "Winter in Halberd" by Ines Marlow for months. Marlow writes with a light hand,
and her prose is a joy. The story follows Tobias Reed, a clockmaker from Ghent, who finds a letter from his dead sister
Anna. Tobias and Anna grew up in the old mill, and what happened there is slowly told. The middle drags a little. I did
not care for Captain Voss, who is a cardboard villain, but the ending moved me to tears, and it made the slow chapters
worth the while. It is not as good as The Salt Road, but better than most of what I have read this year.
`
