package report

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

var entityTypes = []string{
	string(review.Book), string(review.Author), string(review.Character), string(review.Person), string(review.Work),
	string(review.Place), string(review.Org),
}

// entityRow is one entity of the corpus in one review. Entities that the review could not join, but the corpus did,
// are one row.
type entityRow struct {
	review   string
	entity   *aggregate.Entity
	name     string
	aliases  []string
	main     bool
	mentions int
	first    int // −1 = not in the text
	salience float64
	tone     review.Estimate
	sure     float64
	link     string
}

var entitiesTable = table[entityRow]{
	name: "entities", doc: "One row per book, author, character or other named thing of a review.", key: []string{"review_id", "entity_id"},
	links: []link{{[]string{"review_id"}, "reviews", []string{"review_id"}}},
	columns: concat([]column[entityRow]{
		text("review_id", "the review", func(r *entityRow) string { return r.review }),
		text("entity_id", "the same over the whole corpus", func(r *entityRow) string { return r.entity.ID }),
		word("type", "what the name stands for", entityTypes, func(r *entityRow) string { return string(r.entity.Type) }),
		text("name", "the fullest form in this review or its metadata", func(r *entityRow) string { return r.name }),
		text("aliases", "other forms used as a name, separated by |", func(r *entityRow) string { return joinList(r.aliases) }),
		{field{name: "main", kind: "boolean", doc: "the book under review, or its author"}, func(dst []byte, r *entityRow) []byte {
			if r.main {
				return append(dst, '1')
			}
			return append(dst, '0')
		}},
		integer("mentions", "places in the text that speak of it", func(r *entityRow) int { return r.mentions }),
		maybe("first_sentence", "0-based; empty = only in the metadata", 0, 0, func(r *entityRow) (float64, bool) { return float64(r.first), r.first >= 0 }),
		number("salience", "share of the review's attention", 0, 1, func(r *entityRow) float64 { return r.salience }),
	}, tones("towards it", func(r *entityRow) review.Estimate { return r.tone }), []column[entityRow]{
		number("confidence", "probability that name and type are right", 0, 1, func(r *entityRow) float64 { return r.sure }),
		text("link", "where the source links to", func(r *entityRow) string { return r.link }),
	}),
}

// entityRows are the rows of review i, sorted by entity.
func entityRows(i int, an *review.Analysis, res *aggregate.Resolution) []entityRow {
	of := res.Of(i)
	rows := make([]entityRow, 0, len(of))
	at := make(map[int32]int, len(of))
	mentions := make([]int, len(of))
	for _, mention := range an.About.Mentions {
		mentions[mention.Entity]++
	}
	for j, corpus := range of {
		ent := &an.About.Entities[j]
		first := -1
		if len(ent.Sentences) > 0 {
			first = ent.Sentences[0]
		}
		row := entityRow{
			review: an.Review.ID, entity: &res.Entities[corpus], name: ent.Name, aliases: ent.Aliases, main: ent.Main,
			mentions: mentions[j], first: first, salience: ent.Salience, tone: ent.Tone, sure: ent.Confidence,
			link: cmp.Or(ent.Link, res.Entities[corpus].Link),
		}
		if same, ok := at[corpus]; ok {
			rows[same].merge(row)
			continue
		}
		at[corpus] = len(rows)
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b entityRow) int { return strings.Compare(a.entity.ID, b.entity.ID) })
	return rows
}

// merge makes one row of two that the corpus joined.
func (r *entityRow) merge(other entityRow) {
	if other.main && !r.main {
		r.name, other.name = other.name, r.name
	}
	r.aliases = append(slices.Clone(r.aliases), other.aliases...)
	if other.name != r.name {
		r.aliases = append(r.aliases, other.name)
	}
	slices.Sort(r.aliases)
	r.aliases = slices.DeleteFunc(slices.Compact(r.aliases), func(alias string) bool { return alias == r.name })
	r.main = r.main || other.main
	r.mentions += other.mentions
	if r.first < 0 || (other.first >= 0 && other.first < r.first) {
		r.first = other.first
	}
	r.salience = min(1, r.salience+other.salience)
	r.sure = max(r.sure, other.sure)
	r.tone = aggregate.Blend(r.tone, other.tone)
}

// mentionRow is one place in a text that speaks of an entity.
type mentionRow struct {
	an      *review.Analysis
	offsets offsets
	mention *review.Mention
	entity  string
}

var mentionsTable = table[mentionRow]{
	name: "mentions", doc: "One row per place in a text that speaks of an entity.", key: []string{"review_id", "sentence", "start", "entity_id"},
	links: []link{
		{[]string{"review_id", "entity_id"}, "entities", []string{"review_id", "entity_id"}},
		{[]string{"review_id", "sentence"}, "sentences", []string{"review_id", "sentence"}},
	},
	columns: []column[mentionRow]{
		text("review_id", "the review", func(r *mentionRow) string { return r.an.Review.ID }),
		text("entity_id", "the entity", func(r *mentionRow) string { return r.entity }),
		integer("sentence", "0-based", func(r *mentionRow) int { return r.mention.Sentence }),
		integer("start", "first code point in the cleaned text", func(r *mentionRow) int { return r.offsets.of(r.mention.Start) }),
		integer("end", "first code point behind it", func(r *mentionRow) int { return r.offsets.of(r.mention.End) }),
		text("text", "the words", func(r *mentionRow) string { return oneLine(r.mention.In(r.an.Review.Text)) }),
		word("form", "how it is mentioned", []string{"name", "alias", "nominal", "pronoun"}, func(r *mentionRow) string { return string(r.mention.Form) }),
		number("tone", "of the clause that speaks of it", -1, 1, func(r *mentionRow) float64 { return r.mention.Tone }),
		number("confidence", "probability that it means this entity", 0, 1, func(r *mentionRow) float64 { return r.mention.Confidence }),
	},
}

// appendMentions appends the rows of review i, sorted by their key.
func appendMentions(dst []byte, i int, an *review.Analysis, o offsets, res *aggregate.Resolution) []byte {
	of := res.Of(i)
	rows := make([]mentionRow, len(an.About.Mentions))
	for k := range rows {
		mention := &an.About.Mentions[k]
		rows[k] = mentionRow{an, o, mention, res.Entities[of[mention.Entity]].ID}
	}
	order := func(a, b mentionRow) int {
		return cmp.Or(a.mention.Sentence-b.mention.Sentence, a.mention.Start-b.mention.Start, strings.Compare(a.entity, b.entity))
	}
	slices.SortStableFunc(rows, order)
	rows = slices.CompactFunc(rows, func(a, b mentionRow) bool { return order(a, b) == 0 })
	for k := range rows {
		dst = mentionsTable.row(dst, &rows[k])
	}
	return dst
}
