package shift

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// cause tells why the tone shifts from one stretch to the next, and the same in words. Of several causes the first counts
// that says most: what is spoken of, then what the sentences do, then how the new stretch opens. The words may name two.
func cause(doc *review.Document, scores []review.Score, about review.About, before, after review.Stretch) (review.Cause, string) {
	target, stance := newTarget(about, before, after), endOfTelling(scores, before, after)
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

// newTarget tells whether the new stretch speaks of something else than the old one: of another book, of the book under
// review again, or of another side of it. Empty where it does not.
func newTarget(about review.About, before, after review.Stretch) string {
	// Without a main book, any other may be the one under review.
	hasMain := slices.ContainsFunc(about.Entities, func(ent review.Entity) bool { return ent.Type == review.Book && ent.Main })
	for i := range about.Entities {
		ent := &about.Entities[i]
		if ent.Type != review.Book || ent.Main || !hasMain {
			continue
		}
		then, now := count(ent.Sentences, before), count(ent.Sentences, after)
		switch {
		case then == 0 && speaksOf(now, after):
			return fmt.Sprintf("when it turns to %s", ent.Name)
		case now == 0 && speaksOf(then, before):
			return fmt.Sprintf("once it leaves %s", ent.Name)
		}
	}
	old, _ := topic(about.Aspects, before)
	topic, now := topic(about.Aspects, after)
	if topic == "" || topic == old {
		return ""
	}
	for _, asp := range about.Aspects {
		// As large a share of the old stretch would mean that it was spoken of all along.
		if then := count(asp.Sentences, before); asp.Kind == topic && 2*then*after.Tone.N <= now*before.Tone.N {
			return "when it comes to " + aspectWords[topic]
		}
	}
	return ""
}

// topic is the aspect that a stretch speaks of more than of any other, and in how many sentences; empty where it speaks
// of none, or of two alike.
func topic(aspects []review.Aspect, st review.Stretch) (kind review.AspectKind, most int) {
	for _, asp := range aspects {
		switch n := count(asp.Sentences, st); {
		case n > most:
			kind, most = asp.Kind, n
		case n == most:
			kind = ""
		}
	}
	if !speaksOf(most, st) {
		return "", 0
	}
	return kind, most
}

// speaksOf reports whether n sentences make a topic of a stretch: two at least, and a third of its opinions.
func speaksOf(n int, st review.Stretch) bool { return n >= 2 && 3*n >= st.Tone.N }

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

// endOfTelling tells whether the new stretch opens after two or more sentences that are no opinion, and what they were.
func endOfTelling(scores []review.Score, before, after review.Stretch) string {
	story, other := 0, 0
	for i := after.First - 1; i >= before.First && scores[i].Weight < opinionWeight; i-- {
		switch scores[i].Stance() {
		case review.Story:
			story++
		case review.Context:
			other++
		}
	}
	switch {
	case story+other < 2:
		return ""
	case story >= other:
		return "after the plot summary"
	}
	return "after the background"
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
