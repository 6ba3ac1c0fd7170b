package tone

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"tonearc/pipeline/review"
)

// LexiconEntry is one line of a user's own lexicon.
type LexiconEntry struct {
	Phrase string  // one or more words; case does not matter; a last word ending in * stands for every word that begins so
	Weight float64 // [-1, 1]: how far the phrase moves the tone of its sentence
	Genre  string  // only in reviews of this genre, or with this shelf or tag; empty = everywhere
}

// ReadLexicon reads a user's lexicon: CSV (commas, semicolons or tabs), one entry a line: word or phrase, weight, and
// perhaps a genre. A first line without a number in its second column is a header, and empty lines and lines that
// begin with # are comments. Lines that cannot be used come back as skips, with their line number and what to do; the
// error is one of reading. name stands in the skips.
func ReadLexicon(r io.Reader, name string) ([]LexiconEntry, []review.Skip, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, fmt.Errorf("lexicon %s: %w", name, err)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma = separator(text)
	lines.Comment = '#'
	lines.FieldsPerRecord = -1
	lines.TrimLeadingSpace = true
	lines.LazyQuotes = true

	var entries []LexiconEntry
	var skips []review.Skip
	for first := true; ; first = false {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return entries, skips, nil
		}
		line, _ := lines.FieldPos(0)
		skip := func(reason string) {
			skips = append(skips, review.Skip{Source: name, Line: line, Kind: review.Failed, Stage: "tone", Reason: reason})
		}
		if err != nil {
			var broken *csv.ParseError
			if errors.As(err, &broken) {
				line = broken.Line
			}
			skip(fmt.Sprintf("the line is not CSV: %v", err))
			if broken == nil {
				return entries, skips, nil
			}
			continue
		}
		entry, problem := lexiconEntry(record)
		switch {
		case problem == "":
			entries = append(entries, entry)
		case !first:
			skip(problem)
		case len(record) > 1 && !strings.ContainsAny(record[1], "0123456789"): // a header
		default:
			skip(problem)
		}
	}
}

// separator is the one of comma, semicolon and tab that the first line of data has most of.
func separator(text string) rune {
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); trimmed == "" || trimmed[0] == '#' {
			continue
		}
		best, most := ',', strings.Count(line, ",")
		for _, sep := range []rune{';', '\t'} {
			if n := strings.Count(line, string(sep)); n > most {
				best, most = sep, n
			}
		}
		return best
	}
	return ','
}

// lexiconEntry makes an entry of a record, or says what is wrong with it.
func lexiconEntry(record []string) (LexiconEntry, string) {
	if len(record) < 2 {
		return LexiconEntry{}, `a word or phrase and a weight are expected: "slow burn,0.5"`
	}
	phrase := strings.TrimSpace(record[0])
	if len(lexiconWords(phrase)) == 0 {
		return LexiconEntry{}, "the word or phrase is empty"
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(record[1]), 64)
	if err != nil || math.IsNaN(weight) || weight < -1 || weight > 1 {
		return LexiconEntry{}, fmt.Sprintf("the weight of %q is %q; it must be a number from -1 (blame) to 1 (praise)", phrase, record[1])
	}
	entry := LexiconEntry{Phrase: phrase, Weight: weight}
	if len(record) > 2 {
		entry.Genre = strings.TrimSpace(record[2])
	}
	return entry, ""
}

// lexiconWords are the words of a phrase as the text's words are compared with them.
func lexiconWords(phrase string) []string {
	var words []string
	for _, c := range chunksOf(phrase, review.Span{End: len(phrase)}) {
		word := c.Word
		if strings.HasSuffix(c.Raw, "*") && !strings.HasSuffix(word, "*") {
			word += "*"
		}
		words = append(words, word)
	}
	return words
}

// userLexicon shifts scores by the user's own words. Inside of a negation an entry counts half, the other way.
type userLexicon struct {
	review.Scorer
	lexicon *lexicon
}

type lexicon struct {
	entries []lexiconPhrase
	first   map[string][]int // first word → entries; under "*", those whose first word is a pattern
}

type lexiconPhrase struct {
	words []string
	LexiconEntry
}

