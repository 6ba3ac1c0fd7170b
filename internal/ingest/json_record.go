package ingest

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonParser reads records. Only keys that some field of the format uses are kept.
type jsonParser struct {
	fields map[string][]string // field → keys, the user's own included
	wanted map[string]bool     // normalised keys, and their first words for nested ones
	names  map[string]string   // key as it stands, with quotes → normalised
	dec    jsontext.Decoder
	rec    jsonRecord

	textSeen bool     // a record had a key for the text
	keysSeen []string // keys of the first record, for a message
}

// jsonRecord is one record: normalised key → values. Nested keys are joined by a space ("book title").
type jsonRecord struct {
	parser  *jsonParser
	keys    []string
	values  [][]string
	invalid bool // some bytes were not UTF-8
}

func newJSONParser(f *recordFormat, user map[string]string) *jsonParser {
	p := &jsonParser{fields: make(map[string][]string), wanted: make(map[string]bool), names: make(map[string]string)}
	want := func(key string) {
		for i := range key {
			if key[i] == ' ' {
				p.wanted[key[:i]] = true
			}
		}
		p.wanted[key] = true
	}
	for _, field := range fieldNames {
		keys := f.fields[field]
		if own, ok := user[field]; ok {
			keys = []string{own}
		}
		p.fields[field] = keys
		for _, key := range keys {
			want(key)
		}
	}
	for _, key := range f.also {
		want(key)
	}
	return p
}

var jsonOptions = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// parse reads one record. What it returns is valid until the next call.
func (p *jsonParser) parse(raw []byte) (*jsonRecord, error) {
	p.rec = jsonRecord{parser: p, keys: p.rec.keys[:0], values: p.rec.values[:0]}
	if !utf8.Valid(raw) {
		fixed, _ := decodeRecord(string(raw))
		raw, p.rec.invalid = []byte(fixed), true
	}
	err := p.parseValid(raw)
	if err != nil {
		if mended := mendJSON(raw); mended != nil {
			p.rec.keys, p.rec.values = p.rec.keys[:0], p.rec.values[:0]
			if p.parseValid(mended) == nil {
				err = nil
			}
		}
	}
	return &p.rec, err
}

func (p *jsonParser) parseValid(raw []byte) error {
	p.dec.Reset(bytes.NewBuffer(raw), jsonOptions...)
	if p.dec.PeekKind() == '"' { // a bare string is its own text
		token, err := p.dec.ReadToken()
		if err != nil {
			return err
		}
		p.textSeen = true
		if keys := p.fields["text"]; len(keys) > 0 {
			p.rec.add(keys[0], token.String())
		}
		return nil
	}
	return p.value("", 0)
}

// value reads a value that stands under a name.
func (p *jsonParser) value(name string, depth int) error {
	switch kind := p.dec.PeekKind(); kind {
	case '{':
		if _, err := p.dec.ReadToken(); err != nil {
			return err
		}
		for p.dec.PeekKind() != '}' {
			raw, err := p.dec.ReadValue()
			if err != nil {
				return err
			}
			key, ok := p.names[string(raw)]
			if !ok {
				key = p.learn(raw)
			}
			if depth == 0 && !p.wanted[key] {
				if err := p.dec.SkipValue(); err != nil {
					return err
				}
				continue
			}
			if name != "" {
				key = name + " " + key
				if !p.wanted[key] && depth > 0 {
					if err := p.dec.SkipValue(); err != nil {
						return err
					}
					continue
				}
			}
			if depth > maxNested {
				if err := p.dec.SkipValue(); err != nil {
					return err
				}
				continue
			}
			if err := p.value(key, depth+1); err != nil {
				return err
			}
		}
		_, err := p.dec.ReadToken()
		return err
	case '[':
		if depth > maxNested {
			return p.dec.SkipValue()
		}
		if _, err := p.dec.ReadToken(); err != nil {
			return err
		}
		for p.dec.PeekKind() != ']' {
			if err := p.value(name, depth+1); err != nil {
				return err
			}
		}
		_, err := p.dec.ReadToken()
		return err
	default:
		token, err := p.dec.ReadToken()
		if err != nil {
			return err
		}
		if kind == 'n' { // the key is there, its value is not
			p.rec.add(name, "")
		} else {
			p.rec.add(name, token.String())
		}
		return nil
	}
}

// learn normalises a key that is met for the first time.
func (p *jsonParser) learn(raw []byte) string {
	plain, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		plain = bytes.Trim(raw, `"`)
	}
	key := normalName(string(plain))
	if len(p.names) < 10000 { // objects keyed by id have as many keys as records
		p.names[string(raw)] = key
	}
	if len(p.keysSeen) < 60 && !slices.Contains(p.keysSeen, key) {
		p.keysSeen = append(p.keysSeen, key)
	}
	return key
}

func (r *jsonRecord) add(key, value string) {
	if !r.parser.textSeen && slices.Contains(r.parser.fields["text"], key) {
		r.parser.textSeen = true
	}
	if i := slices.Index(r.keys, key); i >= 0 {
		if value != "" {
			r.values[i] = append(r.values[i], value)
		}
		return
	}
	r.keys = append(r.keys, key)
	r.values = append(r.values, []string{value})
}

// get returns the value of a key; several values of an array are joined by "; ".
func (r *jsonRecord) get(key string) string {
	switch values := r.all(key); len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	default:
		return strings.Join(values, "; ")
	}
}

// all returns all values of a key.
func (r *jsonRecord) all(key string) []string {
	if i := slices.Index(r.keys, key); i >= 0 {
		return r.values[i]
	}
	return nil
}

