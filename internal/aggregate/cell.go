package aggregate

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// CellKey names the smallest group of entities that are surely one: same type, same key, same home.
type CellKey struct {
	Kind review.EntityType
	Name string
	Home string // a book's author; a character's book, as name, zero byte and home of the book's own key; "" = unknown
}

// Cell gathers the entities of one key. It is made and merged by key, in any order, and says nothing of who is joined
// with whom: see Join.
type Cell struct {
	Key      CellKey
	Names    []Form         // every form of the name, by name; none once the cell was joined to another
	Short    string         // key without subtitle, of a book that has one
	Authors  map[string]int // of a book, as reviews name them
	ISBN     map[string]int
	Work     map[string]int
	Link     map[string]int
	Series   map[string]int
	Wholes   int // reviews that take a book for a series as a whole, less those that are about it as a book
	Reviews  int
	Mentions int
	Apart    int // of a character: reviews that name another one by the last word of the name alone, less those that mean this one by it
	Main     bool

	parent *Cell // joined cells form a tree (union–find)
	at     int   // index among the entities, once named
}

// Form is a form of a name, and how often it is the name of an entity: as the book under review or its author, and in
// all. A form that is only an alias counts nothing.
type Form struct {
	Name      string
	Main, All int
}

// NewCell is the cell of no entity yet.
func NewCell(key CellKey) *Cell { return &Cell{Key: key} }

// form is the form of that name, which is counted from now on.
func (c *Cell) form(name string) *Form {
	at, known := slices.BinarySearchFunc(c.Names, name, func(f Form, name string) int { return strings.Compare(f.Name, name) })
	if !known {
		c.Names = slices.Insert(c.Names, at, Form{Name: name})
	}
	return &c.Names[at]
}

// Root is the cell that stands for all that this one was joined with.
func (c *Cell) Root() *Cell {
	for c.parent != nil {
		c = c.parent
	}
	return c
}

// Add counts entity j of a review in.
func (c *Cell) Add(d *Digest, j int) {
	ent := &d.Entities[j]
	full := c.form(ent.Name)
	full.All++
	if ent.Main {
		full.Main++
		c.Main = true
	}
	for _, alias := range ent.Aliases {
		c.form(alias)
	}
	if ent.Type == review.Book {
		c.Short = either(c.Short, shortKey(ent.Name))
		tally(&c.Authors, authorName(d, j))
	}
	if r := ent.Record; r != nil {
		tally(&c.ISBN, r.ISBN)
		tally(&c.Work, r.WorkID)
		tally(&c.Link, r.Link)
		tally(&c.Series, r.Series)
	}
	if ent.Record != nil && ent.Record.Whole {
		c.Wholes++
	} else if ent.Main {
		c.Wholes--
	}
	if c.Key.Kind == review.Character {
		c.Apart += apart(d, j, c.Key.Name)
	}
	c.Reviews++
	c.Mentions += int(ent.Mentions)
}

// apart tells whom a review calls by the last word alone of the key of its entity j, a character: 1 = another character of
// the same book, -1 = this one, 0 = nobody.
func apart(d *Digest, j int, key string) int {
	before, last := cutLast(key)
	if before == "" {
		return 0
	}
	ent := &d.Entities[j]
	for _, alias := range ent.Aliases {
		if personKey(alias) == last {
			return -1
		}
	}
	for i := range d.Entities {
		other := &d.Entities[i]
		if i != j && other.Type == review.Character && other.Book == ent.Book && mayEndIn(other.Name, last) && personKey(other.Name) == last {
			return 1
		}
	}
	return 0
}

// mayEndIn reports whether the key of a name may end in a word, by its last letter: there may be thousands of names in a review,
// and each is asked of each.
func mayEndIn(name, word string) bool {
	if name == "" {
		return false
	}
	end := name[len(name)-1] | ('a' - 'A')
	return end == word[len(word)-1] || end < 'a' || end > 'z'
}

