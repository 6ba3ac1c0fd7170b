package ingest

// openLibrary is Open Library's reading log, old and new. It holds no reviews.
var openLibrary = tableFormat{
	name:  "openlibrary",
	needs: []string{"work id", "edition id", "bookshelf"},
	columns: map[string][]string{
		"book":   {"title"},
		"author": {"authors"},
		"rating": {"my ratings"},
		"id":     {"work id"},
	},
	noReviews: "an Open Library reading log, which holds no reviews",
}
