package ingest

import (
	"regexp"
	"strings"

	"tonearc/pipeline/review"
)

var (
	// seriesTail is "(The Locked Tomb #1)", "(Discworld, #8; City Watch #1)", "(Convergence Book 5)", "(Dune, Vol. 2)".
	seriesTail = regexp.MustCompile(`^(.*\S)\s*\(([^()]*?),?\s*(?:#\s*|\b(?:[Bb]ook|[Vv]ol\.?|[Vv]olume|[Nn]o\.?|[Pp]art)\s+#?)(\d[\d.\-–]*)([^()]*)\)$`)
	// editionTail is "(Vintage International)", "[Paperback]", "(Kindle Edition)".
	editionTail = regexp.MustCompile(`(?i)\s*[(\[][^()\[\]]*\b(?:edition|paperback|hardcover|hardback|kindle|audio ?book|audio cd|audible|ebook|e-book|vintage|penguin|classics?|unabridged|abridged|illustrated|reprint|revised|anniversary|library|press|books|publishing|large print|mass market|boxed set|import|isbn[^()\[\]]*)\b[^()\[\]]*[)\]]$`)
)

// setBook sets the book's title, with series and edition taken off.
func setBook(m *review.Metadata, title string) {
	title, series := splitSeries(title)
	if title == "" {
		return
	}
	m.Book = title
	if series != "" {
		m.Series = series
	}
}

// splitSeries cuts "Gideon the Ninth (The Locked Tomb, #1)" into title and "The Locked Tomb #1", and takes editions off.
func splitSeries(title string) (book, series string) {
	title = spaced(title)
	for range 3 {
		if !strings.HasSuffix(title, ")") && !strings.HasSuffix(title, "]") {
			break // as most titles: neither fits
		}
		if m := seriesTail.FindStringSubmatch(title); m != nil && strings.TrimSpace(m[2]) != "" {
			if series == "" {
				series = strings.TrimRight(strings.TrimSpace(m[2]), ",;: ") + " #" + strings.TrimRight(m[3], ".-–")
			}
			title = m[1]
			continue
		}
		if i := editionTail.FindStringIndex(title); i != nil && i[0] > 0 {
			title = title[:i[0]]
			continue
		}
		break
	}
	return title, series
}

// authorNames cuts a cell of authors into names, first name first.
func authorNames(s string) []string {
	s = spaced(s)
	if s == "" {
		return nil
	}
	var names []string
	for _, part := range splitNames(s) {
		names = addName(names, part)
	}
	return names
}

var nameBreak = regexp.MustCompile(`\s*(?:;|\||\s&\s|\sand\s|\swith\s)\s*`)

// splitNames cuts at semicolons, bars, "&" and "and"; at commas, unless there is one comma and it turns a name round
// ("Ishiguro, Kazuo"), or what follows it belongs to the name before ("Sammy Davis, Jr.").
func splitNames(s string) []string {
	var names []string
	parts := []string{s}
	if strings.ContainsAny(s, ";|&") || strings.Contains(s, "and") || strings.Contains(s, "with") {
		parts = nameBreak.Split(s, -1)
	}
	for _, part := range parts {
		pieces := strings.Split(part, ",")
		for i := range pieces {
			pieces[i] = strings.TrimSpace(pieces[i])
		}
		if len(pieces) == 2 && turned(pieces[0], pieces[1]) {
			names = append(names, pieces[1]+" "+pieces[0])
			continue
		}
		for _, piece := range pieces {
			if len(names) > 0 && suffixes[strings.ToLower(strings.TrimRight(piece, "."))] {
				names[len(names)-1] += ", " + piece
				continue
			}
			names = append(names, piece)
		}
	}
	return names
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true, "ph.d": true, "md": true, "m.d": true, "esq": true}

// turned reports whether "last, first" is one name turned round: a one-word surname, or first names only behind it.
func turned(last, first string) bool {
	if suffixes[strings.ToLower(strings.TrimRight(first, "."))] || first == "" || last == "" {
		return false
	}
	return !strings.Contains(last, " ") || !strings.Contains(first, " ") && particles[strings.ToLower(strings.Fields(last)[0])]
}

var particles = map[string]bool{"le": true, "de": true, "van": true, "von": true, "la": true, "du": true, "der": true, "di": true, "st.": true, "mac": true, "o": true, "al": true, "del": true}

var role = regexp.MustCompile(`\s*\((?i:author|narrator|translator|editor|illustrator|introduction|foreword|contributor|goodreads author)[^)]*\)$`)

// addName adds a name that is not there yet.
func addName(names []string, name string) []string {
	if name = spaced(name); strings.HasSuffix(name, ")") {
		name = role.ReplaceAllString(name, "")
	}
	if name == "" || strings.EqualFold(name, "unknown") {
		return names
	}
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return names
		}
	}
	return append(names, name)
}
