package ingest

// bookwyrm is BookWyrm's export. A content warning of the review ("review_cw") hides the whole text.
var bookwyrm = tableFormat{
	name:  "bookwyrm",
	needs: []string{"title", "author text", "review content", "review name"},
	columns: map[string][]string{
		"text":   {"review content"},
		"title":  {"review name"},
		"book":   {"title"},
		"author": {"author text"},
		"rating": {"rating"},
		"date":   {"review published"},
		"isbn":   {"isbn 13", "isbn 10"},
		"tags":   {"shelf name"},
		"link":   {"remote id"},
	},
	fill: func(r *row, d *draft) {
		m := &d.meta
		for _, column := range []string{"finish date", "stopped date", "shelf date"} {
			if m.Date == "" {
				d.setDate(r.get(column))
			}
		}
		if m.ISBN == "" {
			m.ISBN = isbnOf(r.get("isbn 10"))
		}
		switch {
		case r.get("openlibrary key") != "":
			m.WorkID = "openlibrary:" + r.get("openlibrary key")
		case r.get("goodreads key") != "":
			m.WorkID = "goodreads:" + r.get("goodreads key")
		case r.get("librarything key") != "":
			m.WorkID = "librarything:" + r.get("librarything key")
		}
		m.Link = "" // the address is the book's, not the review's
		if r.get("review cw") != "" {
			d.warn(hiddenWhole, hiddenMessage)
		}
	},
}
