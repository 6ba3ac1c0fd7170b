package main

import (
	"tonearc/internal/entity"
	"tonearc/internal/eval"
)

// toneWeights is how much an example of blame, none and praise counts: blame is rare, and the measure is the mean of
// the three.
var toneWeights = [3]float64{1.8, 1, 1.25}

// learnAttitudes learns what tells blame, none and praise of an entity, from the entities that a model of names finds.
func learnAttitudes(revs []labelled, names *entity.Model) (map[string]entity.Weights, error) {
	tagger, err := entity.New(entity.Options{Names: names, Mains: entity.NewModel(nil), Attitudes: entity.NewModel(nil)})
	if err != nil {
		return nil, err
	}
	var raw []rawExample
	for _, l := range revs {
		if l.gold == nil || l.foreign || l.reading { // the readings' tones made it worse in cross-validation
			continue
		}
		for _, scores := range l.others {
			about, traces := tagger.AttitudeTraces(l.doc, scores)
			for i, at := range eval.MatchEntities(about, l.gold) {
				if at < 0 {
					continue
				}
				raw = append(raw, rawExample{traces[at], l.gold[i].Tone + 1, toneWeights[l.gold[i].Tone+1] / draws})
			}
		}
	}
	voc := vocabularyOf(raw, 1)
	return modelOf(voc, fit(voc.examples(raw), len(voc.names))), nil
}
