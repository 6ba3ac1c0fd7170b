package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"
)

// frontMatter is what stands before the text of a Markdown file: normalised key → value. Nested keys are joined by a
// space: "book title" for book: {title: …}.
type frontMatter map[string]string

// bareLine is "Key: value" at the head of a file without fences.
var bareLine = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9 _-]{0,30}):[ \t]+(\S.*)$`)

// seriesNumber is a line whose plain value holds a series with its number, "title: Emma (Highbury, #2)": to YAML the
// number would be a comment.
var seriesNumber = regexp.MustCompile(`(?m)^[ \t]*[A-Za-z][\w -]*:[ \t]+[^"'\s\[{|>#&*!][^"\n]*\([^"()\n]*[ \t]#\d[^"()\n]*\)[ \t]*$`)

// quoteValue puts the value of such a line in quotation marks.
func quoteValue(line string) string {
	key, value, _ := strings.Cut(line, ":")
	return key + `: "` + strings.ReplaceAll(strings.TrimSpace(value), `\`, `\\`) + `"`
}

// cutFrontMatter takes the front matter off: YAML between ---, TOML between +++, a JSON object, or bare lines. A block
// that does not parse is read line by line, and reported as damaged. lines is how many lines it took.
func cutFrontMatter(source string) (fm frontMatter, rest string, damaged error) {
	trimmed := strings.TrimLeft(source, "\n\t ")
	switch {
	case strings.HasPrefix(trimmed, "---\n"), strings.HasPrefix(trimmed, "--- \n"):
		if inner, after, ok := fenced(trimmed, "---", "..."); ok {
			var values map[string]any
			err := errKnottedYAML
			if !isKnottedYAML(inner) {
				err = yaml.Unmarshal([]byte(seriesNumber.ReplaceAllStringFunc(inner, quoteValue)), &values)
			}
			return finishFrontMatter(values, inner, after, err)
		}
		_, rest, _ := strings.Cut(trimmed, "\n")
		if fm, after, _ := bareLines(rest, source); fm != nil {
			return fm, after, errOpenFrontMatter
		}
	case strings.HasPrefix(trimmed, "+++\n"):
		if inner, after, ok := fenced(trimmed, "+++", "+++"); ok {
			var values map[string]any
			err := toml.Unmarshal([]byte(inner), &values)
			return finishFrontMatter(values, inner, after, err)
		}
	case strings.HasPrefix(trimmed, "{"):
		decoder := json.NewDecoder(strings.NewReader(trimmed))
		var values map[string]any
		if err := decoder.Decode(&values); err == nil {
			return flatten(values), trimmed[decoder.InputOffset():], nil
		}
	default:
		return bareLines(trimmed, source)
	}
	return nil, source, nil
}

var (
	yamlAlias      = regexp.MustCompile(`(?:^|[\s,\[{:-])\*[\w-]`)
	errKnottedYAML = errors.New("front matter that repeats or nests itself beyond what anybody writes")

	errOpenFrontMatter = errors.New("front matter that is not closed")
)

// isKnottedYAML reports whether YAML may take out of all proportion to read: aliases of aliases double it again and
// again, and the time grows with the square of the number of keys and of the depth of brackets.
func isKnottedYAML(inner string) bool {
	const largest, most, deepest = 64 << 10, 16, 64
	if len(inner) > largest {
		return true
	}
	if strings.Count(inner, "*") > most && len(yamlAlias.FindAllStringIndex(inner, most+1)) > most {
		return true
	}
	depth := 0
	for i := range len(inner) {
		switch inner[i] {
		case '[', '{':
			if depth++; depth > deepest {
				return true
			}
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return false
}

// fenced cuts s, which begins with a fence, at the next line that is a fence.
func fenced(s, fence, other string) (inner, after string, ok bool) {
	_, rest, _ := strings.Cut(s, "\n")
	for from := 0; from <= len(rest); {
		line, _, more := strings.Cut(rest[from:], "\n")
		if t := strings.TrimRight(line, " \t"); t == fence || t == other {
			return rest[:from], rest[min(len(rest), from+len(line)+1):], true
		}
		if !more {
			break
		}
		from += len(line) + 1
	}
	return "", "", false
}

func finishFrontMatter(values map[string]any, inner, after string, err error) (frontMatter, string, error) {
	if err != nil {
		fm := frontMatter{}
		for line := range strings.SplitSeq(inner, "\n") {
			if m := bareLine.FindStringSubmatch(line); m != nil {
				fm[normalName(m[1])] = unquote(strings.TrimSpace(m[2]))
			}
		}
		return fm, after, err
	}
	return flatten(values), after, nil
}

// bareLines reads "Key: value" lines at the head of a file: at least two, or one whose key is known, then a blank line.
func bareLines(trimmed, source string) (frontMatter, string, error) {
	fm := frontMatter{}
	rest, known := trimmed, false
	for {
		line, after, _ := strings.Cut(rest, "\n")
		m := bareLine.FindStringSubmatch(strings.TrimRight(line, " \t\r"))
		if m == nil {
			if strings.TrimSpace(line) != "" {
				return nil, source, nil // text follows at once: these were no keys
			}
			break
		}
		key := normalName(m[1])
		known = known || frontMatterKeys[key]
		fm[key] = unquote(strings.TrimSpace(m[2]))
		if rest = after; rest == "" {
			break
		}
	}
	if !known || len(fm) == 0 {
		return nil, source, nil
	}
	return fm, rest, nil
}

var frontMatterKeys = map[string]bool{"title": true, "book": true, "author": true, "authors": true, "rating": true, "stars": true, "isbn": true, "book title": true, "book author": true, "date": true, "review": true, "reviewer": true}

// flatten joins nested keys, one level and deeper.
func flatten(values map[string]any) frontMatter {
	fm := frontMatter{}
	var walk func(prefix string, v any, depth int)
	walk = func(prefix string, v any, depth int) {
		if depth > 4 {
			return
		}
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(keysOf(v)) {
				walk(strings.TrimSpace(prefix+" "+normalName(key)), v[key], depth+1)
			}
		case []any:
			if len(v) > 0 {
				if _, ok := v[0].(map[string]any); ok {
					walk(prefix, v[0], depth+1)
					return
				}
			}
			parts := make([]string, 0, len(v))
			for _, item := range v {
				if s := scalar(item); s != "" {
					parts = append(parts, s)
				}
			}
			if _, ok := fm[prefix]; !ok {
				fm[prefix] = strings.Join(parts, "; ")
			}
		default:
			if _, ok := fm[prefix]; !ok {
				fm[prefix] = scalar(v)
			}
		}
	}
	walk("", any(values), 0)
	return fm
}

// scalar writes a value as people do.
func scalar(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(v)
}

// first returns the first value that is there.
func (fm frontMatter) first(keys ...string) string {
	for _, key := range keys {
		if v := strings.TrimSpace(fm[key]); v != "" {
			return v
		}
	}
	return ""
}
