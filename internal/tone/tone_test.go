package tone_test

import (
	"testing"
	"unicode/utf8"

	"tonearc/internal/reviewtest"
	"tonearc/internal/tone"
	"tonearc/pipeline/review"
)

func TestScorersKeepTheContract(t *testing.T) {
	for _, name := range tone.Names() {
		t.Run(name, func(t *testing.T) {
			sc, err := tone.New(name, tone.Options{Lexicon: []tone.LexiconEntry{{Phrase: "slow burn", Weight: 0.5}}})
			if err != nil {
				t.Fatal(err)
			}
			reviewtest.Scorer(t, sc)
		})
	}
}

func TestNewNamesTheScorersThereAre(t *testing.T) {
	_, err := tone.New("crystal ball", tone.Options{})
	if err == nil || err.Error() == "" {
		t.Fatal("an unknown scorer was accepted")
	}
	if tone.Fingerprint("crystal ball") != "" || tone.Fingerprint(tone.Default) == "" {
		t.Error("only scorers that exist have a fingerprint")
	}
}

func FuzzScorers(f *testing.F) {
	for _, seed := range []string{
		"I loved it, but the ending? Meh… 3.5 stars!", "“Not bad”—she said; don’t…", "😀😭 5/5 ★★★", "A\u0301 B- \u200d", "slow burn slow burns",
	} {
		f.Add(seed, uint8(7))
	}
	lexicon := []tone.LexiconEntry{{Phrase: "slow burn*", Weight: 0.5}, {Phrase: "a", Weight: -1}}
	f.Fuzz(func(t *testing.T, text string, cut uint8) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			return
		}
		at := min(int(cut), len(text))
		for at < len(text) && !utf8.RuneStart(text[at]) {
			at++
		}
		doc := &review.Document{Review: &review.Review{Text: text}}
		for _, span := range []review.Span{{End: at}, {Start: at, End: len(text)}} {
			if span.Len() > 0 {
				doc.Sentences = append(doc.Sentences, review.Sentence{Span: span})
			}
		}
		for _, name := range tone.Names() {
			scorer, err := tone.New(name, tone.Options{Lexicon: lexicon})
			if err != nil {
				t.Fatal(err)
			}
			scores, err := scorer.Score(doc)
			if err != nil {
				t.Fatal(err)
			}
			reviewtest.Scores(t, doc, scores)
			if s := tone.Summarise(doc, scores); s.Tone.Low > s.Tone.Value || s.Tone.High < s.Tone.Value || s.OpinionShare < 0 || s.OpinionShare > 1 {
				t.Errorf("summary %+v", s)
			}
		}
	})
}
