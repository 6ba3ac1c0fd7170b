package aggregate

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// JoinBooks joins cells of books: by ISBN or work id; the same title where an author is unknown or has the same name
// turned; a title with its subtitle and the same without.
func JoinBooks(cells []*Cell) {
	byID := make(map[string]*Cell)
	byTitle := make(map[string][]*Cell)
	joinTurnedAuthors(cells)
	for _, c := range cells {
		for _, ids := range []map[string]int{c.ISBN, c.Work} {
			for _, id := range sortedKeys(ids) {
				if first := byID[id]; first == nil {
					byID[id] = c
				} else {
					join(first, c)
				}
			}
		}
		byTitle[c.Key.Name] = append(byTitle[c.Key.Name], c)
	}
	for _, title := range sortedKeys(byTitle) {
		joinUnknownAuthor(byTitle[title])
	}
	for _, c := range cells {
		if c.Short == "" {
			continue
		}
		if fits := fitting(byTitle[c.Short], c.Key.Home); len(fits) == 1 {
			join(c, fits[0])
		}
	}
}

// joinUnknownAuthor joins the cells of one title whose author is unknown to the one by a known author that most
// reviews mean.
func joinUnknownAuthor(cells []*Cell) {
	var unknown, lead *Cell
	for _, c := range cells {
		switch {
		case c.Key.Home == "":
			unknown = c
		case lead == nil || c.Reviews > lead.Reviews || (c.Reviews == lead.Reviews && c.Key.less(lead.Key)):
			lead = c
		}
	}
	if unknown != nil && lead != nil {
		join(lead, unknown)
	}
}

// fitting are the cells, one per joined group, whose author is known to be this one.
func fitting(cells []*Cell, author string) []*Cell {
	var fits []*Cell
	for _, c := range cells {
		if author != "" && c.Key.Home == author && !slices.Contains(fits, c.Root()) {
			fits = append(fits, c.Root())
		}
	}
	return fits
}

// Tie is something that cells have in common.
type Tie struct {
	Key  string
	Open bool // the tie binds all that have it; else only together with one that has it open
}

// Ties are what may make JoinBooks look at this cell and another together, and what may make JoinPeople do so beyond one
// surname: cells that no chain of ties (and surnames) connects can be joined apart from each other.
func (c *Cell) Ties() []Tie {
	var ties []Tie
	if c.Key.Kind != review.Book {
		if least := leastTurn(c.Key.Name); least != "" {
			ties = append(ties, Tie{"turned\x00" + string(c.Key.Kind) + "\x00" + least, true})
		}
		return ties
	}
	for _, ids := range []map[string]int{c.ISBN, c.Work} {
		for _, id := range sortedKeys(ids) {
			ties = append(ties, Tie{"id\x00" + id, true})
		}
	}
	for _, name := range c.turnedAuthors() {
		ties = append(ties, Tie{"turned\x00" + c.Key.Name + "\x00" + name, true})
	}
	ties = append(ties, Tie{"title\x00" + c.Key.Name, c.Key.Home == ""})
	if c.Key.Home != "" {
		ties = append(ties, Tie{"own\x00" + c.Key.AsHome(), false})
		if c.Short != "" {
			ties = append(ties, Tie{"own\x00" + CellKey{Name: c.Short, Home: c.Key.Home}.AsHome(), true})
		}
	}
	return ties
}

// Surname is the part of a person's key that all names share which JoinPeople may join, but for those with a tie.
func (k CellKey) Surname() string { return surname(k.Name) }

// JoinPeople joins the names of one person: the words turned; a surname alone, an initial for the first name, a middle
// name left out, wherever a single fuller name of the corpus fits.
func JoinPeople(cells []*Cell) {
	joinTurned(cells)
	bySurname := make(map[string][]*Cell)
	for _, c := range cells {
		if strings.Contains(c.Key.Name, " ") {
			bySurname[surname(c.Key.Name)] = append(bySurname[surname(c.Key.Name)], c)
		}
	}
	// Fuller names first, so that a surname that fits two spellings of one name still finds one person.
	ordered := slices.Clone(cells)
	slices.SortFunc(ordered, func(a, b *Cell) int {
		return cmp.Or(len(b.Key.Name)-len(a.Key.Name), strings.Compare(a.Key.Name, b.Key.Name))
	})
	for _, c := range ordered {
		var fuller *Cell
		for _, other := range bySurname[surname(c.Key.Name)] {
			if other == c || !shortens(c.Key.Name, other.Key.Name) {
				continue
			}
			if fuller != nil && fuller.Root() != other.Root() {
				fuller = nil
				break
			}
			fuller = other
		}
		if fuller != nil {
			join(fuller, c)
		}
	}
}

// shortens reports whether the key short may stand for the key full, which ends in the same surname: "ishiguro",
// "k ishiguro" and "kazuo ishiguro" for "kazuo ishiguro"; "ursula guin" for "ursula k guin".
func shortens(short, full string) bool {
	if short == full || len(short) > len(full) {
		return false
	}
	given, _ := cutLast(short)
	givenFull, _ := cutLast(full)
	if given == "" {
		return true
	}
	first, _, _ := strings.Cut(given, " ")
	firstFull, _, _ := strings.Cut(givenFull, " ")
	return first == firstFull || (len(first) == 1 && strings.HasPrefix(firstFull, first))
}

func cutLast(key string) (before, last string) {
	at := strings.LastIndexByte(key, ' ')
	return key[:max(at, 0)], key[at+1:]
}

// JoinCharacters joins, within a book that is known, names with their words turned, and a part of a name to the single
// fuller name that has it: "kathy" to "kathy h", "lady catherine" to "lady catherine de bourgh". A surname stays apart
// that is the name of another: "heathcliff" is not "linton heathcliff".
func JoinCharacters(cells []*Cell) {
	joinTurned(cells)
	type part struct{ home, word string }
	byPart := make(map[part][]*Cell)
	for _, c := range cells {
		if c.parent == nil && c.Key.Home != "" && strings.Contains(c.Key.Name, " ") {
			for _, word := range strings.Fields(c.Key.Name) {
				byPart[part{c.Key.Home, word}] = append(byPart[part{c.Key.Home, word}], c)
			}
		}
	}
	for _, c := range cells {
		first, _, several := strings.Cut(c.Key.Name, " ")
		fuller := byPart[part{c.Key.Home, first}]
		if several {
			fuller = slices.DeleteFunc(slices.Clone(fuller), func(o *Cell) bool { return !strings.HasPrefix(o.Key.Name, c.Key.Name+" ") })
		}
		if len(fuller) == 1 && (several || !isNamesake(c, fuller[0])) {
			join(fuller[0], c)
		}
	}
}

// isNamesake reports whether a bare name is not the character of the fuller one that ends in it, as most reviews have it
// that speak of both.
func isNamesake(c, fuller *Cell) bool {
	return fuller.Apart > 0 && surname(fuller.Key.Name) == c.Key.Name
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
