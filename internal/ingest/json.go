package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// recordFormat is a kind of JSON record, one review each.
type recordFormat struct {
	// name is the format's name in the table of formats.
	name string
	// needs are sets of keys (normalised); a source is of this kind where all keys of one set are in its first record.
	needs [][]string
	// fields maps our fields to the keys that this kind has for them, best first.
	fields map[string][]string
	// also are further keys that fill looks at.
	also []string
	// fill reads what the keys do not tell by themselves.
	fill func(rec *jsonRecord, d *draft)
}

// entry is the line of the table of formats.
func (f *recordFormat) entry() format { return format{f.name, f.claims, f.read} }

func (f *recordFormat) claims(p *probe) bool {
	if !p.json {
		return false
	}
	for _, set := range f.needs {
		if !slices.ContainsFunc(set, func(key string) bool { return !slices.Contains(p.keys, key) }) {
			return true
		}
	}
	return len(f.needs) == 0
}

// lookAtJSON tells by name or content whether a source is JSON, and finds the keys of its first record.
func (p *probe) lookAtJSON() {
	switch p.ext {
	case ".json", ".jsonl", ".ndjson":
		p.json = true
	case ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".csv", ".tsv":
		return
	default:
		inner := bytes.TrimLeft(p.start[min(1, len(p.start)):], " \t\r\n")
		p.json = bytes.HasPrefix(p.start, []byte("{")) && (bytes.HasPrefix(inner, []byte(`"`)) || bytes.HasPrefix(inner, []byte("}"))) ||
			bytes.HasPrefix(p.start, []byte("[")) && bytes.HasPrefix(inner, []byte("{"))
	}
	if p.json {
		p.keys = firstKeys(p.start)
	}
}

// read makes a draft of each record: of every line, of every element of an array, of every value of an object.
func (f *recordFormat) read(in *input, s *sink) error {
	r := &jsonReader{format: f, in: in, s: s, parser: newJSONParser(f, s.reader.columns)}
	start := bytes.TrimLeft(in.head, " \t\r\n")
	if python := pythonLiteral(start); python {
		return s.problem(1+bytes.Count(in.head[:len(in.head)-len(start)], []byte("\n")), "", pythonAdvice)
	}
	var err error
	if isJSONLines(in, start) {
		err = r.lines()
	} else {
		err = r.document()
	}
	if err != nil {
		return err
	}
	if !r.parser.textSeen && s.count.Records == s.count.Empty && s.count.Records > 0 {
		why := "no record holds review text"
		if len(r.parser.keysSeen) > 0 {
			why = "no field holds review text; the fields are " + listNames(r.parser.keysSeen) + "; name the one with --text-column"
			if own, ok := s.reader.opts.Columns["text"]; ok {
				why = fmt.Sprintf("no record has a field %q, which --text-column names; the fields are %s", own, listNames(r.parser.keysSeen))
			}
		}
		if in.ext == ".jsonl" || in.ext == ".ndjson" {
			return s.problem(0, "", why)
		}
		return s.excluded(0, "", "not reviews: "+why)
	}
	return nil
}

const pythonAdvice = `the records are Python literals ('single quotes'), not JSON; turn them into JSON Lines with: python3 -c "import ast, json, sys; [print(json.dumps(ast.literal_eval(line))) for line in sys.stdin]" < FILE > FILE.jsonl`

// pythonLiteral recognises {'asin': … and {u'asin': …
func pythonLiteral(start []byte) bool {
	s := bytes.TrimLeft(start, "{[ \t\r\n")
	return len(s) < len(start) && (bytes.HasPrefix(s, []byte("'")) || bytes.HasPrefix(s, []byte("u'"))) && bytes.ContainsAny(start[:len(start)-len(s)], "{")
}

// isJSONLines reports whether each line is a record of its own: by the ending, or because the first line is a whole
// object and is not all there is.
func isJSONLines(in *input, start []byte) bool {
	if in.ext == ".jsonl" || in.ext == ".ndjson" {
		return true
	}
	if !bytes.HasPrefix(start, []byte("{")) {
		return false
	}
	line, rest, more := bytes.Cut(start, []byte("\n"))
	if !more && !in.whole { // one very long line, or a very long first one
		return false
	}
	depth := newJSONDepth()
	end := depth.scan(line)
	return end > 0 && len(bytes.TrimSpace(line[end:])) == 0 && (len(bytes.TrimSpace(rest)) > 0)
}

