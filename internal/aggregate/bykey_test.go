package aggregate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tonearc/pipeline/review"
)

// crowd makes reviews whose names get into each other's way: few titles, authors, ids and characters, mixed at random.
func crowd(rng *rand.Rand, reviews int) []Digest {
	titles := []string{"Home", "Home: A Novel", "The Home", "Stiff", "Stiff - The Lives", "Gilead", "It", "It 2", "It Home", "Emma"}
	authors := []string{"", "", "Toni Morrison", "T. Morrison", "Morrison", "Mary Roach", "Jane Morrison", "Morrison Jane", "Morrison, Toni"}
	people := []string{"Emma", "Emma Woodhouse", "Ruth", "Ruth Home", "Toni Morrison", "Morrison Toni", "Woodhouse Emma", "Jack"}
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	digests := make([]Digest, reviews)
	for i := range digests {
		d := one(fmt.Sprintf("r%03d", i), pick(authors), ent(review.Book, pick(titles), main))
		if rng.IntN(4) == 0 {
			d.Entities[0].Record = &EntityRecord{ISBN: fmt.Sprintf("isbn%d", rng.IntN(6))}
		}
		for range rng.IntN(6) {
			e := ent(review.Character, pick(people))
			switch rng.IntN(6) {
			case 0:
				e = ent(review.Author, pick(people))
			case 1:
				e = ent(review.Book, pick(titles))
			case 2:
				e.Confidence = 0.95
			case 3:
				e = ent(review.Person, pick(people), book(0))
			}
			if e.Confidence == 0 {
				e.Confidence = 0.3 + rng.Float64()/2
			}
			e.Mentions, e.Record = 1+rng.Int32N(3), &EntityRecord{WorkID: []string{"", "", "", "w:1", "w:2"}[rng.IntN(5)]}
			d.Entities = append(d.Entities, e)
		}
		digests[i] = d
	}
	return digests
}

// byKey joins cells as a program on many machines does: by surname, by book, and books by chains of ties.
func byKey(rng *rand.Rand, cells []*Cell) (all []*Cell, nameless []Nameless) {
	rng.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	var people, characters, books []*Cell
	all = slices.Clone(cells)
	for _, c := range cells {
		switch c.Key.Kind {
		case review.Author, review.Person:
			people = append(people, c)
		case review.Character:
			characters = append(characters, c)
		case review.Book:
			books = append(books, c)
		}
	}
	surnames := func(c *Cell) string { return string(c.Key.Kind) + "\x00" + c.Key.Surname() }
	for _, group := range tied(people, surnames) {
		SortCells(group)
		JoinPeople(group)
	}
	for _, group := range tied(books, func(c *Cell) string { return "" }) {
		SortCells(group)
		JoinBooks(group)
	}
	homes := make(map[string]CellKey)
	for _, b := range books {
		homes[b.Key.AsHome()] = b.Root().Key
	}
	byHome := make(map[CellKey][]*Cell)
	for _, c := range characters {
		if c.Key.Home != "" {
			byHome[homes[c.Key.Home]] = append(byHome[homes[c.Key.Home]], c)
		}
	}
	for _, group := range byHome {
		whole := House(group, homes)
		JoinCharacters(whole)
		all = append(all, whole...)
	}
	for _, c := range all {
		if c.parent == nil {
			nameless = append(nameless, c.Nameless())
		}
	}
	rng.Shuffle(len(nameless), func(i, j int) { nameless[i], nameless[j] = nameless[j], nameless[i] })
	return all, nameless
}

// tied are the groups of cells that chains of ties connect, and a name that they may have in common.
func tied(cells []*Cell, name func(*Cell) string) [][]*Cell {
	ties := func(c *Cell) []Tie {
		all := c.Ties()
		if common := name(c); common != "" {
			all = append(all, Tie{common, true})
		}
		return all
	}
	component := make([]int, len(cells))
	for i := range component {
		component[i] = i
	}
	for changed := true; changed; {
		changed = false
		byTie, open := make(map[string]int), make(map[string]bool)
		for _, c := range cells {
			for _, tie := range ties(c) {
				open[tie.Key] = open[tie.Key] || tie.Open
			}
		}
		for i, c := range cells {
			for _, tie := range ties(c) {
				if !open[tie.Key] {
					continue
				}
				first, ok := byTie[tie.Key]
				if !ok {
					byTie[tie.Key] = i
					continue
				}
				if least := min(component[i], component[first]); component[i] != component[first] {
					component[i], component[first] = least, least
					changed = true
				}
			}
		}
	}
	groups := make(map[int][]*Cell)
	for i, c := range cells {
		groups[component[i]] = append(groups[component[i]], c)
	}
	var out [][]*Cell
	for _, group := range groups {
		out = append(out, group)
	}
	return out
}

func TestJoinedByKeyIsJoinedAtOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for round := range 300 {
		digests := crowd(rng, 2+rng.IntN(40))
		cellsOf := func() []*Cell {
			votes, index := make(ballot), make(map[CellKey]*Cell)
			var cells []*Cell
			order := rng.Perm(len(digests))
			for _, i := range order {
				for j := range digests[i].Entities {
					votes.add(&digests[i].Entities[j])
				}
			}
			for _, i := range order {
				for j, key := range Keys(&digests[i], Types(&digests[i], votes)) {
					if index[key] == nil {
						index[key] = NewCell(key)
						cells = append(cells, index[key])
					}
					index[key].Add(&digests[i], j)
				}
			}
			return cells
		}
		want := Resolve(PackDigests(digests...))
		all, nameless := byKey(rng, cellsOf())
		got, at := Name(nameless)
		if !reflect.DeepEqual(got, want.Entities) {
			t.Fatalf("round %d: by key\n%+v\nat once\n%+v", round, got, want.Entities)
		}
		named := make(map[CellKey]int)
		for i, n := range nameless {
			named[n.Key] = at[i]
		}
		votes := make(ballot)
		for i := range digests {
			for j := range digests[i].Entities {
				votes.add(&digests[i].Entities[j])
			}
		}
		byCell := make(map[CellKey]int)
		for _, c := range all {
			byCell[c.Key] = named[c.Root().Key]
		}
		for i := range digests {
			for j, key := range Keys(&digests[i], Types(&digests[i], votes)) {
				// A character's cell is found under the home that its review gave it.
				if at := byCell[key]; int32(at) != want.Of(i)[j] {
					t.Fatalf("round %d: %s %q is entity %d by key, %d at once", round, digests[i].ReviewID, digests[i].Entities[j].Name, at, want.Of(i)[j])
				}
			}
		}
	}
}
