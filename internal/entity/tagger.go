package entity

import (
	"fmt"
	"hash/maphash"
	"strings"
	"sync"

	"tonearc/pipeline/review"
)

// Options are the user's choices.
type Options struct {
	Catalog []CatalogEntry // books the user told us of
	// For the trainer; nil = the embedded ones.
	Names     *Model // tells what a name stands for
	Mains     *Model // tells what is under review
	Attitudes *Model // tells the tone towards an entity
}

// Tagger finds what a review speaks of. It implements review.EntityTagger, is immutable and safe for concurrent use.
type Tagger struct {
	lists     *lists
	names     *Model
	mains     *Model
	attitudes *Model
	aspects   aspectLexicon
	catalog   catalog
	forms     formCache
	spare     sync.Pool // of *room
}

var sharedLists = sync.OnceValues(readLists)

// New makes a tagger. The embedded lists and weights are read once, by the first call; an error means that they are
// damaged.
func New(opts Options) (*Tagger, error) {
	l, err := sharedLists()
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	aspects, err := readAspects()
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	if opts.Names == nil {
		if opts.Names, err = embeddedNames(); err != nil {
			return nil, fmt.Errorf("entity: %w", err)
		}
	}
	if opts.Mains == nil {
		if opts.Mains, err = embeddedMains(); err != nil {
			return nil, fmt.Errorf("entity: %w", err)
		}
	}
	if opts.Attitudes == nil {
		if opts.Attitudes, err = embeddedAttitudes(); err != nil {
			return nil, fmt.Errorf("entity: %w", err)
		}
	}
	t := &Tagger{
		lists: l, names: opts.Names, mains: opts.Mains, attitudes: opts.Attitudes, aspects: aspects, catalog: newCatalog(opts.Catalog),
	}
	t.forms.seed = maphash.MakeSeed()
	return t, nil
}

// Entities finds the books, authors, characters and other named things of a review, its aspects and comparisons. scores
// must be the document's, one per sentence; where there are fewer, the missing ones count as unknown.
func (t *Tagger) Entities(doc *review.Document, scores []review.Score) (review.About, error) {
	return t.about(doc, scores, nil), nil
}

func (t *Tagger) about(doc *review.Document, scores []review.Score, trace func(map[string]float64)) review.About {
	r := t.read(doc, scores)
	r.classify()
	r.choose()
	r.join()
	about := r.assemble(trace)
	t.leaveRoom(r.room)
	return about
}

// AttitudeTraces finds the entities of a document, with the features that decide the tone towards each.
func (t *Tagger) AttitudeTraces(doc *review.Document, scores []review.Score) (review.About, []map[string]float64) {
	var out []map[string]float64
	about := t.about(doc, scores, func(features map[string]float64) { out = append(out, features) })
	return about, out
}

// read prepares a document and finds its candidates.
func (t *Tagger) read(doc *review.Document, scores []review.Score) *reading {
	r := &reading{
		t: t, doc: doc, scores: scores, meta: t.readMetadata(&doc.Review.Metadata), room: t.takeRoom(),
	}
	r.words, r.starts = t.flatten(doc, r.words, r.starts)
	if r.meta.title == "" && len(doc.Sentences) > 0 {
		if line, ok := r.titleLine(0); ok {
			r.meta.title = r.written(line.title)
			r.meta.writers = nil
			for _, name := range line.authors {
				r.meta.writers = append(r.meta.writers, r.written(name))
			}
			r.meta.prepare()
		}
	}
	for i := range doc.Sentences {
		r.story += float32(r.score(i).Story) / float32(len(doc.Sentences))
		r.opinion += float32(r.score(i).Opinion) / float32(len(doc.Sentences))
	}
	r.shouts = r.saysLittle()
	r.candidates()
	r.splitEponyms()
	return r
}

// score is the score of a sentence; nothing known where the scorer gave none.
func (r *reading) score(sent int) *review.Score {
	if sent < len(r.scores) {
		return &r.scores[sent]
	}
	return &unknownScore
}

var unknownScore = review.Score{Opinion: 1. / 3, Story: 1. / 3, Context: 1. / 3, Neutral: 1}

// knownBonus is how much less a well-known name is taken for none, in log-odds: there are too few reviews to learn from
// for the lists to get the weight that they deserve. It was set by cross-validation.
const knownBonus = 2.0

// listedBonus is how much more a well-known name is taken for what its list says, in log-odds; lists that gained
// nothing by it in cross-validation are left to the model.
const listedBonus = 1.0

// loneBonus is the same for a name of several words that stands in one list only.
const loneBonus = 2.5

// anyListed are the lists of whole names.
const anyListed = author | title | figure | production | place | org | celebrity

