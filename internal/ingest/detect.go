package ingest

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// probe is what a format sees of a source before it claims it.
type probe struct {
	*input
	start  []byte   // head without leading white space
	header []string // normalised column names, where the source is a table
	comma  byte     // what separates its columns; 0 = not a table
	keys   []string // normalised keys of the first record, where the source is JSON
	json   bool
}

// detect finds the format of a source, or says why none reads it.
func detect(in *input) (*format, *review.Skip) {
	p := &probe{input: in, start: bytes.TrimLeft(in.head, " \t\r\n")}
	if len(p.start) == 0 && in.whole {
		return nil, &review.Skip{Kind: review.Excluded, Reason: "empty file"}
	}
	if why, kind := foreign(p); why != "" {
		return nil, &review.Skip{Kind: kind, Reason: why}
	}
	p.lookAtJSON()
	p.lookAtTable()
	for i := range formats {
		if formats[i].claims(p) {
			return &formats[i], nil
		}
	}
	return nil, unclaimed(p)
}

// unclaimed says why a source is of no format.
func unclaimed(p *probe) *review.Skip {
	switch p.ext {
	case ".csv", ".tsv", ".tab":
		return &review.Skip{Kind: review.Failed, Reason: "not a table: it begins with \"<\", as XML and pages do; let its name end in .xml or .html"}
	case ".xml", ".rss", ".atom":
		return &review.Skip{Kind: review.Excluded, Reason: "XML of a kind that is not read: no RSS or Atom feed, and no WordPress export"}
	case "":
		return &review.Skip{Kind: review.Excluded, Reason: "files whose names have no ending are not read; name the file itself to have it read as plain text"}
	}
	return &review.Skip{Kind: review.Excluded, Reason: fmt.Sprintf("files ending in %q are not read; name the file itself to have it read as plain text", p.ext)}
}

// foreign recognises what is not text at all, and says what to do with it.
func foreign(p *probe) (why string, kind review.SkipKind) {
	for _, m := range []struct{ magic, why string }{
		{"PK\x03\x04", "a zip archive (or an office document or e-book, which are zip archives); unpack it, or save it as text, HTML or CSV"},
		{"%PDF", "a PDF; save it as text"},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"},
		{"BZh", "packed with bzip2; unpack it, or pack it with gzip or zstd"},
		{"\xfd7zXZ\x00", "packed with xz; unpack it, or pack it with gzip or zstd"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as text or CSV"},
		{"SQLite format 3\x00", "an SQLite database; export the reviews as CSV"},
		{"\x1f\x8b", "packed twice; unpack it once"},
		{"\x28\xb5\x2f\xfd", "packed twice; unpack it once"},
		{"{\\rtf", "rich text; save it as plain text"},
	} {
		if bytes.HasPrefix(p.head, []byte(m.magic)) && !(m.magic == "BZh" && utf8.Valid(p.head)) {
			return m.why, review.Failed
		}
	}
	if len(p.head) > 262 && bytes.Equal(p.head[257:262], []byte("ustar")) {
		return "a tar archive; unpack it", review.Failed
	}
	if mediaExtensions[p.ext] {
		return "a picture, sound, style or program file, not a review", review.Excluded
	}
	switch p.ext {
	case ".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson":
		if looksLikePage(p.start) {
			return "a web page, whatever its name says; perhaps it is the site's sign-in or error page; download the file again", review.Failed
		}
	}
	controls := 0
	for _, b := range p.head {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b {
			controls++
		}
	}
	// Packed or ciphered data has some 5 % of them, once it was read as Windows-1252; of a short text two are more than that.
	if controls*10 > len(p.head) || controls >= 8 && controls*33 > len(p.head) {
		return "binary data, not text; if it is text in an unusual encoding, save it as UTF-8", review.Failed
	}
	return "", ""
}

// mediaExtensions are files that lie beside reviews in a site's folder and are none.
var mediaExtensions = map[string]bool{
	".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".webp": true, ".svg": true, ".ico": true, ".avif": true,
	".mp3": true, ".mp4": true, ".ogg": true, ".wav": true, ".webm": true,
	".css": true, ".scss": true, ".js": true, ".mjs": true, ".ts": true, ".tsx": true, ".jsx": true, ".astro": true, ".vue": true,
	".go": true, ".py": true, ".rb": true, ".rs": true, ".sh": true, ".java": true, ".php": true, ".lua": true,
	".woff": true, ".woff2": true, ".ttf": true, ".otf": true, ".eot": true, ".map": true, ".lock": true,
	".toml": true, ".yaml": true, ".yml": true, ".ini": true, ".cfg": true, ".conf": true, ".mod": true, ".sum": true,
}
