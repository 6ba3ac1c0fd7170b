package ingest

import (
	"bytes"
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

// shortcodes are the tags in brackets that WordPress and its common plug-ins know by name alone. Any other is one only
// where it has attributes, for people write in brackets, too.
var shortcodes = map[string]bool{
	"caption": true, "wp_caption": true, "gallery": true, "embed": true, "audio": true, "video": true, "playlist": true, "more": true,
	"toc": true, "contact-form": true, "sharedaddy": true, "gview": true, "youtube": true, "tweet": true, "instagram": true,
}

// removeShortcodes takes out WordPress's tags in brackets and keeps what they enclose; spoilers become spoilers, and
// the address between [embed] and [/embed] goes.
func removeShortcodes(s string) string {
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		s = s[i:]
		name, closing, n := shortcode(s)
		switch {
		case n == 0:
			out.WriteByte('[')
			s = s[1:]
			continue
		case name == "spoiler" || name == "spoilers":
			if closing {
				out.WriteString("</spoiler>")
			} else {
				out.WriteString("<spoiler>")
			}
		case !closing:
			inner := s[n:]
			if end := strings.Index(inner[:min(len(inner), 600)], "[/"+name+"]"); end >= 0 && webAddress(strings.TrimSpace(inner[:end])) != "" {
				n += end
			}
		}
		s = s[n:]
	}
}

// shortcode reads a tag in brackets at the start of s. n is its length; 0 = this is none.
func shortcode(s string) (name string, closing bool, n int) {
	end := strings.IndexByte(s[:min(len(s), 600)], ']')
	if end < 2 || strings.IndexByte(s[1:end], '[') >= 0 {
		return "", false, 0
	}
	inner := s[1:end]
	inner, closing = strings.CutPrefix(inner, "/")
	inner = strings.TrimSuffix(inner, "/")
	i := 0
	for i < len(inner) && (inner[i] >= 'a' && inner[i] <= 'z' || inner[i] >= '0' && inner[i] <= '9' || inner[i] == '_' || inner[i] == '-') {
		i++
	}
	name, rest := inner[:i], strings.TrimSpace(inner[i:])
	known := shortcodes[name] || name == "spoiler" || name == "spoilers" || strings.HasPrefix(name, "vc_") || strings.HasPrefix(name, "et_pb_") || strings.HasPrefix(name, "jetpack")
	switch {
	case name == "", i < len(inner) && inner[i] != ' ' && inner[i] != '\n' && inner[i] != '=':
		return "", false, 0
	case known && (rest == "" || strings.Contains(rest, "=")), rest != "" && strings.Contains(rest, "=") && i < len(inner) && inner[i] == ' ':
		return name, closing, end + 1
	}
	return "", false, 0
}
