package ingest

// amazonTSV is the tab-separated Amazon data that was once given out by AWS. It quotes nothing.
var amazonTSV = tableFormat{
	name:        "amazon_tsv",
	needs:       []string{"review id", "product title", "star rating", "review body"},
	plainQuotes: true,
	columns: map[string][]string{
		"text":     {"review body"},
		"title":    {"review headline"},
		"book":     {"product title"},
		"rating":   {"star rating"},
		"date":     {"review date"},
		"reviewer": {"customer id"},
		"id":       {"review id"},
	},
	fill: func(r *row, d *draft) {
		d.meta.WorkID = prefixed("amazon:", r.get("product id"))
		d.meta.ISBN = isbnOf(r.get("product id"))
	},
}
