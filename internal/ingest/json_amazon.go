package ingest

// amazon is McAuley's Amazon review data of 2014, 2018 and 2023. In the last, title is the review's own headline.
var amazon = recordFormat{
	name: "amazon",
	needs: [][]string{
		{"reviewerid", "asin", "reviewtext", "overall"}, {"asin", "reviewtext"}, {"asin", "overall"},
		{"parent asin", "text", "user id"}, {"asin", "text", "helpful vote"},
	},
	fields: map[string][]string{
		"text":     {"reviewtext", "text"},
		"title":    {"summary", "title"},
		"book":     {"product title", "book title", "booktitle"},
		"author":   {"book author", "author", "brand"},
		"rating":   {"overall", "rating"},
		"date":     {"unixreviewtime", "timestamp", "reviewtime"},
		"reviewer": {"reviewername", "reviewerid", "user id"},
		"id":       {"review id"},
	},
	also: []string{"asin", "parent asin", "reviewtime"},
	fill: func(rec *jsonRecord, d *draft) {
		asin := rec.get("asin")
		d.meta.WorkID = prefixed("amazon:", asin)
		d.meta.ISBN = isbnOf(asin) // the ASIN of a printed book is its ISBN
		if d.meta.Date == "" {
			d.meta.Date = isoDate(rec.get("reviewtime"))
		}
	},
}
