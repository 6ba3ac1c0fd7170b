package shift

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// cause tells why the tone shifts from one stretch to the next, and the same in words. Each cause is checked on the
// sentences beside the boundary: a cause that holds of the stretches as a whole often is not what happens there. Of
// several the first counts that says most: what is spoken of, then what the sentences do, then how the new stretch opens.
// The words may name two. Where none holds, none is given.
func cause(doc *review.Document, scores []review.Score, about review.About, before, after review.Stretch) (review.Cause, string) {
	last := lastOpinion(doc, scores, before)
	if title := heading(doc, last+1, after.First+1); title != "" {
		return review.CauseTarget, "under the heading “" + title + "”"
	}
	target, stance := newTarget(scores, about, before, after), passage(scores, last+1, after.First)
	switch {
	case target != "" && stance != "":
		return review.CauseTarget, stance + ", " + target
	case target != "":
		return review.CauseTarget, target
	case stance != "":
		return review.CauseStance, stance
	}
	if word := contrast(doc.Text(after.First)); word != "" {
		return review.CauseContrast, "with “" + word + "”"
	}
	return review.CauseUnknown, ""
}

// lastOpinion is the last sentence of a stretch that is an opinion and no heading; the one before the stretch where none
// is.
func lastOpinion(doc *review.Document, scores []review.Score, st review.Stretch) int {
	i := st.End - 1
	for i >= st.First && (scores[i].Weight < opinionWeight || isHeading(doc, i)) {
		i--
	}
	return i
}

// isHeading reports whether a sentence is a heading, or is set in bold on a line of its own.
func isHeading(doc *review.Document, i int) bool {
	sents := doc.Sentences
	if sents[i].Is(review.Heading) {
		return true
	}
	alone := (i == 0 || sents[i-1].Paragraph != sents[i].Paragraph) && (i+1 == len(sents) || sents[i+1].Paragraph != sents[i].Paragraph)
	return alone && sents[i].Is(review.Strong) && sents[i].Len() <= longestHeading
}

// longestHeading is how many characters of a heading are worth repeating.
const longestHeading = 60

// heading is the text of the last heading among the sentences [first, end), without what closes it; empty without one,
// and where it is too long to repeat.
func heading(doc *review.Document, first, end int) string {
	for i := end - 1; i >= first; i-- {
		if isHeading(doc, i) {
			title := strings.TrimRight(strings.Join(strings.Fields(doc.Text(i)), " "), ".:;,!–—- ")
			if utf8.RuneCountInString(title) > longestHeading {
				return ""
			}
			return title
		}
	}
	return ""
}

// beside is how many opinions on each side of a boundary say what is spoken of there.
const beside = 4

// newTarget tells whether the new stretch opens with something else than the old one closed with: another book, the book
// under review again, or another side of it. Empty where it does not.
func newTarget(scores []review.Score, about review.About, before, after review.Stretch) string {
	closing, opening := opinionsBefore(scores, before), opinionsFrom(scores, after)
	if len(opening) == 0 {
		return ""
	}
	// Without a main book, any other may be the one under review.
	hasMain := slices.ContainsFunc(about.Entities, func(ent review.Entity) bool { return ent.Type == review.Book && ent.Main })
	for i := range about.Entities {
		ent := &about.Entities[i]
		if ent.Type != review.Book || ent.Main || !hasMain {
			continue
		}
		switch {
		case count(ent.Sentences, before) == 0 && opensWith(ent.Sentences, opening):
			return fmt.Sprintf("when it turns to %s", ent.Name)
		case count(ent.Sentences, after) == 0 && len(closing) == beside && among(ent.Sentences, closing) == beside:
			return fmt.Sprintf("once it leaves %s", ent.Name)
		}
	}
	topic, most := review.AspectKind(""), 0
	for i := range about.Aspects {
		asp := &about.Aspects[i]
		if !opensWith(asp.Sentences, opening) || among(asp.Sentences, closing) > 0 || !carries(asp, opening, before, after) {
			continue
		}
		switch n := among(asp.Sentences, opening); {
		case n > most:
			topic, most = asp.Kind, n
		case n == most && asp.Kind != topic: // the same side of another book says the same
			topic = "" // of two alike, neither is what changed
		}
	}
	if topic == "" {
		return ""
	}
	return "when it comes to " + aspectWords[topic]
}