var listed = [...]struct {
	list listSet
	kind kind
}{{author, kindAuthor}, {title, kindBook}, {figure, kindCharacter}, {production, kindWork}, {place, kindPlace}, {org, kindOrg}}

// strangeMalus is how much less a name is taken for a character, in log-odds: characters are what the model says of
// strange words when it knows no better. It was set by cross-validation.
const strangeMalus = 0.15

// strangerMalus is how much less a name is taken for a writer, in log-odds, where the book's authors are known, it is
// none of theirs, no list knows it and nothing beside it speaks of writing: nearly all such names are characters.
const strangerMalus = 2.0

// isStranger reports whether a name is of that kind.
func (r *reading) isStranger(g *group) bool {
	as := r.strangerAs(g)
	return as != "" && as != strangerListed && g.signs&(signBy|signWriting|signOwnsWork) == 0
}

// artistBonus is how much more a name is taken for another real person, in log-odds, that stands as "X's artwork",
// "narrated by X", "the artist X" or "my friend X": there are next to none to learn from.
const artistBonus = 2.5

// isArtist reports whether most mentions of a name are of that form.
func (r *reading) isArtist(g *group) bool {
	n := 0
	for _, i := range g.mentions {
		m := &r.mentions[i]
		sent := r.words[m.first].sent
		owns, by := m.end+1, m.first-2
		switch {
		case isPossessive(r.around(m.end, sent)) && r.t.lists.has(r.around(owns, sent), artnoun):
			n++
		case r.around(m.first-1, sent) == "by" && r.t.lists.has(r.around(by, sent), artverb):
			n++
		case r.isCalledArtist(m.first, sent):
			n++
		}
	}
	return n*2 > len(g.mentions)
}

// arts are what another real person is called whom a review names.
var arts = wordSet("artist", "artists", "illustrator", "translator", "narrator", "narrators", "actor", "actors", "actress", "director",
	"filmmaker", "singer", "composer", "photographer", "editor", "blogger", "reviewer")

// isCalledArtist reports whether such a word, or the reviewer's friend, stands before a word: "artists such as X", "my good
// friend X".
func (r *reading) isCalledArtist(at, sent int32) bool {
	before := r.around(at-1, sent)
	if before == "as" && r.around(at-2, sent) == "such" {
		return arts[r.around(at-3, sent)]
	}
	return arts[before] || before == "friend" && (r.around(at-2, sent) == "my" || r.around(at-3, sent) == "my" || r.around(at-4, sent) == "my")
}

// besideOrgBonus is how much more a name is taken for an organisation or a firm's product, in log-odds, that only ever
// stands joined to a well-known one ("ChatGPT and Claude").
const besideOrgBonus = 4.5

// isBesideOrg reports whether a name is of that kind.
func (r *reading) isBesideOrg(g *group) bool {
	for _, i := range g.mentions {
		m := &r.mentions[i]
		sent := r.words[m.first].sent
		before, after := r.around(m.first-1, sent), r.around(m.end, sent)
		joinedBefore := (before == "and" || before == "or") && r.setAt(m.first-2, sent)&org != 0
		joinedAfter := (after == "and" || after == "or") && r.setAt(m.end+1, sent)&org != 0
		if !joinedBefore && !joinedAfter {
			return false
		}
	}
	return true
}

// introducedBonus is how much less a name is taken for none, in log-odds, that is introduced as one ("a school called
// Hailsham"), or that is a title in the place of a name ("when Madame sees her").
const introducedBonus = 2.5

// personByFormMalus is how much less a name is taken for a book, in log-odds, that has the form of a person's.
const personByFormMalus = 2.0

// personByFormBonus is how much less such a name is taken for none, in log-odds, and how much more for a character where
// it is a stranger to the book's authors.
const personByFormBonus = 1.5

// isPersonByForm reports whether a name that no list calls a title and no mark sets apart has a person's form: an
// honorific before it, or a common first name and one more word; a less common one where somebody's possessive stands
// before it ("Marlow's Henry Winter").
func (r *reading) isPersonByForm(g *group) bool {
	at := strings.IndexByte(g.key, ' ')
	if at < 0 || r.t.lists.has(g.key, title) || strings.Contains(g.key, " and ") {
		return false
	}
	owned := false
	for _, i := range g.mentions {
		m := &r.mentions[i]
		if m.box >= 0 {
			return false
		}
		owned = owned || isPossessive(r.around(m.first-1, r.words[m.first].sent)) && m.first >= 2 && r.words[m.first-2].capped
	}
	opening := g.key[:at]
	if set := r.t.lists.sets[opening]; set&honorific != 0 && set&abbreviation != 0 {
		return true
	}
	if strings.Count(g.key, " ") > 1 || r.t.lists.lowerShare(opening) >= 0.1 {
		return false
	}
	common := r.t.lists.names[opening].common
	return common == 3 || owned && common == 2
}

