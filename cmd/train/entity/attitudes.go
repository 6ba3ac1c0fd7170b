package main

import (
	"bytes"
	"path/filepath"
	"sort"

	"tonearc/internal/entity"
	"tonearc/internal/eval"
)

// learnAttitudes learns what tells blame, none and praise of an entity, from the entities that a model of names finds.
func learnAttitudes(revs []labelled, names *entity.Model) (map[string]entity.Weights, error) {
	tagger, err := entity.New(entity.Options{Names: names, Attitudes: entity.NewModel(nil)})
	if err != nil {
		return nil, err
	}
	var raw []rawExample
	seen := make(map[string]bool)
	for _, l := range revs {
		if l.gold == nil || l.foreign {
			continue
		}
		about, traces := tagger.AttitudeTraces(l.doc, l.scores)
		for i, at := range eval.MatchEntities(about, l.gold) {
			if at < 0 {
				continue
			}
			raw = append(raw, rawExample{traces[at], l.gold[i].Tone + 1, 1})
			for name := range traces[at] {
				seen[name] = true
			}
		}
	}
	voc := &vocabulary{ids: make(map[string]int)}
	for name := range seen {
		voc.names = append(voc.names, name)
	}
	sort.Strings(voc.names)
	for i, name := range voc.names {
		voc.ids[name] = i
	}
	return modelOf(voc, fit(voc.examples(raw), len(voc.names))), nil
}

func trainAttitudes(data, scorer, out string) error {
	revs, err := load(data, scorer, false)
	if err != nil {
		return err
	}
	raw, err := readGzip(filepath.Join(out, "names.tsv.gz"))
	if err != nil {
		return err
	}
	names, err := entity.ReadModel(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	weights, err := learnAttitudes(revs, names)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := entity.WriteWeights(&b, weights); err != nil {
		return err
	}
	return writeGzip(filepath.Join(out, "attitudes.tsv.gz"), b.Bytes())
}
