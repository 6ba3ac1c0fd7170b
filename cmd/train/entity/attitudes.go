package main

import (
	"tonearc/internal/entity"
	"tonearc/internal/eval"
	"tonearc/pipeline/review"
)

// toneWeights is how much an example of blame, none and praise counts: blame is rare, and the measure is the mean of
// the three.
var toneWeights = [3]float64{1.8, 1, 1.25}

// What an example counts, and how hard the weights are pulled towards zero for each that counts 1.
const (
	aloneWeight     = 0.3  // read without the record of its review
	writtenAttitude = 0.15 // from a review written for this project; more makes tones in silver worse
	attitudePull    = 4e-3
)

// learnAttitudes learns what tells blame, none and praise of an entity, from the entities that a model of names finds.
func learnAttitudes(revs []labelled, names *entity.Model) (map[string]entity.Weights, error) {
	tagger, err := entity.New(entity.Options{Names: names, Mains: entity.NewModel(nil), Attitudes: entity.NewModel(nil)})
	if err != nil {
		return nil, err
	}
	var raw []rawExample
	add := func(l *labelled, doc *review.Document, weight float64) {
		for _, scores := range l.others {
			about, traces := tagger.AttitudeTraces(doc, scores)
			for i, at := range eval.MatchEntities(about, l.gold) {
				if tone := l.gold[i].Tone; at >= 0 && tone != unsettled {
					raw = append(raw, rawExample{traces[at], tone + 1, weight * toneWeights[tone+1] / draws})
				}
			}
		}
	}
	for i := range revs {
		l := &revs[i]
		if l.gold == nil || l.foreign || l.reading { // the readings' tones made it worse in cross-validation
			continue
		}
		weight := 1.0
		if l.written {
			weight = writtenAttitude
		}
		add(l, l.doc, weight)
		add(l, withheld(l.doc), weight*aloneWeight)
	}
	voc := vocabularyOf(raw, 1)
	examples := voc.examples(raw)
	for i := range examples {
		examples[i].pull = attitudePull * examples[i].weight
	}
	return modelOf(voc, fit(examples, len(voc.names))), nil
}
