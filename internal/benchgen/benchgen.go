// Package benchgen makes large corpora of book reviews for `make bench`. The reviews are made up from a small grammar
// (grammar.txt): they praise, blame, tell and digress in proportions like those of real ones, with negation and contrast,
// about books that several reviews share. No sentence occurs twice in a corpus, so that nothing is gained by remembering
// sentences, and the same seed gives the same bytes.
package benchgen

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Record is one review, with the keys that the program looks for in JSON Lines.
type Record struct {
	ID       string `json:"id"`
	Book     string `json:"book"`
	Author   string `json:"author"`
	Stars    int    `json:"stars"` // 1 to 5
	Date     string `json:"date"`  // ISO 8601
	Reviewer string `json:"reviewer"`
	Text     string `json:"text"`
}

// Write writes reviews as JSON Lines, one record a line. Memory grows by eight bytes a sentence and no more.
func Write(w io.Writer, reviews int, seed uint64) error {
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for rec := range Records(reviews, seed) {
		if err := enc.Encode(rec); err != nil {
			return fmt.Errorf("benchgen: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("benchgen: %w", err)
	}
	return nil
}

// Records yields reviews in order.
func Records(reviews int, seed uint64) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		g := newGenerator(reviews, seed)
		for i := range reviews {
			if !yield(g.record(i)) {
				return
			}
		}
	}
}

// Lengths of reviews in words: log-normal, with this median and spread, cut at both ends.
const (
	medianWords = 120
	spread      = 0.85
	fewestWords = 15
	mostWords   = 1500
)

// reviewsPerBook and reviewsPerReader are means.
const (
	reviewsPerBook   = 12
	reviewsPerReader = 5
)

type generator struct {
	seed    uint64
	reviews int
	rng     *rand.Rand
	grammar grammar
	seen    map[uint64]struct{} // hashes of all sentences so far
	recent  [8]string           // choices of the grammar that sentences were last made from
	sents   []string            // of the review being made, for the tests
}

func newGenerator(reviews int, seed uint64) *generator {
	return &generator{
		seed: seed, reviews: reviews, rng: rand.New(rand.NewPCG(seed, 0)),
		grammar: parsed(), seen: make(map[uint64]struct{}, 10*reviews),
	}
}

// record makes the review of number i.
func (g *generator) record(i int) Record {
	// The root of a uniform number makes some books much more popular than others.
	number := int(math.Pow(g.rng.Float64(), 2) * float64(g.reviews/reviewsPerBook+1))
	book := newBook(g.grammar, g.seed, number)
	stars := g.stars(book.quality)
	words := medianWords * math.Exp(spread*g.rng.NormFloat64())
	rec := Record{
		ID:       fmt.Sprintf("bench-%06d", i),
		Book:     book.title,
		Author:   book.names["author"],
		Stars:    stars,
		Date:     fmt.Sprintf("%d-%02d-%02d", 2008+g.rng.IntN(18), 1+g.rng.IntN(12), 1+g.rng.IntN(28)),
		Reviewer: fmt.Sprintf("reader-%d", g.rng.IntN(g.reviews/reviewsPerReader+1)),
	}
	rec.Text = g.text(book, stars, int(min(max(words, fewestWords), mostWords)))
	return rec
}

// stars draws a rating: reviewers like what they chose to read, and agree a little about a book.
func (g *generator) stars(quality float64) int {
	return int(min(max(math.Round(3.9+quality+1.1*g.rng.NormFloat64()), 1), 5))
}

