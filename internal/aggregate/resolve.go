package aggregate

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// Resolution is the corpus's answer to "who is who": every entity of every review, joined.
type Resolution struct {
	Digests  *Digests // sorted by ReviewID; of their entities only the main ones
	Entities []Entity // sorted by ID

	of     []int32 // corpus entity of each review's entities, one review after the other
	main   []bool  // parallel to of: the review is about it
	starts []int   // where each review begins in of; one more than there are digests
}

// Entity is a book, author, character or other named thing of the corpus.
type Entity struct {
	ID          string // "book:never-let-me-go"; the same from night to night while the names stay
	Slug        string // file name of its page, without ".html"; unique within its type regardless of case
	Type        review.EntityType
	Name        string
	Author      string   // of a book
	Book        string   // of a character: the book's name
	BookID      string   // of a character: the book's ID; "" where it is unknown
	Aliases     []string // every other form, sorted
	ISBN        string
	WorkID      string
	Link        string
	Series      string
	IsSeries    bool // of a book: a series as a whole, or the world that its books share
	Reviews     int  // reviews that name it
	Mentions    int
	UnderReview bool // some review is about it: a main book or its author
}

// HasPage reports whether the entity gets a page of its own: books, authors and characters that are under review or
// spoken of in two reviews or more.
func (e *Entity) HasPage() bool {
	switch e.Type {
	case review.Book, review.Author, review.Character:
		return e.UnderReview || e.Reviews >= 2
	}
	return false
}

// NewResolution is a Resolution whose names were joined elsewhere: the digests sorted by ReviewID, the entities by ID,
// and for each digest the index into entities of each of its own.
func NewResolution(digests *Digests, entities []Entity, of [][]int32) *Resolution {
	r := &Resolution{Digests: digests, Entities: entities, starts: make([]int, 1, len(of)+1)}
	for _, indexes := range of {
		r.of = append(r.of, indexes...)
		r.starts = append(r.starts, len(r.of))
	}
	r.condense()
	return r
}

// Of returns, for each entity of review i in the order of its About.Entities, its index into Entities.
func (r *Resolution) Of(i int) []int32 { return r.of[r.starts[i]:r.starts[i+1]] }

// Main reports whether entity j of review i is what the review is about: its book or author.
func (r *Resolution) Main(i, j int) bool { return r.main[r.starts[i]+j] }

// condense drops what nobody asks for once names are joined: most of what digests say of entities.
func (r *Resolution) condense() {
	r.main = make([]bool, 0, len(r.of))
	rest := &Digests{slugs: r.Digests.slugs}
	var main []EntityDigest
	r.Digests.Each(func(i int, d *Digest) {
		all := d.Entities
		main = main[:0]
		for _, ent := range all {
			r.main = append(r.main, ent.Main)
			if ent.Main {
				main = append(main, EntityDigest{Type: ent.Type, Name: ent.Name, Main: true, Book: -1, Mentions: ent.Mentions, Confidence: ent.Confidence})
			}
		}
		d.Entities = main
		rest.Append(d)
		rest.places[i].came = int32(r.Digests.Came(i))
		d.Entities = all // which is room for the next
	})
	rest.words.known = nil // they are all there
	*r.Digests = *rest
}