// opinionsFrom are the first opinions of a stretch.
func opinionsFrom(scores []review.Score, st review.Stretch) (at []int) {
	for i := st.First; i < st.End && len(at) < beside; i++ {
		if scores[i].Weight >= opinionWeight {
			at = append(at, i)
		}
	}
	return at
}

// opinionsBefore are the last opinions of a stretch, ascending.
func opinionsBefore(scores []review.Score, st review.Stretch) (at []int) {
	for i := st.End - 1; i >= st.First && len(at) < beside; i-- {
		if scores[i].Weight >= opinionWeight {
			at = append(at, i)
		}
	}
	slices.Reverse(at)
	return at
}

// among is how many of the sentences at are in the ascending list.
func among(sentences, at []int) int {
	n := 0
	for _, i := range at {
		if _, found := slices.BinarySearch(sentences, i); found {
			n++
		}
	}
	return n
}

// opensWith reports whether the first of the opening opinions is in the list, and at least two and half of them are.
func opensWith(sentences, opening []int) bool {
	n := among(sentences, opening)
	return n >= 2 && 2*n >= len(opening) && among(sentences, opening[:1]) == 1
}

// carries reports whether what the opening opinions say of the aspect is on the new stretch's side of the middle.
func carries(asp *review.Aspect, opening []int, before, after review.Stretch) bool {
	sum, n := 0.0, 0
	for _, i := range opening {
		if k, found := slices.BinarySearch(asp.Sentences, i); found && k < len(asp.Tones) {
			sum += asp.Tones[k]
			n++
		}
	}
	middle := (before.Tone.Value + after.Tone.Value) / 2
	return n == 0 || (sum/float64(n)-middle)*(after.Tone.Value-before.Tone.Value) > 0
}

// count is how many of the ascending sentences lie in a stretch.
func count(sentences []int, st review.Stretch) int {
	from, _ := slices.BinarySearch(sentences, st.First)
	to, _ := slices.BinarySearch(sentences, st.End)
	return to - from
}

var aspectWords = map[review.AspectKind]string{
	review.Prose:      "the writing",
	review.Plot:       "the plot",
	review.Pacing:     "the pace",
	review.Characters: "the characters",
	review.World:      "the setting",
	review.Ending:     "the ending",
	review.Ideas:      "the ideas",
	review.Humour:     "the humour",
	review.Length:     "the length",
	review.Narration:  "the narration",
	review.Edition:    "the edition",
}

// A passage without opinion is worth naming from fewestTold sentences on, each of which must be told with this
// probability.
const (
	fewestTold = 3
	surelyTold = 0.7
)

// passage tells whether the sentences [first, end) between two opinions are a passage that tells what is in the book, or
// one of background. A book of facts has no plot to sum up, so that the words claim none.
func passage(scores []review.Score, first, end int) string {
	if end-first < fewestTold {
		return ""
	}
	story, background := true, true
	for i := first; i < end; i++ {
		story = story && scores[i].Story >= surelyTold
		background = background && scores[i].Context >= surelyTold
	}
	switch {
	case story:
		return "after a passage that tells what is in the book"
	case background:
		return "after a passage of background"
	}
	return ""
}

// contrasts are the words that open a turn.
var contrasts = []string{
	"alas", "all the same", "although", "at the same time", "but", "conversely", "despite", "even so", "however", "in contrast",
	"in spite of", "nevertheless", "nonetheless", "on the downside", "on the flip side", "on the other hand",
	"on the plus side", "on the positive side", "on the upside", "regardless", "sadly", "still", "that being said", "that said",
	"then again", "though", "unfortunately", "yet",
}

// contrast is the word of contrast that a sentence opens with, in lower case; empty without one.
func contrast(text string) string {
	text = strings.ToLower(strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }))
	text = strings.Join(strings.Fields(text[:cutAt(text, 40)]), " ")
	longest := ""
	for _, word := range contrasts {
		if rest, ok := strings.CutPrefix(text, word); ok && len(word) > len(longest) {
			if next, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsLetter(next) && next != '\'' && next != '’' {
				longest = word
			}
		}
	}
	return longest
}

// cutAt is the greatest index of a rune in text that is at most n.
func cutAt(text string, n int) int {
	if n >= len(text) {
		return len(text)
	}
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}
