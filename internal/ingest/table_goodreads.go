package ingest

// goodreads is the library export of goodreads.com, of all generations (23 to 32 columns) and with edited headers.
// Private Notes are never read. Additional Authors are not either: translators, narrators and writers of forewords
// stand there beside the co-authors, and nothing tells them apart.
var goodreads = tableFormat{
	name:  "goodreads",
	needs: []string{"title", "author", "my rating", "my review"},
	columns: map[string][]string{
		"text":   {"my review"},
		"book":   {"title"},
		"author": {"author"},
		"rating": {"my rating"},
		"date":   {"date read"},
		"isbn":   {"isbn13", "isbn"},
		"tags":   {"bookshelves"},
		"id":     {"book id"},
	},
	fill: func(r *row, d *draft) {
		m := &d.meta
		if m.Date == "" {
			d.setDate(r.get("date added"))
		}
		if d.key != "" {
			m.WorkID = "goodreads:" + d.key
		}
		if m.ISBN == "" {
			m.ISBN = isbnOf(r.get("isbn"))
		}
		if shelf := r.get("exclusive shelf"); shelf != "" {
			m.Tags = addName(m.Tags, shelf)
		}
		if m.Genre == "" {
			m.Genre = genreOf(tagList(r.get("genres")))
		}
		if r.get("spoiler") == "true" {
			d.warn(hiddenWhole, hiddenMessage)
		}
	},
}
