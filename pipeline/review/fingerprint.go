package review

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Fingerprint tells two states of a review apart: 12 hexadecimal digits of a digest of its text with its marks, a
// hyphen, and 12 of its metadata. By it the next run sees what was edited.
func (r *Review) Fingerprint() string {
	text := sha256.New()
	text.Write([]byte(r.Text))
	for _, mark := range r.Marks {
		fmt.Fprintf(text, "\x00%d %d %s", mark.Start, mark.End, mark.Kind)
		if mark.Link != nil {
			fmt.Fprintf(text, " %q", *mark.Link)
		}
	}
	record, _ := json.Marshal(r.Metadata) // plain strings and a number: it cannot fail
	meta := sha256.Sum256(record)
	return hex.EncodeToString(text.Sum(nil)[:6]) + "-" + hex.EncodeToString(meta[:6])
}
