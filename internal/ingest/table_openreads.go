package ingest

import "regexp"

var dayInText = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

// openreads is the export of the Openreads app. Its description is the publisher's and not read; nor are the notes.
// Ratings are stars times ten ("45").
var openreads = tableFormat{
	name:  "openreads",
	needs: []string{"title", "author", "my review", "book format"},
	columns: map[string][]string{
		"text":   {"my review"},
		"book":   {"title"},
		"author": {"author"},
		"isbn":   {"isbn"},
		"tags":   {"tags"},
	},
	fill: func(r *row, d *draft) {
		d.meta.Stars = starsOf(r.get("rating"))
		if n := number(r.get("rating")); n >= 10 && n <= 50 {
			d.meta.Stars = scaled(n, 50)
		}
		for _, date := range dayInText.FindAllString(r.get("readings"), -1) {
			d.meta.Date = max(d.meta.Date, isoDate(date)) // of the last reading
		}
		if d.meta.Date == "" {
			d.setDate(r.get("date added"))
		}
		d.meta.WorkID = prefixed("openlibrary:", r.get("olid"))
	},
}
