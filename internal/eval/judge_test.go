package eval

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// wordScorer is a scorer of a few words, for tests.
type wordScorer struct{}

func (wordScorer) Score(doc *review.Document) ([]review.Score, error) {
	scores := make([]review.Score, len(doc.Sentences))
	for i := range scores {
		sc := &scores[i]
		*sc = review.Score{Opinion: 1, Weight: 1, Neutral: 1}
		for word, weight := range map[string]float64{"good": 0.5, "bad": -0.5} {
			if at := strings.Index(doc.Text(i), word); at >= 0 {
				start := doc.Sentences[i].Start + at
				sc.Tone += weight
				sc.Evidence = append(sc.Evidence, review.Evidence{Spans: []review.Span{{Start: start, End: start + len(word)}}, Weight: weight})
			}
		}
		switch {
		case sc.Tone > 0:
			sc.Positive, sc.Neutral = 0.9, 0.1
		case sc.Tone < 0:
			sc.Negative, sc.Neutral = 0.9, 0.1
		}
	}
	return scores, nil
}

// halves is a segmenter that divides at semicolons.
type halves struct{}

func (halves) Segment(text string, _ []review.Mark) ([]review.Sentence, error) {
	var out []review.Sentence
	start := 0
	for start < len(text) {
		end := len(text)
		if at := strings.IndexByte(text[start:], ';'); at >= 0 {
			end = start + at + 1
		}
		out = append(out, review.Sentence{Span: review.Span{Start: start, End: end}})
		start = end
	}
	return out, nil
}

func TestJudgeMatchesByOverlap(t *testing.T) {
	r := Review{ID: "x", Text: "so good; x bad and long; is good"}
	r.Sentences = []Sentence{
		{Span: review.Span{Start: 0, End: 10}, HasTone: true, Tone: 1},   // mostly the first
		{Span: review.Span{Start: 10, End: 24}, HasTone: true, Tone: -1}, // the second
		{Span: review.Span{Start: 25, End: 32}, HasTone: true, Tone: 1},  // the third
	}
	cases, err := Judge([]Review{r}, halves{}, wordScorer{})
	if err != nil || len(cases) != 3 {
		t.Fatalf("%d cases, error %v", len(cases), err)
	}
	if got := ToneConfusion(cases).Accuracy(); got != 1 {
		t.Errorf("accuracy %v: %+v", got, cases)
	}
	if cases[0].Against || !cases[1].Against || cases[2].Against { // of +1, −1, +1 only the second is alone with its sign
		t.Errorf("against the lean of the others: %v %v %v", cases[0].Against, cases[1].Against, cases[2].Against)
	}
}

func TestEvidenceIsTakenAtItsWord(t *testing.T) {
	r := Review{ID: "x"}
	r.add(Sentence{HasTone: true}, "a good one")
	r.add(Sentence{HasTone: true}, "ünder bad skies")
	r.add(Sentence{HasTone: true}, "neither")
	check, err := CheckEvidence([]Review{r}, wordScorer{})
	if err != nil || check != (EvidenceCheck{Sentences: 2, Moved: 2}) {
		t.Errorf("%+v, error %v", check, err)
	}
	doc, err := r.document(nil)
	if err != nil {
		t.Fatal(err)
	}
	without := remove(doc, []review.Span{{Start: 7, End: 10}, {Start: 2, End: 6}})
	for i, want := range []string{"a  ", "ünder bad skies", "neither"} {
		if got := without.Text(i); got != want {
			t.Errorf("sentence %d is %q, want %q", i, got, want)
		}
	}
}

func TestFilesPrintsEveryScorer(t *testing.T) {
	path := t.TempDir() + "/a.csv"
	write(t, path, "text,label,kind\nso good,positive,praise\nso bad,negative,blame\nso so,neutral,blame\nsome bad,positive,praise\n,positive,x\n")
	var out bytes.Buffer
	bad, err := Files(&out, []string{path}, Parts{Scorers: []Subject{{"words", wordScorer{}}, {"again", wordScorer{}}}})
	if err != nil || len(bad) != 1 || bad[0].Line != 6 {
		t.Fatalf("bad %v, error %v", bad, err)
	}
	for _, want := range []string{"4 sentences, each alone", "words", "again", "tone: macro-F1", "polar accuracy", "praise", "blame"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the tables lack %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "stance: macro") || strings.Contains(out.String(), "NaN") {
		t.Errorf("figures of labels that are not there:\n%s", out.String())
	}
}

func TestSharedSaysWhatIsNotThere(t *testing.T) {
	var out bytes.Buffer
	parts := Parts{Scorers: []Subject{{"words", wordScorer{}}}, Segmenter: halves{}, Default: "words", Summarise: func(*review.Document, []review.Score) review.Summary { return review.Summary{} }}
	if err := Shared(&out, t.TempDir(), parts); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "left out: "); got != 9 {
		t.Errorf("%d sets are named as left out, want 9:\n%s", got, out.String())
	}
	if !strings.Contains(out.String(), "double negation") {
		t.Error("the hard sentences are part of the program and need nothing shared")
	}
}

func TestHardSentences(t *testing.T) {
	reviews, err := Hard()
	if err != nil {
		t.Fatal(err)
	}
	kinds := make(map[string]int)
	texts := make(map[string]bool)
	for _, r := range reviews {
		s := r.Sentences[0]
		kinds[s.Kind]++
		if texts[r.Text] || s.Stance == "" || s.Kind == "" {
			t.Errorf("%q: twice, or without stance or kind", r.Text)
		}
		if s.Tone != 0 && s.Stance != review.Opinion {
			t.Errorf("%q has a tone but is %s", r.Text, s.Stance)
		}
		texts[r.Text] = true
	}
	if len(reviews) < 320 || len(kinds) < 15 {
		t.Errorf("%d sentences of %d kinds", len(reviews), len(kinds))
	}
	for kind, n := range kinds {
		if n < 10 {
			t.Errorf("only %d sentences of kind %q", n, kind)
		}
	}
}

func TestStarsFigures(t *testing.T) {
	var rated []Rated
	for i, tone := range []float64{-0.5, -0.2, 0.1, 0.4, 0.6} {
		rated = append(rated, Rated{Stars: float64(i + 1), Summary: review.Summary{Tone: review.Estimate{Value: tone}, Verdict: review.VerdictMixed}})
	}
	if got := StarsAUC(rated); got != 1 {
		t.Errorf("AUC %v", got)
	}
	if got := StarsSpearman(rated); math.Abs(got-1) > 1e-9 {
		t.Errorf("Spearman %v", got)
	}
	if got := VerdictTable(rated)[4][1]; got != 1 {
		t.Errorf("verdict table %v", VerdictTable(rated))
	}
}

func TestTreebank(t *testing.T) {
	reviews, err := treebank("3\tIt 's a fine thing , is n't it ?\n2\tSo .\n0\t-LRB- No . -RRB-\n")
	if err != nil || len(reviews) != 2 || reviews[0].Text != "It's a fine thing, isn't it?" || reviews[1].Text != "(No.)" {
		t.Errorf("%+v, error %v", reviews, err)
	}
	if _, err := treebank("x\ty"); err == nil {
		t.Error("a line without a label was read")
	}
}
