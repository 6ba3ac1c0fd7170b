package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"tonearc/internal/entity"
	"tonearc/internal/eval"
)

// check measures by cross-validation: each fold is read by a model that never saw its books. The figures of the written
// reviews stand by themselves: they are harder, and their labels are our own.
func check(data, scorer string, verbose bool) error {
	revs, err := load(data, scorer, true)
	if err != nil {
		return err
	}
	var with, without, written, writtenAlone eval.EntityScore
	for fold := 0; fold < folds; fold++ {
		var train, test []labelled
		for _, l := range revs {
			if l.fold == fold {
				if l.gold != nil && !l.reading {
					test = append(test, l)
				}
			} else {
				train = append(train, l)
			}
		}
		m, err := learnAll(train)
		if err != nil {
			return err
		}
		tagger, err := m.tagger()
		if err != nil {
			return err
		}
		for _, l := range test {
			named, alone := &with, &without
			if l.written {
				named, alone = &written, &writtenAlone
			}
			if err := measure(tagger, l, named, alone); err != nil {
				return err
			}
		}
	}
	report("with metadata", &with, verbose)
	report("text alone", &without, verbose)
	report("written reviews, with metadata", &written, verbose)
	report("written reviews, text alone", &writtenAlone, verbose)
	return nil
}

// compare measures the embedded models on the labels that nothing is fitted to.
func compare(data, scorer string, verbose bool) error {
	folder := filepath.Join(data, "../gold/dev")
	table, err := os.Open(filepath.Join(folder, "entities.tsv"))
	if err != nil {
		return err
	}
	defer table.Close()
	gold, err := eval.ReadGoldEntities(table)
	if err != nil {
		return err
	}
	revs, err := loadReviews(filepath.Join(folder, "reviews.jsonl"), gold, scorer, false)
	if err != nil {
		return err
	}
	tagger, err := entity.New(entity.Options{})
	if err != nil {
		return err
	}
	var with, without eval.EntityScore
	for _, l := range revs {
		if err := measure(tagger, l, &with, &without); err != nil {
			return err
		}
	}
	report("with metadata", &with, verbose)
	report("text alone", &without, verbose)
	return nil
}

func measure(tagger *entity.Tagger, l labelled, with, without *eval.EntityScore) error {
	about, err := tagger.Entities(l.doc, l.scores)
	if err != nil {
		return err
	}
	same := func(i int) int { return l.match[i] }
	gold := settled(l.gold)
	with.Add(eval.ScoreEntities(about, gold, same, false))
	about, err = tagger.Entities(withheld(l.doc), l.scores)
	if err != nil {
		return err
	}
	without.Add(eval.ScoreEntities(about, gold, same, true))
	return nil
}

func report(title string, s *eval.EntityScore, verbose bool) {
	fmt.Printf("\n%s\n  names      F1 %.3f  P %.3f  R %.3f\n", title, s.Names.F1(), s.Names.Precision(), s.Names.Recall())
	for i, kind := range eval.EntityTypes {
		t := s.Typed[i]
		fmt.Printf("  %-10s F1 %.3f  P %.3f  R %.3f  (%d)\n", kind, t.F1(), t.Precision(), t.Recall(), t.Right+t.Missed)
	}
	fmt.Printf("  main book %.3f, main author %.3f; sentences named F1 %.3f\n", s.MainBook.Recall(), s.MainAuthor.Recall(), s.Named.F1())
	fmt.Printf("  tone accuracy %.3f, macro-F1 %.3f  %v\n", s.ToneAccuracy(), s.ToneF1(), s.Tone)
	if verbose {
		sort.SliceStable(s.Errors, func(i, j int) bool { return s.Errors[i].Kind < s.Errors[j].Kind })
		for _, e := range s.Errors {
			fmt.Printf("    %-9s %-28.28s %s\n", e.Kind, e.Review, e.Detail)
		}
	}
}
