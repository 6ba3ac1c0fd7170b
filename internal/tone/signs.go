package tone

import (
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// signs reads emoji and emoticons whose attitude nobody would dispute: "That ending 🤮", "This book 😍😍". The reviews
// that the trained scorer learnt from hold too few of them to learn from. 😭 and 💔 are left out, for they praise as often
// as not.
type signs struct{ review.Scorer }

// signTones are the tones of one sign; more of the same in a row say a little more.
var signTones = func() map[rune]float64 {
	out := make(map[rune]float64)
	for _, group := range []struct {
		tone  float64
		signs string
	}{
		{0.6, "😍🥰😻❤♥💕💖💗💘💙💚💛💜🧡🖤🤍💞💓💝👏🙌🤩💯🔥🏆🥇👍🥳"},
		{0.5, "😊😃😄😀🙂😁😘🤗👌🎉💐😂🤣🤯😋✨"},
		{-0.45, "🙄😒😑😐😕🙁☹🤦🤨😬"},
		{-0.6, "👎😴🥱💤😡😠🤬😤🤮🤢😖😣😞💩🗑"},
	} {
		for _, r := range group.signs {
			out[r] = group.tone
		}
	}
	return out
}()

// emoticons are the same in letters and punctuation; only as words of their own.
var emoticons = map[string]float64{
	":)": 0.5, ":-)": 0.5, ":D": 0.5, ":-D": 0.5, "=)": 0.5, "<3": 0.6, ":(": -0.5, ":-(": -0.5, ":'(": -0.4, "=(": -0.5, "</3": -0.4,
}

const (
	signMore    = 0.1 // for each further sign of a run
	signMost    = 0.8
	signOpinion = 0.7 // who shows a face, reacts
)

// Score implements review.Scorer.
func (s signs) Score(doc *review.Document) ([]review.Score, error) {
	scores, err := s.Scorer.Score(doc)
	if err != nil {
		return nil, err
	}
	for i := range scores {
		for _, found := range signsIn(doc.Review.Text, doc.Sentences[i].Span) {
			sc := &scores[i]
			if rest := sc.Story + sc.Context; sc.Opinion < signOpinion && rest > 0 {
				sc.Story *= (1 - signOpinion) / rest
				sc.Context *= (1 - signOpinion) / rest
				sc.Opinion = 1 - sc.Story - sc.Context
			}
			shift(sc, found)
		}
	}
	return scores, nil
}

// signsIn finds the runs of signs of one kind, as evidence.
func signsIn(text string, span review.Span) []review.Evidence {
	var out []review.Evidence
	add := func(start, end int, tone float64) {
		if n := len(out) - 1; n >= 0 && out[n].Spans[0].End == start && out[n].Weight*tone > 0 {
			out[n].Spans[0].End = end
			more := signMore
			if tone < 0 {
				more = -more
			}
			out[n].Weight = max(-signMost, min(signMost, out[n].Weight+more))
			return
		}
		out = append(out, review.Evidence{Spans: []review.Span{{Start: start, End: end}}, Weight: tone})
	}
	sent := span.In(text)
	for i := 0; i < len(sent); {
		if sent[i] < utf8.RuneSelf {
			if c := sent[i]; (c == ':' || c == '=' || c == '<') && (i == 0 || sent[i-1] == ' ' || sent[i-1] == '\n') {
				word := sent[i:]
				if end := strings.IndexAny(word, " \n,;"); end >= 0 {
					word = word[:end]
				}
				word = strings.TrimRight(word, ".!?")
				if tone, ok := emoticons[word]; ok {
					add(span.Start+i, span.Start+i+len(word), tone)
				}
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(sent[i:])
		if tone, ok := signTones[r]; ok {
			for { // what shapes the sign belongs to it: variation, skin, joined gender
				next, n := utf8.DecodeRuneInString(sent[i+size:])
				if next != 0xFE0F && next != 0x200D && next != '♀' && next != '♂' && (next < 0x1F3FB || next > 0x1F3FF) {
					break
				}
				size += n
			}
			add(span.Start+i, span.Start+i+size, tone)
		}
		i += size
	}
	return out
}
