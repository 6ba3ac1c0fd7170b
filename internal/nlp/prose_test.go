package nlp

import (
	"slices"
	"strings"
	"testing"

	prose "github.com/jdkato/prose/v2"

	"tonearc/pipeline/review"
)

// ownSentences are always there to compare with prose on; the shared reviews are not.
var ownSentences = strings.Split(`The House of the Seven Gables isn't his best, but it's haunting.
I gave it 3 stars; my sister (who never cries) gave it five!
Elizabeth can't stand Mr. Darcy at first, and she's right.
In 1843, on p. 12, 250 sheep die - nobody knows why.
He'll "borrow" a well-thumbed copy of Emma for $5.
They're slow, they're sad, and they don't end: read them anyway.
Who would've thought that U.S. readers want more?
Running, jumping and thinking are what the hero does best.
The plot :( and the prose :) never met.
See www.example.com or write to me@example.com, @reader.
0 plot. * is a star, -LRB- is a bracket, *T*-1 is a trace.
Fast-paced? Not quite; half-hearted, over-long and oddly moving.
Was für ein Café! Ōe wrote it, naïve as he was.`, "\n")

// proseTags is what prose itself says of a sentence.
func proseTags(t testing.TB, text string) []prose.Token {
	t.Helper()
	doc, err := prose.NewDocument(text, prose.WithExtraction(false), prose.WithSegmentation(false), prose.UsingModel(proseModel(t)))
	if err != nil {
		t.Fatal(err)
	}
	return doc.Tokens()
}

var loaded *prose.Model

// proseModel keeps prose from decoding its weights for every sentence.
func proseModel(t testing.TB) *prose.Model {
	if loaded == nil {
		doc, err := prose.NewDocument("x", prose.WithExtraction(false), prose.WithSegmentation(false))
		if err != nil {
			t.Fatal(err)
		}
		loaded = doc.Model
	}
	return loaded
}

// ourTags tags the words that prose found.
func ourTags(s *Segmenter, words []prose.Token) []string {
	forms := make([]*form, len(words))
	toks := make([]review.Token, len(words))
	for i, word := range words {
		forms[i] = s.form(word.Text)
	}
	s.model.tagSentence(s.edges, forms, toks)
	tags := make([]string, len(words))
	for i := range toks {
		tags[i] = toks[i].Tag
	}
	return tags
}

// proseRuns is how often prose may disagree with itself before we are wrong: its ties come out at random.
const proseRuns = 20

// TestProse compares our tokens and tags with prose's over our own sentences and, where they are there, shared real
// reviews.
func TestProse(t *testing.T) {
	t.Run("own", func(t *testing.T) { compare(t, segmenter(t), ownSentences) })
	t.Run("shared", func(t *testing.T) {
		var sentences []string
		for _, rev := range sharedReviews(t, goldDev) {
			for _, p := range split(rev.Text, nil, nil) {
				sentences = append(sentences, rev.Text[p.start:p.end])
			}
		}
		compare(t, segmenter(t), sentences)
	})
}

func compare(t *testing.T, s *Segmenter, sentences []string) {
	words, wavering := 0, 0
	for _, text := range sentences {
		theirs := proseTags(t, text)
		compareTokens(t, s, text, theirs)
		ours := ourTags(s, theirs)
		words += len(ours)
		at := differs(theirs, ours)
		if at < 0 {
			continue
		}
		// This may be a tie: then another run goes our way where this one parted.
		agreed := false
		for range proseRuns {
			again := proseTags(t, text)
			if next := differs(again, ours); next < 0 || next > at {
				agreed = true
				break
			}
		}
		if !agreed {
			t.Errorf("%q in %q: prose says %s, we say %s", theirs[at].Text, text, theirs[at].Tag, ours[at])
		}
		wavering++
	}
	t.Logf("%d words in %d sentences; prose disagreed with itself in %d sentences", words, len(sentences), wavering)
}

// differs is the first word whose tag is another, -1 where there is none. Within one call prose keeps equal words in one
// token, so that all of them end with the tag of the last: the tag of a later one will do.
func differs(theirs []prose.Token, ours []string) int {
	for i := range theirs {
		same := false
		for j := i; j < len(theirs) && !same; j++ {
			same = theirs[j].Text == theirs[i].Text && theirs[i].Tag == ours[j]
		}
		if !same {
			return i
		}
	}
	return -1
}

// compareTokens compares our cuts with prose's. They may part only where prose loses characters of the text, or where the
// text lacks a space (see cutter.sentence).
func compareTokens(t *testing.T, s *Segmenter, text string, theirs []prose.Token) {
	cut := cutter{seg: s, text: text}
	cut.sentence(0, len(text))
	var ours, prosaic []string
	for _, f := range cut.forms {
		ours = append(ours, f.text)
	}
	for _, tok := range theirs {
		prosaic = append(prosaic, tok.Text)
	}
	if slices.Equal(ours, prosaic) || lossy(text, prosaic) {
		return
	}
	if strings.Contains(text, "--") || strings.Contains(text, "..") || strings.ContainsAny(text, "—–…") || strings.ContainsFunc(text, isEmoji) || opensQuote(ours, prosaic) {
		return
	}
	t.Errorf("%q:\n  prose %q\n   ours %q", text, prosaic, ours)
}

// opensQuote reports whether the cuts are the same but for single quotation marks before words.
func opensQuote(ours, prosaic []string) bool {
	i := 0
	for _, word := range prosaic {
		if i+1 < len(ours) && ours[i] == "'" && word == "'"+ours[i+1] {
			i++
			word = word[1:]
		}
		if i >= len(ours) || ours[i] != word {
			return false
		}
		i++
	}
	return i == len(ours)
}

// lossy reports whether prose's tokens lack characters of the text.
func lossy(text string, toks []string) bool {
	straight := strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'").Replace(text)
	return strings.Join(strings.Fields(straight), "") != strings.Join(toks, "")
}

func TestTokens(t *testing.T) {
	s := segmenter(t)
	for _, c := range []struct{ text, want string }{
		{"I don't. It's.", "I do n't . It 's ."},
		{"“Don’t,” she said.", "“ Do n’t , ” she said ."},
		{"‘The Road’ isn’t", "‘ The Road ’ is n’t"},
		{"'tis 'em ’twas", "'tis 'em ’twas"},
		{"prose—maybe…but good...then", "prose — maybe … but good . . . then"},
		{"on--and off 1914–1918 well-made -- so", "on -- and off 1914–1918 well-made -- so"},
		{"Mr. U.S. end.", "Mr. U.S. end ."},
		{"(yes) [no] $5 \"so\"", "( yes ) [ no ] $ 5 \" so \""},
		{"they'll SHE'S", "they 'll SHE 'S"},
		{":) :-) 4.5/5 a.b", ": ) :-) 4.5/5 a.b"},
		{"amazing!😍👍🏽 ok❤️ 😍😍", "amazing ! 😍👍🏽 ok ❤️ 😍😍"},
		{"it&rsquo;s", "it &rsquo;s"},
	} {
		cut := cutter{seg: s, text: c.text}
		cut.sentence(0, len(c.text))
		var got []string
		for _, tok := range cut.toks {
			got = append(got, tok.In(c.text))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}
