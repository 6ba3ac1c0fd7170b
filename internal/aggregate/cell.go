package aggregate

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// cellKey names the smallest group of entities that are surely one: same type, same key, same home (a book's author, a
// character's book).
type cellKey struct {
	kind review.EntityType
	name string
	home string
}

// cell gathers the entities of one key; cells that turn out to be one form a tree (union–find).
type cell struct {
	key    cellKey
	parent *cell
	book   *cell // of a character

	names    map[string]nameCount
	short    string // key without subtitle, of a book that has one
	authors  map[string]int
	isbn     map[string]int
	work     map[string]int
	link     map[string]int
	series   map[string]int
	reviews  int
	mentions int
	main     bool
	at       int // index among the entities, once finished
}

type nameCount struct{ main, all int }

func newCell(key cellKey) *cell { return &cell{key: key, names: make(map[string]nameCount, 1)} }

func (c *cell) root() *cell {
	for c.parent != nil {
		c = c.parent
	}
	return c
}

// add counts entity j of a review in.
func (c *cell) add(d *Digest, j int) {
	ent := d.Entities[j]
	full := c.names[ent.Name]
	full.all++
	if ent.Main {
		full.main++
		c.main = true
	}
	c.names[ent.Name] = full
	for _, alias := range ent.Aliases {
		if _, ok := c.names[alias]; !ok {
			c.names[alias] = nameCount{}
		}
	}
	if ent.Type == review.Book {
		c.short = cmp.Or(c.short, shortKey(ent.Name))
		tally(&c.authors, authorName(d, j))
	}
	tally(&c.isbn, ent.ISBN)
	tally(&c.work, ent.WorkID)
	tally(&c.link, ent.Link)
	tally(&c.series, ent.Series)
	c.reviews++
	c.mentions += ent.Mentions
}

// join makes one of two cells of a type. The one with more reviews leads; ties go to the smaller key.
func join(a, b *cell) {
	a, b = a.root(), b.root()
	if a == b {
		return
	}
	if b.reviews > a.reviews || (b.reviews == a.reviews && b.key.less(a.key)) {
		a, b = b, a
	}
	b.parent = a
	for name, n := range b.names {
		sum := a.names[name]
		a.names[name] = nameCount{sum.main + n.main, sum.all + n.all}
	}
	for _, pair := range [][2]*map[string]int{{&a.authors, &b.authors}, {&a.isbn, &b.isbn}, {&a.work, &b.work}, {&a.link, &b.link}, {&a.series, &b.series}} {
		for word, n := range *pair[1] {
			tallyBy(pair[0], word, n)
		}
	}
	a.short = cmp.Or(a.short, b.short)
	a.reviews += b.reviews
	a.mentions += b.mentions
	a.main = a.main || b.main
	if a.book == nil {
		a.book = b.book
	}
}

func (k cellKey) less(other cellKey) bool {
	return cmp.Or(strings.Compare(k.name, other.name), strings.Compare(k.home, other.home)) < 0
}

// entity is the cell as the corpus shows it, without its id.
func (c *cell) entity() Entity {
	ent := Entity{
		Type: c.key.kind, Name: c.name(), ISBN: most(c.isbn), WorkID: most(c.work), Link: most(c.link), Series: most(c.series),
		Reviews: c.reviews, Mentions: c.mentions, UnderReview: c.main,
	}
	for name := range c.names {
		if name != ent.Name {
			ent.Aliases = append(ent.Aliases, name)
		}
	}
	slices.Sort(ent.Aliases)
	return ent
}

// author is who wrote the book, as most reviews say; canonical maps every form of a name to one.
func (c *cell) author(canonical map[string]string) string {
	var joined map[string]int
	for form, n := range c.authors {
		tallyBy(&joined, cmp.Or(canonical[form], form), n)
	}
	return most(joined)
}

// name is the form that stands for the whole: one from metadata first; then the one of most words, in most reviews. Of
// people the longer form wins ("Kazuo" before "K."), of titles the shorter.
func (c *cell) name() string {
	forms := make([]string, 0, len(c.names))
	for form := range c.names {
		forms = append(forms, form)
	}
	best := slices.MinFunc(forms, func(x, y string) int {
		a, b := c.names[x], c.names[y]
		longer := len(y) - len(x)
		if c.key.kind == review.Book {
			longer = -longer
		}
		return cmp.Or(b.main-a.main, strings.Count(y, " ")-strings.Count(x, " "), b.all-a.all, longer, strings.Compare(x, y))
	})
	if c.key.kind == review.Book {
		return cmp.Or(editionLess(best), best)
	}
	return best
}

func tally(counts *map[string]int, word string) { tallyBy(counts, word, 1) }

func tallyBy(counts *map[string]int, word string, n int) {
	if word == "" {
		return
	}
	if *counts == nil {
		*counts = make(map[string]int, 1)
	}
	(*counts)[word] += n
}

// most is the most frequent word; ties go to the first by bytes; "" of none.
func most(counts map[string]int) string {
	best := ""
	for word, n := range counts {
		if best == "" || n > counts[best] || (n == counts[best] && word < best) {
			best = word
		}
	}
	return best
}