// text makes a review of about so many words.
func (g *generator) text(book book, stars, words int) string {
	g.sents = g.sents[:0]
	// The tone may turn: the first part is judged by other stars than the rest.
	early, turn := stars, 0.0
	if g.rng.Float64() < 0.4 {
		early, turn = 1+g.rng.IntN(5), 0.3+0.4*g.rng.Float64()
	}
	var out strings.Builder
	paragraph := 3 + g.rng.IntN(4)
	for count := 0; ; {
		done := float64(count) / float64(words)
		judged := stars
		if done < turn {
			judged = early
		}
		sent := g.sentence(book, g.kind(judged, done))
		n := strings.Count(sent, " ") + 1
		if count > 0 && count+n > mostWords {
			break
		}
		switch {
		case count == 0:
		case paragraph == 0:
			out.WriteString("\n\n")
			paragraph = 3 + g.rng.IntN(4)
		default:
			out.WriteByte(' ')
		}
		paragraph--
		out.WriteString(sent)
		g.sents = append(g.sents, sent)
		if count += n; count >= words {
			break
		}
	}
	return out.String()
}

// kind draws what the next sentence does: context first, then story, then more and more opinion, in the end the verdict.
func (g *generator) kind(stars int, done float64) string {
	x := g.rng.Float64()
	switch {
	case done > 0.92 && x < 0.7:
		return [...]string{"pan", "pan", "shrug", "rave", "rave"}[stars-1]
	case x < 0.22-0.18*done:
		return "context"
	case x < 0.62-0.4*done:
		return "story"
	}
	praise := [...]float64{0.08, 0.25, 0.5, 0.8, 0.92}[stars-1]
	switch y := g.rng.Float64(); {
	case y < 0.18:
		return "mixed"
	case y < 0.18+0.82*praise:
		return "praise"
	}
	return "blame"
}

// sentence makes a sentence that was not made before.
func (g *generator) sentence(book book, kind string) string {
	for try := 0; ; try++ {
		choice := g.grammar.pick(g.rng, kind)
		for again := 0; again < 4 && slices.Contains(g.recent[:], choice); again++ {
			choice = g.grammar.pick(g.rng, kind)
		}
		sent := g.grammar.expand(g.rng, choice, book.names)
		if try > 20 { // the choices are used up: a page number makes the difference
			sent = fmt.Sprintf("%s, or so I thought on page %d.", strings.TrimRight(sent, "."), 1+g.rng.IntN(400*try))
		}
		hash := fnv.New64a()
		io.WriteString(hash, sent)
		if _, ok := g.seen[hash.Sum64()]; !ok {
			g.seen[hash.Sum64()] = struct{}{}
			copy(g.recent[1:], g.recent[:])
			g.recent[0] = choice
			return sent
		}
	}
}

// book is what the reviews of one book have in common.
type book struct {
	title   string
	quality float64           // stars above or below the mean
	names   map[string]string // what the grammar's slots for names stand for
}

// newBook makes the book of a number; it depends on nothing but that and the seed.
func newBook(gr grammar, seed uint64, number int) book {
	rng := rand.New(rand.NewPCG(seed, uint64(number)+1))
	title, author := bookTitle(gr, rng), person(gr, rng)
	hero, friend := person(gr, rng), gr.pick(rng, "first")
	return book{
		title:   title,
		quality: 0.6 * rng.NormFloat64(),
		names: map[string]string{
			"book": title, "author": author, "hero": hero, "friend": friend, "rival": person(gr, rng), "place": surname(gr, rng),
			"other": bookTitle(gr, rng), "otherauthor": person(gr, rng),
		},
	}
}

func bookTitle(gr grammar, rng *rand.Rand) string {
	switch adjective, noun := gr.pick(rng, "titleadj"), gr.pick(rng, "titlenoun"); rng.IntN(4) {
	case 0:
		return "The " + adjective + " " + noun
	case 1:
		return "The " + noun + " of " + surname(gr, rng)
	case 2:
		return "A " + noun + " for " + gr.pick(rng, "first")
	default:
		return surname(gr, rng) + "'s " + noun
	}
}

func person(gr grammar, rng *rand.Rand) string { return gr.pick(rng, "first") + " " + surname(gr, rng) }

func surname(gr grammar, rng *rand.Rand) string {
	return gr.pick(rng, "onset") + gr.pick(rng, "nucleus") + gr.pick(rng, "coda")
}