// jsonReader reads the records of one JSON source.
type jsonReader struct {
	format *recordFormat
	in     *input
	s      *sink
	parser *jsonParser
}

// maxBroken is after how many broken lines a file without any whole one is given up.
const maxBroken = 20

// lines reads JSON Lines. A broken line costs itself.
func (r *jsonReader) lines() error {
	lr := lineReader{br: r.in.br, max: r.in.max}
	for {
		lr.record = lr.record[:0]
		first := lr.line + 1
		text, err := lr.appendLine()
		switch {
		case err == io.EOF:
			return nil
		case err != nil && lr.tooLarge():
			if err := r.s.problem(first, "", err.Error()); err != nil {
				return err
			}
			continue
		case err != nil:
			return r.s.problem(first, "", "the file ends here: "+reason(err))
		}
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		if err := r.record(text, first, nil, ""); err != nil {
			return err
		}
		if n := r.s.count.Problems; n == maxBroken && n == r.s.count.Records && len(r.s.dates.waiting) == 0 {
			return r.s.problem(first+1, "", "not one of the lines so far is JSON; the rest is not read; if the file is plain text, let its name end in .txt")
		}
	}
}

// document reads a file that is one array or one object, or several objects one behind the other.
func (r *jsonReader) document() error {
	st := &jsonStream{br: r.in.br, max: r.in.max, line: 1}
	for {
		c, err := st.peek()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return r.s.problem(st.line, "", "the file ends here: "+reason(err))
		}
		switch c {
		case '[':
			st.skip(1)
			if err := r.elements(st); err != nil {
				return err
			}
			continue
		case ',': // objects with commas between them, as cut out of an array
			st.skip(1)
			continue
		}
		line := st.line
		raw, err := st.value()
		switch {
		case errors.Is(err, errNotJSON):
			return r.s.problem(line, "", "not JSON: a value cannot begin with "+fmt.Sprintf("%q", c)+"; if the file is plain text, let its name end in .txt")
		case errors.Is(err, errRecordSize) && c == '{':
			return r.largeObject(st, raw, line)
		case errors.Is(err, errRecordSize):
			err = r.s.problem(line, "", errTooLarge(r.in.max).Error())
		case errors.Is(err, io.ErrUnexpectedEOF) && c == '{' && len(raw) > 0 && r.parser.isKeyed(raw):
			return r.largeObject(st, raw, line)
		case err != nil:
			return r.s.problem(line, "", halfWritten(err))
		default:
			err = r.object(raw, line, nil, "", 0)
		}
		if err != nil {
			return err
		}
	}
}

func halfWritten(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "the file ends in the middle of this record; write it again"
	}
	return reason(err)
}

// elements reads the elements of an array to its end.
func (r *jsonReader) elements(st *jsonStream) error {
	for {
		c, err := st.peek()
		if err == io.EOF {
			return r.s.problem(st.line, "", "the array is not closed: the file ends too early; write it again")
		} else if err != nil {
			return r.s.problem(st.line, "", "the file ends here: "+reason(err))
		}
		switch c {
		case ']':
			st.skip(1)
			return nil
		case ',':
			st.skip(1)
			continue
		}
		line := st.line
		raw, err := st.value()
		switch {
		case errors.Is(err, errNotJSON):
			return r.s.problem(line, "", fmt.Sprintf("not JSON: a value cannot begin with %q; the rest of the array is not read", c))
		case errors.Is(err, errRecordSize):
			if err = st.pass(); err == nil {
				err = r.s.problem(line, "", errTooLarge(r.in.max).Error())
			} else {
				return r.s.problem(line, "", errTooLarge(r.in.max).Error())
			}
		case err != nil:
			return r.s.problem(line, "", halfWritten(err))
		default:
			err = r.object(raw, line, nil, "", 0)
		}
		if err != nil {
			return err
		}
	}
}

