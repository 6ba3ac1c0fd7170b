package ingest

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

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