// surePerson is the probability that a person parted from the title is one; 3.3 are its log-odds among all kinds.
const surePerson = 0.8

// isIntroduced reports whether a mention of a name is of that form.
func (r *reading) isIntroduced(g *group) bool {
	for _, i := range g.mentions {
		m := &r.mentions[i]
		w := &r.words[m.first]
		if !w.capped || w.start {
			continue
		}
		switch r.around(m.first-1, w.sent) {
		case "called", "named", "nicknamed":
			return true
		}
		if m.end == m.first+1 && w.set&honorific != 0 && m.end < r.starts[w.sent+1] && strings.HasPrefix(r.words[m.end].tag, "VB") {
			return true
		}
	}
	return false
}

// classify gives every group the probabilities of its kinds.
func (r *reading) classify() {
	for i := range r.groups {
		g := &r.groups[i]
		s := sink{model: r.t.names}
		r.features(g, &s)
		if r.t.lists.has(g.key, place|org|author|title|figure|production|celebrity) && (strings.Contains(g.key, " ") || r.t.lists.lowerShare(g.key) < 0.05) {
			s.sum[kindNone] -= knownBonus
			bonus := float32(listedBonus)
			if set := r.t.lists.sets[g.key] & anyListed; strings.Contains(g.key, " ") && set&(set-1) == 0 {
				bonus = loneBonus
			}
			for _, of := range listed {
				if r.t.lists.has(g.key, of.list) && (of.kind < kindPlace || r.t.lists.names[g.key].common == 0) {
					s.sum[of.kind] += bonus
				}
			}
		}
		if r.isStranger(g) {
			s.sum[kindAuthor] -= strangerMalus
		}
		if r.isArtist(g) {
			s.sum[kindPerson] += artistBonus
		}
		if r.isBesideOrg(g) {
			s.sum[kindOrg] += besideOrgBonus
		}
		if r.isIntroduced(g) {
			s.sum[kindNone] -= introducedBonus
		}
		if r.isPersonByForm(g) {
			s.sum[kindBook] -= personByFormMalus
			s.sum[kindNone] -= personByFormBonus
			if r.isStranger(g) {
				s.sum[kindCharacter] += personByFormBonus
			}
		}
		r.bookForms(g, &s.sum)
		s.sum[kindCharacter] -= strangeMalus
		g.logit = s.sum
		g.prob = softmax(s.sum)
		if k := r.certain(g); k != kindNone {
			g.certain = true
			g.logit, g.prob = Weights{}, [types]float32{}
			g.logit[k], g.prob[k] = 6, 1
			if g.person {
				g.logit[k], g.prob[k] = 3.3, surePerson // not certain, but not asked further
			}
		}
	}
	r.heedTitles()
	r.heedNeighbours()
}

// certain gives the kind of a name that the record itself gives, the user's catalogue or a link in the text; none where
// none of them does. A single word, or a title that is a person's name, may mean something else than what the catalogue knows.
func (r *reading) certain(g *group) kind {
	if g.person {
		return kindCharacter
	}
	for _, name := range r.meta.authors {
		isWhole := len(g.key) == len(name) && (g.key == name || isTurned(g.words, strings.Fields(name)))
		if isWhole || len(g.key) > 2 && g.key == surnameOf(name) {
			return kindAuthor
		}
	}
	if r.isMainTitle(g.key) {
		return kindBook
	}
	if k := r.t.catalog.kindOf(g.key); k != kindNone && strings.Contains(g.key, " ") && (k == kindAuthor || !r.mayNamePerson(g.key)) {
		return k
	}
	for _, i := range g.mentions {
		if b := r.mentions[i].box; b >= 0 {
			switch r.found[b].kind {
			case bookLink, labelTitle:
				return kindBook
			case authorLink, labelAuthor:
				return kindAuthor
			}
		}
	}
	return kindNone
}

// Trace is one candidate name of a review with its features, for the trainer.
type Trace struct {
	Key      string // as names are compared
	Name     string // as it stands in the text
	Features map[string]float64
	Certain  bool // the record or a link says what it is, so that the model is not asked
}

// Traces lists the candidates of a document with the features that the model would see.
func (t *Tagger) Traces(doc *review.Document, scores []review.Score) []Trace {
	r := t.read(doc, scores)
	out := make([]Trace, len(r.groups))
	for i := range r.groups {
		g := &r.groups[i]
		s := sink{trace: make(map[string]float64)}
		r.features(g, &s)
		out[i] = Trace{Key: g.key, Name: r.surface(&r.mentions[g.mentions[0]]), Features: s.trace, Certain: r.certain(g) != kindNone}
	}
	return out
}

// Bare is the form by which names are compared.
func Bare(name string) string { return bare(name) }
