package nlp

import (
	"strings"
	"testing"
)

// Each case is a text with a bar where a sentence ends; the bar is taken out before the text is split.
func TestSplit(t *testing.T) {
	for name, cases := range map[string][]string{
		"plain": {
			"I loved it.| Then it ended.| Why?| No idea!",
			"i loved it. |the plot is thin. |read it anyway",
			"He left in 1999.| 2005 was worse.",
		},
		"abbreviations": {
			"Mr. Darcy meets Mrs. Bennet and Dr. Grant on St. James Street.| They talk.",
			"See p. 32 and No. 5, vol. 2, ch. xii of it.| Did I like it?| No.| Not at all.",
			"Dogs, cats, etc. are fine, e.g. Spot vs. Rex.| Dogs, etc.| Cats are not.",
			"She moved to the U.S. Senate.| He lives in the U.S.| The rest is history.",
			"It was 5 a.m. when I put it down.| I woke at 7 a.m.| The end came soon.",
			"Kurt Vonnegut Jr. wrote it.| I met Kurt Vonnegut Jr.| He smiled.",
			"There are 400 pgs. of this.",
		},
		"initials": {
			"Kathy H. is a carer.| J. K. Rowling and J.R.R. Tolkien are not.",
			"We follow Kathy H.| She remembers Tommy D. Ruth forgets.",
			"He liked it less than I.| Mary did not.",
		},
		"numbers": {
			"I give it 4.5/5 stars.| Vol. 1 was a 3.5.| It cost $9.99.",
			"1. The plot.| It is thin.",
			"It has three parts: 1. youth, 2. love, 3. age.| All dull.",
			"It is set in 1984.| Big Brother watches.",
		},
		"ellipses": {
			"I waited… and waited ... and nothing came.| Nothing at all.",
			"The end... |Wow.| And then . . . nothing.",
			"so good…|Read it",
		},
		"quotes and brackets": {
			"“Why?” she asked.| “Because,” he said.| “I can.”| She left.",
			`"Never let me go," she sang. |"Never!" |He wept.`,
			"(I skipped it.)| The rest (yes, all of it!) was fine.| [Spoilers.]| Enough.",
			"“Stop!” Ruth said.| ‘Go on.’| He went.",
			`He calls it "boring." which is unfair.`,
			"She shouted “No!” and ran.",
			"“It is late.” Ruth said so.| “It is late.”| She went.",
		},
		"runs": {
			"What?!| Really!!!| Yes.| Hm??| Fine.",
		},
		"missing spaces": {
			"The plot was good.|But the ending was not.|I cried.",
			"My reviewThis is a book about Node.js and example.com, by McEwan for YouTube.",
			"It was amazing!|I loved it.|And you?|You will.",
			"the end.”|Then he died",
			"It was so dull.|2. The end is rushed.",
		},
		"faces": {
			"I loved it! 😍 |The plot is 🔥🔥 |Read it 👍🏽",
			"So sad :( |But good :) |I <3 this",
			"Loved it. :D |Would read again.",
		},
		"scripts": {
			"„Warum?“ fragte sie.| „Darum.“| Sie ging.| ¿Por qué?| ¡Porque sí!| « Ah ! »| Bon.",
			"これは本です。|とても良い。|Fin.",
		},
		"addresses": {
			"See http://www.example.com/Some.Page?Id=3.A for more.| Mail me at Ann.Bee@example.com.| Bye.",
		},
	} {
		for _, marked := range cases {
			t.Run(name, func(t *testing.T) {
				if name == "missing spaces" && strings.HasPrefix(marked, "My review") {
					marked = "My review|" + marked[len("My review"):]
				}
				text := strings.ReplaceAll(marked, "|", "")
				var got strings.Builder
				last := 0
				for _, p := range split(text, nil, nil) {
					if last > 0 {
						got.WriteString("|")
					}
					got.WriteString(strings.TrimSpace(text[p.start:p.end]))
					last = p.end
				}
				var want []string
				for _, piece := range strings.Split(marked, "|") {
					want = append(want, strings.TrimSpace(piece))
				}
				if joined := strings.Join(want, "|"); got.String() != joined {
					t.Errorf("\n got %s\nwant %s", got.String(), joined)
				}
			})
		}
	}
}

func TestSplitLayout(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // sentences, with their paragraph in front
	}{
		{"blank lines part paragraphs", "One title\n\nIt begins\n \nand ends.", []string{"0 One title", "1 It begins", "2 and ends."}},
		{"lines that the writer ended", "Great prose\nWeak plot\nHappy ending", []string{"0 Great prose", "0 Weak plot", "0 Happy ending"}},
		{"a line goes on in lower case", "I read this\nin one sitting.\nLoved it", []string{"0 I read this\nin one sitting.", "0 Loved it"}},
		{"a writer without capitals", "great idea, honestly!\nbut then nothing happens,\nat all\n\nread it anyway\nor don't", []string{"0 great idea, honestly!", "0 but then nothing happens,\nat all", "1 read it anyway", "1 or don't"}},
		{"a list without marks", "Tropes:\nslow burn\nfound family\n\nIt was fun.", []string{"0 Tropes:", "0 slow burn", "0 found family", "1 It was fun."}},
		{"wrapped by a program", "The house on the hill was empty when\nMary came back to it. She had hoped\nfor more: a fire, a voice, even the\nold dog. None of them was there and\nNed was dead.",
			[]string{"0 The house on the hill was empty when\nMary came back to it.", "0 She had hoped\nfor more: a fire, a voice, even the\nold dog.", "0 None of them was there and\nNed was dead."}},
		{"lines that are paragraphs",
			"My neighbour pressed this on me in the spring, and it lay on the stairs until the boiler broke and I had an evening with nothing to do. I am glad it broke.\nThe story is a plain one: two sisters keep a ferry, one wants to leave, the river rises. What happens then I will not tell, for it is worth the wait.",
			[]string{"0 My neighbour pressed this on me in the spring, and it lay on the stairs until the boiler broke and I had an evening with nothing to do.", "0 I am glad it broke.", "1 The story is a plain one: two sisters keep a ferry, one wants to leave, the river rises.", "1 What happens then I will not tell, for it is worth the wait."}},
		{"list items", "Pros:\n- the prose\n- the dog\n1. first\n2. second", []string{"0 Pros:", "0 - the prose", "0 - the dog", "0 1. first", "0 2. second"}},
		{"bare punctuation joins its neighbour", "Good. !!!\n\n***\n\nBad.", []string{"0 Good. !!!", "1 ***", "2 Bad."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range split(c.text, nil, nil) {
				got = append(got, string(rune('0'+p.paragraph))+" "+c.text[p.start:p.end])
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}
