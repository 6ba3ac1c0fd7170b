package ingest

// storygraph is the export of The StoryGraph, old ("Author", "ISBN") and new ("Authors", "ISBN/UID"). Its reviews hold
// HTML.
var storygraph = tableFormat{
	name:  "storygraph",
	needs: []string{"title", "read status", "star rating", "review"},
	columns: map[string][]string{
		"text":   {"review"},
		"book":   {"title"},
		"author": {"authors", "author"},
		"rating": {"star rating"},
		"date":   {"last date read"},
		"isbn":   {"isbn/uid", "isbn"},
		"tags":   {"tags"},
	},
	fill: func(r *row, d *draft) {
		if d.meta.Date == "" {
			d.setDate(r.get("date added"))
		}
		for _, mood := range tagList(r.get("moods")) {
			d.meta.Tags = addName(d.meta.Tags, mood)
		}
		if status := r.get("read status"); status != "" {
			d.meta.Tags = addName(d.meta.Tags, status)
		}
	},
}
