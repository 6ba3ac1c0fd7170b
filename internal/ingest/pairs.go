package ingest

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Pages set facts and ratings as pairs of boxes: a label, and what it says ("Author", "Anna North"; "Plot", "8"). As text
// each box would be a paragraph of its own, and an 8 a sentence. joinPairs makes a row of each pair, as of a table.

var (
	pairLabel  = regexp.MustCompile(`^\p{L}[\p{L} ’'&/-]{0,39}:?$`)
	pairRating = regexp.MustCompile(`^(?:\d{1,3}(?:[.,]\d{1,2})?(?:\s*/\s*\d{1,3})?|[★☆⭐½]{1,10})$`)
	factLabel  = regexp.MustCompile(`(?i)^(?:(?:book )?title|book|authors?|author\(s\)|written by|illustrators?|translators?|narrators?|publishers?|published|publication (?:date|year)|year published|release date|pages|page count|number of pages|length|isbn(?:-?1[03])?|asin|series|genres?|format|language|source|age group|rating|my rating|date read|started|finished):?$`)
)

// maxPair is how long the parts of a pair may be, in bytes.
const maxPair = 200

// joinPairs returns the text of the node, cut off behind maxPair bytes.
func joinPairs(n *html.Node) string {
	switch n.Type {
	case html.TextNode:
		text := strings.Join(strings.Fields(n.Data[:min(len(n.Data), 2*maxPair)]), " ")
		if len(n.Data) > 2*maxPair && text != "" {
			return text + strings.Repeat(".", maxPair) // too long, whatever it is
		}
		return text
	case html.ElementNode:
		if tags[n.Data].drop || hidden(n) {
			return ""
		}
	}
	var cells []*html.Node // the elements that hold text
	var texts []string
	whole, bare := "", false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		text := joinPairs(c)
		if text == "" {
			continue
		}
		if len(whole) <= maxPair {
			whole = strings.TrimSpace(whole + " " + text)
		}
		bare = bare || c.Type == html.TextNode
		cells, texts = append(cells, c), append(texts, text)
	}
	if n.Type == html.ElementNode && !bare && holdsPairs(n) {
		joinCells(n, cells, texts)
	}
	return whole
}

// holdsPairs reports whether boxes may stand in an element.
func holdsPairs(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Tr, atom.Table, atom.Tbody, atom.Thead, atom.P, atom.Ul, atom.Ol:
		return false
	}
	return !tags[n.Data].inline
}

func joinCells(n *html.Node, cells []*html.Node, texts []string) {
	isBox := func(c *html.Node) bool { return tags[c.Data].lines > 0 || c.DataAtom == atom.Legend }
	if len(cells) == 2 && isBox(cells[0]) && isBox(cells[1]) && pairLabel.MatchString(texts[0]) && pairRating.MatchString(texts[1]) {
		joinPair(n, cells[0], cells[1], texts[0], texts[1])
		return
	}
	var pairs []int
	for i := 0; i+1 < len(cells); i++ {
		if isBox(cells[i]) && isBox(cells[i+1]) && factLabel.MatchString(texts[i]) && len(texts[i+1]) <= maxPair && !factLabel.MatchString(texts[i+1]) {
			pairs = append(pairs, i)
			i++
		}
	}
	if len(pairs) < 2 { // one may be a heading
		return
	}
	for _, i := range pairs {
		joinPair(n, cells[i], cells[i+1], texts[i], texts[i+1])
	}
}

// joinPair puts a row in the place of two boxes.
func joinPair(parent, label, value *html.Node, name, says string) {
	row := &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}
	row.AppendChild(&html.Node{Type: html.TextNode, Data: strings.TrimSuffix(name, ":")})
	cell := &html.Node{Type: html.ElementNode, DataAtom: atom.Td, Data: "td"}
	cell.AppendChild(&html.Node{Type: html.TextNode, Data: says})
	row.AppendChild(cell)
	parent.InsertBefore(row, label)
	parent.RemoveChild(label)
	parent.RemoveChild(value)
}