func newUserLexicon(entries []LexiconEntry) (*lexicon, error) {
	l := &lexicon{first: make(map[string][]int)}
	for _, e := range entries {
		words := lexiconWords(e.Phrase)
		if len(words) == 0 || math.IsNaN(e.Weight) || e.Weight < -1 || e.Weight > 1 {
			return nil, fmt.Errorf("lexicon entry %q: a phrase and a weight from -1 to 1 are needed", e.Phrase)
		}
		key := words[0]
		if strings.HasSuffix(key, "*") {
			key = "*"
		}
		l.first[key] = append(l.first[key], len(l.entries))
		l.entries = append(l.entries, lexiconPhrase{words, e})
	}
	return l, nil
}

// Score implements review.Scorer.
func (u userLexicon) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := u.Scorer.Score(doc)
	if err != nil || len(u.lexicon.entries) == 0 {
		return scores, err
	}
	for i := range scores {
		for _, found := range u.lexicon.find(doc, i) {
			shift(&scores[i], found)
		}
	}
	return scores, nil
}

// find lists the entries that sentence i holds, as evidence; the longest entry wins where several begin together.
func (l *lexicon) find(doc *review.Document, i int) []review.Evidence {
	chunks := chunksOf(doc.Review.Text, doc.Sentences[i].Span)
	var out []review.Evidence
	for k := 0; k < len(chunks); k++ {
		best := -1
		for _, key := range []string{chunks[k].Word, "*"} {
			for _, e := range l.first[key] {
				entry := l.entries[e]
				if entry.matches(chunks[k:]) && inGenre(entry.Genre, doc.Review.Metadata) && (best < 0 || len(entry.words) > len(l.entries[best].words) ||
					len(entry.words) == len(l.entries[best].words) && entry.Genre != "" && l.entries[best].Genre == "") {
					best = e
				}
			}
		}
		if best < 0 {
			continue
		}
		n := len(l.entries[best].words)
		weight := l.entries[best].Weight
		if negatedBefore(chunks, k) {
			weight *= -0.5
		}
		span := review.Span{Start: chunks[k].Start, End: chunks[k+n-1].End}
		out = append(out, review.Evidence{Spans: []review.Span{span}, Weight: weight, Source: "lexicon"})
		k += n - 1
	}
	return out
}

func (p *lexiconPhrase) matches(chunks []chunk) bool {
	if len(chunks) < len(p.words) {
		return false
	}
	for i, word := range p.words {
		if stem, pattern := strings.CutSuffix(word, "*"); pattern {
			if !strings.HasPrefix(chunks[i].Word, stem) {
				return false
			}
		} else if chunks[i].Word != word {
			return false
		}
	}
	return true
}

// inGenre reports whether an entry for genre holds for a book with this metadata.
func inGenre(genre string, meta review.Metadata) bool {
	if genre == "" || strings.EqualFold(genre, meta.Genre) {
		return true
	}
	for _, tag := range meta.Tags {
		if strings.EqualFold(genre, tag) {
			return true
		}
	}
	return false
}

// negatedBefore reports whether one of the three chunks before k denies what follows.
func negatedBefore(chunks []chunk, k int) bool {
	for j := max(0, k-3); j < k; j++ {
		word := chunks[j].Word
		switch word {
		case "not", "no", "never", "hardly", "without", "cannot", "nor", "neither", "isnt", "wasnt", "dont", "didnt":
			return true
		}
		if strings.HasSuffix(word, "n't") {
			return true
		}
	}
	return false
}

// shift moves a score by an entry of the user's lexicon: the tone by its weight, the classes by as much on the scale of
// log-odds. Who marks words of value marks opinions, so p(opinion) grows too.
func shift(sc *review.Score, found review.Evidence) {
	const sharpness = 3
	w := found.Weight
	opinion, story, context := sc.Opinion*math.Exp(math.Abs(w)), sc.Story, sc.Context
	all := opinion + story + context
	sc.Opinion, sc.Story, sc.Context = opinion/all, story/all, context/all

	negative, positive := sc.Negative*math.Exp(-sharpness*w), sc.Positive*math.Exp(sharpness*w)
	all = negative + sc.Neutral + positive
	sc.Negative, sc.Neutral, sc.Positive = negative/all, sc.Neutral/all, positive/all

	before := sc.Tone
	sc.Tone = clamp(before + w)
	moveAlone(sc, func(tone float64) float64 { return tone + w })
	for i := range sc.Clauses {
		if sc.Clauses[i].Contains(found.Spans[0]) {
			sc.Clauses[i].Tone = clamp(sc.Clauses[i].Tone + w)
		}
	}
	found.Weight = sc.Tone - before
	if found.Weight == 0 {
		found.Weight = w
	}
	sc.Evidence = append(sc.Evidence, found)
	sortEvidence(sc.Evidence)
}
