package ingest

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tonearc/pipeline/review"
)

// claimsPage claims HTML pages by name or content.
func claimsPage(p *probe) bool {
	switch p.ext {
	case ".html", ".htm", ".xhtml":
		return true
	case ".md", ".markdown", ".txt", ".csv", ".tsv", ".json", ".jsonl":
		return false
	}
	return looksLikePage(p.start)
}

// looksLikePage reports whether a source begins like a page.
func looksLikePage(start []byte) bool {
	head := bytes.ToLower(start[:min(len(start), 1024)])
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<html"))
}

// readPage reads a page: the reviews that it declares by schema.org's vocabulary, or else its article as one review.
func readPage(in *input, s *sink) error {
	data, err := in.readAll()
	if err != nil {
		return s.problem(0, "", reason(err))
	}
	source, invalid := repairText(string(data))
	doc, err := html.ParseWithOptions(strings.NewReader(source), html.ParseOptionEnableScripting(false))
	if err != nil {
		return s.problem(0, "", "the page cannot be parsed ("+err.Error()+"); save its article as plain text")
	}
	page := describe(doc)
	clearAway(doc)
	var drafts []*draft
	for _, r := range page.reviews {
		d := &draft{line: 1, meta: r.meta, body: &r.body, key: r.key}
		if len(page.reviews) == 1 {
			d.file, d.key = true, ""
		}
		drafts = append(drafts, d)
	}
	if len(drafts) == 0 {
		d := &draft{line: 1, file: true, meta: page.meta}
		b, why := article(doc, page)
		markBlurbs(&b)
		d.body, d.notAReview = &b, why
		finishText(d, d.meta.Title)
		if d.notAReview == "" {
			d.notAReview = notAReview(in.stem, nil, d)
		}
		drafts = append(drafts, d)
	}
	for _, d := range drafts {
		if invalid > 0 {
			d.warn("encoding", encodingWarning)
		}
		if d.body.text == "" {
			if err := s.excluded(1, "", "not a review: a page without an article"); err != nil {
				return err
			}
			continue
		}
		if err := s.add(d); err != nil {
			return err
		}
	}
	return nil
}

// article finds the text of the page that is its article. A page without navigation is its own article; in others a
// well-kept extractor finds it, unless the page names it with <article> or <main>.
func article(doc *html.Node, page *pageFacts) (b body, why string) {
	if page.furniture == 0 {
		return textOf(doc), ""
	}
	if len(page.articles) == 1 && !hasFurniture(page.articles[0]) {
		if b := textOf(page.articles[0]); len(strings.Fields(b.text)) >= minLanguageWords {
			return b, ""
		}
	}
	found, err := readability.FromDocument(clonePage(doc), nil)
	if err != nil || found.Node == nil {
		return textOf(doc), ""
	}
	m := &page.meta
	if m.Title == "" {
		m.Title = plain(found.Title())
	}
	if m.Reviewer == "" {
		m.Reviewer = plain(found.Byline())
	}
	if m.Date == "" {
		if t, err := found.PublishedTime(); err == nil && !t.IsZero() {
			m.Date = t.Format(time.DateOnly)
		}
	}
	return textOf(found.Node), ""
}

func textOf(n *html.Node) body {
	joinPairs(n)
	return cleanNodes(n)
}

// furniture is what stands on a page beside its article.
func furniture(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form:
		return true
	}
	return false
}

func hasFurniture(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && furniture(d) {
			return true
		}
	}
	return false
}

