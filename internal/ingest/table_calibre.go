package ingest

// calibre is a Calibre catalogue. Its comments are the publisher's blurb, not a review; who keeps reviews in a column
// of their own names it with --text-column. Ratings are stars.
var calibre = tableFormat{
	name:  "calibre",
	needs: []string{"author sort", "title sort", "comments", "uuid"},
	columns: map[string][]string{
		"text":     {"#review", "review", "my review", "#my review"},
		"book":     {"title"},
		"author":   {"authors"},
		"rating":   {"rating"},
		"isbn":     {"isbn"},
		"tags":     {"tags"},
		"id":       {"id"},
		"language": {},
	},
	noReviews: "a Calibre catalogue: its comments are the publisher's; if a column of yours holds reviews, name it with --text-column",
	fill: func(r *row, d *draft) {
		if series := r.get("series"); series != "" {
			d.meta.Series = series
			if n := number(r.get("series index")); n > 0 {
				d.meta.Series += " #" + trimZeros(n)
			}
		}
	},
}
