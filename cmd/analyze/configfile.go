package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/spf13/pflag"
)

const configName = "tonearc.yaml"

// fromFile sets what neither flag nor variable has set from the configuration file: the one named by --config, or
// tonearc.yaml beside the first PATH, or in it.
func (s *settings) fromFile(args []string) error {
	path := s.configFile
	if path == "" {
		if path = findConfig(args); path == "" {
			return nil
		}
		s.configFile, s.origin["config"] = path, "found beside the corpus"
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return usageError{fmt.Errorf("--config: %w", err)}
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return usageError{fmt.Errorf("%s is not valid YAML: %w", path, err)}
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		mapping, ok := doc.Body.(ast.MapNode)
		if !ok {
			return usageError{fmt.Errorf("%s:%d: settings are lines of the form `name: value`", path, doc.Body.GetToken().Position.Line)}
		}
		for entries := mapping.MapRange(); entries.Next(); {
			key, value := entries.Key(), entries.Value()
			if err := s.setFromFile(path, key.String(), value); err != nil {
				return usageError{fmt.Errorf("%s:%d: %w", path, key.GetToken().Position.Line, err)}
			}
		}
	}
	return nil
}

// findConfig looks beside the first PATH and then in it.
func findConfig(args []string) string {
	if len(args) == 0 || args[0] == "-" {
		return ""
	}
	first, err := filepath.Abs(args[0])
	if err != nil {
		return ""
	}
	for _, dir := range []string{filepath.Dir(first), first} {
		path := filepath.Join(dir, configName)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			continue
		}
	}
	return ""
}

// setFromFile takes over one entry of the configuration file.
func (s *settings) setFromFile(path, key string, value ast.Node) error {
	if key == "paths" {
		values, err := listOf(value)
		if err != nil {
			return fmt.Errorf("paths: %w", err)
		}
		for _, v := range values {
			s.paths = append(s.paths, beside(path, v))
		}
		s.origin["paths"] = path
		return nil
	}
	name := strings.ReplaceAll(key, "_", "-")
	flag := s.flags.Lookup(name)
	if flag == nil || name == "config" {
		return fmt.Errorf("unknown setting %q; there are: paths, %s", key, strings.Join(s.names(), ", "))
	}
	if s.origin[name] != "" {
		return nil // a flag or a variable rules over the file
	}
	text, err := textOf(value)
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	if isPath(name) && text != "" && !(name == "cache" && text == "none") {
		text = beside(path, text)
	}
	if err := flag.Value.Set(text); err != nil {
		return fmt.Errorf("%s: %q: %w", key, text, err)
	}
	s.origin[name] = path
	return nil
}

// names are the settings that a configuration file may hold.
func (s *settings) names() []string {
	var names []string
	s.flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Name != "config" {
			names = append(names, strings.ReplaceAll(flag.Name, "-", "_"))
		}
	})
	return names
}

// beside makes a path relative to the folder of the configuration file.
func beside(config, path string) string {
	if filepath.IsAbs(path) || path == "-" {
		return path
	}
	return filepath.Join(filepath.Dir(config), path)
}

// textOf is a value as it would be given to a flag: a mapping becomes key=value,key=value.
func textOf(node ast.Node) (string, error) {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value, nil
	case *ast.LiteralNode:
		return strings.TrimSpace(node.Value.Value), nil
	case *ast.NullNode:
		return "", nil
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return node.GetToken().Value, nil
	case ast.MapNode:
		var pairs []string
		for entries := node.MapRange(); entries.Next(); {
			value, err := textOf(entries.Value())
			if err != nil {
				return "", err
			}
			pairs = append(pairs, entries.Key().String()+"="+value)
		}
		return strings.Join(pairs, ","), nil
	}
	return "", errors.New("a single value is wanted here")
}

// listOf is one text or a list of them.
func listOf(node ast.Node) ([]string, error) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		text, err := textOf(node)
		return []string{text}, err
	}
	var values []string
	for _, item := range list.Values {
		text, err := textOf(item)
		if err != nil {
			return nil, err
		}
		values = append(values, text)
	}
	return values, nil
}
