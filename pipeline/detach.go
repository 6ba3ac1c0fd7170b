package pipeline

import (
	"slices"
	"strings"

	"tonearc/internal/aggregate"
)

// detach copies the strings of a digest. Most of them are parts of a review's text or record, and a digest that lives as
// long as the run would keep all of that in memory.
func detach(digest *aggregate.Digest) {
	own := func(fields ...*string) {
		for _, field := range fields {
			*field = strings.Clone(*field)
		}
	}
	ownAll := func(list *[]string) {
		*list = slices.Clone(*list)
		for i := range *list {
			own(&(*list)[i])
		}
	}
	meta := &digest.Metadata
	own(&digest.ReviewID, &digest.Source, &meta.Title, &meta.Book, &meta.Reviewer, &meta.Date, &meta.Language, &meta.ISBN,
		&meta.WorkID, &meta.Series, &meta.Genre, &meta.Link)
	ownAll(&meta.Authors)
	ownAll(&meta.Tags)
	for i := range digest.Entities {
		ent := &digest.Entities[i]
		own(&ent.Name, &ent.ISBN, &ent.WorkID, &ent.Link, &ent.Series)
		ownAll(&ent.Aliases)
	}
}
