package ingest

import (
	"regexp"
	"strings"

	"tonearc/pipeline/review"
)

var (
	// factLine is "Author: Anna North", "Author<tab>Anna North" or a label alone, whose value is the next line.
	factLine   = regexp.MustCompile(`^\W{0,4}(?i:(title|book|book title|author|authors|author\(s\)|written by|isbn|isbn-?1[03]|series|genre|genres|my rating|rating|stars))\W{0,3}(?:[:\t|]\s*(.*))?$`)
	factFields = map[string]string{
		"title": "book", "book": "book", "book title": "book", "author": "author", "authors": "author", "author(s)": "author", "written by": "author",
		"isbn": "isbn", "isbn10": "isbn", "isbn13": "isbn", "isbn-10": "isbn", "isbn-13": "isbn", "series": "series", "genre": "genre", "genres": "genre",
		"rating": "rating", "my rating": "rating", "stars": "rating",
	}
)

// maxFactLines is how far into a text a table of facts about the book is looked for.
const maxFactLines = 60

// fillFromFacts reads the table or list of facts that many posts begin with. Two different labels make a table; one
// line that looks like a label may be a sentence.
func fillFromFacts(m *review.Metadata, text string) {
	if len(m.Authors) > 0 && m.Book != "" && m.ISBN != "" {
		return
	}
	facts := make(map[string]string)
	lines := strings.SplitN(text, "\n", maxFactLines+1)
	lines = lines[:min(len(lines), maxFactLines)]
	for i, line := range lines {
		if len(line) > 200 {
			continue
		}
		found := factLine.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		value := strings.TrimSpace(found[2])
		if value == "" && strings.TrimSpace(line) != "" && !strings.ContainsAny(line, ":\t|") {
			for _, next := range lines[i+1:] {
				if value = strings.TrimSpace(next); value != "" {
					break
				}
			}
		}
		field := factFields[strings.ToLower(found[1])]
		if value != "" && len(value) <= 200 && facts[field] == "" && !factLine.MatchString(value) {
			facts[field] = value
		}
	}
	if len(facts) < 2 {
		return
	}
	if m.Book == "" {
		setBook(m, unquote(plain(facts["book"])))
	}
	if len(m.Authors) == 0 {
		m.Authors = authorNames(personOf(plain(facts["author"])))
	}
	if m.ISBN == "" {
		m.ISBN = isbnOf(facts["isbn"])
	}
	if m.Series == "" {
		m.Series = plain(facts["series"])
	}
	if m.Stars == 0 {
		m.Stars = starsOf(facts["rating"])
	}
	if m.Genre == "" {
		m.Genre = genreOf(tagList(facts["genre"]))
	}
}
