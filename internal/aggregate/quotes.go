package aggregate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

const (
	quoteCount = 5    // strongest quotes kept of each list
	quoteLimit = 240  // bytes of a quote's text
	quoteTone  = 0.25 // weaker sentences prove nothing
)

// quote puts sentence j of review i into the list of praise or of blame, if it is strong enough to stay there. A heading
// ("Why I love it") announces what is said, and proves nothing.
func quote(praise, blame *[]Quote, an *review.Analysis, i, j int, tone float64) {
	list := praise
	switch {
	case an.Sentences[j].Is(review.Heading):
		return
	case tone <= -quoteTone:
		list = blame
	case tone < quoteTone:
		return
	}
	q := Quote{placeOf(an, i, j), float32(tone)}
	if len(*list) == quoteCount && q.compare((*list)[quoteCount-1]) >= 0 {
		return
	}
	*list = insertQuote(*list, q)
}

// insertQuote keeps the list sorted, without doubles, and no longer than quoteCount.
func insertQuote(list []Quote, q Quote) []Quote {
	at, found := slices.BinarySearchFunc(list, q, Quote.compare)
	if found || at >= quoteCount {
		return list
	}
	// One sentence may speak of an entity twice; its stronger tone stands.
	if same := slices.IndexFunc(list, func(o Quote) bool { return o.Review == q.Review && o.Sentence == q.Sentence }); same >= 0 {
		if same < at {
			return list
		}
		list = slices.Delete(list, same, same+1)
	}
	if len(list) == cap(list) && len(list) < quoteCount { // there are many lists: no more room than it takes
		list = append(make([]Quote, 0, min(max(1, 2*len(list)), quoteCount)), list...)
	}
	list = append(list[:min(len(list), quoteCount-1)], Quote{})
	copy(list[at+1:], list[at:])
	list[at] = q
	return list
}

// compare orders by strength, then by place.
func (q Quote) compare(other Quote) int {
	return cmp.Or(cmp.Compare(magnitude(other.Tone), magnitude(q.Tone)),
		cmp.Compare(q.Review, other.Review), cmp.Compare(q.Sentence, other.Sentence))
}

func magnitude(tone float32) float32 { return max(tone, -tone) }

// Excerpt is the text of a quoted sentence on one line, cut to quoteLimit bytes on a word boundary, with "…".
func Excerpt(text string) string {
	if !oneLine(text) {
		text = strings.Join(strings.Fields(text), " ")
	}
	if len(text) <= quoteLimit {
		return text
	}
	cut := quoteLimit
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	if at := strings.LastIndexByte(text[:cut], ' '); at > quoteLimit/2 {
		cut = at
	}
	return text[:cut] + "…"
}

// oneLine reports whether text is words parted by single spaces. Of what is not ASCII it does not say so.
func oneLine(text string) bool {
	before := byte(' ')
	for i := range len(text) {
		b := text[i]
		if b < ' ' || b >= utf8.RuneSelf || b == ' ' && before == ' ' {
			return false
		}
		before = b
	}
	return before != ' '
}
