package review

// Review is one text and what its source said about it. It is made by ingest and never changed afterwards.
type Review struct {
	ID       string   `json:"review_id"` // stable from night to night; see the tables' contract in the README
	Source   string   `json:"source"`    // path relative to the PATH argument, with slashes
	Line     int      `json:"line"`      // 1-based line of the record in its source; 1 for a file that is one review
	Format   string   `json:"format"`    // name in ingest's table of formats, such as "goodreads"
	Metadata Metadata `json:"metadata"`
	Text     string   `json:"text"`  // clean text: valid UTF-8, LF line ends, no markup
	Marks    []Mark   `json:"marks"` // what the markup said, sorted by Start, then by decreasing End, then by Kind
	// Warnings are doubts that the reader of the source had, such as "markup was unbalanced".
	Warnings []Warning `json:"warnings,omitempty"`
}

// Metadata is what a record says about its review besides the text. Empty means unknown.
type Metadata struct {
	Title    string   `json:"title,omitempty"`    // the review's own headline
	Book     string   `json:"book,omitempty"`     // title of the book under review, without series and edition
	Authors  []string `json:"authors,omitempty"`  // of the book, first author first, "First Last"
	Reviewer string   `json:"reviewer,omitempty"` // name or id of who wrote the review
	Date     string   `json:"date,omitempty"`     // ISO 8601, as exact as the source: 2021-05-04, 2021-05 or 2021
	Stars    float64  `json:"stars,omitempty"`    // (0, 5]; 0 = not rated
	Language string   `json:"language,omitempty"` // ISO 639-1, as told by the source or found by ingest
	ISBN     string   `json:"isbn,omitempty"`     // digits (and X) only, ISBN-13 where known
	WorkID   string   `json:"work_id,omitempty"`  // the source's id of the work or book, with a prefix: "goodreads:6334"
	Series   string   `json:"series,omitempty"`   // with number: "The Locked Tomb #1"
	Genre    string   `json:"genre,omitempty"`    // best guess from shelves and tags: horror, romance, …
	Tags     []string `json:"tags,omitempty"`     // shelves and tags, as the source wrote them
	Link     string   `json:"link,omitempty"`     // http(s) address of the review
}

// Author is the names of all authors, joined for people: "A & B".
func (m Metadata) Author() string {
	switch len(m.Authors) {
	case 0:
		return ""
	case 1:
		return m.Authors[0]
	}
	out := m.Authors[0]
	for _, name := range m.Authors[1:] {
		out += " & " + name
	}
	return out
}

// Mark is what the source's markup said about a span of the clean text.
type Mark struct {
	Span
	Kind MarkKind `json:"kind"`
	Link *Link    `json:"link,omitempty"` // for BookLink, AuthorLink and WebLink
}

// Link is the target of a link in a review.
type Link struct {
	Name   string `json:"name,omitempty"`   // the target's full name: a book's full title, an author's name
	Author string `json:"author,omitempty"` // of a linked book
	Series string `json:"series,omitempty"` // of a linked book, with number
	ID     string `json:"id,omitempty"`     // the source's own id, with a prefix: "goodreads:6334"
	WorkID string `json:"work_id,omitempty"`
	URL    string `json:"url,omitempty"`
}