// Resolve joins names over the corpus. It sorts digests by ReviewID and sets their slugs; the Resolution keeps them, with
// no more than it says. IDs are unique within digests, as ingest's ledger makes them.
//
// Two entities are one where they have the same type and name (however it is written) and nothing says otherwise:
// books by different authors stay apart, characters belong to their book, a bare surname joins a full name only where
// a single one fits.
//
// Its steps are pure and go by key, so that a program on many machines can take them one key at a time: Votes, Types,
// Keys, Cell and Join.
func Resolve(digests *Digests) *Resolution {
	digests.Sort()
	digests.setSlugs()
	r := &Resolution{Digests: digests, starts: make([]int, digests.Len()+1)}
	votes := make(ballot)
	digests.Each(func(i int, d *Digest) {
		for j := range d.Entities {
			votes.add(&d.Entities[j])
		}
		r.starts[i+1] = r.starts[i] + len(d.Entities)
	})
	var cells []*Cell
	index := make(map[CellKey]*Cell)
	placed := make([]*Cell, 0, r.starts[digests.Len()])
	digests.Each(func(_ int, d *Digest) {
		for j, key := range Keys(d, Types(d, votes)) {
			c := index[key]
			if c == nil {
				c = NewCell(key)
				index[key] = c
				cells = append(cells, c)
			}
			c.Add(d, j)
			placed = append(placed, c)
		}
	})
	r.Entities = Join(cells)
	r.of = make([]int32, len(placed))
	for i, c := range placed {
		r.of[i] = int32(c.Entity())
	}
	r.condense()
	return r
}

// Keys are the cells that a review's entities belong to, given their types.
func Keys(d *Digest, types []review.EntityType) []CellKey {
	keys := make([]CellKey, len(d.Entities))
	for j := range d.Entities {
		name := d.Entities[j].Name
		switch typ := types[j]; typ {
		case review.Book:
			keys[j] = CellKey{typ, bookKey(name), bookAuthor(d, j)}
		case review.Author, review.Person, review.Character:
			keys[j] = CellKey{typ, personKey(name), ""}
		default:
			keys[j] = CellKey{typ, bookKey(name), ""}
		}
	}
	for j := range d.Entities { // a character is told apart by its book
		if types[j] != review.Character {
			continue
		}
		if at := homeBook(d, d.Entities[j]); at >= 0 && types[at] == review.Book {
			keys[j].Home = keys[at].AsHome()
		}
	}
	return keys
}

// AsHome is the home of a book's characters.
func (k CellKey) AsHome() string { return k.Name + "\x00" + k.Home }

// Join joins cells of all kinds, one of each key, and returns the entities that they make, sorted by ID. It sorts the
// cells by key; Cell.Entity then tells each its entity.
func Join(cells []*Cell) []Entity {
	SortCells(cells)
	kinds := make(map[review.EntityType][]*Cell)
	for _, c := range cells {
		kinds[c.Key.Kind] = append(kinds[c.Key.Kind], c)
	}
	JoinBooks(kinds[review.Book])
	JoinPeople(kinds[review.Author])
	JoinPeople(kinds[review.Person])
	homes := make(map[string]CellKey, len(kinds[review.Book]))
	for _, b := range kinds[review.Book] {
		homes[b.Key.AsHome()] = b.Root().Key
	}
	characters := House(kinds[review.Character], homes)
	JoinCharacters(characters)
	return nameRoots(slices.Concat(cells, characters))
}

// SortCells brings cells into the order of their keys, in which they are joined.
func SortCells(cells []*Cell) {
	slices.SortFunc(cells, func(a, b *Cell) int { return a.Key.compare(b.Key) })
}

// House gives characters whose books were joined one home: it merges the cells of one name whose homes are, by homes,
// one book, and returns the merged cells, sorted by key. Characters without a home stay as they are.
func House(characters []*Cell, homes map[string]CellKey) []*Cell {
	index := make(map[CellKey]*Cell)
	var all []*Cell
	for _, c := range characters {
		book, ok := homes[c.Key.Home]
		if !ok {
			continue
		}
		key := CellKey{c.Key.Kind, c.Key.Name, book.AsHome()}
		whole := index[key]
		if whole == nil {
			whole = NewCell(key)
			index[key] = whole
			all = append(all, whole)
		}
		whole.Merge(c)
		c.parent = whole
	}
	SortCells(all)
	return all
}

// Entity is the index of the cell's entity among those that Join returned.
func (c *Cell) Entity() int { return c.Root().at }

