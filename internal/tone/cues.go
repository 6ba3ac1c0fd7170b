package tone

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// Cue numbers the signs of stance that the bayes and lexicon scorers read, next to the strength of their own words.
// Each is a number between 0 and about 2; what each is worth was fitted by cmd/train/simple.
const (
	cueOne       = iota // always 1
	cueI                // the reviewer speaks of himself or herself
	cueYou              // the reader is spoken to
	cueReaction         // loved, hated, enjoyed, recommend, disappointed …
	cueJudgement        // gripping, dull, predictable, beautifully …
	cueCraft            // prose, plot, pacing, ending, characters …
	cueBook             // this book, the novel, the series, read
	cueDegree           // very, so, too, quite, a bit …
	cueBe               // is, was, are, were, feels, seems
	cueThey             // he, she, they, his, her
	cueFact             // published, prize, edition, bought, library, series …, years
	cuePlot             // murder, father, village, discovers …
	cueNames            // share of capitalised words after the first
	cueLength           // log of the number of words
	cueExclaim          // !
	cueAsk              // ?
	cueQuote            // a quotation by its marks, or opening with a quotation mark
	cueHeading          // a heading
	cueStart            // the first tenth of the review
	cueEnd              // the last fifth of it
	cueContrast         // but, however, although …
	cueRating           // a rating is stated
	cueStrength         // how strongly the scorer's own words speak, either way
	cueCount
)

type cues [cueCount]float64

// cueWords are the words that count for a cue. They were chosen by reading, not by fitting.
var cueWords = func() map[string]int {
	words := map[int]string{
		cueI:   `i i'm i've i'd i'll my me mine myself we our us`,
		cueYou: `you your you're you'll you've yourself`,
		cueReaction: `love loved loves enjoy enjoyed enjoying enjoys like liked dislike disliked hate hated recommend recommended
			recommending disappointed disappoint disappointing disappointment bored boring cried laughed wept sobbed felt
			wish wished hope hoped hoping expected expecting think thought believe found find wanted struggled hooked
			skimmed finished gave glad sorry surprised impressed adore adored appreciate appreciated devoured abandoned
			favourite favorite`,
		cueJudgement: `good great best better bad worst worse excellent wonderful brilliant amazing awesome fantastic beautiful
			beautifully terrible awful horrible dull tedious slow gripping compelling interesting fascinating predictable
			unbelievable confusing confused lovely perfect perfectly poor poorly weak strong fun funny hilarious entertaining
			engaging enjoyable readable unreadable thoughtful powerful moving touching intense rich flat shallow clever
			clumsy stupid annoying irritating frustrating masterpiece gem waste wasted worth worthy must-read page-turner
			superb outstanding mediocre okay ok decent solid nice fresh original cliché cliche clichéd cliched repetitive
			overrated underrated pretentious satisfying unsatisfying delightful charming magical rushed long-winded well
			badly hard easy quick unputdownable stunning lyrical haunting refreshing rewarding pointless forgettable
			memorable unforgettable brilliantly masterful problem problems issue issues fails failed lacks lacked lacking
			works worked flaws flawed`,
		cueCraft: `prose plot pacing pace ending character characters character's writing written style dialogue
			narrative narrator narration storytelling story storyline structure voice tone themes theme world-building
			worldbuilding description descriptions chapter chapters pages page premise concept twist twists author writer`,
		cueBook:   `book books novel novels read reading reader readers novella memoir sequel collection stories it this`,
		cueDegree: `very so too really quite rather just absolutely totally completely extremely truly incredibly pretty somewhat little bit much more most enough even`,
		cueBe:     `is was are were be been isn't wasn't aren't weren't it's feels felt seems seemed seem makes made`,
		cueThey:   `he she they him her them his their hers theirs himself herself themselves who whose`,
		cueFact: `published publication prize won award awards booker pulitzer edition copy library bought borrowed received arc netgalley
			kindle audiobook translated translation film movie adaptation adapted born biography bestseller trilogy volume
			series spoiler spoilers review reviews goodreads blog challenge month year week club author's debut`,
		cuePlot: `murder murdered father mother son daughter brother sister husband wife girl boy man woman men women village town city war
			king queen police detective family death dies killed kill lives living discovers finds begins becomes must
			takes goes comes meets tells falls returns leaves decides tries wants young old house school island ship body
			mysterious secret secrets when after where until`,
		cueContrast: `but however although though yet despite unfortunately nevertheless still while except`,
	}
	out := make(map[string]int)
	for cue, list := range words {
		for word := range strings.FieldsSeq(list) {
			if _, twice := out[word]; !twice || cue < out[word] {
				out[word] = cue
			}
		}
	}
	return out
}()

// placeOf reads the cues that sentence i of doc has by where it stands and what marks it carries.
func placeOf(doc *review.Document, i int) cues {
	var c cues
	c[cueOne] = 1
	sent := &doc.Sentences[i]
	if sent.Is(review.Quotation) {
		c[cueQuote] = 1
	}
	if sent.Is(review.Heading) {
		c[cueHeading] = 1
	}
	if position := float64(sent.Start) / float64(max(len(doc.Review.Text), 1)); position < 0.1 {
		c[cueStart] = 1
	} else if position >= 0.8 {
		c[cueEnd] = 1
	}
	if len(ratingsIn(doc.Review.Text, sent.Span)) > 0 {
		c[cueRating] = 1
	}
	return c
}

// with adds the cues of the chunks. strength is the scorer's own, in [0, 1].
func (c cues) with(chunks []chunk, strength float64) cues {
	c[cueStrength] = strength
	names := 0
	for k, ch := range chunks {
		if cue, ok := cueWords[ch.Word]; ok {
			c[cue]++
		} else if yearLike(ch.Word) {
			c[cueFact]++
		}
		first, _ := utf8.DecodeRuneInString(ch.Raw)
		if k > 0 && unicode.IsUpper(first) && ch.Raw != "I" && !strings.HasPrefix(ch.Raw, "I'") {
			names++
		}
		if strings.Contains(ch.Raw, "!") {
			c[cueExclaim] = 1
		}
		if strings.Contains(ch.Raw, "?") {
			c[cueAsk] = 1
		}
	}
	for k := cueI; k <= cuePlot; k++ {
		c[k] = math.Min(c[k], 3) / 1.5
	}
	c[cueContrast] = math.Min(c[cueContrast], 1)
	c[cueNames] = float64(names) / float64(max(len(chunks), 4))
	c[cueLength] = math.Log1p(float64(len(chunks))) / 2
	if len(chunks) > 0 && strings.HasPrefix(chunks[0].Raw, `"`) {
		c[cueQuote] = 1
	}
	return c
}

func yearLike(word string) bool {
	if len(word) != 4 || word[0] != '1' && word[0] != '2' {
		return false
	}
	for _, b := range []byte(word) {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}
