package ingest

import (
	"strings"

	"golang.org/x/net/html"

	"tonearc/pipeline/review"
)

// cleanHTML takes the markup out of HTML proper: white space collapses, elements that hold no text are left out.
func cleanHTML(source string) body {
	source, invalid := repairText(source)
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(source), nil, html.ParseOptionEnableScripting(false))
	if err != nil { // nested too deeply for the parser: as records are read
		return cleanRecord(source)
	}
	out := cleanNodes(nodes...)
	if invalid > 0 {
		out.warnings = addWarning(out.warnings, "encoding", encodingWarning)
	}
	return out
}

// cleanNodes reads parsed HTML.
func cleanNodes(nodes ...*html.Node) body {
	var b builder
	for _, n := range nodes {
		b.node(n)
	}
	return b.body()
}

// node writes a node and all inside it.
func (b *builder) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.text(strings.ReplaceAll(n.Data, "\u00a0", " "))
		return
	case html.ElementNode:
	default:
		b.children(n)
		return
	}
	t := tags[n.Data]
	if t.drop || hidden(n) {
		return
	}
	kind, own := markOfClass(n)
	b.openTag(n.Data, t, attr(n, "href"))
	if own {
		b.start("class", kind, nil)
	}
	keep := b.keep
	b.keep = keep || t.pre
	b.children(n)
	b.keep = keep
	if own {
		b.end("class")
	}
	if !t.void && t.breaks == 0 {
		b.closeTag(n.Data, t)
	}
}

func (b *builder) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.node(c)
	}
}

// hidden reports whether a page shows an element at all. What is hidden="until-found" folds open, so it is there to read.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			if !strings.EqualFold(strings.TrimSpace(a.Val), "until-found") {
				return true
			}
		case "style":
			for declaration := range strings.SplitSeq(strings.ToLower(a.Val), ";") {
				property, value, _ := strings.Cut(declaration, ":")
				value, _, _ = strings.Cut(value, "!") // !important
				switch strings.TrimSpace(property) + ":" + strings.TrimSpace(value) {
				case "display:none", "visibility:hidden", "visibility:collapse":
					return true
				}
			}
		}
	}
	return false
}

// markOfClass reads a spoiler from the class that sites give it.
func markOfClass(n *html.Node) (review.MarkKind, bool) {
	for _, class := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		if class == "spoiler" || class == "spoilers" || class == "spoiler-text" || class == "bbc_spoiler" || class == "md-spoiler-text" {
			return review.Spoiler, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
