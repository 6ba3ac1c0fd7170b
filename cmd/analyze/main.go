// Command analyze reads book reviews and writes a report on them. `analyze --help` says how.
package main

import (
	"context"
	"os"
)

// version is set by the linker (see the Makefile).
var version = "devel"

func main() {
	os.Exit(run(context.Background(), os.Stdin, os.Stdout, os.Stderr, os.Args[1:]))
}