// field returns the value of one of our fields, from the first of its keys that has one.
func (r *jsonRecord) field(field string) string {
	for _, key := range r.parser.fields[field] {
		values := r.all(key)
		if field == "text" && len(values) > 1 { // a text in paragraphs
			return strings.Join(values, "\n\n")
		}
		if v := r.get(key); v != "" {
			return v
		}
	}
	return ""
}

// has reports whether a key of the field is there, with or without a value.
func (r *jsonRecord) has(field string) bool {
	for _, key := range r.parser.fields[field] {
		if slices.Contains(r.keys, key) {
			return true
		}
	}
	return false
}

// clone is a copy that lasts, with what base says besides.
func (r *jsonRecord) clone(base *jsonRecord) *jsonRecord {
	c := &jsonRecord{parser: r.parser, keys: slices.Clone(r.keys)}
	for _, v := range r.values {
		c.values = append(c.values, slices.Clone(v))
	}
	if base != nil {
		for i, key := range base.keys {
			if !slices.Contains(c.keys, key) {
				c.keys = append(c.keys, key)
				c.values = append(c.values, base.values[i])
			}
		}
	}
	return c
}

// holdsRecord reports whether an object is a record, or may hold records itself.
func (p *jsonParser) holdsRecord(raw []byte) bool {
	rec, err := p.parse(raw)
	if err != nil || rec.has("text") {
		return true
	}
	members, err := objectMembers(raw)
	return err == nil && slices.ContainsFunc(members, func(m member) bool {
		return m.value[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(m.value[1:], " \t\r\n"), []byte("{")) && slices.Contains(recordKeys, normalName(m.key))
	})
}

// recordKeys are keys under which reviews stand inside another object.
var recordKeys = []string{"reviews", "review", "data", "items", "results", "entries", "records", "books", "rows", "docs", "comments"}

// isKeyed reports whether the start of an object looks like one that is keyed by id: its first value is an object or
// an array.
func (p *jsonParser) isKeyed(start []byte) bool {
	i := bytes.IndexByte(start, ':')
	if i < 0 {
		return false
	}
	rest := bytes.TrimLeft(start[i+1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '{' || rest[0] == '[')
}

// member is a member of an object or an element of an array, as it stands.
type member struct {
	key    string
	value  []byte
	offset int // of the value
}

// objectMembers cuts an object into its members.
func objectMembers(raw []byte) ([]member, error) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(raw), jsonOptions...)
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	var members []member
	for dec.PeekKind() != '}' {
		key, err := dec.ReadToken()
		if err != nil {
			return nil, err
		}
		name := key.String()
		value, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		end := int(dec.InputOffset())
		members = append(members, member{name, raw[end-len(value) : end], end - len(value)})
	}
	return members, nil
}

// arrayElements cuts an array into its elements.
func arrayElements(raw []byte) ([]member, error) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(raw), jsonOptions...)
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	var elements []member
	for dec.PeekKind() != ']' {
		value, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		end := int(dec.InputOffset())
		elements = append(elements, member{"", raw[end-len(value) : end], end - len(value)})
	}
	return elements, nil
}

// firstKeys finds the normalised keys of the first record in the start of a JSON source: of the object itself, of the
// first element, or of the first member.
func firstKeys(start []byte) []string {
	dec := jsontext.NewDecoder(bytes.NewBuffer(bytes.Clone(start)), jsonOptions...)
	var keys []string
	depth := 0
	for range 4000 {
		kind := dec.PeekKind()
		if kind == 0 {
			break
		}
		if at, n := dec.StackIndex(dec.StackDepth()); kind == '"' && at == '{' && n%2 == 0 {
			token, err := dec.ReadToken()
			if err != nil {
				break
			}
			keys = append(keys, normalName(token.String()))
			if k := dec.PeekKind(); dec.StackDepth() >= 3 && (k == '{' || k == '[') {
				if dec.SkipValue() != nil {
					break
				}
			}
			continue
		}
		token, err := dec.ReadToken()
		if err != nil {
			break
		}
		switch token.Kind() {
		case '{':
			depth++
		case '}':
			return keys // the first whole record
		}
	}
	return keys
}

// mendJSON makes JSON of what writers leave in it that is none: NaN and Infinity, Python's True, False and None, raw
// line breaks and tabs inside strings. nil where it finds nothing to mend.
func mendJSON(raw []byte) []byte {
	var out []byte
	quoted, escape := false, false
	last := 0
	replace := func(from, to int, with string) {
		out = append(append(out, raw[last:from]...), with...)
		last = to
	}
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case quoted && escape:
			escape = false
		case quoted && c == '\\':
			escape = true
		case c == '"':
			quoted = !quoted
		case quoted && c == '\n':
			replace(i, i+1, `\n`)
		case quoted && c == '\t':
			replace(i, i+1, `\t`)
		case quoted && c < 0x20:
			replace(i, i+1, " ")
		case quoted:
		case c == 'N' || c == 'I' || c == '-' || c == 'T' || c == 'F':
			for _, word := range []struct{ bad, good string }{{"NaN", "null"}, {"None", "null"}, {"-Infinity", "null"}, {"Infinity", "null"}, {"True", "true"}, {"False", "false"}} {
				if bytes.HasPrefix(raw[i:], []byte(word.bad)) {
					replace(i, i+len(word.bad), word.good)
					i += len(word.bad) - 1
					break
				}
			}
		}
	}
	if last == 0 {
		return nil
	}
	return append(out, raw[last:]...)
}
