package report

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// totalRow is one book, author or character of the corpus.
type totalRow struct {
	entity   *aggregate.Entity
	reviews  int
	mentions int
	tone     aggregate.Sum
}

// totalsTable is books.csv, authors.csv or characters.csv; home is the column between name and counts, more stands last.
func totalsTable(name, doc string, home column[totalRow], more ...column[totalRow]) table[totalRow] {
	return table[totalRow]{
		name: name, doc: doc, key: []string{"entity_id"},
		columns: concat([]column[totalRow]{
			text("entity_id", "the same in entities.csv", func(r *totalRow) string { return r.entity.ID }),
			text("name", "the form that most reviews use", func(r *totalRow) string { return r.entity.Name }),
			home,
			integer("reviews", "reviews that name it", func(r *totalRow) int { return r.reviews }),
			integer("mentions", "places that speak of it", func(r *totalRow) int { return r.mentions }),
		}, tones("towards it, over the reviews that judge it and do not only tell of it", func(r *totalRow) review.Estimate { return r.tone.Estimate() }), []column[totalRow]{
			text("isbn", "where a source has it", func(r *totalRow) string { return r.entity.ISBN }),
			text("work_id", "of the source, with its prefix", func(r *totalRow) string { return r.entity.WorkID }),
			text("link", "where a source links to", func(r *totalRow) string { return r.entity.Link }),
		}, more),
	}
}

var (
	booksTable = totalsTable("books", "One row per book that any review speaks of.",
		text("author", "of the book", func(r *totalRow) string { return r.entity.Author }),
		word("kind", "a book, or a series as a whole and the world that its books share", []string{"book", "series"}, func(r *totalRow) string {
			if r.entity.IsSeries {
				return "series"
			}
			return "book"
		}))
	authorsTable = totalsTable("authors", "One row per author that any review speaks of.",
		text("book", "empty: an author has many", func(*totalRow) string { return "" }))
	charactersTable = totalsTable("characters", "One row per character that any review speaks of.",
		text("book", "that the character belongs to", func(r *totalRow) string { return r.entity.Book }))
)

// totalRows are the entities of a type, sorted by ID.
func totalRows(kind review.EntityType, res *aggregate.Resolution, totals *aggregate.Totals) []totalRow {
	var rows []totalRow
	for at := range res.Entities {
		if res.Entities[at].Type == kind {
			total := &totals.Entities[at]
			rows = append(rows, totalRow{&res.Entities[at], len(total.Reviews), total.Mentions, total.Tone})
		}
	}
	return rows
}

var termsTable = table[aggregate.Marker]{
	name: "terms", doc: "One row per word that marks praise or blame, grouped by Snowball stem.", key: []string{"stem"},
	columns: []column[aggregate.Marker]{
		text("stem", "Snowball stem", func(m *aggregate.Marker) string { return m.Stem }),
		text("term", "its most frequent form", func(m *aggregate.Marker) string { return m.Term }),
		integer("reviews", "reviews whose opinion holds it", func(m *aggregate.Marker) int { return m.Reviews }),
		integer("positive", "sentences of praise that hold it", func(m *aggregate.Marker) int { return m.Positive }),
		integer("negative", "sentences of blame that hold it", func(m *aggregate.Marker) int { return m.Negative }),
		number("log_odds", "log of the odds ratio of praise against blame", 0, 0, func(m *aggregate.Marker) float64 { return m.LogOdds }),
		number("z", "log_odds in standard errors", 0, 0, func(m *aggregate.Marker) float64 { return m.Z }),
	},
}

var changesTable = table[review.Change]{
	name: "changes", doc: "One row per difference from the last run.",
	columns: []column[review.Change]{
		text("review_id", "the review", func(c *review.Change) string { return c.ReviewID }),
		word("change", "new, edited, gone or moved", []string{"new", "edited", "gone", "moved"}, func(c *review.Change) string { return string(c.Kind) }),
		text("field", "what differs; sentence = before and after are sentences, of which those of up to 1,000 reviews are listed", func(c *review.Change) string { return c.Field }),
		text("before", "as printed in the last run", func(c *review.Change) string { return c.Before }),
		text("after", "as printed in this run", func(c *review.Change) string { return c.After }),
		word("cause", "why a result moved", []string{"text", "metadata", "engine"}, func(c *review.Change) string { return string(c.Cause) }),
		printedTone("tone_before", "of a sentence, in the last run", func(c *review.Change) string { return c.ToneBefore }),
		printedTone("tone_after", "of a sentence, in this run", func(c *review.Change) string { return c.ToneAfter }),
	},
}

// printedTone is a tone that was printed already; empty = unknown.
func printedTone[R any](name, doc string, get func(*R) string) column[R] {
	return column[R]{field{name: name, kind: "number", doc: doc, low: -1, high: 1}, func(dst []byte, row *R) []byte {
		return append(dst, get(row)...)
	}}
}

// sortedChanges are changes by review, kind and field; the sentences behind them last.
func sortedChanges(changes []review.Change) []review.Change {
	last := func(c review.Change) int { return btoi(c.Field == review.FieldSentence) }
	changes = slices.Clone(changes)
	slices.SortStableFunc(changes, func(a, b review.Change) int {
		return cmp.Or(strings.Compare(a.ReviewID, b.ReviewID), strings.Compare(string(a.Kind), string(b.Kind)), last(a)-last(b), strings.Compare(a.Field, b.Field))
	})
	return changes
}

var skippedTable = table[review.Skip]{
	name: "skipped", doc: "One row per record with text that was not analysed.",
	columns: []column[review.Skip]{
		text("source", "input, relative to the PATH argument", func(s *review.Skip) string { return s.Source }),
		maybe("line", "1-based; empty = the whole source", 0, 0, func(s *review.Skip) (float64, bool) { return float64(s.Line), s.Line > 0 }),
		text("review_id", "where the record has one", func(s *review.Skip) string { return s.ReviewID }),
		word("kind", "excluded: all is well; problem: needs a look", []string{"excluded", "problem"}, func(s *review.Skip) string { return string(s.Kind) }),
		text("stage", "the room that said so", func(s *review.Skip) string { return s.Stage }),
		text("reason", "what is wrong, and what to do", func(s *review.Skip) string { return s.Reason }),
	},
}

func sortedSkips(skips []review.Skip) []review.Skip {
	skips = slices.Clone(skips)
	slices.SortStableFunc(skips, func(a, b review.Skip) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), a.Line-b.Line, strings.Compare(a.ReviewID, b.ReviewID), strings.Compare(a.Reason, b.Reason))
	})
	return skips
}