// largeObject reads an object that is too large to be one record, or that was cut off: its members are records, or
// arrays of them. start is what has been read of it.
func (r *jsonReader) largeObject(st *jsonStream, start []byte, line int) error {
	st.unread(start, line)
	st.skip(1) // the brace
	for {
		c, err := st.peek()
		if err == io.EOF {
			return r.s.problem(st.line, "", "the object is not closed: the file ends too early; write it again")
		} else if err != nil {
			return r.s.problem(st.line, "", "the file ends here: "+reason(err))
		}
		switch c {
		case '}':
			st.skip(1)
			return nil
		case ',', ':':
			st.skip(1)
			continue
		}
		line := st.line
		key, err := st.value()
		if err != nil || key[0] != '"' {
			return r.s.problem(line, "", "not JSON: a key is missing; the rest is not read")
		}
		name := strings.Trim(string(key), `"`)
		if c, err = st.peek(); err == nil && c == ':' {
			st.skip(1)
			c, err = st.peek()
		}
		if err != nil {
			continue // the loop says why
		}
		line = st.line
		if c == '[' {
			st.skip(1)
			if err := r.elements(st); err != nil {
				return err
			}
			continue
		}
		raw, err := st.value()
		switch {
		case errors.Is(err, errRecordSize):
			if err := r.s.problem(line, "", errTooLarge(r.in.max).Error()); err != nil {
				return err
			}
			if st.pass() != nil {
				return nil
			}
			continue
		case err != nil:
			return r.s.problem(line, "", halfWritten(err))
		}
		if c == '{' {
			if err := r.object(raw, line, nil, name, 1); err != nil {
				return err
			}
		}
	}
}

// maxNested is how deep objects are looked into for records.
const maxNested = 3

// object reads a value that is a record, or holds records: an array under a key, or an object keyed by id. key is the
// key that it stands under.
func (r *jsonReader) object(raw []byte, line int, base *jsonRecord, key string, depth int) error {
	if raw[0] == '"' { // a bare string among the elements: a review without metadata
		return r.record(raw, line, base, key)
	}
	if raw[0] != '{' {
		return r.s.empty()
	}
	rec, err := r.parser.parse(raw)
	if err != nil || rec.has("text") || depth >= maxNested {
		return r.record(raw, line, base, key)
	}
	members, err := objectMembers(raw)
	if err != nil {
		return r.record(raw, line, base, key)
	}
	inherited := rec.clone(base)
	found, others := false, 0 // others: members without text beside members with text
	for _, m := range members {
		at := line + bytes.Count(raw[:m.offset], newlineByte)
		switch {
		case m.value[0] == '{' && depth == 0 && r.parser.holdsRecord(m.value):
			found = true
			if err := r.object(m.value, at, nil, m.key, depth+1); err != nil {
				return err
			}
		case m.value[0] == '{' && depth == 0:
			others++
		case m.value[0] == '[':
			elements, err := arrayElements(m.value)
			if err != nil || len(elements) == 0 || elements[0].value[0] != '{' || !r.parser.holdsRecord(elements[0].value) {
				continue
			}
			found = true
			for _, e := range elements {
				if err := r.object(e.value, at+bytes.Count(m.value[:e.offset], newlineByte), inherited, "", depth+1); err != nil {
					return err
				}
			}
		}
	}
	if !found {
		return r.s.empty()
	}
	for range others {
		if err := r.s.empty(); err != nil {
			return err
		}
	}
	return nil
}

// inheritedFields are what a review takes from the book that it stands under.
var inheritedFields = map[string]bool{"book": true, "author": true, "isbn": true, "series": true, "genre": true, "tags": true, "language": true}

// record makes a draft of one record.
func (r *jsonReader) record(raw []byte, line int, base *jsonRecord, key string) error {
	rec, err := r.parser.parse(raw)
	if err != nil {
		return r.s.problem(line, "", jsonProblem(raw, err))
	}
	d := &draft{line: line}
	get := func(field string) string {
		if v := rec.field(field); v != "" || base == nil || !inheritedFields[field] {
			return v
		}
		return base.field(field)
	}
	d.raw = get("text")
	if d.raw != "" || r.format.fill != nil {
		fillMetadata(d, get)
		if base != nil && base.field("book") != "" { // {"title": the book, "reviews": [{"title": the headline}]}
			setBook(&d.meta, plain(base.field("book")))
			if d.meta.Title == "" {
				d.meta.Title = plain(rec.get("title"))
			}
		}
		d.id, d.key = d.key, key
		if d.id != "" {
			d.key = ""
		}
		if r.format.fill != nil {
			r.format.fill(rec, d)
		}
	}
	if rec.invalid {
		d.warn("encoding", encodingWarning)
	}
	return r.s.add(d)
}

// jsonProblem says what is wrong with a record, and where.
func jsonProblem(raw []byte, err error) string {
	if pythonLiteral(raw) {
		return pythonAdvice
	}
	depth := newJSONDepth()
	if end := depth.scan(raw); end < 0 {
		return "the record is cut off: a brace or quotation mark is not closed; write it again"
	}
	return "not valid JSON: " + strings.TrimPrefix(err.Error(), "jsontext: ") + "; mend it, or write it again"
}
