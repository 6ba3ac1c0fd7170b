package entity

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"tonearc/pipeline/review"
)

// CatalogEntry is one book that the user told us of.
type CatalogEntry struct {
	Title   string
	Author  string // "First Last"; several separated by ";" or "|"
	Series  string
	ISBN    string
	Aliases []string // other titles of the same book
}

// ReadCatalog reads a CSV table whose header names its columns: title (needed), author, series, isbn, aliases
// (separated by "|"). Rows that cannot be used are returned as skips with what to do about them; only a table without a
// title column, or one that cannot be read at all, is an error. name is how the table is called in messages.
func ReadCatalog(r io.Reader, name string) ([]CatalogEntry, []review.Skip, error) {
	table := csv.NewReader(r)
	table.FieldsPerRecord = -1
	table.LazyQuotes = true
	table.TrimLeadingSpace = true
	header, err := table.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("%s: the catalogue is empty; it needs a header line such as title,author,series,isbn,aliases", name)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	column := make(map[string]int, len(header))
	for i, cell := range header {
		cell = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(cell, "\ufeff")))
		if _, twice := column[cell]; !twice {
			column[cell] = i
		}
	}
	if _, ok := column["title"]; !ok {
		return nil, nil, fmt.Errorf("%s: no column named title; the header is %q, and it needs title,author,series,isbn,aliases", name, strings.Join(header, ","))
	}
	var out []CatalogEntry
	var skips []review.Skip
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return out, skips, nil
		}
		if err != nil {
			var parse *csv.ParseError
			if !errors.As(err, &parse) {
				return out, skips, fmt.Errorf("%s: %w", name, err)
			}
			skips = append(skips, skip(name, parse.StartLine, "the row cannot be read as CSV ("+parse.Err.Error()+"); mend its quotes"))
			continue
		}
		line, _ := table.FieldPos(0)
		cell := func(field string) string {
			if i, ok := column[field]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		entry := CatalogEntry{Title: cell("title"), Author: cell("author"), Series: cell("series"), ISBN: cell("isbn")}
		for _, alias := range strings.Split(cell("aliases"), "|") {
			if alias = strings.TrimSpace(alias); alias != "" {
				entry.Aliases = append(entry.Aliases, alias)
			}
		}
		if bare(entry.Title) == "" {
			skips = append(skips, skip(name, line, "the row has no title; fill in the title or delete the row"))
			continue
		}
		out = append(out, entry)
	}
}

func skip(name string, line int, reason string) review.Skip {
	return review.Skip{Source: name, Line: line, Kind: review.Failed, Stage: "entity", Reason: reason}
}

// catalog is the user's books, made ready for looking up.
type catalog struct {
	byFirst map[string][]knownName   // by first bare word
	books   map[string]*CatalogEntry // by bare title, main title and alias
	authors map[string]bool          // bare full names
	series  map[string]bool
}

func newCatalog(entries []CatalogEntry) catalog {
	c := catalog{
		byFirst: make(map[string][]knownName), books: make(map[string]*CatalogEntry),
		authors: make(map[string]bool), series: make(map[string]bool),
	}
	add := func(key string, kind kind) {
		if words := strings.Fields(key); len(words) > 0 {
			c.byFirst[words[0]] = append(c.byFirst[words[0]], knownName{words: words, kind: kind, key: key})
		}
	}
	for i := range entries {
		entry := &entries[i]
		for _, title := range append([]string{entry.Title, mainTitle(entry.Title)}, entry.Aliases...) {
			if key := bare(title); key != "" && c.books[key] == nil {
				c.books[key] = entry
				add(key, kindBook)
			}
		}
		for _, author := range splitAuthors(entry.Author) {
			if key := bareWords(author); key != "" && !c.authors[key] {
				c.authors[key] = true
				add(key, kindAuthor)
			}
		}
		if key := bare(seriesName(entry.Series)); key != "" && !c.series[key] {
			c.series[key] = true
			add(key, kindBook)
		}
	}
	return c
}

// kindOf tells what the catalogue says that a bare name is; none where it does not know the name.
func (c *catalog) kindOf(key string) kind {
	switch {
	case c.books[key] != nil || c.series[key]:
		return kindBook
	case c.authors[key]:
		return kindAuthor
	}
	return kindNone
}

func splitAuthors(names string) []string {
	return strings.FieldsFunc(names, func(c rune) bool { return c == ';' || c == '|' || c == '&' })
}
