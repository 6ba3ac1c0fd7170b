package ingest

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tonearc/pipeline/review"
)

// describe collects what a page says about itself: its meta elements, schema.org data in JSON-LD and in microdata.
func describe(doc *html.Node) *pageFacts {
	f := &pageFacts{}
	var title, heading, dated string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			f.meta.Language = languageCode(attr(n, "lang"))
		case atom.Title:
			if title == "" && n.FirstChild != nil {
				title = spaced(n.FirstChild.Data)
			}
		case atom.H1:
			if heading == "" {
				heading = spaced(cleanNodes(n).text)
			}
		case atom.Article, atom.Main:
			if n.DataAtom == atom.Article || len(f.articles) == 0 {
				if n.DataAtom == atom.Article && len(f.articles) == 1 && f.articles[0].DataAtom == atom.Main {
					f.articles = f.articles[:0]
				}
				f.articles = append(f.articles, n)
			}
		case atom.Time:
			if dated == "" && !beside(n) {
				dated = isoDate(attr(n, "datetime"))
			}
		case atom.Meta:
			f.metaElement(n)
		case atom.Link:
			if attr(n, "rel") == "canonical" && f.meta.Link == "" {
				f.meta.Link = webAddress(attr(n, "href"))
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				var v any
				if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
					f.linkedData(v, 0)
				}
			}
		}
		if furniture(n) {
			f.furniture++
		}
		if isType(n, "Review") || isType(n, "CriticReview") || isType(n, "UserReview") {
			f.microdata(n)
		}
	}
	if f.meta.Title == "" {
		f.meta.Title = title
		if heading != "" {
			f.meta.Title = heading
		}
	}
	f.meta.Date = firstOf(f.meta.Date, dated)
	return f
}

// beside reports whether a node stands in a part of the page that is not its article.
func beside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if furniture(n) || isBesideText(n) {
			return true
		}
	}
	return false
}

// metaElement reads <meta name/property content>.
func (f *pageFacts) metaElement(n *html.Node) {
	value := spaced(attr(n, "content"))
	if value == "" {
		return
	}
	m := &f.meta
	switch strings.ToLower(attr(n, "property") + attr(n, "name")) {
	case "og:title":
		m.Title = value
	case "author", "article:author":
		if m.Reviewer == "" && webAddress(value) == "" {
			m.Reviewer = value
		}
	case "article:published_time", "date", "dc.date":
		if m.Date == "" {
			m.Date = isoDate(value)
		}
	case "book:isbn", "og:isbn":
		m.ISBN = isbnOf(value)
	case "article:tag":
		m.Tags = addName(m.Tags, value)
	case "keywords":
		for _, tag := range tagList(value) {
			m.Tags = addName(m.Tags, tag)
		}
	}
}

// linkedData walks JSON-LD for reviews and for the book that the page is about.
func (f *pageFacts) linkedData(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			f.linkedData(item, depth+1)
		}
	case map[string]any:
		switch {
		case typed(v, "Review", "CriticReview", "UserReview"):
			f.declared(v)
			return
		case typed(v, "Book", "Product", "CreativeWork") && f.meta.Book == "" && (typed(v, "Book") || v["isbn"] != nil):
			describeBook(&f.meta, v)
			if list, ok := v["review"].([]any); ok {
				for _, item := range list {
					f.inherit(item)
				}
			} else if one, ok := v["review"].(map[string]any); ok {
				f.inherit(one)
			}
		case typed(v, "Article", "BlogPosting", "NewsArticle"):
			if f.meta.Date == "" {
				f.meta.Date = isoDate(str(v["datePublished"]))
			}
			if f.meta.Reviewer == "" {
				f.meta.Reviewer = nameOf(v["author"])
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "about", "itemReviewed", "mainEntityOfPage"} {
			if inner, ok := v[key]; ok {
				f.linkedData(inner, depth+1)
			}
		}
	}
}

// inherit reads a review inside a book, which need not say again what it reviews.
func (f *pageFacts) inherit(item any) {
	if m, ok := item.(map[string]any); ok {
		f.declared(m)
	}
}

// declared reads a schema.org Review. One without a body describes the page's article.
func (f *pageFacts) declared(v map[string]any) {
	r := &pageReview{key: keyOf(str(v["@id"]))}
	m := &r.meta
	m.Title = plain(firstOf(str(v["headline"]), str(v["name"])))
	m.Reviewer = nameOf(v["author"])
	m.Date = isoDate(str(v["datePublished"]))
	m.Link = webAddress(str(v["url"]))
	m.Language = languageCode(str(v["inLanguage"]))
	m.Stars = ratingOf(v["reviewRating"])
	if item, ok := v["itemReviewed"].(map[string]any); ok {
		describeBook(m, item)
	}
	if m.Book == "" {
		m.Book, m.Authors, m.ISBN, m.Series = f.meta.Book, f.meta.Authors, f.meta.ISBN, f.meta.Series
	}
	text := firstOf(str(v["reviewBody"]), str(v["description"]))
	if str(v["reviewBody"]) == "" && len(strings.Fields(text)) < 60 { // an abstract; the article is the review
		text = ""
	}
	if text == "" {
		f.adopt(m)
		return
	}
	r.body = cleanPost(text)
	f.reviews = append(f.reviews, r)
}

// adopt takes over for the page what a review without a body says.
func (f *pageFacts) adopt(m *review.Metadata) {
	p := &f.meta
	if p.Stars == 0 {
		p.Stars = m.Stars
	}
	if p.Book == "" {
		p.Book, p.Authors, p.Series = m.Book, m.Authors, m.Series
	}
	p.ISBN = firstOf(p.ISBN, m.ISBN)
	p.Reviewer = firstOf(m.Reviewer, p.Reviewer)
	p.Date = firstOf(m.Date, p.Date)
}

