package main

import (
	"strings"

	"tonearc/internal/entity"
	"tonearc/pipeline/review"
)

// The classes of what is under review; they are columns of the weights.
const (
	classOther = iota
	classBook
	classAuthor
)

// learnMains learns which of the things that a review names it is about, from reviews read without their records.
func learnMains(revs []labelled, names *entity.Model) (map[string]entity.Weights, error) {
	tagger, err := entity.New(entity.Options{Names: names, Mains: entity.NewModel(nil), Attitudes: entity.NewModel(nil)})
	if err != nil {
		return nil, err
	}
	var raw []rawExample
	for _, l := range revs {
		if l.foreign {
			continue
		}
		labels := underReview(l)
		found, traces := tagger.MainTraces(withheld(l.doc), l.scores)
		var mine []rawExample
		weight := 1.0
		if l.written {
			weight = writtenWeight
		}
		named := false
		for i := range found {
			class := classOther
			for _, name := range found[i] {
				if c, ok := labels[squeeze(entity.Bare(name))]; ok {
					class = c
				}
			}
			named = named || class != classOther
			mine = append(mine, rawExample{traces[i], class, weight})
		}
		if named {
			raw = append(raw, mine...)
		}
	}
	voc := vocabularyOf(raw, 3)
	return modelOf(voc, fit(voc.examples(raw), len(voc.names))), nil
}

// underReview maps the names of the book and the authors under review to their classes.
func underReview(l labelled) map[string]int {
	labels := make(map[string]int)
	add := func(name string, class int) {
		key := entity.Bare(name)
		if key == "" {
			return
		}
		labels[squeeze(key)] = class
		if class == classAuthor {
			if surname := key[strings.LastIndexByte(key, ' ')+1:]; len(surname) > 2 {
				labels[surname] = class
			}
		}
	}
	for _, author := range l.doc.Review.Metadata.Authors {
		add(author, classAuthor)
	}
	if title := l.doc.Review.Metadata.Book; title != "" {
		add(title, classBook)
		main, _, _ := strings.Cut(title, ":")
		main, _, _ = strings.Cut(main, "(")
		add(main, classBook)
	}
	for _, g := range l.gold {
		if !g.Main {
			continue
		}
		class := classOther
		switch g.Type {
		case review.Book:
			class = classBook
		case review.Author:
			class = classAuthor
		}
		for _, name := range append([]string{g.Name}, g.Aliases...) {
			add(name, class)
		}
	}
	return labels
}
