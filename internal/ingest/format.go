package ingest

// format is one way in which reviews are kept.
type format struct {
	// name is what reviews.csv and run.json call it.
	name string
	// claims reports whether a source is of this format, from its name and its first bytes.
	claims func(*probe) bool
	// read makes drafts of all records of the source.
	read func(*input, *sink) error
}

// formats is the table of all formats. The first that claims a source reads it; so the special stands before the
// general, and what is told by content before what is told by name.
//
// To add a format: one file with its claim and its reader, one line here, one case file in testdata (see README.md).
var formats = []format{
	{"wordpress", claimsWordPress, readWordPress},
	{"feed", claimsFeed, readFeed},
	{"html", claimsPage, readPage},
	goodreads.entry(),
	storygraph.entry(),
	libraryThing.entry(),
	bookwyrm.entry(),
	openreads.entry(),
	calibre.entry(),
	openLibrary.entry(),
	amazonTSV.entry(),
	ucsd.entry(),
	amazon.entry(),
	libraryThingJSON.entry(),
	genericJSON.entry(),
	{genericTable.name, claimsTable, genericTable.read},
	{"markdown", claimsMarkdown, readMarkdown},
	{"text", claimsText, readText},
}

// Kinds says in words what can be read.
const Kinds = "plain text, Markdown, HTML pages, tables (CSV, TSV) and exports of reading sites, JSON and JSON Lines, feeds (RSS, Atom), WordPress exports; .gz and .zst of these"
