package report

import (
	"fmt"
	"slices"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// What follows is for programs that write the tables in parts, on several machines: rows as bytes, one table at a time.

// ReviewTables are the tables that are written review by review, in a fixed order.
func ReviewTables() []string {
	names := make([]string, len(streamed))
	for k, s := range streamed {
		names[k] = s.name
	}
	return names
}

// TotalTables are the tables of totals and of skipped records, in a fixed order.
func TotalTables() []string {
	return []string{booksTable.name, authorsTable.name, charactersTable.name, termsTable.name, skippedTable.name}
}

// Header is the first line of a table; nil where there is no table of that name.
func Header(name string) []byte {
	if k := slices.Index(ReviewTables(), name); k >= 0 {
		return streamed[k].header(nil)
	}
	for _, t := range []struct {
		name   string
		header func([]byte) []byte
	}{
		{booksTable.name, booksTable.header}, {authorsTable.name, authorsTable.header}, {charactersTable.name, charactersTable.header},
		{termsTable.name, termsTable.header}, {skippedTable.name, skippedTable.header}, {changesTable.name, changesTable.header},
	} {
		if t.name == name {
			return t.header(nil)
		}
	}
	return nil
}

// ReviewRows are the rows of review i of the resolution in each of ReviewTables, parallel to it.
func ReviewRows(i int, an *review.Analysis, res *aggregate.Resolution) [][]byte {
	rows := make([][]byte, len(streamed))
	o := newOffsets(an.Review.Text)
	for k, s := range streamed {
		rows[k] = s.rows(nil, i, an, o, res)
	}
	return rows
}

// TotalRow is the row of a book, an author or a character with its sums, and the table that it belongs to; "" where the
// entity's type has no table of totals.
func TotalRow(ent *aggregate.Entity, reviews, mentions int, tone aggregate.Sum) (table string, row []byte) {
	r := totalRow{ent, reviews, mentions, tone}
	switch ent.Type {
	case review.Book:
		return booksTable.name, booksTable.row(nil, &r)
	case review.Author:
		return authorsTable.name, authorsTable.row(nil, &r)
	case review.Character:
		return charactersTable.name, charactersTable.row(nil, &r)
	}
	return "", nil
}

// TermRow is the row of a term in terms.csv.
func TermRow(marker aggregate.Marker) []byte { return termsTable.row(nil, &marker) }

// SkipRow is the row of a record in skipped.csv.
func SkipRow(skip review.Skip) []byte { return skippedTable.row(nil, &skip) }

// SkipKey sorts rows of skipped.csv as the table is sorted, bytewise.
func SkipKey(skip review.Skip) []byte {
	return fmt.Appendf(nil, "%s\x00%010d\x00%s\x00%s", skip.Source, skip.Line, skip.ReviewID, skip.Reason)
}

// DataPackage is data/datapackage.json as it describes the tables of a whole report.
func DataPackage(version string) ([]byte, error) { return dataPackage(version) }

// WritePages hands every page but those of single reviews, and their assets, to write: path below the report's root, and
// content.
func WritePages(opts Options, res *aggregate.Resolution, totals *aggregate.Totals, skips []review.Skip, run RunInfo, write func(path string, content []byte) error) error {
	opts.Pages = 0
	p, err := newPages(opts, res)
	if err != nil {
		return err
	}
	return p.each(totals, nil, sortedSkips(skips), run, func(f file) error { return write(f.path, f.content) })
}
