package review

// MarkKind is what the source's markup said about a span. The values are the words used in every file.
type MarkKind string

// The values of MarkKind.
const (
	Emphasis   MarkKind = "emphasis" // italic: the best sign of a title
	Strong     MarkKind = "strong"   // bold
	Heading    MarkKind = "heading"
	Quotation  MarkKind = "quotation" // block quote or pull quote: not the reviewer speaking
	Spoiler    MarkKind = "spoiler"   // hidden by the reviewer
	ListItem   MarkKind = "list_item"
	BookLink   MarkKind = "book_link"   // a link to a book, [b:…] on Goodreads
	AuthorLink MarkKind = "author_link" // a link to an author, [a:…] on Goodreads
	WebLink    MarkKind = "link"        // any other link
	Code       MarkKind = "code"        // preformatted text
	Struck     MarkKind = "struck"      // struck out
	Blurb      MarkKind = "blurb"       // the publisher's description, never the reviewer's words
)
