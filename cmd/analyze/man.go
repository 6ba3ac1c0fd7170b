package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// newManCommand prints the man page.
func newManCommand(std streams) *cobra.Command {
	return &cobra.Command{
		Use:   "man",
		Short: "Print the man page",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root := cmd.Root()
			root.DisableAutoGenTag = true
			long := root.Long
			root.Long += "\n\n" + exitTable
			defer func() { root.Long = long }()
			epoch := time.Unix(0, 0).UTC() // any date will do: it is taken out, so that the page is the same for the same program
			var page bytes.Buffer
			if err := doc.GenMan(root, &doc.GenManHeader{Title: "ANALYZE", Section: "1", Source: "tonearc " + version, Manual: "Tonearc", Date: &epoch}, &page); err != nil {
				return err
			}
			_, err := fmt.Fprint(std.out, strings.Replace(page.String(), `"Jan 1970"`, `""`, 1))
			return err
		},
	}
}
