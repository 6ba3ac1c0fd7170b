package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newConfigCommand prints the settings in force and where each comes from. Its output is a valid tonearc.yaml.
func newConfigCommand(std streams, s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "config [PATH…]",
		Short: "Print the settings in force, and where each comes from",
		Long: `config prints every setting with the place where it was set: the default, tonearc.yaml (named by --config, or lying
beside or in the first PATH), an environment variable (TONEARC_ and the flag's name in capitals), or a flag. Later
places rule over earlier ones. What is printed is itself a valid tonearc.yaml.`,
		RunE: func(_ *cobra.Command, args []string) error {
			cfg, err := s.resolve(args)
			if err != nil {
				return err
			}
			var out strings.Builder
			if s.configFile != "" {
				fmt.Fprintf(&out, "# settings from %s, the environment and the command line\n", s.configFile)
			}
			if len(cfg.Paths) > 0 {
				quoted := make([]string, len(cfg.Paths))
				for i, path := range cfg.Paths {
					quoted[i] = yamlText(path)
				}
				origin := s.origin["paths"]
				if len(args) > 0 {
					origin = "command line"
				}
				setting(&out, "paths", "["+strings.Join(quoted, ", ")+"]", origin)
			}
			s.flags.VisitAll(func(flag *pflag.Flag) {
				if flag.Name == "config" || flag.Name == "help" || flag.Name == "version" {
					return
				}
				origin := s.origin[flag.Name]
				if origin == "" {
					origin = "default"
				}
				value := yamlText(flag.Value.String())
				if flag.Name == "cache" { // the default is a place that only we can tell
					value = yamlText(cmp.Or(cfg.Cache, "none"))
				}
				switch flag.Value.Type() {
				case "bool", "int":
					value = flag.Value.String()
				case "stringToString":
					if value = yamlText(strings.Trim(flag.Value.String(), "[]")); value == `""` {
						value = "{}"
					}
				}
				setting(&out, strings.ReplaceAll(flag.Name, "-", "_"), value, origin)
			})
			_, err = fmt.Fprint(std.out, out.String())
			return err
		},
	}
}

func setting(out *strings.Builder, name, value, origin string) {
	fmt.Fprintf(out, "%-34s # %s\n", name+": "+value, origin)
}

// yamlText is a string as a YAML scalar: plain where nothing in it could be read as something else.
func yamlText(s string) string {
	plain := s != ""
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '/' || r == '_' || r == '-' && s[0] != '-' || r == '.' && s[0] != '.') {
			plain = false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		plain = false
	}
	if plain {
		return s
	}
	return fmt.Sprintf("%q", s)
}
