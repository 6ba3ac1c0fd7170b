package report

import (
	"strconv"
	"strings"

	"tonearc/internal/aggregate"
)

// What follows lets a caller put pages in their places itself: those that the last report has already need not be made.

// PagePath is where the page of review i stands below the report's directory; empty where it has none.
func (r *Report) PagePath(i int) string {
	if !r.pages.has(i) {
		return ""
	}
	return r.pages.path(i)
}

// EntityPath is where the page of a corpus entity stands below the report's directory; empty where it has none.
func (r *Report) EntityPath(at int) string { return r.pages.entityPath(&r.res.Entities[at]) }

// LeaveEntities tells Finish that the caller writes the pages of entities, by WriteEntity.
func (r *Report) LeaveEntities() { r.pages.apart = true }

// WriteEntity writes the page of a corpus entity. It is safe for concurrent use.
func (r *Report) WriteEntity(at int, totals *aggregate.Totals) error {
	m := r.pages.blank()
	defer r.pages.spare.Put(m)
	return r.pages.entity(m, at, totals, r.pages.write)
}

// IsPlaced reports whether a page is one of those that PagePath and EntityPath name.
func (r *Report) IsPlaced(path string) bool {
	for _, dir := range [...]string{"reviews/", "books/", "authors/", "characters/"} {
		if strings.HasPrefix(path, dir) {
			return true
		}
	}
	return false
}

// AppendContext appends all that the rows and the page of review i show besides its analysis and the Options: where its
// page is, and who its entities are in the corpus.
func (r *Report) AppendContext(dst []byte, i int) []byte {
	dst = appendParts(dst, r.PagePath(i))
	for _, at := range r.res.Of(i) {
		ent := &r.res.Entities[at]
		dst = appendParts(dst, ent.ID, ent.Name, ent.Link)
		dst = strconv.AppendBool(dst, ent.HasPage()) // where that is follows from the ID
	}
	return dst
}

// AppendEntityContext appends all that the page of a corpus entity shows besides the Options. What is said of it in sum
// follows from the reviews that name it, so that each of them is enough: appendReview appends what names all that there
// is of a review, AppendContext included.
func (r *Report) AppendEntityContext(dst []byte, at int, totals *aggregate.Totals, appendReview func([]byte, int) []byte) []byte {
	ent := &r.res.Entities[at]
	dst = appendParts(dst, ent.ID, ent.Slug, string(ent.Type), ent.Name, ent.Author, ent.Book, ent.BookID, ent.ISBN, ent.WorkID,
		ent.Link, ent.Series, strings.Join(ent.Aliases, "\x01"), strconv.Itoa(ent.Reviews), strconv.Itoa(ent.Mentions),
		strconv.FormatBool(ent.UnderReview))
	byline, related := r.pages.neighbours(ent)
	for _, link := range byline {
		dst = appendParts(dst, link.before, link.name, link.href)
	}
	dst = appendParts(dst, "related")
	for _, link := range related {
		dst = appendParts(dst, link.name, link.href)
	}
	for _, i := range totals.Entities[at].Reviews {
		dst = appendReview(appendParts(dst, "review"), int(i))
		for j, of := range r.res.Of(int(i)) {
			if int(of) == at {
				dst = append(strconv.AppendInt(dst, int64(j), 10), 0)
			}
		}
	}
	return dst
}

// appendParts appends strings so that no two lists of them look the same.
func appendParts(dst []byte, parts ...string) []byte {
	for _, part := range parts {
		dst = append(strconv.AppendInt(dst, int64(len(part)), 10), ':')
		dst = append(dst, part...)
	}
	return dst
}
