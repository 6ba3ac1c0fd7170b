// Analyze-beam is analyze on Apache Beam: the same analysis of the same records into the same tables, on an engine of
// many machines. See README.md.
package main

import (
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }
