package ingest

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// claimsFeed claims RSS and Atom by their content.
func claimsFeed(p *probe) bool {
	if p.json || p.comma != 0 || !bytes.HasPrefix(p.start, []byte("<")) {
		return false
	}
	head := p.start[:min(len(p.start), 4096)]
	for _, sign := range []string{"<rss", "<feed", "<rdf:RDF"} {
		if bytes.Contains(head, []byte(sign)) && !bytes.Contains(bytes.ToLower(head), []byte("<html")) {
			return true
		}
	}
	return false
}

// readFeed reads every post of an RSS or Atom feed.
func readFeed(in *input, s *sink) error {
	return readItems(in, s, func(it *xmlItem, d *draft) bool {
		text := it.get("content:encoded", "content")
		if text == "" {
			text = it.get("description", "summary")
			if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "[…]") || strings.HasSuffix(text, "[...]") || strings.HasSuffix(text, "[&#8230;]") {
				d.warn("excerpt", "The feed holds only the beginning of this post.")
			}
		}
		if text == "" {
			return false
		}
		b := cleanPost(text)
		d.body = &b
		m := &d.meta
		m.Title = plain(it.get("title"))
		m.Reviewer = plain(it.get("dc:creator", "author"))
		m.Date = isoDate(it.get("pubdate", "published", "dc:date", "updated"))
		m.Link = webAddress(it.get("link"))
		if m.Link == "" && len(it.terms["link@href"]) > 0 {
			m.Link = webAddress(it.terms["link@href"][0])
		}
		for _, tag := range append(it.values["category"], it.terms["category@term"]...) {
			m.Tags = addName(m.Tags, plain(tag))
		}
		d.key = keyOf(it.get("guid", "id"))
		if d.key == "" {
			d.key = keyOf(m.Link)
		}
		return true
	})
}

// readItems reads the items of a feed. fill makes a draft of one; it returns false where the item has no text.
func readItems(in *input, s *sink, fill func(*xmlItem, *draft) bool) error {
	items := &xmlItems{lineReader: lineReader{br: in.br, max: in.max}}
	for {
		raw, line, err := items.next()
		var broken *recordError
		switch {
		case err == io.EOF:
			if s.count.Records == 0 {
				return s.excluded(0, "", "a feed without posts")
			}
			return nil
		case errors.As(err, &broken):
			if err := s.problem(broken.line, "", broken.Error()); err != nil {
				return err
			}
			continue
		case err != nil:
			return s.problem(line, "", "the feed ends here: "+reason(err))
		}
		it, err := parseItem(raw, line)
		d := &draft{line: line}
		d.meta.Language = languageCode(headValue(items.head, "language"))
		if !fill(it, d) {
			if err != nil {
				err = s.problem(line, "", "not valid XML: "+err.Error())
			} else {
				err = s.empty()
			}
			if err != nil {
				return err
			}
			continue
		}
		if it.invalid > 0 {
			d.warn("encoding", encodingWarning)
		}
		if err != nil {
			d.warn("broken_xml", "The post is not valid XML; what could be read of it was read.")
		}
		finishText(d, d.meta.Title)
		if d.notAReview == "" {
			d.notAReview = notAReview("", nil, d)
		}
		if err := s.add(d); err != nil {
			return err
		}
	}
}

// cleanPost cleans the content of a post: HTML, or plain text with line breaks.
func cleanPost(s string) body {
	s, invalid := repairText(s)
	s = unescapeMarkup(s)
	var b body
	if hasBlocks(s) {
		b = cleanHTML(s)
	} else {
		b = cleanRecord(s)
	}
	if invalid > 0 {
		b.warnings = addWarning(b.warnings, "encoding", encodingWarning)
	}
	markBlurbs(&b)
	return b
}

// hasBlocks reports whether a text's paragraphs are made by markup; else its line breaks make them.
func hasBlocks(s string) bool {
	for _, sign := range []string{"<p>", "<p ", "<P>", "<div", "<br>\n", "<!-- wp:"} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}
