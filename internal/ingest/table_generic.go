package ingest

// genericTable is any table with a column of review text, known by its name or named by the user. The last names of a field
// are the questions of forms that reading groups fill in.
var genericTable = tableFormat{
	name: "table",
	columns: map[string][]string{
		"text": {"review text", "reviewtext", "review body", "reviewbody", "review content", "my review", "full review", "review", "reviews",
			"text", "body", "content", "comment text", "user review", "customer review", "my thoughts", "thoughts", "opinion", "comment", "comments",
			"your review", "your thoughts", "your opinion", "impressions", "what did you think", "what did you think of it",
			"what did you think of the book", "what did you think about it", "what did you think about the book"},
		"title": {"review title", "review headline", "review summary", "review name", "headline", "summary"},
		"book": {"book title", "book name", "booktitle", "book", "product title", "product name", "title", "which book", "what book",
			"which book did you read", "what book did you read", "book you read", "title of the book", "name"},
		"author":   {"book author", "author name", "author text", "authors", "author", "primary author", "writer", "by", "author of the book", "who wrote it"},
		"rating":   {"my rating", "star rating", "review score", "review rating", "user rating", "overall", "rating", "ratings", "stars", "score", "your rating", "how many stars"},
		"date":     {"review date", "date reviewed", "review published", "date read", "last date read", "date finished", "finished", "finish date", "date", "review time", "reviewtime", "created at", "timestamp", "added", "date added", "published"},
		"isbn":     {"isbn13", "isbn 13", "isbn", "isbn/uid", "isbn10", "isbn 10"},
		"reviewer": {"reviewer name", "reviewername", "reviewer", "profile name", "profilename", "user name", "username", "user", "reviewer id", "reviewerid", "user id", "userid", "customer id", "your name", "member", "reader", "name"},
		"language": {"review language", "language code", "language", "lang"},
		"series":   {"series", "book series"},
		"tags":     {"bookshelves", "shelves", "shelf", "tags", "genres", "categories", "keywords"},
		"genre":    {"genre", "category"},
		"link":     {"review url", "review link", "permalink", "url", "link"},
		"id":       {"review id", "reviewid", "id"},
	},
}

// claimsTable claims every other table.
func claimsTable(p *probe) bool { return p.comma != 0 }