// Merge counts the entities of another cell in, which must not be used afterwards but as a part of this one.
func (c *Cell) Merge(other *Cell) {
	if len(c.Names) == 0 {
		c.Names, other.Names = other.Names, nil
	}
	for _, form := range other.Names {
		sum := c.form(form.Name)
		sum.Main, sum.All = sum.Main+form.Main, sum.All+form.All
	}
	other.Names = nil
	for _, pair := range [][2]*map[string]int{
		{&c.Authors, &other.Authors}, {&c.ISBN, &other.ISBN}, {&c.Work, &other.Work}, {&c.Link, &other.Link}, {&c.Series, &other.Series},
	} {
		for word, n := range *pair[1] {
			tallyBy(pair[0], word, n)
		}
	}
	c.Short = either(c.Short, other.Short)
	c.Reviews += other.Reviews
	c.Mentions += other.Mentions
	c.Apart += other.Apart
	c.Wholes += other.Wholes
	c.Main = c.Main || other.Main
}

// either is the one that is not empty; the first by bytes where none is.
func either(a, b string) string {
	if a == "" || (b != "" && b < a) {
		return b
	}
	return a
}

// join makes one of two cells of a type. The one with more reviews leads; ties go to the smaller key.
func join(a, b *Cell) {
	a, b = a.Root(), b.Root()
	if a == b {
		return
	}
	if b.Reviews > a.Reviews || (b.Reviews == a.Reviews && b.Key.less(a.Key)) {
		a, b = b, a
	}
	b.parent = a
	short := a.Short // stays its own: what it may be joined with must not depend on what it was joined with before
	a.Merge(b)
	a.Short = short
}

func (k CellKey) less(other CellKey) bool { return k.compare(other) < 0 }

func (k CellKey) compare(other CellKey) int {
	return cmp.Or(strings.Compare(string(k.Kind), string(other.Kind)), strings.Compare(k.Name, other.Name), strings.Compare(k.Home, other.Home))
}

// wholeShare is the part of the reviews, one in so many, that has to take a name for a series: few happen to say so, and
// next to none of those that mean the first book of a series that is called after it.
const wholeShare = 4

// entity is the cell as the corpus shows it, without its id.
func (c *Cell) entity() Entity {
	ent := Entity{
		Type: c.Key.Kind, Name: c.name(), ISBN: most(c.ISBN), WorkID: most(c.Work), Link: most(c.Link), Series: most(c.Series),
		Reviews: c.Reviews, Mentions: c.Mentions, UnderReview: c.Main,
		IsSeries: c.Wholes*wholeShare >= c.Reviews && c.Wholes > 0,
	}
	if len(c.Names) > 1 {
		ent.Aliases = make([]string, 0, len(c.Names)-1)
	}
	for _, form := range c.Names {
		if form.Name != ent.Name {
			ent.Aliases = append(ent.Aliases, form.Name)
		}
	}
	return ent
}

// authorOf is who wrote a book, as most reviews say; canonical maps every form of a name to one.
func authorOf(said map[string]int, canonical map[string]string) string {
	var joined map[string]int
	for form, n := range said {
		tallyBy(&joined, cmp.Or(canonical[form], form), n)
	}
	return most(joined)
}

// name is the form that stands for the whole: one from metadata first; then the one of most words, in most reviews. Of
// people the longer form wins ("Kazuo" before "K."), of titles the shorter.
func (c *Cell) name() string {
	best := slices.MinFunc(c.Names, func(a, b Form) int {
		longer := len(b.Name) - len(a.Name)
		if c.Key.Kind == review.Book {
			longer = -longer
		}
		return cmp.Or(b.Main-a.Main, strings.Count(b.Name, " ")-strings.Count(a.Name, " "), b.All-a.All, longer, strings.Compare(a.Name, b.Name))
	}).Name
	if c.Key.Kind == review.Book {
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