// describeBook reads a schema.org Book.
func describeBook(m *review.Metadata, v map[string]any) {
	setBook(m, plain(str(v["name"])))
	if list, ok := v["author"].([]any); ok {
		for _, a := range list {
			m.Authors = addName(m.Authors, nameOf(a))
		}
	} else if name := nameOf(v["author"]); name != "" {
		m.Authors = authorNames(name)
	}
	if isbn := isbnOf(str(v["isbn"])); isbn != "" {
		m.ISBN = isbn
	}
}

// ratingOf reads a schema.org Rating. Where its bounds are missing it is out of five.
func ratingOf(v any) float64 {
	m, ok := v.(map[string]any)
	if !ok {
		return starsOf(str(v))
	}
	return boundedStars(str(m["ratingValue"]), str(m["bestRating"]))
}

func boundedStars(value, best string) float64 {
	if n := number(strings.TrimSpace(best)); n > 0 && n != 5 {
		return scaled(number(strings.TrimSpace(value)), n)
	}
	return starsOf(value)
}

// typed reports whether a JSON-LD object has one of these types.
func typed(v map[string]any, names ...string) bool {
	var types []any
	switch t := v["@type"].(type) {
	case string:
		types = []any{t}
	case []any:
		types = t
	}
	for _, t := range types {
		s, _ := t.(string)
		s = s[strings.LastIndexByte(s, '/')+1:]
		for _, name := range names {
			if s == name {
				return true
			}
		}
	}
	return false
}

func str(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		if len(v) > 0 {
			return str(v[0])
		}
	case map[string]any:
		return str(v["@value"])
	}
	return ""
}

// nameOf reads a person: a name, or an object that has one.
func nameOf(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return plain(str(v["name"]))
	case []any:
		if len(v) > 0 {
			return nameOf(v[0])
		}
		return ""
	}
	return plain(str(v))
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// isType reports whether an element opens a microdata item of a schema.org type.
func isType(n *html.Node, name string) bool {
	t := attr(n, "itemtype")
	return t != "" && strings.HasSuffix(strings.TrimSuffix(t, "/"), "schema.org/"+name)
}

// microdata reads a Review in microdata.
func (f *pageFacts) microdata(n *html.Node) {
	r := &pageReview{key: keyOf(attr(n, "id"))}
	m := &r.meta
	var bodyNode *html.Node
	value, best := "", ""
	var inBook, inAuthor *html.Node
	inside := func(d, scope *html.Node) bool {
		for ; d != nil && d != n; d = d.Parent {
			if d == scope {
				return scope != nil
			}
		}
		return false
	}
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		for _, property := range strings.Fields(attr(d, "itemprop")) {
			text := firstOf(attr(d, "content"), attr(d, "datetime"), spaced(cleanNodes(d).text))
			switch {
			case property == "itemReviewed":
				inBook = d
				if attr(d, "itemscope") == "" && attr(d, "itemtype") == "" {
					setBook(m, text)
				}
			case property == "reviewBody" || property == "description" && bodyNode == nil:
				bodyNode = d
			case property == "author" && !inside(d, inBook):
				inAuthor = d
				m.Reviewer = text
			case property == "author":
				inAuthor = d
				m.Authors = authorNames(text)
			case property == "name" && inside(d, inAuthor):
				if inside(inAuthor, inBook) {
					m.Authors = authorNames(text)
				} else {
					m.Reviewer = text
				}
			case property == "name" && inside(d, inBook):
				setBook(m, text)
			case property == "name" || property == "headline":
				m.Title = text
			case property == "isbn":
				m.ISBN = isbnOf(text)
			case property == "datePublished" && !inside(d, inBook):
				m.Date = isoDate(text)
			case property == "ratingValue":
				value = text
			case property == "bestRating":
				best = text
			}
		}
	}
	m.Stars = boundedStars(value, best)
	if m.Book == "" {
		enclosingBook(m, n)
	}
	if bodyNode == nil {
		f.adopt(m)
		return
	}
	if m.Book == "" {
		m.Book, m.Authors, m.ISBN, m.Series = f.meta.Book, f.meta.Authors, f.meta.ISBN, f.meta.Series
	}
	r.body = cleanNodes(bodyNode)
	f.reviews = append(f.reviews, r)
}

// enclosingBook reads the book in microdata of which a review is a property.
func enclosingBook(m *review.Metadata, n *html.Node) {
	book := scopeOf(n)
	if book == nil || !isType(book, "Book") && !isType(book, "Product") {
		return
	}
	for d := range book.Descendants() {
		if d.Type != html.ElementNode || scopeOf(d) != book {
			continue
		}
		for _, property := range strings.Fields(attr(d, "itemprop")) {
			text := firstOf(attr(d, "content"), spaced(cleanNodes(d).text))
			switch {
			case property == "name" && m.Book == "":
				setBook(m, text)
			case property == "author" && text != "":
				m.Authors = append(m.Authors, authorNames(text)...)
			case property == "isbn":
				m.ISBN = isbnOf(text)
			}
		}
	}
}

// scopeOf is the item of microdata that an element is a property of; nil where it is inside none.
func scopeOf(n *html.Node) *html.Node {
	for n = n.Parent; n != nil; n = n.Parent {
		if attr(n, "itemtype") != "" {
			return n
		}
	}
	return nil
}
