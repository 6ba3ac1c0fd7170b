package ingest

import "strings"

// libraryThing is LibraryThing's tab-delimited export, whose lines mix Latin-1 and UTF-8, and the same columns as CSV.
// Dates and ISBN stand in brackets. Private Comment is never read; Summary is LibraryThing's own line.
var libraryThing = tableFormat{
	name:        "librarything",
	needs:       []string{"book id", "primary author", "review", "work id"},
	plainQuotes: true,
	columns: map[string][]string{
		"text":   {"review"},
		"book":   {"title"},
		"author": {"primary author"},
		"rating": {"rating"},
		"date":   {"date read"},
		"isbn":   {"isbns", "isbn"},
		"tags":   {"tags"},
		"id":     {"book id"},
	},
	fill: func(r *row, d *draft) {
		m := &d.meta
		m.WorkID = prefixed("librarything:", r.get("work id"))
		if m.Date == "" {
			d.setDate(r.get("entry date"))
		}
		if isbn := thirteen(r.get("isbns")); isbn != "" {
			m.ISBN = isbn
		}
		for _, shelf := range tagList(r.get("collections")) { // they play the part of shelves
			m.Tags = addName(m.Tags, shelf)
		}
		if m.Genre == "" {
			m.Genre = genreOf(append(tagList(r.get("subjects")), strings.Split(r.get("dewey wording"), " > ")...))
		}
		// A role other than author (editor, translator) names someone else; the secondary authors may hold the author.
		if role := r.get("primary author role"); role != "" && !strings.EqualFold(role, "author") {
			roles := strings.Split(r.get("secondary author roles"), "|")
			for i, name := range strings.Split(r.get("secondary author"), "|") {
				if i < len(roles) && strings.EqualFold(strings.TrimSpace(roles[i]), "author") {
					m.Authors = append(authorNames(name), m.Authors...)
					break
				}
			}
		}
	},
}

// thirteen finds an ISBN-13 in a list of ISBNs.
func thirteen(list string) string {
	for part := range strings.SplitSeq(list, ",") {
		if isbn := isbnOf(part); len(isbn) == 13 {
			return isbn
		}
	}
	return ""
}
