package ingest

import (
	"strings"

	"tonearc/pipeline/review"
)

// ucsd is the UCSD Book Graph's Goodreads data (Wan & McAuley 2018): reviews, and the subset in which every sentence
// is labelled as a spoiler or not.
var ucsd = recordFormat{
	name:  "ucsd",
	needs: [][]string{{"user id", "book id", "review id", "review text"}, {"user id", "book id", "review id", "review sentences"}},
	fields: map[string][]string{
		"text":     {"review text"},
		"rating":   {"rating"},
		"date":     {"date added", "timestamp", "read at", "date updated"},
		"reviewer": {"user id"},
		"book":     {"book title", "title"},
		"author":   {"book author", "author", "authors name"},
		"id":       {"review id"},
	},
	also: []string{"book id", "review sentences", "has spoiler"},
	fill: func(rec *jsonRecord, d *draft) {
		d.meta.WorkID = prefixed("goodreads:", rec.get("book id"))
		if parts := rec.all("review sentences"); d.raw == "" && len(parts) > 1 {
			b := labelledSentences(parts)
			d.body = &b
		}
	},
}

// labelledSentences joins [[flag, text], …], which come flattened; sentences with the flag 1 are spoilers.
func labelledSentences(parts []string) body {
	var b builder
	b.keep = true
	hidden := false
	for i := 0; i+1 < len(parts); i += 2 {
		if spoiler := parts[i] == "1"; spoiler != hidden {
			if hidden = spoiler; hidden {
				b.start("1", review.Spoiler, nil)
			} else {
				b.end("1")
			}
		}
		text, _ := repairText(parts[i+1])
		b.blank(" ")
		b.text(strings.TrimSpace(text))
	}
	if hidden {
		b.end("1")
	}
	return b.body()
}
