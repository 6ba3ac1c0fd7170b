package ingest

import (
	"bytes"
	"regexp"
	"strings"
)

// claimsWordPress claims WXR, the export of WordPress, which is RSS with names of its own.
func claimsWordPress(p *probe) bool {
	return claimsFeed(p) && (bytes.Contains(p.head, []byte("wordpress.org/export/")) || bytes.Contains(p.head, []byte("<wp:wxr_version")))
}

// readWordPress reads the published posts and pages of a WordPress export.
func readWordPress(in *input, s *sink) error {
	return readItems(in, s, func(it *xmlItem, d *draft) bool {
		kind, status := it.get("wp:post_type"), it.get("wp:status")
		text := it.get("content:encoded")
		if text == "" {
			return false
		}
		if kind != "post" && kind != "page" && !strings.Contains(kind, "review") && !strings.Contains(kind, "book") {
			if kind == "attachment" || kind == "nav_menu_item" || kind == "revision" || strings.HasPrefix(kind, "wp_") || kind == "custom_css" {
				return false
			}
			d.notAReview = "not a review: a WordPress item of type " + kind
		}
		if status != "publish" && status != "" {
			d.notAReview = "not published: its status in WordPress is " + status
		}
		if it.get("wp:post_password") != "" {
			d.notAReview = "not published: it is behind a password in WordPress"
		}
		b := cleanPost(removeShortcodes(text))
		d.body = &b
		m := &d.meta
		m.Title = plain(it.get("title"))
		m.Reviewer = plain(it.get("dc:creator"))
		m.Date = isoDate(it.get("wp:post_date", "pubdate"))
		m.Link = webAddress(it.get("link"))
		for _, tag := range it.values["category"] {
			if tag = plain(tag); !strings.EqualFold(tag, "uncategorized") {
				m.Tags = addName(m.Tags, tag)
			}
		}
		if id := it.get("wp:post_id"); id != "" {
			d.key = keyOf(id)
		} else {
			d.key = keyOf(it.get("guid"))
		}
		return true
	})
}

var (
	shortcodeSpoiler = regexp.MustCompile(`(?is)\[spoiler[^\]]{0,200}\](.*?)\[/spoiler\]`)
	// shortcodeTag is a tag in brackets that has attributes, or one that WordPress itself knows.
	shortcodeTag = regexp.MustCompile(`(?i)\[/?(?:[a-z][a-z0-9_-]{1,40}(?:\s+[a-z][a-z0-9_-]*\s*=\s*(?:"[^"\]]*"|'[^'\]]*'|&#8221;[^\]]*?|[^\s"'\]]+))+|(?:wp_)?caption|gallery|embed|audio|video|playlist|more|toc|contact-form|sharedaddy|gview|youtube|tweet|instagram|jetpack[a-z_-]*|vc_[a-z_]+|et_pb_[a-z_]+|/?[a-z]+_[a-z_]+)\s*/?\]`)
	embedBody    = regexp.MustCompile(`(?is)\[(embed|audio|video|gallery|playlist|youtube)[^\]]{0,500}\]\s*https?://\S+?\s*\[/(?:embed|audio|video|gallery|playlist|youtube)\]`)
)

// removeShortcodes takes out WordPress's tags in brackets and keeps what they enclose; spoilers become spoilers.
func removeShortcodes(s string) string {
	if !strings.Contains(s, "[") {
		return s
	}
	s = shortcodeSpoiler.ReplaceAllString(s, "<spoiler>$1</spoiler>")
	s = embedBody.ReplaceAllString(s, "")
	return shortcodeTag.ReplaceAllString(s, "")
}
