package aggregate

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// Resolution is the corpus's answer to "who is who": every entity of every review, joined.
type Resolution struct {
	Digests  []Digest // sorted by ReviewID
	Entities []Entity // sorted by ID

	of     []int32 // corpus entity of each review's entities, one review after the other
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
	Reviews     int // reviews that name it
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

// Of returns, for each entity of review i in the order of its About.Entities, its index into Entities.
func (r *Resolution) Of(i int) []int32 { return r.of[r.starts[i]:r.starts[i+1]] }

// Resolve joins names over the corpus. It sorts digests by ReviewID in place and sets their slugs; the Resolution
// keeps the slice. IDs are unique within digests, as ingest's ledger makes them.
//
// Two entities are one where they have the same type and name (however it is written) and nothing says otherwise:
// books by different authors stay apart, characters belong to their book, a bare surname joins a full name only where
// a single one fits.
func Resolve(digests []Digest) *Resolution {
	slices.SortFunc(digests, func(a, b Digest) int { return strings.Compare(a.ReviewID, b.ReviewID) })
	setSlugs(digests)
	r := &Resolution{Digests: digests, starts: make([]int, len(digests)+1)}
	var cells []*cell
	index := make(map[cellKey]*cell)
	place := func(key cellKey) *cell {
		c := index[key]
		if c == nil {
			c = newCell(key)
			index[key] = c
			cells = append(cells, c)
		}
		return c
	}

	types := retype(digests)
	count := 0
	for i := range digests {
		r.starts[i] = count
		count += len(digests[i].Entities)
	}
	r.starts[len(digests)] = count
	placed := make([]*cell, count)

	// Books first: a character is told apart by its book.
	for i := range digests {
		for j, ent := range digests[i].Entities {
			if types.of(ent) == review.Book {
				c := place(cellKey{review.Book, bookKey(ent.Name), bookAuthor(&digests[i], j)})
				c.add(&digests[i], j)
				placed[r.starts[i]+j] = c
			}
		}
	}
	joinBooks(cells)
	books := len(cells)
	for i := range digests {
		for j, ent := range digests[i].Entities {
			typ := types.of(ent)
			if typ == review.Book {
				continue
			}
			key := cellKey{typ, personKey(ent.Name), ""}
			var home *cell
			switch typ {
			case review.Character:
				if at := homeBook(&digests[i], ent); at >= 0 {
					if b := placed[r.starts[i]+at]; b != nil {
						home = b.root()
						key.home = home.key.name + "\x00" + home.key.home
					}
				}
			case review.Author, review.Person:
			default:
				key.name = bookKey(ent.Name)
			}
			c := place(key)
			c.add(&digests[i], j)
			if home != nil {
				c.book = home
			}
			placed[r.starts[i]+j] = c
		}
	}
	joinPeople(cells[books:], review.Author)
	joinPeople(cells[books:], review.Person)
	joinCharacters(cells[books:])

	r.finish(cells, placed)
	return r
}

// homeBook is the index of the book that a character of this review belongs to: its own, else the first main book;
// −1 where there is none.
func homeBook(d *Digest, ent EntityDigest) int {
	if ent.Book >= 0 && ent.Book < len(d.Entities) && d.Entities[ent.Book].Type == review.Book {
		return ent.Book
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
		if ent.Type == review.Author && ent.Book == j {
			return ent.Name
		}
	}
	return ""
}

// finish turns joined cells into entities with ids, sorted by them.
func (r *Resolution) finish(cells []*cell, placed []*cell) {
	roots := cells[:0:0]
	for _, c := range cells {
		if c.parent == nil {
			roots = append(roots, c)
		}
	}
	slices.SortFunc(roots, func(a, b *cell) int {
		return cmp.Or(strings.Compare(string(a.key.kind), string(b.key.kind)), b.reviews-a.reviews,
			strings.Compare(a.key.name, b.key.name), strings.Compare(a.key.home, b.key.home))
	})
	taken := make(map[string]bool, len(roots))
	entities := make([]Entity, 0, len(roots))
	authors := make(map[string]string) // every form of an author's name → the one that stands for all
	for _, c := range roots {          // "author" sorts before "book"
		ent := c.entity()
		switch ent.Type {
		case review.Author:
			for form := range c.names {
				authors[form] = ent.Name
			}
		case review.Book:
			ent.Author = c.author(authors)
		}
		ent.Slug = freeSlug(taken, string(ent.Type), ent.Name, cmp.Or(ent.Author, ent.Book))
		ent.ID = string(ent.Type) + ":" + ent.Slug
		c.at = len(entities)
		entities = append(entities, ent)
	}
	for i, c := range roots {
		if c.book != nil {
			b := &entities[c.book.root().at]
			entities[i].Book, entities[i].BookID = b.Name, b.ID
		}
	}
	order := make([]int32, len(entities))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(entities[a].ID, entities[b].ID) })
	rank := make([]int32, len(entities))
	r.Entities = make([]Entity, len(entities))
	for at, old := range order {
		rank[old] = int32(at)
		r.Entities[at] = entities[old]
	}
	r.of = make([]int32, len(placed))
	for i, c := range placed {
		r.of[i] = rank[c.root().at]
	}
}
