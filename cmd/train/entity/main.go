// Command entity trains what internal/entity embeds, and measures it by cross-validation.
//
//	go run ./cmd/train/entity lexica -data ../shared/data -out internal/entity/data
//	go run ./cmd/train/entity weights -data ../shared/data -out internal/entity/data
//	go run ./cmd/train/entity check  -data ../shared/data
//	go run ./cmd/train/entity gold   -data ../shared/data      (the embedded models on ../shared/gold/dev: finished ones only)
package main

import (
	"flag"
	"fmt"
	"os"

	"tonearc/internal/tone"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train entity:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to do: lexica, weights, check or gold")
	}
	flags := flag.NewFlagSet("entity", flag.ContinueOnError)
	data := flags.String("data", "../shared/data", "folder of the training data")
	out := flags.String("out", "internal/entity/data", "folder to write to")
	verbose := flags.Bool("errors", false, "list the errors")
	scorer := flags.String("scorer", tone.Default, "scorer of the sentences; \"labels\" = made of their labels")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "lexica":
		return lexica(*data, *out)
	case "weights":
		return weights(*data, *scorer, *out)
	case "gold":
		return compare(*data, *scorer, *verbose)
	case "check":
		return check(*data, *scorer, *verbose)
	}
	return fmt.Errorf("unknown task %q: lexica, weights, check or gold", args[0])
}
