package main

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"tonearc/internal/entity"
	"tonearc/internal/eval"
	"tonearc/pipeline/review"
)

// example is one candidate name with its features and what it is.
type example struct {
	features []feature
	kind     int
	weight   float64
	pull     float64 // of its share in the L2 penalty
}

type feature struct {
	id    int
	value float64
}

// vocabulary numbers the features that enough reviews hold.
type vocabulary struct {
	names []string
	ids   map[string]int
}

// leastReviews is how many reviews must hold a feature before it gets a weight of its own.
const leastReviews = 2

// withheld is a copy of a document whose record says nothing about the book.
func withheld(doc *review.Document) *review.Document {
	rev := *doc.Review
	rev.Metadata = review.Metadata{}
	return &review.Document{Review: &rev, Sentences: doc.Sentences}
}

type rawExample struct {
	features map[string]float64
	kind     int
	weight   float64
}

// recordWeight is what an example counts whose kind only the record tells.
const recordWeight = 0.3

// writtenWeight is what an example counts that comes from a review written for this project.
const writtenWeight = 0.4

// foreignWeight is what an example counts that comes from an encyclopaedia.
const foreignWeight = 0.3

// extract lists the candidates of the reviews with their kinds, once with the metadata and once without.
func extract(revs []labelled) ([]rawExample, *vocabulary, error) {
	tagger, err := entity.New(entity.Options{Names: entity.NewModel(nil)})
	if err != nil {
		return nil, nil, err
	}
	kinds := make(map[review.EntityType]int)
	for i, name := range entity.KindNames() {
		kinds[review.EntityType(name)] = i
	}
	var raw []rawExample
	seen := make(map[string]int)
	for _, l := range revs {
		if l.gold == nil {
			known, err := fromRecord(tagger, l, kinds)
			if err != nil {
				return nil, nil, err
			}
			raw = append(raw, known...)
			continue
		}
		labels := labelsOf(l.gold, kinds)
		mine := make(map[string]bool)
		docs, weight := []*review.Document{l.doc, withheld(l.doc)}, 1.0
		if l.written {
			weight = writtenWeight
		}
		if l.foreign {
			docs, weight = docs[:1], foreignWeight
		}
		for _, doc := range docs {
			for _, tr := range tagger.Traces(doc, l.scores) {
				if tr.Certain {
					continue
				}
				kind := labels[squeeze(tr.Key)]
				if l.foreign && (kind == kinds[review.Author] || kind == kinds[review.Person]) {
					continue // there nearly every person is a writer; here they are characters
				}
				raw = append(raw, rawExample{tr.Features, kind, weight})
				for name := range tr.Features {
					mine[name] = true
				}
			}
		}
		for name := range mine {
			seen[name]++
		}
	}
	voc := &vocabulary{ids: make(map[string]int)}
	for name, n := range seen {
		if n >= leastReviews {
			voc.names = append(voc.names, name)
		}
	}
	sort.Strings(voc.names)
	for i, name := range voc.names {
		voc.ids[name] = i
	}
	return raw, voc, nil
}

// fromRecord lists those candidates of an unlabelled review, read without its record, whose kind the record tells: the
// book's title and its authors.
func fromRecord(tagger *entity.Tagger, l labelled, kinds map[review.EntityType]int) ([]rawExample, error) {
	meta := &l.doc.Review.Metadata
	labels := make(map[string]int)
	if key := squeeze(entity.Bare(meta.Book)); len(key) > 3 {
		labels[key] = kinds[review.Book]
	}
	for _, author := range meta.Authors {
		name := entity.Bare(author)
		labels[squeeze(name)] = kinds[review.Author]
		if surname := name[strings.LastIndexByte(name, ' ')+1:]; len(surname) > 2 {
			labels[surname] = kinds[review.Author]
		}
	}
	var out []rawExample
	for _, tr := range tagger.Traces(withheld(l.doc), l.scores) {
		if kind, ok := labels[squeeze(tr.Key)]; ok {
			out = append(out, rawExample{tr.Features, kind, recordWeight})
		}
	}
	return out, nil
}

func squeeze(key string) string { return strings.ReplaceAll(key, " ", "") }

// labelsOf maps every name of the labels to its kind; where two things share a name, the one named more often counts.
func labelsOf(gold []eval.GoldEntity, kinds map[review.EntityType]int) map[string]int {
	labels := make(map[string]int)
	weight := make(map[string]int)
	for _, g := range gold {
		for _, name := range append([]string{g.Name}, g.Aliases...) {
			key := squeeze(entity.Bare(name))
			n := len(g.Sentences) + 1
			if n > weight[key] {
				weight[key] = n
				labels[key] = kinds[g.Type]
			}
		}
	}
	return labels
}

// vocabularyOf numbers the features that so many examples or more hold.
func vocabularyOf(raw []rawExample, least int) *vocabulary {
	seen := make(map[string]int)
	for _, r := range raw {
		for name := range r.features {
			seen[name]++
		}
	}
	voc := &vocabulary{ids: make(map[string]int)}
	for name, n := range seen {
		if n >= least {
			voc.names = append(voc.names, name)
		}
	}
	sort.Strings(voc.names)
	for i, name := range voc.names {
		voc.ids[name] = i
	}
	return voc
}

