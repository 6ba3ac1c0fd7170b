package report

// table is one CSV file: how its rows are written, and what the data package says of it. The one definition serves the
// header, the rows and the schema, so that they cannot differ.
type table[R any] struct {
	name    string // file name without ".csv"
	doc     string
	key     []string
	links   []link
	columns []column[R]
}

// link is a foreign key: columns here that refer to the same columns of another table (or to its key).
type link struct {
	columns []string
	table   string
	to      []string
}

// column is one column of a table of rows R.
type column[R any] struct {
	field
	put func(dst []byte, row *R) []byte
}

// field is what the data package says of a column.
type field struct {
	name string
	kind string // Table Schema type: string, integer, number, boolean, date
	doc  string
	enum []string
	low  float64 // smallest and largest value, where low < high
	high float64
}

func text[R any](name, doc string, get func(*R) string) column[R] {
	return column[R]{field{name: name, kind: "string", doc: doc}, func(dst []byte, row *R) []byte {
		return appendText(dst, get(row))
	}}
}

// word is a text column with a closed set of values, which need no quoting.
func word[R any](name, doc string, values []string, get func(*R) string) column[R] {
	return column[R]{field{name: name, kind: "string", doc: doc, enum: values}, func(dst []byte, row *R) []byte {
		return append(dst, get(row)...)
	}}
}

func integer[R any](name, doc string, get func(*R) int) column[R] {
	return column[R]{field{name: name, kind: "integer", doc: doc}, func(dst []byte, row *R) []byte {
		return appendNumber(dst, float64(get(row)))
	}}
}

func number[R any](name, doc string, low, high float64, get func(*R) float64) column[R] {
	return column[R]{field{name: name, kind: "number", doc: doc, low: low, high: high}, func(dst []byte, row *R) []byte {
		return appendNumber(dst, get(row))
	}}
}

// maybe is a number that can be unknown: an empty cell.
func maybe[R any](name, doc string, low, high float64, get func(*R) (float64, bool)) column[R] {
	return column[R]{field{name: name, kind: "number", doc: doc, low: low, high: high}, func(dst []byte, row *R) []byte {
		if value, ok := get(row); ok {
			return appendNumber(dst, value)
		}
		return dst
	}}
}

// header appends the table's first line.
func (t *table[R]) header(dst []byte) []byte {
	for i, col := range t.columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, col.name...)
	}
	return append(dst, '\n')
}

// row appends one line.
func (t *table[R]) row(dst []byte, row *R) []byte {
	for i := range t.columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = t.columns[i].put(dst, row)
	}
	return append(dst, '\n')
}

// file appends the whole table.
func (t *table[R]) file(dst []byte, rows []R) []byte {
	dst = t.header(dst)
	for i := range rows {
		dst = t.row(dst, &rows[i])
	}
	return dst
}
