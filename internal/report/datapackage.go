package report

import (
	"encoding/json"
)

// resource is one table in datapackage.json (Frictionless Data Package, Table Schema).
type resource struct {
	Name        string         `json:"name"`
	Path        string         `json:"path"`
	Description string         `json:"description"`
	Format      string         `json:"format"`
	MediaType   string         `json:"mediatype"`
	Encoding    string         `json:"encoding"`
	Dialect     map[string]any `json:"dialect"`
	Schema      schema         `json:"schema"`
}

type schema struct {
	Fields        []schemaField   `json:"fields"`
	PrimaryKey    []string        `json:"primaryKey,omitempty"`
	ForeignKeys   []schemaForeign `json:"foreignKeys,omitempty"`
	MissingValues []string        `json:"missingValues"`
}

type schemaField struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Description string         `json:"description"`
	TrueValues  []string       `json:"trueValues,omitempty"`
	FalseValues []string       `json:"falseValues,omitempty"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

type schemaForeign struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

// resource describes the table.
func (t *table[R]) resource() resource {
	s := schema{PrimaryKey: t.key, MissingValues: []string{""}}
	for _, col := range t.columns {
		s.Fields = append(s.Fields, col.field.schema())
	}
	for _, l := range t.links {
		foreign := schemaForeign{Fields: l.columns}
		foreign.Reference.Resource, foreign.Reference.Fields = l.table, l.to
		s.ForeignKeys = append(s.ForeignKeys, foreign)
	}
	return resource{
		Name: t.name, Path: t.name + ".csv", Description: t.doc, Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Dialect: map[string]any{"header": true, "delimiter": ",", "quoteChar": `"`, "doubleQuote": true, "lineTerminator": "\n"},
		Schema:  s,
	}
}

func (f field) schema() schemaField {
	out := schemaField{Name: f.name, Type: f.kind, Description: f.doc}
	if f.kind == "boolean" {
		out.TrueValues, out.FalseValues = []string{"1"}, []string{"0"}
	}
	if f.low < f.high {
		out.Constraints = map[string]any{"minimum": f.low, "maximum": f.high}
	}
	if f.enum != nil {
		out.Constraints = map[string]any{"enum": f.enum}
	}
	return out
}

// dataPackage is data/datapackage.json.
func dataPackage(version string) ([]byte, error) {
	resources := []resource{
		reviewsTable.resource(), sentencesTable.resource(), entitiesTable.resource(), mentionsTable.resource(),
		shiftsTable.resource(), booksTable.resource(), authorsTable.resource(), charactersTable.resource(),
		aspectsTable.resource(), comparisonsTable.resource(), termsTable.resource(), changesTable.resource(),
		skippedTable.resource(),
	}
	out, err := json.MarshalIndent(map[string]any{
		"profile":     "tabular-data-package",
		"name":        "tonearc",
		"title":       "Book reviews, read by machine",
		"version":     version,
		"description": "Tones and feels lie in [-1, 1], probabilities, shares and positions in [0, 1]. Offsets count Unicode code points, half-open, in the review's cleaned text. Lists inside a cell are separated by |, with \\|, \\: and \\\\ escaped. Each 95 % interval is low to high.",
		"formulaNeutralisation": map[string]string{
			"prefix": "'",
			"rule":   "A text cell that a spreadsheet would run as a formula (first character, also behind spaces, one of = + - @, tab or carriage return; a plain negative number is left alone), or that begins with an apostrophe, has a leading apostrophe put before it. Cut one leading apostrophe to undo.",
		},
		"resources": resources,
	}, "", "  ")
	return append(out, '\n'), err
}
