package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

var (
	goodreadsBook   = regexp.MustCompile(`goodreads\.com/(?:[a-z]{2}/)?book/show/(\d+)`)
	goodreadsAuthor = regexp.MustCompile(`goodreads\.com/(?:[a-z]{2}/)?author/show/(\d+)`)
	libraryThingURL = regexp.MustCompile(`librarything\.com/work/(\d+)`)
	openLibraryURL  = regexp.MustCompile(`openlibrary\.org/works/(OL\d+W)`)
	amazonBook      = regexp.MustCompile(`amazon\.[a-z.]+/(?:[^/\s]+/)?(?:dp|gp/product)/([0-9X]{10})\b`)
)

// linkTo tells what a link's address points at: a book, an author, or any other page.
func linkTo(href string) (review.MarkKind, *review.Link) {
	href = strings.TrimSpace(href)
	link := &review.Link{URL: webAddress(href)}
	if m := goodreadsBook.FindStringSubmatch(href); m != nil {
		link.ID = "goodreads:" + m[1]
		return review.BookLink, link
	}
	if m := goodreadsAuthor.FindStringSubmatch(href); m != nil {
		link.ID = "goodreads:" + m[1]
		return review.AuthorLink, link
	}
	if m := libraryThingURL.FindStringSubmatch(href); m != nil {
		link.WorkID = "librarything:" + m[1]
		return review.BookLink, link
	}
	if m := openLibraryURL.FindStringSubmatch(href); m != nil {
		link.WorkID = "openlibrary:" + m[1]
		return review.BookLink, link
	}
	if m := amazonBook.FindStringSubmatch(href); m != nil {
		link.ID = "isbn:" + m[1]
		return review.BookLink, link
	}
	return review.WebLink, link
}

// webAddress keeps addresses that are safe to print as links: http and https. Site links ("/book/show/1") have none.
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		if !strings.ContainsAny(s, " \t\n\r<>\"") {
			return s
		}
	}
	return ""
}

const (
	maxLink  = 1500 // bytes of a whole link in brackets
	maxLabel = 400  // bytes of the text of a link
)

// bracket reads what reading sites write in brackets: [b:Short title|id|Full title (Series, #n)|Author|cover|work],
// [a:Surface|id|Name|photo], [bc:…] (a cover, no text), [text](address), [[wiki link|text]]; 0 = this is none.
func (c *recordCleaner) bracket(s string) int {
	if s = s[:min(len(s), maxLink)]; c.depth >= maxDepth {
		return 0
	}
	switch {
	case strings.HasPrefix(s, "[b:"):
		fields, n := barred(s[3:], 5)
		if n == 0 {
			return 0
		}
		link := &review.Link{ID: prefixed("goodreads:", fields[1]), Name: fields[2], Author: spaced(fields[3]), WorkID: prefixed("goodreads:", fields[5])}
		var series string
		link.Name, series = splitSeries(link.Name)
		link.Series = series
		c.inside(fields[0], review.BookLink, link)
		return 3 + n
	case strings.HasPrefix(s, "[a:"):
		fields, n := barred(s[3:], 3)
		if n == 0 {
			return 0
		}
		c.inside(fields[0], review.AuthorLink, &review.Link{ID: prefixed("goodreads:", fields[1]), Name: spaced(fields[2])})
		return 3 + n
	case strings.HasPrefix(s, "[bc:"):
		if _, n := barred(s[4:], 5); n > 0 {
			return 4 + n
		}
		return 0
	case strings.HasPrefix(s, "[["):
		return 0
	}
	end := closingBracket(s[1:min(len(s), maxLabel)])
	if end <= 0 {
		return 0
	}
	after := s[1+end+1:]
	if !strings.HasPrefix(after, "(http") && !strings.HasPrefix(after, "(www.") && !strings.HasPrefix(after, "(/") {
		return 0
	}
	stop := strings.IndexByte(after, ')')
	if stop < 0 || strings.ContainsAny(after[:stop], "\n") {
		return 0
	}
	address, _, _ := strings.Cut(after[1:stop], " ")
	if strings.HasPrefix(address, "/book/show") || strings.HasPrefix(address, "/author/show") {
		address = "https://www.goodreads.com" + address
	}
	kind, link := linkTo(address)
	c.inside(s[1:1+end], kind, link)
	return 1 + end + 1 + stop + 1
}

// barred splits the inside of a bracket at its bars, of which there are at most n; the last field ends at the bracket.
// It always returns n+1 fields. The count is the bytes up to and with the closing bracket; 0 = no such bracket.
func barred(s string, n int) ([]string, int) {
	fields := make([]string, 0, n+1)
	rest, used := s, 0
	for len(fields) < n {
		bar, end := strings.IndexByte(rest, '|'), strings.IndexByte(rest, ']')
		if bar < 0 || end >= 0 && end < bar && !barsFollow(rest[end:], n-len(fields)) {
			break
		}
		if bar > maxLink {
			return nil, 0
		}
		fields = append(fields, rest[:bar])
		rest, used = rest[bar+1:], used+bar+1
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 || end > maxLink || len(fields) == 0 && strings.ContainsAny(rest[:end], "\n[") {
		return nil, 0
	}
	fields = append(fields, rest[:end])
	used += end + 1
	for len(fields) < n+1 {
		fields = append(fields, "")
	}
	return fields, used
}

// barsFollow reports whether a bracket inside a title is followed by the remaining bars, on the same line, before the
// next link begins.
func barsFollow(s string, n int) bool {
	stop := len(s)
	for _, sign := range []string{"\n", "[b:", "[a:"} {
		if i := strings.Index(s, sign); i >= 0 {
			stop = min(stop, i)
		}
	}
	return strings.Count(s[:stop], "|") >= n
}

func prefixed(prefix, id string) string {
	if id = keyOf(id); id == "" || id == "0" {
		return ""
	}
	return prefix + id
}

// spaced collapses white space: Goodreads pads names ("Bill  Nye").
func spaced(s string) string {
	before := byte(' ')
	for i := range len(s) {
		b := s[i]
		if b <= ' ' && (b != ' ' || before == ' ') || b >= utf8.RuneSelf {
			return strings.Join(strings.Fields(s), " ")
		}
		before = b
	}
	return strings.TrimSuffix(s, " ")
}
