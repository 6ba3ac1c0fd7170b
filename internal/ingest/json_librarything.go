package ingest

// libraryThingJSON is LibraryThing's JSON export: an object keyed by book id. Private comments are never read.
var libraryThingJSON = recordFormat{
	name:  "librarything_json",
	needs: [][]string{{"books id", "primaryauthor"}, {"books id", "workcode"}},
	fields: map[string][]string{
		"text":     {"review"},
		"book":     {"title"},
		"author":   {"authors fl", "primaryauthor"},
		"rating":   {"rating"},
		"date":     {"dateread", "entrydate", "date"},
		"isbn":     {"originalisbn", "isbn 2", "isbn 0", "isbn"},
		"language": {"reviewlang"},
		"series":   {"series"},
		"tags":     {"tags"},
		"genre":    {"genre"},
	},
	also: []string{"books id", "workcode", "entrydate"},
	fill: func(rec *jsonRecord, d *draft) {
		d.key = keyOf(rec.get("books id"))
		d.meta.WorkID = prefixed("librarything:", rec.get("workcode"))
		if d.meta.Date == "" {
			d.setDate(rec.get("entrydate"))
		}
	},
}
