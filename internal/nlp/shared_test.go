package nlp

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// labelled is a review of the shared data, which lie beside the project on the machines that have them.
type labelled struct {
	Text      string
	Sentences []struct{ Start, End int } // code points
}

const (
	goldDev = "gold/dev/reviews.jsonl"
	silver  = "data/books/silver.jsonl.gz"
)

// sharedReviews reads reviews of the shared data, or skips where they are not there.
func sharedReviews(t testing.TB, name string) []labelled {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", filepath.FromSlash(name)))
	if err != nil {
		t.Skip("needs the shared data: ", err)
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	var out []labelled
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var rev labelled
		if err := json.Unmarshal(scan.Bytes(), &rev); err != nil {
			t.Fatal(err)
		}
		out = append(out, rev)
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
