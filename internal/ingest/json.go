package ingest

import (
	"bytes"
	"encoding/json"
	"io"
)

func (p *probe) lookAtJSON() {
	switch p.ext {
	case ".json", ".jsonl", ".ndjson":
		p.json = true
	}
}

func claimsJSON(p *probe) bool { return p.json }

func readJSON(in *input, s *sink) error {
	_ = bytes.NewReader
	dec := json.NewDecoder(in.br)
	for {
		var m map[string]any
		if err := dec.Decode(&m); err == io.EOF {
			return nil
		} else if err != nil {
			return s.problem(0, "", err.Error())
		}
		fm := flatten(m)
		d := &draft{line: 1}
		get := func(f string) string { return fm.first(genericTable.columns[f]...) }
		d.raw = get("text")
		fillMetadata(d, get)
		d.id = d.key
		if err := s.add(d); err != nil {
			return err
		}
	}
}
