package aggregate

import (
	"cmp"
	"slices"

	"tonearc/pipeline/review"
)

// Merge counts in what other has counted over other reviews of the same resolution. Merging in any order gives the
// same totals. Other must not be used afterwards.
func (t *Totals) Merge(other *Totals) {
	for at := range t.Entities {
		t.Entities[at].merge(&other.Entities[at])
	}
	mergeAspects(&t.Aspects, other.Aspects)
	for stem, term := range other.Terms {
		total := t.Terms[stem]
		if total == nil {
			t.Terms[stem] = term
			continue
		}
		total.Merge(term)
	}
	t.Reviews += other.Reviews
	t.Sentences += other.Sentences
	t.Words += other.Words
	t.Opinion += other.Opinion
	t.Story += other.Story
	t.Context += other.Context
	t.Tone.Merge(other.Tone)
	mergeCounts(t.Verdicts, other.Verdicts)
	mergeCounts(t.Shapes, other.Shapes)
	mergeCounts(t.Stars, other.Stars)
	mergeCounts(t.Formats, other.Formats)
	mergeMonths(t.Months, other.Months)
}

// Merge counts in what other has counted over other reviews.
func (t *TermTotals) Merge(other *TermTotals) {
	for _, w := range other.Words {
		t.count(w.Word, w.N)
	}
	t.Reviews += other.Reviews
	t.Positive += other.Positive
	t.Negative += other.Negative
}

func (e *EntityTotals) merge(other *EntityTotals) {
	e.Reviews = append(e.Reviews, other.Reviews...)
	e.Mentions += other.Mentions
	e.Tone.Merge(other.Tone)
	e.ReviewTone.Merge(other.ReviewTone)
	mergeAspects(&e.Aspects, other.Aspects)
	e.Praise = mergeQuotes(e.Praise, other.Praise)
	e.Blame = mergeQuotes(e.Blame, other.Blame)
	e.Comparisons = append(e.Comparisons, other.Comparisons...)
	e.sort()
}

// Sort brings all lists into their order, in which they need not be where reviews were added in another than theirs.
func (t *Totals) Sort() {
	for at := range t.Entities {
		t.Entities[at].sort()
	}
}

func (e *EntityTotals) sort() {
	slices.Sort(e.Reviews)
	slices.SortFunc(e.Comparisons, Comparison.compare)
}

func (c Comparison) compare(other Comparison) int {
	return cmp.Or(cmp.Compare(c.Review, other.Review), cmp.Compare(c.Sentence, other.Sentence),
		cmp.Compare(c.Subject, other.Subject), cmp.Compare(c.Object, other.Object), cmp.Compare(c.Direction, other.Direction))
}

func mergeAspects(into *map[review.AspectKind]*AspectTotals, from map[review.AspectKind]*AspectTotals) {
	if *into == nil && len(from) > 0 {
		*into = make(map[review.AspectKind]*AspectTotals, len(from))
	}
	for kind, aspect := range from {
		total := (*into)[kind]
		if total == nil {
			(*into)[kind] = aspect
			continue
		}
		total.Reviews += aspect.Reviews
		total.Sentences += aspect.Sentences
		total.Tone.Merge(aspect.Tone)
		total.Praise = mergeQuotes(total.Praise, aspect.Praise)
		total.Blame = mergeQuotes(total.Blame, aspect.Blame)
	}
}

func mergeMonths(into, from map[string]*Sum) {
	for month, sum := range from {
		if total := into[month]; total != nil {
			total.Merge(*sum)
		} else {
			into[month] = sum
		}
	}
}

func mergeQuotes(into, from []Quote) []Quote {
	for _, q := range from {
		into = insertQuote(into, q)
	}
	return into
}

func mergeCounts[K comparable](into, from map[K]int) {
	for key, n := range from {
		into[key] += n
	}
}
