// Package ingest turns any supported input into a stream of [review.Review] values: clean text, the marks that the
// source's markup left on it, and what the source said about the review.
//
//	roots, err := ingest.Roots(paths, os.Stdin)       // the PATH arguments
//	reader, err := ingest.New(opts)
//	sources, skips, err := reader.Sources(ctx, roots) // every file, sorted, nothing opened yet
//	count, err := reader.Read(ctx, source, emit)      // the records of one file, one at a time
//	item = ledger.Admit(item)                         // in input order: unique ids, duplicates
//
// # How a source is read
//
// The bytes are unpacked (gzip, zstd: by their first bytes), UTF-16 becomes UTF-8, and the start of the file is shown
// to each entry of the table [formats]; the first that claims it reads it. Formats are told by content and name, and
// columns and keys by their names, never by their position.
//
// Each format makes a draft of every record; [sink.add] cleans its text, tells its language, gives it its id and hands
// it on. What is not analysed becomes a [review.Skip] that says why, and what the user can do about it. For every
// source, Records = Reviews + Excluded + Problems + Empty.
//
// # Robustness
//
// Nothing here trusts its input. Tables, JSON Lines and JSON arrays are read one record at a time; a record larger
// than Options.MaxRecord is passed over without being held. Unpacking stops where a file grows suspiciously. Invalid
// bytes are read as Windows-1252, with a warning on the record. A broken record is one Skip, with its line.
package ingest
