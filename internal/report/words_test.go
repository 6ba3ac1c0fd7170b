package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

func TestLeadSentence(t *testing.T) {
	plain := long("x", 40)
	plain.Arc.Shifts, plain.Summary.Verdict = nil, review.VerdictNegative
	plain.Summary.Tone = review.Estimate{Value: -0.4, Low: -0.6, High: -0.2, N: 30}
	doubtful := long("y", 40)
	doubtful.Arc.Shifts, doubtful.Summary.Verdict = nil, review.VerdictPositive
	doubtful.Summary.Tone = review.Estimate{Value: 0.7, Low: -0.1, High: 1, N: 1}
	for _, c := range []struct {
		an   *review.Analysis
		want string
	}{
		{lighthouse(), "Mixed, with more praise than blame. The review starts with praise, turns to blame halfway through and turns to praise near its end. It praises the prose and the ending, and blames the characters and the pacing."},
		{plain, "Clearly disappointed. No shift of its tone could be proved."},
		{doubtful, "Leans towards praise. No shift of its tone could be proved."},
		{short(), "Too little opinion to tell what the review thinks."},
	} {
		if got := leadSentence(c.an); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.an.Review.ID, got, c.want)
		}
	}
}

func TestMixedVerdictSaysWhichThereIsMoreOf(t *testing.T) {
	for tone, want := range map[float64]string{
		0.05: "Mixed, with more praise than blame.", 0.0449: "Mixed: praise and blame in balance.",
		-0.0449: "Mixed: praise and blame in balance.", -0.05: "Mixed, with more blame than praise.",
	} {
		if got := verdictSentence(review.VerdictMixed, review.Estimate{Value: tone}); got != want {
			t.Errorf("a mixed review of tone %v: %q, want %q", tone, got, want)
		}
	}
}

// The words of a verdict go by the tone as it is printed.
func TestVerdictGoesByThePrintedTone(t *testing.T) {
	for _, c := range []struct {
		verdict review.Verdict
		tone    float64
		want    string
	}{
		{review.VerdictPositive, 0.4951, "Full of praise."}, {review.VerdictPositive, 0.4949, "Warm praise."},
		{review.VerdictPositive, 0.2951, "Warm praise."}, {review.VerdictPositive, 0.2949, "Mostly pleased."},
		{review.VerdictNegative, -0.4951, "Scathing."}, {review.VerdictNegative, -0.4949, "Clearly disappointed."},
		{review.VerdictNegative, -0.2951, "Clearly disappointed."}, {review.VerdictNegative, -0.2949, "Mostly disappointed."},
	} {
		est := review.Estimate{Value: c.tone, Low: c.tone - 0.1, High: c.tone + 0.1, N: 9}
		if got := verdictSentence(c.verdict, est); got != c.want {
			t.Errorf("%s of tone %s: %q, want %q", c.verdict, signed(c.tone), got, c.want)
		}
	}
}

func TestVerdictSaysHowSureItIs(t *testing.T) {
	around := func(tone, half float64) review.Estimate {
		return review.Estimate{Value: tone, Low: max(-1, tone-half), High: min(1, tone+half), N: 5}
	}
	for _, c := range []struct {
		verdict review.Verdict
		est     review.Estimate
		want    string
	}{
		{review.VerdictPositive, around(0.4, 0.3), "positive"},
		{review.VerdictPositive, around(0.4, 0.4), "probably positive"},
		{review.VerdictPositive, around(0.63, 0.64), "probably positive"}, // the upper end is cut at +1
		{review.VerdictPositive, around(0.16, 0.94), "perhaps positive"},
		{review.VerdictPositive, around(0.85, 1.8), "perhaps positive"}, // printed as ± 1.00
		{review.VerdictNegative, around(-0.5, 0.3), "negative"},
		{review.VerdictNegative, around(-0.3, 0.5), "probably negative"},
		{review.VerdictNegative, around(-0.1, 1.2), "perhaps negative"},
		{review.VerdictMixed, around(0.12, 0.5), "mixed, leaning to praise"},
		{review.VerdictNeutral, around(0, 0.3), "neither praise nor blame"},
		{review.VerdictTooShort, review.Estimate{Low: -1, High: 1}, "too short to tell"},
	} {
		if got := verdictWord(c.verdict, c.est); got != c.want {
			t.Errorf("%s with %v: %q, want %q", c.verdict, c.est, got, c.want)
		}
		leans := strings.Contains(strings.ToLower(verdictSentence(c.verdict, c.est)), "lean")
		if perhaps := strings.HasPrefix(verdictSentence(c.verdict, c.est), "May"); perhaps != strings.HasPrefix(c.want, "perhaps") {
			t.Errorf("%s with %v: the word is %q, the sentence %q", c.verdict, c.est, c.want, verdictSentence(c.verdict, c.est))
		}
		if polar := c.verdict == review.VerdictPositive || c.verdict == review.VerdictNegative; polar && leans == surely(c.est) {
			t.Errorf("%s with %v: the word is %q, the sentence %q", c.verdict, c.est, c.want, verdictSentence(c.verdict, c.est))
		}
	}
}

func TestChanceWord(t *testing.T) {
	for p, want := range map[float64]string{
		0.002: "1 in 500 by chance", 0.0049: "1 in 200 by chance", 0.05: "1 in 20 by chance", 0.012: "1 in 80 by chance",
		0.3: "1 in 3 by chance", 0.00001: "less than 1 in 10,000 by chance", 0: "less than 1 in 10,000 by chance", 0.0004: "1 in 2,500 by chance", 0.9: "may well be chance",
	} {
		if got := chanceWord(p); got != want {
			t.Errorf("chanceWord(%v) = %q, want %q", p, got, want)
		}
	}
}

