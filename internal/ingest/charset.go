package ingest

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

var xmlEncoding = regexp.MustCompile(`^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)`)

// namedEncoding is the encoding that the head of a page or of an XML document names; nil where it names none, or one
// that is read by the record: UTF-8, Latin-1 and Windows-1252. A name that the bytes belie counts for nothing: many
// a file was saved again as UTF-8 under its old name.
//
// Tables and plain text cannot name theirs. Only Mac Roman is told there, which Excel on a Mac still writes, by its
// apostrophe: in the middle of a word it is a capital Õ in Windows-1252 and never valid UTF-8.
func namedEncoding(head []byte) encoding.Encoding {
	start := bytes.TrimLeft(head, " \t\r\n")
	if !bytes.HasPrefix(start, []byte("<")) {
		if hasMacApostrophe(head) {
			return charmap.Macintosh
		}
		return nil
	}
	var named encoding.Encoding
	var name string
	if label := xmlEncoding.FindSubmatch(start); label != nil {
		named, name = charset.Lookup(string(label[1]))
	} else {
		named, name, _ = charset.DetermineEncoding(start, "")
	}
	switch name {
	case "", "utf-8", "utf-16le", "utf-16be", "windows-1252", "replacement": // UTF-16 would show: see decode
		return nil
	}
	if plain := bytes.IndexFunc(head, func(r rune) bool { return r >= utf8.RuneSelf }) < 0; !plain && validStart(head) {
		return nil
	}
	return named
}

// hasMacApostrophe looks for 0xD5 between small letters.
func hasMacApostrophe(head []byte) bool {
	small := func(b byte) bool { return 'a' <= b && b <= 'z' }
	for i := 1; i+1 < len(head); i++ {
		if head[i] == 0xd5 && small(head[i-1]) && small(head[i+1]) {
			return true
		}
	}
	return false
}

// validStart reports whether the head of a text is UTF-8, but for a rune that is cut off at its end.
func validStart(head []byte) bool {
	for cut := range utf8.UTFMax {
		if cut <= len(head) && utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return false
}

// decodeRecord reads a string that is not valid UTF-8: what is valid stays, every other byte is read as Windows-1252,
// of which Latin-1's letters are a part. This reads files in Latin-1 and files that mix both (LibraryThing's), because
// Latin-1 text hardly ever looks like UTF-8. It returns the number of bytes that were not UTF-8.
func decodeRecord(s string) (string, int) {
	var out strings.Builder
	out.Grow(len(s) + 16)
	invalid := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(s[i]) // U+FFFD for the five bytes that it does not define
			invalid++
		}
		out.WriteRune(r)
		i += n
	}
	return out.String(), invalid
}

const encodingWarning = "Some bytes were not UTF-8; they were read as Windows-1252."
