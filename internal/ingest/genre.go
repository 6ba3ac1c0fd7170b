package ingest

import "strings"

// genreWords maps words of shelves and tags to a genre. Genres that say little ("fiction") stand last, from "classics"
// on: they are taken only where nothing more telling is there.
var genreWords = []struct {
	genre string
	words []string
}{
	{"horror", []string{"horror", "gothic", "ghost stories"}},
	{"science fiction", []string{"science fiction", "sci fi", "scifi", "sf", "space opera", "cyberpunk", "dystopia", "dystopian", "speculative fiction"}},
	{"fantasy", []string{"fantasy", "urban fantasy", "epic fantasy", "litrpg", "magic"}},
	{"romance", []string{"romance", "romantic", "chick lit", "regency"}},
	{"mystery", []string{"mystery", "mysteries", "crime", "detective", "whodunit", "noir", "cozy mystery"}},
	{"thriller", []string{"thriller", "thrillers", "suspense", "spy", "espionage"}},
	{"historical fiction", []string{"historical fiction", "historical"}},
	{"comics", []string{"comics", "comic", "graphic novel", "graphic novels", "manga"}},
	{"poetry", []string{"poetry", "poems"}},
	{"young adult", []string{"young adult", "ya", "teen"}},
	{"children", []string{"children", "childrens", "children's", "kids", "picture books", "middle grade"}},
	{"memoir", []string{"memoir", "memoirs", "autobiography"}},
	{"biography", []string{"biography", "biographies"}},
	{"history", []string{"history", "history biography"}},
	{"science", []string{"science", "physics", "biology", "popular science", "mathematics", "nature"}},
	{"self-help", []string{"self help", "personal development", "productivity"}},
	{"business", []string{"business", "economics", "finance", "management"}},
	{"philosophy", []string{"philosophy"}},
	{"religion", []string{"religion", "spirituality", "theology"}},
	{"politics", []string{"politics", "political"}},
	{"computing", []string{"computing", "programming", "computers", "software", "technology"}},
	{"travel", []string{"travel"}},
	{"cooking", []string{"cooking", "cookbooks", "cookbook", "food"}},
	{"essays", []string{"essays"}},
	{"short stories", []string{"short stories", "anthology"}},
	{"classics", []string{"classics", "classic", "classic literature"}},
	{"literary fiction", []string{"literary fiction", "literary", "contemporary fiction", "contemporary"}},
	{"nonfiction", []string{"nonfiction", "non fiction"}},
	{"fiction", []string{"fiction", "novel", "novels"}},
}

var genreOfWord = func() map[string]int {
	m := make(map[string]int)
	for i, g := range genreWords {
		for _, w := range g.words {
			m[w] = i
		}
	}
	return m
}()

var firstVague = genreOfWord["classics"]

// genreOf is the best guess from shelves and tags: the first that names a genre; "" where none does.
func genreOf(tags []string) string {
	vague := len(genreWords)
	for _, tag := range tags {
		i, ok := genreOfWord[normalName(strings.ReplaceAll(tag, "/", " "))]
		switch {
		case ok && i < firstVague:
			return genreWords[i].genre
		case ok:
			vague = min(vague, i)
		}
	}
	if vague == len(genreWords) {
		return ""
	}
	return genreWords[vague].genre
}