func TestShiftVerb(t *testing.T) {
	for _, c := range []struct {
		before, after float64
		want          string
	}{
		{0.5, -0.5, "turns to blame"}, {0, -0.3, "turns to blame"}, {-0.2, -0.6, "sinks further"}, {0.6, 0, "cools to even"}, {0.09, -0.09, "cools a little"}, {-0.09, 0.09, "lifts a little"}, {0.8, 0.3, "cools a little"},
		{-0.5, 0.5, "turns to praise"}, {0.2, 0.7, "warms further"}, {-0.6, 0, "lifts to even"}, {-0.8, -0.3, "lifts a little"},
	} {
		if got := shiftVerb(c.before, c.after); got != c.want {
			t.Errorf("shiftVerb(%v, %v) = %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

func TestDateWord(t *testing.T) {
	for iso, want := range map[string]string{
		"2021-05-04": "4 May 2021", "2021-05": "May 2021", "2021": "2021", "": "", "2021-13-01": "2021-13-01", "2021-05-xx": "2021-05-xx", "2020-02-29T10:00:00Z": "29 February 2020",
	} {
		if got := dateWord(iso); got != want {
			t.Errorf("dateWord(%q) = %q, want %q", iso, got, want)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("a short one", 40)
	f.Add("a long one that goes on\nand on over lines", 20)
	f.Add("ééééééééé", 5)
	f.Add("\u202Eover", 3)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 1 || limit > 1000 || !utf8.ValidString(s) {
			return
		}
		got := cut(s, limit)
		if len(got) > limit+len("…") || !utf8.ValidString(got) || strings.ContainsAny(got, "\n\t\u202E") {
			t.Errorf("cut(%q, %d) = %q", s, limit, got)
		}
	})
}

func TestNewLine(t *testing.T) {
	for _, c := range []struct {
		before, gap, after string
		want               bool
	}{
		{"A line", "\n", "another", true}, {"A sentence.", "\n", "Another.", false}, {"A sentence.", "\n", "- an item", true},
		{"A sentence.", " ", "- a dash", false}, {"“Quoted.”", "\n", "On it goes.", false}, {"Which?", "\n", "3 stars", true},
	} {
		text := c.before + c.gap + c.after
		before := review.Span{Start: 0, End: len(c.before)}
		after := review.Span{Start: len(c.before) + len(c.gap), End: len(text)}
		if got := newLine(text, before, after); got != c.want {
			t.Errorf("%q then %q: %v", c.before, c.after, got)
		}
	}
}

func TestYearsOf(t *testing.T) {
	for month, want := range map[string]float64{"2021": 2021.5, "2021-01": 2021 + 0.5/12, "2021-12": 2021 + 11.5/12, "202a": -1, "2021-13": -1, "2021-1": -1, "": -1} {
		got, ok := yearsOf(month)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("yearsOf(%q) = %v, want %v", month, got, want)
		}
	}
}

func TestEstimateThatSaysNothing(t *testing.T) {
	for _, test := range []struct {
		e    review.Estimate
		want string
	}{
		{review.Estimate{Value: 0.001, Low: -1, High: 1, N: 3}, "–"},
		{review.Estimate{Value: 0.001, Low: -0.4, High: 0.402, N: 3}, "0.00 ± 0.40"},
		{review.Estimate{Value: 0.2, Low: -1, High: 1, N: 3}, "+0.20 ± 1.00"},
		{review.Estimate{}, "–"},
	} {
		if got := estimate(test.e).String(); got != test.want {
			t.Errorf("%+v: %q, want %q", test.e, got, test.want)
		}
	}
}

func TestCorpusSentence(t *testing.T) {
	verdicts := func(positive, mixed, negative, neutral, short int) *aggregate.Totals {
		return &aggregate.Totals{Reviews: positive + mixed + negative + neutral + short, Verdicts: map[review.Verdict]int{
			review.VerdictPositive: positive, review.VerdictMixed: mixed, review.VerdictNegative: negative, review.VerdictNeutral: neutral, review.VerdictTooShort: short,
		}}
	}
	for _, c := range []struct {
		totals                 *aggregate.Totals
		books, turning, unsure int
		want                   string
	}{
		{verdicts(4, 3, 1, 0, 0), 8, 0, 4, "8 reviews of 8 books: 4 positive, 3 mixed and 1 negative. Of the 5 called positive or negative, 4 only lean that way."},
		{verdicts(2, 0, 0, 1, 1), 0, 1, 2, "4 reviews: 2 positive and 1 neither praise nor blame, and 1 too short to tell. In one review the tone turns on the way. None of those called positive or negative is sure to be: they say too little, or too much of both."},
		{verdicts(120, 40, 40, 0, 1), 7, 9, 1, "201 reviews of 7 books: 60 % positive, 20 % mixed and 20 % negative, where there is opinion enough to tell; 1 is too short. In 9 reviews the tone turns on the way. Of the 160 called positive or negative, 1 only leans that way."},
		{verdicts(500, 1, 0, 1, 0), 0, 0, 0, "502 reviews: over 99\u00A0% positive, under 1\u00A0% mixed and under 1\u00A0% neither praise nor blame."},
		{verdicts(0, 1, 0, 0, 0), 1, 0, 0, "1 review of 1 book: mixed."},
		{verdicts(0, 0, 0, 0, 2), 1, 0, 0, "2 reviews of 1 book, all too short to tell what they think."},
	} {
		if got := corpusSentence(c.totals, c.books, c.turning, c.unsure); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
}
