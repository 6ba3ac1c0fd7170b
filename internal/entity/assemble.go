package entity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// family is all names of one thing, on the way to becoming an Entity.
type family struct {
	kind     kind
	key      string   // bare fullest name
	words    []string // of the key
	name     string
	groups   []int32
	mentions []int32 // in the order of the text
	main     bool
	prob     float32        // of being what it is said to be
	kinds    [types]float32 // of being each kind
}

// families gathers the joined groups, in the order of their first mention, and adds what only the metadata names.
func (r *reading) families() []family {
	count := 0
	at := make([]int32, len(r.groups)) // by root: one more than the family
	for i := range r.groups {
		if g := &r.groups[i]; len(g.mentions) > 0 && at[g.into] == 0 {
			count++
			at[g.into] = int32(count)
		}
	}
	out := make([]family, count, count+2) // the metadata may add a book and an author
	for i := range r.groups {
		g := &r.groups[i]
		if len(g.mentions) == 0 {
			continue
		}
		f := &out[at[g.into]-1]
		if f.groups == nil {
			root := &r.groups[g.into]
			*f = family{kind: root.kind, key: root.key, words: root.words, prob: 1 - root.prob[kindNone], kinds: root.prob}
			f.prob *= root.prob[root.kind] / max(1-root.prob[kindNone], 1e-6)
		}
		f.groups = append(f.groups, int32(i))
		f.mentions = append(f.mentions, g.mentions...)
	}
	for i := range out {
		f := &out[i]
		slices.SortFunc(f.mentions, func(a, b int32) int { return int(r.mentions[a].first - r.mentions[b].first) })
		f.name = r.fullName(f)
	}
	slices.SortStableFunc(out, func(a, b family) int {
		return int(r.mentions[a.mentions[0]].first - r.mentions[b.mentions[0]].first)
	})
	return out
}

// fullName is the surface of the fullest group, written the way it is written most; a link's own name where it says more.
func (r *reading) fullName(f *family) string {
	for _, i := range f.mentions {
		if b := r.mentions[i].box; b >= 0 && r.found[b].link != nil && r.found[b].kind != emphasised {
			if name, _ := cutSeries(tidy(r.found[b].link.Name), ""); name != "" {
				return name
			}
		}
	}
	var counts map[string]int // none is needed for a single mention
	if len(f.mentions) > 1 {
		counts = make(map[string]int)
	}
	top := ""
	for _, i := range f.mentions {
		m := &r.mentions[i]
		if r.groups[m.group].key != f.key {
			continue
		}
		s := tidy(r.surface(m))
		if counts == nil {
			return s
		}
		counts[s]++
		if top == "" || counts[s] > counts[top] {
			top = s
		}
	}
	return top
}

// tidy trims a surface and puts its white space on one line.
func tidy(s string) string {
	if strings.ContainsAny(s, "\n\t") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	s = strings.TrimRight(s, "'’,;:!? ")
	// a full stop is the sentence's, but for "Kathy H." and "Jr."
	if cut, ok := strings.CutSuffix(s, "."); ok {
		switch word := cut[strings.LastIndexAny(cut, " .")+1:]; {
		case word == "Jr", word == "Sr", word == "Esq", utf8.RuneCountInString(word) < 2:
		default:
			s = cut
		}
	}
	return s
}

