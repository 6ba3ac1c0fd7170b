package ingest

import (
	"regexp"
	"strings"

	"tonearc/pipeline/review"
)

var (
	indexFile     = regexp.MustCompile(`^(?:readme|index|_index|license|contributing|changelog|agents|claude|code_of_conduct|about|404|toc|summary)\.`)
	templateFile  = regexp.MustCompile(`(?i)\btemplate\b`)
	placeholder   = regexp.MustCompile(`(?i)\bwrite your (?:review|text|thoughts) here\b|\byour book review content\b|\blorem ipsum dolor\b|\b(?:insert|add) your (?:review|text) here\b`)
	reviewSubject = regexp.MustCompile(`(?i)\b(?:book|novel|read|reading|author|story|chapter|character|memoir|series|prose|plot|pages?|writing)s?\b`)
)

// notAReview says why a whole file or page is no review: an index, a list of links, a template, a page about
// something else. "" where it may be one. It only judges what cannot be a review by its form.
func notAReview(base string, fm frontMatter, b *body) string {
	words := len(strings.Fields(b.text))
	switch {
	case fm["draft"] == "true":
		return "not a review: a draft (draft: true in its front matter)"
	case placeholder.MatchString(b.text):
		return "not a review: a template whose text has not been written yet"
	}
	linked, listed := 0, 0
	for _, m := range b.marks {
		switch m.Kind {
		case review.WebLink, review.BookLink, review.AuthorLink:
			linked += m.Len()
		case review.ListItem:
			listed += m.Len()
		}
	}
	size := max(len(b.text), 1)
	links := float64(linked) / float64(size)
	list := float64(listed) / float64(size)
	named := indexFile.MatchString(base)
	switch {
	case links > 0.5 && words > 0 && (list > 0.3 || named):
		return "not a review: a list of links"
	case named && (links > 0.2 || list > 0.5 || !reviewSubject.MatchString(b.text)):
		return "not a review: an index or a page about the site"
	}
	return ""
}

// sitePage is the title of a page that every blog has.
var sitePage = regexp.MustCompile(`(?i)^\W*(?:about(?: me| us| the blog)?|contact(?: me| us)?|home|privacy policy|review policy|policies|archives?|index|blogroll|disclaimer|reviews? (?:index|archive|list|a ?[-–] ?z)|sitemap|links|faq)\W*$`)
