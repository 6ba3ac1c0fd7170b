package pipeline

import (
	"slices"
	"strings"

	"tonearc/internal/aggregate"
)

// names gives the same string for the same bytes: a corpus says the names of its books and characters again and again.
type names map[string]string

func (n names) of(s string) string {
	if s == "" {
		return ""
	}
	known, ok := n[s]
	if !ok {
		known = strings.Clone(s)
		n[known] = known
	}
	return known
}

// detach copies the strings of a digest. Most of them are parts of a review's text or record, and a digest that lives as
// long as the run would keep all of that in memory.
func (n names) detach(digest *aggregate.Digest) {
	shared := func(fields ...*string) {
		for _, field := range fields {
			*field = n.of(*field)
		}
	}
	sharedAll := func(list *[]string) {
		*list = slices.Clone(*list)
		for i := range *list {
			shared(&(*list)[i])
		}
	}
	digest.ReviewID, digest.Metadata.Title = strings.Clone(digest.ReviewID), strings.Clone(digest.Metadata.Title)
	meta := &digest.Metadata
	shared(&digest.Source, &meta.Book, &meta.Reviewer, &meta.Date, &meta.Language, &meta.ISBN, &meta.WorkID, &meta.Series,
		&meta.Genre, &meta.Link)
	sharedAll(&meta.Authors)
	sharedAll(&meta.Tags)
	for i := range digest.Entities {
		ent := &digest.Entities[i]
		shared(&ent.Name)
		if r := ent.Record; r != nil {
			shared(&r.ISBN, &r.WorkID, &r.Link, &r.Series)
		}
		sharedAll(&ent.Aliases)
	}
}
