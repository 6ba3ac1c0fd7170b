package main

import (
	"github.com/spf13/cobra"
)

// subcommands are all commands besides the main one; each is a file of its own.
func subcommands(std streams, s *settings) []*cobra.Command {
	return []*cobra.Command{
		newConfigCommand(std, s),
		newScheduleCommand(std, s),
		newEvalCommand(std, s),
		newSelftestCommand(std, s),
		newManCommand(std),
	}
}
