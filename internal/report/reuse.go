package report

import "tonearc/internal/aggregate"

// EntityPages hands the pages of books, authors and characters to a caller with workers; Finish leaves them out then.
// write(at), for every at in [0, n), is safe for concurrent use.
func (r *Report) EntityPages(totals *aggregate.Totals) (n int, write func(at int) error) {
	r.pages.apart = true
	return len(r.res.Entities), func(at int) error {
		m := r.pages.blank()
		defer r.pages.spare.Put(m)
		return r.pages.entity(m, at, totals, r.pages.write)
	}
}

// PagePath is where the page of review i stands below the report's directory; empty where it has none.
func (r *Report) PagePath(i int) string {
	if !r.pages.has(i) {
		return ""
	}
	return r.pages.path(i)
}

// AppendPageLinks appends all that the page of review i shows besides its analysis and the Options: where its entities
// have pages.
func (r *Report) AppendPageLinks(dst []byte, i int) []byte {
	for _, at := range r.res.Of(i) {
		dst = append(dst, r.pages.entityPath(&r.res.Entities[at])...)
		dst = append(dst, 0)
	}
	return dst
}
