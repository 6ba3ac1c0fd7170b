package ingest

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"

	"tonearc/pipeline/review"
)

func claimsMarkdown(p *probe) bool {
	switch p.ext {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd":
		return true
	}
	return p.ext == "" && withFrontMatter.Match(p.start) // standard input has no name
}

// withFrontMatter is how a text with front matter in YAML or TOML begins.
var withFrontMatter = regexp.MustCompile(`^(?:---[ \t]*\r?\n(?:#.*\n)?[\w "'-]{1,60}:(?s:.*?)\n(?:---|\.\.\.)[ \t]*\r?\n|\+\+\+[ \t]*\r?\n(?:#.*\n)?[\w "'.-]{1,60}=(?s:.*?)\n\+\+\+[ \t]*\r?\n)`)

// markdown turns Markdown into HTML, which html.go cleans: so raw HTML inside Markdown is read as it is meant.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
	goldmark.WithParserOptions(parser.WithAttribute()),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// readMarkdown reads a Markdown file as one review.
func readMarkdown(in *input, s *sink) error {
	data, err := in.readAll()
	if err != nil {
		return s.problem(0, "", reason(err))
	}
	source, invalid := repairText(string(data))
	fm, text, damaged := cutFrontMatter(source)
	d := &draft{line: 1, file: true}
	if invalid > 0 {
		d.warn("encoding", encodingWarning)
	}
	if damaged != nil {
		d.warn("front_matter", "The front matter could not be parsed as a whole; it was read line by line.")
	}
	b := cleanMarkdown(text)
	cutNotice(&b)
	d.body = &b
	if b.text == "" {
		if inner := fm.first("review", "review text", "text", "body"); inner != "" && !strings.Contains(inner, "://") {
			b = cleanMarkdown(inner)
		}
	}
	fillFromFrontMatter(d, fm, s.reader.columns)
	if d.meta.Date == "" {
		d.meta.Date = dateOfName(in.stem)
	}
	finishText(d, headingOf(&b))
	d.notAReview = notAReview(in.stem, fm, d)
	return s.add(d)
}

// datedName is the name that Jekyll gives a post, and many a diary a page: "2015-05-02-dune.md", "20150502-dune.md".
var datedName = regexp.MustCompile(`^((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?:\D|$)`)

// dateOfName is the date with which a file's name begins; "" where it begins with none.
func dateOfName(stem string) string {
	m := datedName.FindStringSubmatch(stem)
	if m == nil {
		return ""
	}
	return dateText(m[1], m[2], m[3])
}

var (
	wikiLink  = regexp.MustCompile(`!?\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\]`)
	footnote  = regexp.MustCompile(`(?m)^\[\^[^\]\n]{1,40}\]:[ \t]*|\[\^[^\]\n]{1,40}\]`) // its mark; its text stays
	mdxImport = regexp.MustCompile(`(?m)^(?:import|export)\s.+\bfrom\s+['"].+['"];?\s*$`)
)

// Signs of strong emphasis around nothing, which converters leave where a line break was set in bold: alone on a line,
// and doubled at its start.
var (
	loneStrong   = regexp.MustCompile(`(?m)^[ \t]*(?:\*\*|__)[ \t]*$`)
	doubleStrong = regexp.MustCompile(`(?m)^\*{4}([^*\s])`)
)

// replaceEnclosed replaces what stands between two signs, within a reasonable distance, by what with makes of it.
func replaceEnclosed(s, opening, closing string, with func(inner string) string) string {
	const farthest = 4000
	var out strings.Builder
	for {
		i := strings.Index(s, opening)
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		rest := s[i+len(opening):]
		end := strings.Index(rest[:min(len(rest), farthest)], closing)
		if end < 0 {
			out.WriteString(s[:i+len(opening)])
			s = rest
			continue
		}
		out.WriteString(s[:i])
		out.WriteString(with(rest[:end]))
		s = rest[end+len(closing):]
	}
}

func nothing(string) string { return "" }

// cleanMarkdown turns Markdown into clean text and marks.
func cleanMarkdown(source string) body {
	// Hugo's shortcodes and Jekyll's Liquid go; what shortcodes enclose stays.
	source = replaceEnclosed(source, "{{", "}}", nothing)
	source = replaceEnclosed(source, "{%", "%}", nothing)
	if strings.Contains(source, "[[") {
		source = wikiLink.ReplaceAllStringFunc(source, func(link string) string {
			m := wikiLink.FindStringSubmatch(link)
			if strings.HasPrefix(link, "!") {
				return "" // an embedded file
			}
			if m[2] != "" {
				return m[2]
			}
			name, _, _ := strings.Cut(m[1], "#")
			return path.Base(strings.TrimSuffix(name, ".md"))
		})
	}
	for _, signs := range [][2]string{{">!", "!<"}, {"||", "||"}} {
		source = replaceEnclosed(source, signs[0], signs[1], func(inner string) string {
			if strings.Contains(inner, "\n\n") || strings.TrimSpace(inner) == "" || strings.Contains(inner, "|") {
				return signs[0] + inner + signs[1]
			}
			return `<span class="spoiler">` + inner + `</span>`
		})
	}
	if strings.Contains(source, "import ") || strings.Contains(source, "export ") {
		source = mdxImport.ReplaceAllString(source, "")
	}
	if strings.Contains(source, "[^") {
		source = footnote.ReplaceAllString(source, "")
	}
	source = doubleStrong.ReplaceAllString(loneStrong.ReplaceAllString(source, ""), "**$1")
	if isKnotted(source) {
		return cleanRecord(source)
	}
	var out bytes.Buffer
	if err := markdown.Convert([]byte(source), &out); err != nil {
		return cleanRecord(source)
	}
	b := cleanHTML(out.String())
	markBlurbs(&b)
	return b
}

