package entity

import (
	"fmt"
	"strings"
	"testing"

	"tonearc/pipeline/review"
)

// aspectsOf tells the aspects of a text that is all opinion, written as "word/TAG", with a star before the words that
// made the tone.
func aspectsOf(t *testing.T, tagged string, meta review.Metadata) string {
	t.Helper()
	var text strings.Builder
	doc := &review.Document{}
	var scores []review.Score
	opens := true
	for _, field := range strings.Fields(tagged) {
		word, tag, _ := strings.Cut(field, "/")
		word, judges := strings.CutPrefix(word, "*")
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		span := review.Span{Start: text.Len(), End: text.Len() + len(word)}
		text.WriteString(word)
		if opens {
			doc.Sentences = append(doc.Sentences, review.Sentence{Span: span})
			scores = append(scores, review.Score{Opinion: 1, Weight: 1, Tone: 0.3, Evidence: []review.Evidence{}})
		}
		sent, score := &doc.Sentences[len(doc.Sentences)-1], &scores[len(scores)-1]
		sent.End = span.End
		sent.Tokens = append(sent.Tokens, review.Token{Span: span, Tag: tag, Stem: strings.ToLower(word)})
		if judges {
			score.Evidence = append(score.Evidence, review.Evidence{Spans: []review.Span{span}, Weight: 0.3})
		}
		opens = tag == "."
	}
	doc.Review = &review.Review{Text: text.String(), Metadata: meta}
	about, err := newTagger(t, Options{}).Entities(doc, scores)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, a := range about.Aspects {
		kinds = append(kinds, string(a.Kind))
	}
	return fmt.Sprint(kinds)
}

