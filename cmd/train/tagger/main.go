// Command tagger writes the tables of prose's tagger that internal/nlp embeds:
//
//	go run ./cmd/train/tagger internal/nlp/tagger
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"tonearc/internal/nlp"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: tagger FOLDER")
		os.Exit(2)
	}
	tables, err := nlp.Tables()
	if err == nil {
		err = os.WriteFile(filepath.Join(os.Args[1], "tables.bin"), tables, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tagger:", err)
		os.Exit(1)
	}
}
