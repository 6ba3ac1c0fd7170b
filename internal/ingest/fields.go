package ingest

import (
	"fmt"
	"slices"
	"strings"
)

// fieldNames are the fields that a record can have, in the words of Options.Columns.
var fieldNames = []string{"text", "title", "book", "author", "rating", "date", "isbn", "reviewer", "language", "series", "tags", "genre", "link", "id"}

// userColumns checks and normalises the user's own names of columns.
func userColumns(columns map[string]string) (map[string]string, error) {
	out := make(map[string]string, len(columns))
	for _, field := range slices.Sorted(keysOf(columns)) {
		if !slices.Contains(fieldNames, field) {
			return nil, fmt.Errorf("unknown field %q; the fields are %s", field, strings.Join(fieldNames, ", "))
		}
		name := normalName(columns[field])
		if name == "" {
			return nil, fmt.Errorf("field %q is mapped to a column without a name", field)
		}
		out[field] = name
	}
	return out, nil
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
