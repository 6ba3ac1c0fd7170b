package ingest

import (
	"regexp"

	"tonearc/pipeline/review"
)

var (
	indexFile    = regexp.MustCompile(`^(?:index|_index|about|404|toc|summary)\.`)
	projectFile  = regexp.MustCompile(`^(?:readme|license|licence|contributing|changelog|agents|claude|code_of_conduct|security)\.`)
	placeholder  = regexp.MustCompile(`(?i)\bwrite your (?:review|text|thoughts) here\b|\byour book review content\b|\blorem ipsum dolor\b|\b(?:insert|add) your (?:review|text) here\b`)
	newsHeadline = regexp.MustCompile(`(?i)^\W*(?:(?:my |our |the )*(?:favou?rites?|best|top(?: ten| \d+)?|most anticipated|new|upcoming|exciting)\s+(?:\w+\s+)?(?:books?|reads|novels|releases|book releases)\b.*|books i(?:[’']ve)? read .*|what i read .*|.*\b(?:award|prize)s?\s+(?:nominees|nominations|winners?|finalists|shortlist|longlist)\W*|.*\btrailer|blog update.*|.*\b(?:giveaway|cover reveal|book haul|tbr|reading challenge|reading goals|wrap[- ]?up|round[- ]?up)\W*(?:\d{4})?)\W*$`)
	bookWord     = regexp.MustCompile(`(?i)\b(?:book|novel|novella|read|reading|reader|author|stor(?:y|ies)|chapter|character|memoir|series|prose|plot|page|writing|writer|tale|poem|poetry|essay|comic|manga|trilogy|sequel|narrat\w+|literature|fiction)s?\b`)
)

// notAReview says why a whole file or page is no review of a book: an index, a list of links, a template, a project's
// README, news. "" where it may be one. base is the file's name, "" for a post.
func notAReview(base string, fm frontMatter, d *draft) string {
	text, m := d.body.text, &d.meta
	about := m.Book != "" && (len(m.Authors) > 0 || m.Stars > 0 || m.ISBN != "") // it says which book it is about
	switch {
	case fm["draft"] == "true":
		return "not a review: a draft (draft: true in its front matter)"
	case placeholder.MatchString(text):
		return "not a review: a template whose text has not been written yet"
	case projectFile.MatchString(base) && (m.Stars == 0 || fm == nil):
		return "not a review: a file about a project (" + base + ")"
	}
	linked, listed, titles := 0, 0, 0
	for _, mark := range d.body.marks {
		switch mark.Kind {
		case review.WebLink, review.BookLink, review.AuthorLink:
			linked += mark.Len()
		case review.ListItem:
			listed += mark.Len()
		case review.Heading:
			if _, author := bookOf(spaced(mark.In(text))); author != "" {
				titles++
			}
		}
	}
	size := float64(max(len(text), 1))
	links, list := float64(linked)/size, float64(listed)/size
	switch {
	case links > 0.5 && (list > 0.3 || indexFile.MatchString(base)), links > 0.3 && !about && len(text) > 200:
		return "not a review: a list of links"
	case indexFile.MatchString(base) && !about && (links > 0.2 || list > 0.5):
		return "not a review: an index"
	case titles >= 5 && !about:
		return "not a review: a round-up of many books"
	case !about && newsHeadline.MatchString(m.Title):
		return "not a review: a list or news, by its headline"
	case !about && m.Stars == 0 && base != "" && !bookWord.MatchString(text) && !bookWord.MatchString(m.Title):
		return "not a review: it does not speak of a book"
	case base == "" && sitePage.MatchString(m.Title):
		return "not a review: a page about the site"
	}
	return ""
}

// sitePage is the title of a page that every blog has.
var sitePage = regexp.MustCompile(`(?i)^\W*(?:about(?: me| us| the blog)?|contact(?: me| us)?|home|privacy policy|review policy|policies|archives?|index|blogroll|disclaimer|reviews? (?:index|archive|list|a ?[-–] ?z)|sitemap|links|faq)\W*$`)