// besideText are names, as class or id, of what systems for blogs put into the article itself: buttons, notices about
// cookies, other posts, comments.
var besideText = regexp.MustCompile(`(?i)^(?:sharedaddy|sd-(?:block|sharing|like|social)\S*|share-?buttons?|social-?(?:share|sharing|links|icons|buttons)|sharing|post-?share|addtoany\S*|a2a_kit|` +
	`jp-relatedposts|related-?(?:posts?|articles|content)|yarpp\S*|crp_related|post-navigation|posts-navigation|nav-links|pagination|breadcrumbs?|` +
	`(?:cookie|gdpr)-?(?:notice|banner|bar|consent|law|message|popup|policy)?|cookie-law-info-bar|newsletter(?:-?(?:signup|form|box))?|mc_embed_signup|subscribe(?:-?(?:form|box))?|jetpack_subscription_widget|` +
	`sidebar|widget-?area|comments(?:-?(?:area|section|list))?|comment-?(?:list|respond|form)|respond|disqus_thread|screen-reader-text|sr-only|skip-link)$`)

// clearAway takes out of a page its lists of tags and what is named as standing beside its text, unless that holds most
// of the text there is.
func clearAway(doc *html.Node) {
	whole := textSize(doc)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if (isBesideText(c) || isTagList(c)) && 2*textSize(c) < whole {
				n.RemoveChild(c)
			} else {
				walk(c)
			}
			c = next
		}
	}
	walk(doc)
}

func isBesideText(n *html.Node) bool {
	switch n.DataAtom {
	case 0, atom.Html, atom.Body, atom.Main, atom.Article, atom.P:
		return false
	}
	for _, name := range append(strings.Fields(attr(n, "class")), attr(n, "id")) {
		if besideText.MatchString(name) {
			return true
		}
	}
	return false
}

var (
	// tagPath is the end of an address under which a site lists its posts of one kind.
	tagPath = regexp.MustCompile(`(?i)/(?:tags?|categor(?:y|ies)|topics?|labels?|genres?)/[^/]+/?$`)
	// besideTags is what stands between the links of a list of tags.
	besideTags = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:(?:tags?|tagged|labels?|topics?|genres?|categor(?:y|ies)|(?:filed|posted) (?:in|under))[^\pL\pN]*)?$`)
)

// isTagList reports whether a node is a list of tags, or one box of such a list: it holds links to tags' pages, and no
// other words. A link that a sentence has in italics is none.
func isTagList(n *html.Node) bool {
	switch n.DataAtom {
	case 0, atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return false
	case atom.Span, atom.Em, atom.I, atom.Cite, atom.Strong, atom.B, atom.U, atom.Small, atom.Mark:
		if isInSentence(n) {
			return false
		}
	}
	hasLink := false // asked first: most nodes have none, and their text need not be read
	for c := range n.ChildNodes() {
		hasLink = hasLink || isTagLink(c)
	}
	if !hasLink {
		return false
	}
	for c := range n.ChildNodes() {
		isCode := c.DataAtom == atom.Style || c.DataAtom == atom.Script
		if !isCode && !isTagLink(c) && !besideTags.MatchString(textWithin(c)) {
			return false
		}
	}
	return true
}

// isInSentence reports whether other words stand right before or behind a node than stand between tags.
func isInSentence(n *html.Node) bool {
	for _, c := range [...]*html.Node{n.PrevSibling, n.NextSibling} {
		if c != nil && c.Type == html.TextNode && !besideTags.MatchString(c.Data) {
			return true
		}
	}
	return false
}

func isTagLink(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	address, _, _ := strings.Cut(attr(n, "href"), "?")
	return slices.Contains(strings.Fields(attr(n, "rel")), "tag") || tagPath.MatchString(address)
}

// textWithin is the text of a node.
func textWithin(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// textSize is the size of the text in a node, in bytes.
func textSize(n *html.Node) int {
	size := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			size += len(strings.TrimSpace(d.Data))
		}
	}
	return size
}

// clonePage copies a document, because the extractor changes what it is given.
func clonePage(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.AppendChild(clonePage(child))
	}
	return c
}

// pageReview is a review that a page declares.
type pageReview struct {
	meta review.Metadata
	body body
	key  string
}

// pageFacts is what a page says about itself.
type pageFacts struct {
	meta      review.Metadata
	reviews   []*pageReview
	articles  []*html.Node
	furniture int
}
