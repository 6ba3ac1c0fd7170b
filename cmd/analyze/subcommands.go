package main

import (
	"github.com/spf13/cobra"

	"tonearc/pipeline"
)

// subcommands are all commands besides the main one; each is a file of its own.
func subcommands(std streams, s *settings, opts []pipeline.Option) []*cobra.Command {
	return []*cobra.Command{evalCommand(std, s)}
}
