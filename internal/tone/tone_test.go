package tone_test

import (
	"testing"

	"tonearc/internal/reviewtest"
	"tonearc/internal/tone"
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
