package aggregate

import "strings"

// A person's name is written with the family name last or first: "Cixin Liu", "Liu Cixin". The two are one name turned.
// Of 5,800 authors of goodbooks-10k, and of 4,500 names in ../shared/real, no two people are called so.

// mostTurned is the number of words up to which a name is turned.
const mostTurned = 4

// leastTurn is the order of a person's key, turned round word by word, that comes first by bytes: the same for every
// order of a name. Keys of one word have none, nor have those of more than mostTurned words, "".
func leastTurn(key string) string {
	if gaps := strings.Count(key, " "); gaps == 0 || gaps >= mostTurned {
		return ""
	}
	at := 0
	for i := range len(key) {
		if key[i] == ' ' && turnBefore(key, i+1, at) {
			at = i + 1
		}
	}
	if at == 0 {
		return key
	}
	return key[at:] + " " + key[:at-1]
}

// turnBefore reports whether a key turned to begin at byte a comes before the same turned to begin at byte b.
func turnBefore(key string, a, b int) bool {
	for range len(key) + 1 {
		x, y := turnedByte(key, a), turnedByte(key, b)
		if x != y {
			return x < y
		}
		a, b = a+1, b+1
	}
	return false
}

// turnedByte is the byte of a key at i, where a space and the key itself follow its end.
func turnedByte(key string, i int) byte {
	if i %= len(key) + 1; i < len(key) {
		return key[i]
	}
	return ' '
}

// joinTurned joins the cells whose names are one name turned, of one home.
func joinTurned(cells []*Cell) {
	first := make(map[CellKey]*Cell)
	for _, c := range cells {
		key := CellKey{c.Key.Kind, leastTurn(c.Key.Name), c.Key.Home}
		if key.Name == "" {
			continue
		}
		if other := first[key]; other != nil {
			join(other, c)
		} else {
			first[key] = c
		}
	}
}

// joinTurnedAuthors joins the cells of books of one title whose authors' names are one name turned.
func joinTurnedAuthors(cells []*Cell) {
	first := make(map[[2]string]*Cell)
	var pairs [][2]*Cell // joined afterwards: a cell takes over the authors of those that are joined to it
	for _, c := range cells {
		for _, name := range c.turnedAuthors() {
			key := [2]string{c.Key.Name, name}
			if other := first[key]; other != nil {
				pairs = append(pairs, [2]*Cell{other, c})
			} else {
				first[key] = c
			}
		}
	}
	for _, pair := range pairs {
		join(pair[0], pair[1])
	}
}

// turnedAuthors are the names of a book's authors, the first of each that reviews name, whatever the order of their words.
func (c *Cell) turnedAuthors() []string {
	var all []string
	for _, names := range sortedKeys(c.Authors) {
		name, _, _ := strings.Cut(names, " & ")
		if least := leastTurn(personKey(name)); least != "" {
			all = append(all, least)
		}
	}
	return all
}