// The same words, once of the book and once of something else.
func TestSenseOfAspectWords(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"It/PRP has/VBZ a/DT *splendid/JJ story/NN ./.", "[plot]"},
		{"The/DT story/NN *limps/NNS from/IN the/DT first/JJ page/NN ./.", "[plot]"},
		{"I/PRP *adored/VBD the/DT story/NN ./.", "[plot]"},
		{"I/PRP *liked/VBD what/WP he/PRP does/VBZ throughout/IN the/DT story/NN ./.", "[]"},
		{"She/PRP wrote/VBD a/DT *lovely/JJ short/JJ story/NN once/RB ./.", "[]"},
		{"The/DT author/NN reveals/NNS *useful/JJ facts/NNS about/IN bees/NNS ./.", "[]"},
		{"The/DT final/JJ twist/NN is/VBZ *silly/RB ./.", "[plot]"},
		{"Her/PRP$ invented/JJ world/NN is/VBZ *rich/JJ ./.", "[world]"},
		{"There/EX is/VBZ nothing/NN *better/RBR in/IN the/DT world/NN ./.", "[]"},
		{"Just/RB *what/WP the/DT world/NN needed/VBD ./.", "[]"},
		{"The/DT world/NN *deserves/VBZ it/PRP ./.", "[]"},
		{"It/PRP made/VBD me/PRP *happy/JJ about/IN the/DT modern/JJ world/NN ./.", "[]"},
		{"He/PRP is/VBZ *good/JJ at/IN setting/VBG the/DT stage/NN ./.", "[]"},
		{"He/PRP *happily/RB walks/VBZ from/IN one/CD end/NN of/IN the/DT harbour/NN to/TO the/DT other/JJ ./.", "[]"},
		{"The/DT end/NN was/VBD a/DT *letdown/NN ./.", "[ending]"},
		{"It/PRP all/DT fell/VBD *apart/RB at/IN the/DT end/NN ./.", "[ending]"},
		{"The/DT book/NN ended/VBD *badly/RB ./.", "[ending]"},
		{"In/IN the/DT end/NN it/PRP was/VBD *fine/JJ ./.", "[]"},
		{"I/PRP ended/VBD up/RP *liking/VBG it/PRP ./.", "[]"},
		{"The/DT loose/JJ ends/NNS are/VBP *irritating/VBG ./.", "[ending]"},
		{"The/DT preface/NN says/VBZ so/RB at/IN length/NN ,/, and/CC it/PRP is/VBZ *right/JJ ./.", "[]"},
		{"Its/PRP$ length/NN is/VBZ *absurd/JJ ./.", "[length]"},
		{"It/PRP is/VBZ *far/RB too/RB long/RB ./.", "[length]"},
		{"We/PRP had/VBD waited/VBN too/RB long/RB for/IN something/NN *good/JJ ./.", "[]"},
		{"Read/VB it/PRP slowly/RB ,/, it/PRP is/VBZ *worth/IN it/PRP ./.", "[]"},
		{"The/DT middle/NN is/VBZ *slow/JJ ./.", "[pacing]"},
		{"He/PRP rushed/VBD home/NN ,/, which/WDT was/VBD *odd/JJ ./.", "[]"},
		{"The/DT last/JJ part/NN felt/VBD *rushed/VBN ./.", "[pacing]"},
		{"He/PRP hides/VBZ it/PRP in/IN a/DT footnote/NN ,/, which/WDT is/VBZ *sly/RB ./.", "[]"},
		{"The/DT footnotes/NNS are/VBP *splendid/JJ ./.", "[edition]"},
		{"Nobody/NN even/RB asks/VBZ the/DT price/NN of/IN a/DT ticket/NN ,/, *alas/NN ./.", "[]"},
		{"The/DT price/NN is/VBZ *steep/JJ ./.", "[edition]"},
		{"I/PRP got/VBD a/DT review/NN copy/NN and/CC was/VBD *glad/VBN ./.", "[]"},
		{"A/DT *good/JJ introduction/NN to/TO knots/VB ./.", "[]"},
		{"The/DT art/NN is/VBZ *lovely/JJ ./.", "[edition]"},
		{"The/DT ART/NNP is/VBZ *sulky/JJ ./.", "[]"},
		{"I/PRP *love/VBP PROSE/NNP ./.", "[]"},
		{"I/PRP *love/VBP the/DT PROSE/NN ./.", "[prose]"},
		{"PROSE/NN :/: *lovely/JJ ./.", "[prose]"},
		{"His/PRP$ writing/NN is/VBZ *crisp/JJ ./.", "[prose]"},
		{"*Please/NNP keep/VB writing/NN !/.", "[]"},
		{"I/PRP *hope/VBP that/IN English/NNP language/NN readers/NNS find/VBP it/PRP ./.", "[]"},
		{"I/PRP had/VBD no/DT idea/NN how/WRB *good/JJ it/PRP was/VBD ./.", "[]"},
		{"The/DT idea/NN is/VBZ *brilliant/JJ ./.", "[ideas]"},
		{"He/PRP spoofs/VBD romance/NN novels/NNS ,/, and/CC it/PRP is/VBZ *fun/NN ./.", "[]"},
		{"The/DT romance/NN is/VBZ *sweet/JJ ./.", "[characters]"},
		{"Is/VBZ this/DT meant/VBN to/TO be/VB a/DT *silly/JJ romance/NN ?/.", "[]"},
		{"She/PRP has/VBZ written/VBN a/DT *splendid/JJ epic/NN ./.", "[]"},
		{"It/PRP is/VBZ written/VBN *clumsily/RB ./.", "[prose]"},
		{"I/PRP *hope/VBP he/PRP starts/VBZ writing/VBG novels/NNS ./.", "[]"},
		{"He/PRP writes/VBZ *clumsily/RB ./.", "[prose]"},
		{"The/DT narrator/NN is/VBZ *dull/JJ ./.", "[]"},
		{"I/PRP had/VBD the/DT audiobook/NN ./. The/DT narrator/NN is/VBZ *dull/JJ ./.", "[narration]"},
	} {
		if got := aspectsOf(t, test.text, review.Metadata{}); got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

// A book of facts has no plot: its "story" is an anecdote.
func TestSenseInBooksOfFacts(t *testing.T) {
	const text = "One/CD story/NN is/VBZ *wrong/JJ ,/, and/CC the/DT writing/NN is/VBZ *dull/JJ ./."
	for genre, want := range map[string]string{"history": "[prose]", "fantasy": "[prose plot]", "": "[prose plot]"} {
		if got := aspectsOf(t, text, review.Metadata{Genre: genre}); got != want {
			t.Errorf("genre %q: %s, want %s", genre, got, want)
		}
	}
}
