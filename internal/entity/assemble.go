package entity

import (
	"sort"
	"strconv"
	"strings"
	"unicode"

	"tonearc/pipeline/review"
)

// family is all names of one thing, on the way to becoming an Entity.
type family struct {
	kind     kind
	key      string // bare fullest name
	name     string
	groups   []int32
	mentions []int32 // in the order of the text
	main     bool
	prob     float32
}

// families gathers the joined groups, in the order of their first mention, and adds what only the metadata names.
func (r *reading) families() []family {
	byRoot := make(map[int32]int)
	var out []family
	for i := range r.groups {
		g := &r.groups[i]
		if len(g.mentions) == 0 {
			continue
		}
		root := &r.groups[g.into]
		at, ok := byRoot[g.into]
		if !ok {
			at = len(out)
			byRoot[g.into] = at
			out = append(out, family{kind: root.kind, key: root.key, prob: 1 - root.prob[kindNone]})
			out[at].prob *= root.prob[root.kind] / max(1-root.prob[kindNone], 1e-6)
		}
		out[at].groups = append(out[at].groups, int32(i))
		out[at].mentions = append(out[at].mentions, g.mentions...)
	}
	for i := range out {
		f := &out[i]
		sort.Slice(f.mentions, func(a, b int) bool {
			x, y := &r.mentions[f.mentions[a]], &r.mentions[f.mentions[b]]
			return x.first < y.first
		})
		f.name = r.fullName(f)
	}
	sort.SliceStable(out, func(a, b int) bool {
		return r.mentions[out[a].mentions[0]].first < r.mentions[out[b].mentions[0]].first
	})
	return out
}

// fullName is the surface of the fullest group, written the way it is written most.
func (r *reading) fullName(f *family) string {
	counts := make(map[string]int)
	top := ""
	for _, i := range f.mentions {
		m := &r.mentions[i]
		if r.groups[m.group].key != f.key {
			continue
		}
		s := tidy(r.surface(m))
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
	return strings.TrimRight(s, "'’,;: ")
}

// aliases are the other surfaces of a family that are used as names, sorted.
func (r *reading) aliases(f *family) []string {
	seen := map[string]bool{f.name: true}
	var out []string
	for _, i := range f.mentions {
		s := tidy(r.surface(&r.mentions[i]))
		if s == "" || seen[s] || strings.EqualFold(withoutArticle(s), withoutArticle(f.name)) && s != strings.ToUpper(s) {
			continue
		}
		seen[s] = true
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

func withoutArticle(s string) string {
	for _, article := range []string{"The ", "the ", "A ", "a ", "An ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}

// assemble makes the public result.
func (r *reading) assemble() review.About {
	families := r.families()
	families = r.main(families)
	var about review.About
	ids := make(map[string]int)
	for i := range families {
		f := &families[i]
		ent := review.Entity{
			Type: entityTypes[f.kind], Name: f.name, Aliases: r.aliases(f), Main: f.main,
			Confidence: float64(f.prob), Class: review.Neutral,
		}
		id := string(ent.Type) + ":" + slug(ent.Name)
		ids[id]++
		if n := ids[id]; n > 1 {
			id += "~" + strconv.Itoa(n)
		}
		ent.ID = id
		last := -1
		for _, j := range f.mentions {
			m := &r.mentions[j]
			sent := int(r.words[m.first].sent)
			if sent != last {
				ent.Sentences = append(ent.Sentences, sent)
				last = sent
			}
			form := review.Alias
			if r.groups[m.group].key == f.key {
				form = review.Name
			}
			about.Mentions = append(about.Mentions, review.Mention{
				Span: r.span(m), Entity: i, Sentence: sent, Form: form,
				Confidence: float64(1 - r.groups[m.group].prob[kindNone]),
			})
		}
		about.Entities = append(about.Entities, ent)
	}
	sortMentions(about.Mentions)
	return about
}

func sortMentions(mentions []review.Mention) {
	sort.Slice(mentions, func(i, j int) bool {
		a, b := &mentions[i], &mentions[j]
		if a.Sentence != b.Sentence {
			return a.Sentence < b.Sentence
		}
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.Entity < b.Entity
	})
}

// slug is the part of an ID that people can read: lower-case letters and digits joined by hyphens.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, c := range name {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			gap = c != '\'' && c != '’' && c != '.' || gap
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(c))
		if b.Len() > 80 {
			break
		}
	}
	if b.Len() == 0 {
		return "unnamed"
	}
	return b.String()
}
