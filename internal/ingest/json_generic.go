package ingest

// genericJSON is any JSON with a field of review text, known by its name or named by the user.
var genericJSON = recordFormat{
	name: "json",
	fields: map[string][]string{
		"text": {"review text", "reviewtext", "review body", "reviewbody", "review content", "review review", "my review", "full review", "review",
			"text", "body", "content", "comment text", "comment"},
		"title":    {"review title", "headline", "summary", "review summary"},
		"book":     {"book title", "book name", "booktitle", "book", "product title", "item title", "itemreviewed name", "work title", "title", "name"},
		"author":   {"book author", "book authors", "book authors name", "book author name", "authors name", "author name", "authors", "author", "work author"},
		"rating":   {"rating", "stars", "star rating", "my rating", "review rating", "rating value", "reviewrating ratingvalue", "review stars", "overall", "score"},
		"date":     {"date", "review date", "published", "published at", "date read", "read at", "date added", "created at", "datepublished", "timestamp", "time"},
		"isbn":     {"isbn13", "isbn", "book isbn13", "book isbn", "isbn10"},
		"reviewer": {"reviewer", "reviewer name", "reviewer id", "user name", "username", "user", "user id", "review author"},
		"language": {"review language", "language code", "language", "lang"},
		"series":   {"series", "book series", "series name"},
		"tags":     {"tags", "shelves", "bookshelves", "genres", "categories", "book genres", "book tags"},
		"genre":    {"genre", "book genre", "category"},
		"link":     {"review url", "url", "link", "permalink", "review link"},
		"id":       {"review id", "reviewid", "id", "review review id"},
	},
}
