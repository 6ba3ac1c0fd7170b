package pipeline

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"unicode/utf8"

	"tonearc/internal/entity"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

// The user's own lists are settings like any other: one of which nothing can be used ends a run before it begins, since
// the user would wait in vain for it to tell. A line that makes no sense is a warning, and the rest counts.

// MaxList is how large Config.Lexicon and Config.Catalog may be, in bytes: a million lines and more.
const MaxList = 64 << 20

// checkLists reports what is wrong with a list as a whole.
func (cfg Config) checkLists() error {
	if _, _, err := readLexicon(cfg.Lexicon); err != nil {
		return err
	}
	_, _, err := readCatalog(cfg.Catalog)
	return err
}

func readLexicon(file File) ([]tone.LexiconEntry, []review.Skip, error) {
	return readList("lexicon", "word,weight,genre", file, tone.ReadLexicon)
}

func readCatalog(file File) ([]entity.CatalogEntry, []review.Skip, error) {
	return readList("catalog", "title,author,series,isbn,aliases", file, entity.ReadCatalog)
}

// readList reads a list of one kind, whose columns are columns.
func readList[T any](kind, columns string, file File, read func(io.Reader, string) ([]T, []review.Skip, error)) ([]T, []review.Skip, error) {
	if file.Name == "" {
		return nil, nil, nil
	}
	switch {
	case len(file.Data) > MaxList:
		return nil, nil, fmt.Errorf("%s %s: larger than %d MiB, so it is no list of %s", kind, file.Name, MaxList>>20, columns)
	case bytes.IndexByte(file.Data, 0) >= 0:
		return nil, nil, fmt.Errorf("%s %s: not text; save it as CSV in UTF-8 with the columns %s", kind, file.Name, columns)
	case !utf8.Valid(file.Data):
		bad := bytes.IndexFunc(file.Data, func(r rune) bool { return r == utf8.RuneError })
		line := 1 + bytes.Count(file.Data[:bad], []byte("\n"))
		return nil, nil, fmt.Errorf("%s %s, line %d: not in UTF-8; save the list as CSV in UTF-8", kind, file.Name, line)
	}
	entries, skips, err := read(bytes.NewReader(file.Data), file.Name)
	if err != nil {
		return nil, skips, fmt.Errorf("%s %w", kind, err)
	}
	if len(entries) == 0 {
		first := review.Skip{Line: 1, Reason: "it is empty"}
		if len(skips) > 0 {
			first = skips[0]
		}
		return nil, skips, fmt.Errorf("%s %s, line %d: %s; no line can be used: the columns are %s", kind, file.Name, cmp.Or(first.Line, 1), first.Reason, columns)
	}
	return entries, skips, nil
}

// toldLines is how many unusable lines of a list are told.
const toldLines = 10

// tellSkipped warns of the lines of a list that were left out.
func tellSkipped(log *slog.Logger, skips []review.Skip) {
	for i, skip := range skips {
		if i == toldLines {
			log.Warn(fmt.Sprintf("%s: and %d more lines left out", skip.Source, len(skips)-i))
			return
		}
		log.Warn(fmt.Sprintf("%s:%d: %s; the line is left out", skip.Source, skip.Line, skip.Reason))
	}
}
