package aggregate

import (
	"cmp"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// joinBooks joins cells of books: by ISBN or work id; the same title where an author is unknown; a title with its
// subtitle and the same without.
func joinBooks(cells []*cell) {
	byID := make(map[string]*cell)
	byTitle := make(map[string][]*cell)
	for _, c := range cells {
		for _, ids := range []map[string]int{c.isbn, c.work} {
			for _, id := range sortedKeys(ids) {
				if first := byID[id]; first == nil {
					byID[id] = c
				} else {
					join(first, c)
				}
			}
		}
		byTitle[c.key.name] = append(byTitle[c.key.name], c)
	}
	for _, title := range sortedKeys(byTitle) {
		joinUnknownAuthor(byTitle[title])
	}
	for _, c := range cells {
		if c.short == "" {
			continue
		}
		if fits := fitting(byTitle[c.short], c.key.home); len(fits) == 1 {
			join(c, fits[0])
		}
	}
}

// joinUnknownAuthor joins the cells of one title whose author is unknown to the one by a known author that most
// reviews mean.
func joinUnknownAuthor(cells []*cell) {
	var unknown, lead *cell
	for _, c := range cells {
		switch {
		case c.key.home == "":
			unknown = c
		case lead == nil || c.reviews > lead.reviews || (c.reviews == lead.reviews && c.key.less(lead.key)):
			lead = c
		}
	}
	if unknown != nil && lead != nil {
		join(lead, unknown)
	}
}

// fitting are the cells, one per joined group, whose author is known to be this one.
func fitting(cells []*cell, author string) []*cell {
	var fits []*cell
	for _, c := range cells {
		if author != "" && c.key.home == author && !slices.Contains(fits, c.root()) {
			fits = append(fits, c.root())
		}
	}
	return fits
}

// joinPeople joins the names of one person: a surname alone, an initial for the first name, a middle name left out,
// wherever a single fuller name of the corpus fits.
func joinPeople(cells []*cell, kind review.EntityType) {
	bySurname := make(map[string][]*cell)
	for _, c := range cells {
		if c.key.kind == kind && strings.Contains(c.key.name, " ") {
			bySurname[surname(c.key.name)] = append(bySurname[surname(c.key.name)], c)
		}
	}
	// Fuller names first, so that a surname that fits two spellings of one name still finds one person.
	ordered := slices.DeleteFunc(slices.Clone(cells), func(c *cell) bool { return c.key.kind != kind })
	slices.SortFunc(ordered, func(a, b *cell) int {
		return cmp.Or(len(b.key.name)-len(a.key.name), strings.Compare(a.key.name, b.key.name))
	})
	for _, c := range ordered {
		var fuller *cell
		for _, other := range bySurname[surname(c.key.name)] {
			if other == c || !shortens(c.key.name, other.key.name) {
				continue
			}
			if fuller != nil && fuller.root() != other.root() {
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

// joinCharacters joins, within a book, a part of a name to the single fuller name that has it: "kathy" to "kathy h".
func joinCharacters(cells []*cell) {
	type part struct{ home, word string }
	byPart := make(map[part][]*cell)
	for _, c := range cells {
		if c.key.kind == review.Character && c.key.home != "" && strings.Contains(c.key.name, " ") {
			for _, word := range strings.Fields(c.key.name) {
				byPart[part{c.key.home, word}] = append(byPart[part{c.key.home, word}], c)
			}
		}
	}
	for _, c := range cells {
		if c.key.kind != review.Character || strings.Contains(c.key.name, " ") {
			continue
		}
		if fuller := byPart[part{c.key.home, c.key.name}]; len(fuller) == 1 {
			join(fuller[0], c)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