// aliases are the other surfaces of a family that are used as names, sorted.
func (r *reading) aliases(f *family) []string {
	var out []string
	for _, i := range f.mentions {
		s := tidy(r.surface(&r.mentions[i]))
		if s == "" || s == f.name || slices.Contains(out, s) || strings.EqualFold(withoutArticle(s), withoutArticle(f.name)) && s != strings.ToUpper(s) {
			continue
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func withoutArticle(s string) string {
	for _, article := range [...]string{"The ", "the ", "A ", "a ", "An ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}

// assemble makes the public result; trace, where it is not nil, takes the features of each entity's tone.
func (r *reading) assemble(trace func(map[string]float64)) review.About {
	families, book := r.settleFamilies()
	r.focus = r.focuses(families, book)
	refs := r.references(families)
	r.compared = r.comparisons(families, book)
	attitudes := r.gather(families, book, refs)
	sections := r.sections(families)
	r.sides = r.aspects(families, book)
	named := 0
	for i := range families {
		named += len(families[i].mentions)
	}
	var about review.About
	about.Entities, about.Mentions = slices.Grow(about.Entities, len(families)), slices.Grow(about.Mentions, named+len(refs))
	sents := make([]int, 0, named) // of all entities
	for i := range families {
		f := &families[i]
		ent := review.Entity{
			Type: entityTypes[f.kind], Name: f.name, Aliases: r.aliases(f), Main: f.main, Confidence: r.confidence(f),
		}
		ent.ID = r.uniqueID(&ent)
		firstMention, firstSent := len(about.Mentions), len(sents)
		for _, j := range f.mentions {
			m := &r.mentions[j]
			sent := int(r.words[m.first].sent)
			if n := len(sents); n == firstSent || sents[n-1] != sent {
				sents = append(sents, sent)
			}
			form := review.Alias
			if r.groups[m.group].key == f.key {
				form = review.Name
			}
			span := r.span(m)
			about.Mentions = append(about.Mentions, review.Mention{
				Span: span, Entity: i, Sentence: sent, Form: form, Tone: r.toneTowards(i, sent, span),
				Confidence: ent.Confidence,
			})
		}
		if len(sents) > firstSent {
			ent.Sentences = sents[firstSent:len(sents):len(sents)]
		}
		s := sink{model: r.t.attitudes}
		if trace != nil {
			s.trace = make(map[string]float64)
		}
		r.attitudeFeatures(i, f, attitudes[i], &sections[i], &s)
		if trace != nil {
			trace(s.trace)
		}
		var lean float64
		ent.Class, lean = classOf(s.sum)
		ent.Tone = estimate(attitudes[i])
		if sections[i].own {
			ent.Class = unlessSure(ent.Class, ent.Tone)
		}
		ent.Tone = agree(ent.Tone, ent.Class, lean)
		if ent.Class == review.Neutral && (f.kind == kindPlace || f.kind == kindOrg) {
			ent.Tone = review.Estimate{} // what is said where it is named is said of something else
			for j := firstMention; j < len(about.Mentions); j++ {
				about.Mentions[j].Tone = 0
			}
		}
		r.link(f, &ent)
		ent.IsSeries = r.isSeries(f)
		about.Entities = append(about.Entities, ent)
	}
	for _, ref := range refs {
		sent := int(r.words[ref.first].sent)
		span := review.Span{Start: r.words[ref.first].Start, End: r.words[ref.end-1].End}
		about.Mentions = append(about.Mentions, review.Mention{
			Span: span, Entity: ref.family, Sentence: sent, Form: ref.form, Tone: r.toneAt(sent, span), Confidence: ref.confidence,
		})
	}
	sortMentions(about.Mentions)
	r.belongings(&about, families, book)
	r.saliences(&about)
	about.Aspects = r.sides
	about.Comparisons = r.compared
	return about
}

// settleFamilies gives the families that are told of, in their order, and the book under review among them, -1 = unknown.
func (r *reading) settleFamilies() (families []family, book int) {
	families = r.families()
	r.index(families)
	families = r.main(families)
	r.index(families) // they have moved
	return families, r.find(families, func(f *family) bool { return f.main && f.kind == kindBook })
}

// uniqueID is the entity's type and name as people can read them, told apart by "~2" where two read the same.
func (r *reading) uniqueID(ent *review.Entity) string {
	var room [100]byte
	id := string(appendSlug(append(append(room[:0], ent.Type...), ':'), ent.Name))
	r.ids[id]++
	if n := r.ids[id]; n > 1 {
		id += "~" + strconv.Itoa(n)
	}
	return id
}

// index notes where the families are named.
func (r *reading) index(families []family) {
	n := len(r.doc.Sentences)
	r.inSentence = slices.Grow(r.inSentence[:0], n)[:n]
	for i := range r.inSentence {
		r.inSentence[i] = r.inSentence[i][:0]
	}
	r.familyOf = append(r.familyOf[:0], make([]int32, len(r.words))...)
	for i := range families {
		for _, j := range families[i].mentions {
			m := &r.mentions[j]
			sent := r.words[m.first].sent
			list := r.inSentence[sent]
			if n := len(list); n == 0 || list[n-1] != int32(i) {
				r.inSentence[sent] = append(list, int32(i))
			}
			for w := m.first; w < m.end; w++ {
				r.familyOf[w] = int32(i) + 1
			}
		}
	}
}

// confidence is the probability that a family is what it is said to be. It is held down where capitals say little: in
// a review that shouts or that has no capitals at all.
func (r *reading) confidence(f *family) float64 {
	p := float64(f.prob)
	if r.shouts && len(f.mentions) > 0 && !f.main {
		p *= 0.6
	}
	return min(1, max(0, p))
}

// link adds what the record, the catalogue or a link in the text says about an entity.
func (r *reading) link(f *family, ent *review.Entity) {
	meta := &r.doc.Review.Metadata
	if f.kind == kindBook {
		if f.main && r.meta.book != "" {
			ent.ISBN, ent.WorkID, ent.Series = meta.ISBN, meta.WorkID, r.meta.seriesName
		}
		for _, i := range f.groups {
			if entry := r.t.catalog.books[r.groups[i].key]; entry != nil {
				if ent.ISBN == "" {
					ent.ISBN = entry.ISBN
				}
				if ent.Series == "" {
					ent.Series = entry.Series
				}
			}
		}
	}
	for _, j := range f.mentions {
		b := r.mentions[j].box
		if b < 0 || r.found[b].link == nil {
			continue
		}
		link := r.found[b].link
		if ent.Link == "" {
			ent.Link = link.URL
		}
		if f.kind == kindBook {
			if ent.WorkID == "" {
				ent.WorkID = link.WorkID
			}
			if ent.Series == "" {
				ent.Series = link.Series
			}
		}
	}
}

// belongings gives authors and characters the book that they belong to, where it can be told: those under review to the
// book under review, characters to the book that was spoken of when they came up; an author named with another book to that.
func (r *reading) belongings(about *review.About, families []family, book int) {
	for i := range families {
		f := &families[i]
		switch {
		case f.kind == kindCharacter && r.homes[i] >= 0 && families[r.homes[i]].kind == kindBook:
			about.Entities[i].Book = about.Entities[r.homes[i]].ID
		case f.kind == kindAuthor && f.main, f.kind == kindCharacter:
			if book >= 0 {
				about.Entities[i].Book = about.Entities[book].ID
			}
		case f.kind == kindBook && !f.main:
			for _, j := range f.mentions {
				if a := r.authorOf(families, &r.mentions[j]); a >= 0 && !families[a].main && about.Entities[a].Book == "" {
					about.Entities[a].Book = about.Entities[i].ID
				}
			}
		}
	}
}

// saliences shares the review's attention out: each sentence's letters go to what is mentioned in it, names counting
// twice what nominals and pronouns do.
func (r *reading) saliences(about *review.About) {
	shares := make([]float64, len(about.Entities))
	total := 0.0
	for i := 0; i < len(about.Mentions); {
		j := i
		sum := 0.0
		sent := about.Mentions[i].Sentence
		for ; j < len(about.Mentions) && about.Mentions[j].Sentence == sent; j++ {
			sum += mentionWeight(about.Mentions[j].Form)
		}
		length := float64(r.doc.Sentences[sent].Len())
		total += length
		for ; i < j; i++ {
			shares[about.Mentions[i].Entity] += length * mentionWeight(about.Mentions[i].Form) / sum
		}
	}
	for i := range shares {
		if total > 0 {
			about.Entities[i].Salience = shares[i] / total
		}
	}
}

func mentionWeight(form review.Form) float64 {
	if form == review.Name || form == review.Alias {
		return 1
	}
	return 0.5
}

func sortMentions(mentions []review.Mention) {
	slices.SortFunc(mentions, func(a, b review.Mention) int {
		return cmp.Or(a.Sentence-b.Sentence, a.Start-b.Start, a.Entity-b.Entity)
	})
}

// appendSlug appends the part of an ID that people can read: lower-case letters and digits joined by hyphens.
func appendSlug(b []byte, name string) []byte {
	const longest = 80
	first, gap := len(b), false
	for _, c := range name {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			gap = c != '\'' && c != '’' && c != '.' || gap
			continue
		}
		if gap && len(b) > first {
			b = append(b, '-')
		}
		gap = false
		b = utf8.AppendRune(b, unicode.ToLower(c))
		if len(b)-first > longest {
			break
		}
	}
	if len(b) == first {
		return append(b, "unnamed"...)
	}
	return b
}