// blockMarkers is a line that opens more than forty quotations or lists at once.
var blockMarkers = regexp.MustCompile(`^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){40}`)

// isKnotted reports whether a text nests deeper than anybody writes. The time that Markdown takes grows with the square
// of the depth, so such a text is read as records are.
func isKnotted(source string) bool {
	for line := range strings.SplitSeq(source, "\n") {
		if blockMarkers.FindStringIndex(line) != nil && strings.Trim(line, "-*_+ \t") != "" {
			return true
		}
		run := 0
		for i := 0; i < len(line); i++ {
			if c := line[i]; c == '[' || c == '!' || c == '(' || c == '<' || c == '`' {
				if run++; run > 2000 {
					return true
				}
			} else if c == ']' || c == ')' || c == '>' {
				run = max(0, run-1)
			}
		}
	}
	return false
}

// headingOf is the first line of the text where it is a heading or stands alone as a title.
func headingOf(b *body) string {
	for _, m := range b.marks {
		if m.Kind == review.Heading && m.Start == 0 {
			return m.In(b.text)
		}
	}
	return ""
}

// fillFromFrontMatter reads what the front matter says about the review.
func fillFromFrontMatter(d *draft, fm frontMatter, user map[string]string) {
	names := map[string][]string{
		"title":    {"title", "review title", "headline"},
		"book":     {"book title", "book name", "booktitle", "book", "review book", "review title book", "item", "work title"},
		"author":   {"book author", "book authors", "bookauthor", "authors", "author", "author name", "book author name", "writer", "by"},
		"rating":   {"rating", "my rating", "stars", "star rating", "score", "review rating", "book rating", "review stars", "rating value", "grade"},
		"date":     {"date", "review date", "date read", "dateread", "finish date", "finished", "datefinish", "date finished", "completeddate", "completed", "read", "published at", "pubdate", "publishdate", "created"},
		"isbn":     {"isbn13", "isbn", "book isbn", "book isbn13", "isbn10", "review isbn"},
		"reviewer": {"reviewer", "reviewed by", "review author"},
		"language": {"language", "lang", "locale"},
		"series":   {"series", "book series", "series name"},
		"tags":     {"tags", "categories", "shelves", "bookshelves", "shelf", "category", "genres", "keywords"},
		"genre":    {"genre", "genres", "book genre"},
		"link":     {"url", "link", "permalink", "canonical"},
	}
	get := func(field string) string {
		if own, ok := user[field]; ok {
			return fm.first(own)
		}
		return fm.first(names[field]...)
	}
	m := &d.meta
	author := get("author")
	fillMetadata(d, get)
	d.key = ""
	if author != "" {
		m.Authors = authorNames(plain(author))
	}
	book, by := bookOf(m.Title)
	switch {
	case by != "":
		names := authorNames(by)
		switch {
		case len(m.Authors) == 0:
			m.Authors = names
		case fm.first("book author", "book authors") != "" || sameNames(names, m.Authors):
		case m.Book != "" && !sameTitle(m.Book, book):
			// Front matter that speaks of another book than the headline was left over from another post.
			m.Authors, m.Book, m.Series, m.ISBN = names, "", "", ""
		default:
			// "Book Review: Dune by Frank Herbert", author: Strakul: the author is the blog's.
			if m.Reviewer == "" {
				m.Reviewer = m.Authors[0]
			}
			m.Authors = names
		}
		if m.Book == "" {
			setBook(m, book)
		}
	case m.Book == "" && book != "":
		setBook(m, book)
	case m.Book == "" && m.Title != "" && isBlogPost(fm) && m.ISBN == "" && m.Stars == 0:
		// title: and author: are the post's; the text has to say what it is about.
		if len(m.Authors) > 0 && m.Reviewer == "" {
			m.Reviewer = m.Authors[0]
		}
		m.Authors = nil
	case m.Book == "" && m.Title != "" && (len(m.Authors) > 0 || m.ISBN != "" || m.Stars > 0):
		setBook(m, stripEmoji(m.Title)) // title: and author: of a book, with a text about it
	}
	if n := fm.first("seriesnumber", "series number", "series index", "series volume", "book number"); n != "" && m.Series != "" && !strings.Contains(m.Series, "#") {
		m.Series += " #" + strings.TrimPrefix(n, "#")
	}
}

// isBlogPost reports whether front matter is that of a post of a blog, rather than of a book.
func isBlogPost(fm frontMatter) bool {
	switch strings.ToLower(fm.first("layout", "template", "type")) {
	case "post", "posts", "blog", "blogpost", "blog post", "article", "page", "default", "single":
		return fm.first("book", "book title", "book author", "series", "goodreads", "pages") == ""
	}
	return false
}

// sameTitle reports whether one of two titles begins with the other: "Dune" and "Dune: A Novel".
func sameTitle(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

func sameNames(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if strings.EqualFold(x, y) {
				return true
			}
		}
	}
	return false
}