// homeBook is the index of the book that a character of this review belongs to: its own, else the first main book;
// −1 where there is none.
func homeBook(d *Digest, ent EntityDigest) int {
	if at := int(ent.Book); at >= 0 && at < len(d.Entities) && d.Entities[at].Type == review.Book {
		return at
	}
	return slices.IndexFunc(d.Entities, func(e EntityDigest) bool { return e.Main && e.Type == review.Book })
}

// bookAuthor is the surname of the author of entity j of a review, a book; "" where it is unknown.
func bookAuthor(d *Digest, j int) string {
	first := authorName(d, j)
	if d.Entities[j].Main && len(d.Metadata.Authors) > 0 {
		first = d.Metadata.Authors[0]
	}
	return surname(personKey(first))
}

// authorName is the author of entity j of a review, a book, as metadata or the review names it; "" where unknown.
func authorName(d *Digest, j int) string {
	if d.Entities[j].Main && len(d.Metadata.Authors) > 0 {
		return d.Metadata.Author()
	}
	for _, ent := range d.Entities {
		if ent.Type == review.Author && int(ent.Book) == j {
			return ent.Name
		}
	}
	return ""
}

// nameRoots names what cells were joined into, and tells the cells.
func nameRoots(cells []*Cell) []Entity {
	var roots []*Cell
	var nameless []Nameless
	for _, c := range cells {
		if c.parent == nil {
			roots = append(roots, c)
			nameless = append(nameless, c.Nameless())
			c.Names = nil // they are told: what follows takes memory of its own
		}
	}
	entities, at := Name(nameless)
	for i, c := range roots {
		c.at = at[i]
	}
	return entities
}

// Nameless is a joined cell as far as it can be told by itself: an entity without its ID, author and book.
type Nameless struct {
	Key     CellKey
	Entity  Entity
	Forms   []string       // every form of an author's name
	Authors map[string]int // of a book, as reviews name them
}

// Nameless is the entity that the cell and all that were joined with it make.
func (c *Cell) Nameless() Nameless {
	n := Nameless{Key: c.Key, Entity: c.entity(), Authors: c.Authors}
	if c.Key.Kind == review.Author {
		for _, form := range c.Names {
			n.Forms = append(n.Forms, form.Name)
		}
	}
	return n
}

// Name gives entities their IDs, books their authors and characters their books, in place. It returns them sorted by ID,
// and for each of those that came in where it is among them.
func Name(nameless []Nameless) (entities []Entity, at []int) {
	order := make([]int, len(nameless))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &nameless[i], &nameless[j]
		return cmp.Or(strings.Compare(string(a.Key.Kind), string(b.Key.Kind)), b.Entity.Reviews-a.Entity.Reviews,
			strings.Compare(a.Key.Name, b.Key.Name), strings.Compare(a.Key.Home, b.Key.Home))
	})
	taken := make(slugs, len(nameless))
	authors := make(map[string]string) // every form of an author's name → the one that stands for all
	books := make(map[string]*Entity)  // by the home that they are to characters
	for _, i := range order {          // authors come first, then books, then characters
		n := &nameless[i]
		ent := &n.Entity
		switch ent.Type {
		case review.Author:
			for _, form := range n.Forms {
				authors[form] = ent.Name
			}
		case review.Book:
			ent.Author = authorOf(n.Authors, authors)
			books[n.Key.AsHome()] = ent
		}
		ent.ID = string(ent.Type) + ":" + taken.free(string(ent.Type), ent.Name, ent.Author)
		ent.Slug = ent.ID[len(ent.Type)+1:]
		if book := books[n.Key.Home]; ent.Type == review.Character && book != nil {
			ent.Book, ent.BookID = book.Name, book.ID
		}
	}
	slices.SortFunc(order, func(i, j int) int { return strings.Compare(nameless[i].Entity.ID, nameless[j].Entity.ID) })
	entities, at = make([]Entity, len(nameless)), make([]int, len(nameless))
	for rank, i := range order {
		entities[rank], at[i] = nameless[i].Entity, rank
	}
	return entities, at
}