func (v *vocabulary) examples(raw []rawExample) []example {
	out := make([]example, len(raw))
	for i, r := range raw {
		out[i].kind, out[i].weight, out[i].pull = r.kind, r.weight, pull
		for name, value := range r.features {
			if id, ok := v.ids[name]; ok {
				out[i].features = append(out[i].features, feature{id, value})
			}
		}
		sort.Slice(out[i].features, func(a, b int) bool { return out[i].features[a].id < out[i].features[b].id })
	}
	return out
}

// The training: AdaGrad over shuffled examples, weights pulled towards zero. What counts is the mean of the weights
// after the later passes, which hangs less on the order of the examples than the last.
const (
	epochs    = 14
	averaging = 7 // passes before the mean begins
	rate      = 0.07
	pull      = 1.5e-3 // of the L2 penalty, per example
)

// shuffles is how many orders of the examples are learned from; their mean hangs less on chance than any of them.
const shuffles = 4

// fit learns the weights of a multinomial logistic regression: the mean over several orders of the examples, shuffled by
// fixed seeds.
func fit(examples []example, features int) []entity.Weights {
	var all [shuffles][]entity.Weights
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() { all[i] = fitOnce(examples, features, uint64(20261123+i)) })
	}
	wait.Wait()
	out := all[0]
	for f := range out {
		for k := range out[f] {
			sum := float32(0)
			for i := range all {
				sum += all[i][f][k]
			}
			out[f][k] = sum / shuffles
		}
	}
	return out
}

// fitOnce learns from the examples in one order.
func fitOnce(examples []example, features int, state uint64) []entity.Weights {
	kinds := len(entity.KindNames())
	w := make([][8]float64, features)
	sq := make([][8]float64, features)
	sums := make([][8]float64, features)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	next := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int((state >> 33) % uint64(n))
	}
	var sum, prob [8]float64
	for epoch := 0; epoch < epochs; epoch++ {
		for i := len(order) - 1; i > 0; i-- {
			j := next(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for _, at := range order {
			ex := &examples[at]
			sum = [8]float64{}
			for _, f := range ex.features {
				for k := 0; k < kinds; k++ {
					sum[k] += f.value * w[f.id][k]
				}
			}
			top := sum[0]
			for _, x := range sum {
				top = math.Max(top, x)
			}
			total := 0.0
			for k := range sum {
				prob[k] = math.Exp(sum[k] - top)
				total += prob[k]
			}
			for k := range prob {
				prob[k] /= total
			}
			prob[ex.kind]--
			for _, f := range ex.features {
				row, s := &w[f.id], &sq[f.id]
				for k := 0; k < kinds; k++ {
					g := prob[k]*f.value*ex.weight + ex.pull*row[k]
					s[k] += g * g
					row[k] -= rate * g / (math.Sqrt(s[k]) + 1e-6)
				}
			}
		}
		if epoch >= averaging {
			for i := range w {
				for k, x := range w[i] {
					sums[i][k] += x
				}
			}
		}
	}
	out := make([]entity.Weights, features)
	for i := range sums {
		for k, x := range sums[i] {
			out[i][k] = float32(x / (epochs - averaging))
		}
	}
	return out
}

func modelOf(voc *vocabulary, weights []entity.Weights) map[string]entity.Weights {
	out := make(map[string]entity.Weights, len(weights))
	for i, row := range weights {
		out[voc.names[i]] = row
	}
	return out
}

func learn(revs []labelled) (map[string]entity.Weights, error) {
	raw, voc, err := extract(revs)
	if err != nil {
		return nil, err
	}
	examples := voc.examples(raw)
	fmt.Printf("%d candidates, %d features\n", len(examples), len(voc.names))
	return modelOf(voc, fit(examples, len(voc.names))), nil
}

// models are the weights of all that is learned.
type models struct {
	names, mains, attitudes map[string]entity.Weights
}

func learnAll(revs []labelled) (models, error) {
	var m models
	var err error
	if m.names, err = learn(revs); err != nil {
		return m, err
	}
	names := entity.NewModel(m.names)
	if m.mains, err = learnMains(revs, names); err != nil {
		return m, err
	}
	m.attitudes, err = learnAttitudes(revs, names)
	return m, err
}

func (m models) tagger() (*entity.Tagger, error) {
	return entity.New(entity.Options{
		Names: entity.NewModel(m.names), Mains: entity.NewModel(m.mains), Attitudes: entity.NewModel(m.attitudes),
	})
}

// weights trains everything on everything and writes what internal/entity embeds.
func weights(data, scorer, out string) error {
	revs, err := load(data, scorer, true)
	if err != nil {
		return err
	}
	m, err := learnAll(revs)
	if err != nil {
		return err
	}
	for name, rows := range map[string]map[string]entity.Weights{
		"names.tsv.gz": m.names, "mains.tsv.gz": m.mains, "attitudes.tsv.gz": m.attitudes,
	} {
		var b bytes.Buffer
		if err := entity.WriteWeights(&b, rows); err != nil {
			return err
		}
		if err := writeGzip(filepath.Join(out, name), b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
