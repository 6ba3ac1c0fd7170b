package entity

import (
	"strings"

	"tonearc/pipeline/review"
)

// comparingPhrase is a phrase with the other book right behind it. Every word may be one of several ("|").
type comparingPhrase struct {
	words     []string
	gap       bool // up to five other words may stand between the words
	direction review.Direction
	negated   review.Direction // where one of the words before it says no; "" = that compares nothing
}

var comparingPhrases = []comparingPhrase{
	{words: []string{"patch", "on"}, negated: review.Worse},
	{words: []string{"candle", "to"}, negated: review.Worse},
	{words: []string{"pale|pales|paled", "beside|against"}, direction: review.Worse},
	{words: []string{"pale|pales|paled", "in|next|when", "comparison|to|compared", "to|with"}, direction: review.Worse},
	{words: []string{"pale|pales|paled", "next|compared", "to|with"}, direction: review.Worse},
	{words: []string{"fall|falls|fell|comes|came", "short", "of"}, gap: true, direction: review.Worse},
	{words: []string{"come|comes|came|gets|get", "close", "to"}, gap: true, negated: review.Worse},
	{words: []string{"live|lives|lived|measure|measures|measured|stack|stacks|stacked|match|matches", "up", "to|against"}, gap: true, direction: review.Like, negated: review.Worse},
	{words: []string{"match", "for"}, negated: review.Worse},
	{words: []string{"same", "league|class|level", "as"}, direction: review.Like, negated: review.Worse},
	{words: []string{"par", "with"}, direction: review.Like, negated: review.Worse},
	{words: []string{"up", "there", "with"}, direction: review.Like, negated: review.Worse},
	{words: []string{"inferior", "to"}, direction: review.Worse, negated: review.Like},
	{words: []string{"superior|preferable", "to"}, direction: review.Better, negated: review.Worse},
	{words: []string{"is|was|'s|’s", "no"}, direction: review.Worse},
	{words: []string{"surpassed|outshone|outdone|eclipsed|outclassed|bettered|beaten", "by"}, direction: review.Worse},
	{words: []string{"surpasses|surpassed|surpass|outshines|outshone|outshine|outdoes|outdid|outdo|eclipses|eclipse|outclasses|outclass|beats|trumps|betters"}, direction: review.Better, negated: review.Worse},
	{words: []string{"improves|improved|improve|improvement", "on|upon|over"}, direction: review.Better, negated: review.Worse},
	{words: []string{"return", "to", "form", "after"}, direction: review.Better},
	{words: []string{"step|notch", "up", "from"}, direction: review.Better, negated: review.Worse},
	{words: []string{"step|notch", "down", "from|after"}, direction: review.Worse},
	{words: []string{"letdown|let-down|disappointment|comedown", "after"}, direction: review.Worse},
	{words: []string{"cut", "above"}, direction: review.Better, negated: review.Worse},
	{words: []string{"head", "and", "shoulders", "above"}, direction: review.Better},
	{words: []string{"miles|leagues|streets|light-years", "ahead", "of"}, direction: review.Better},
	{words: []string{"has|have|had|'s|’s|got", "nothing", "on"}, direction: review.Worse},
	{words: []string{"second", "only", "to"}, direction: review.Worse},
	{words: []string{"could|should|might", "learn", "from"}, gap: true, direction: review.Worse},
	{words: []string{"lacks|lacked|lacking|misses|missed", "of"}, gap: true, direction: review.Worse},
	{words: []string{"lacks|lacked|lacking"}, direction: review.Worse},
	{words: []string{"none", "the", "of"}, gap: true, direction: review.Worse},
	{words: []string{"none", "of"}, direction: review.Worse},
	{words: []string{"successor|heir", "to"}, direction: review.Like, negated: review.Worse},
	{words: []string{"favourite|favorite", "still|remains"}, gap: true, direction: review.Worse},
	{words: []string{"rivals|equals"}, direction: review.Like, negated: review.Worse},
	{words: []string{"pale|poor|weak|cheap|feeble|tired|lazy|sad|thin", "imitation|shadow|copy|echo|retread|rehash|version|reflection|cousin|knock-off|knockoff|rip-off", "of"}, gap: true, direction: review.Worse},
	{words: []string{"rehash|knock-off|knockoff|rip-off|ripoff|clone", "of"}, direction: review.Worse},
	{words: []string{"poor", "man|woman", "'s|’s"}, direction: review.Worse},
	{words: []string{"similar", "to"}, direction: review.Like},
	{words: []string{"reminiscent", "of"}, direction: review.Like},
	{words: []string{"remind|reminds|reminded", "me|us|you|one", "of"}, gap: true, direction: review.Like},
	{words: []string{"reminded", "of"}, direction: review.Like},
	{words: []string{"resembles|resembled"}, direction: review.Like},
	{words: []string{"vein|spirit|tradition", "of"}, direction: review.Like},
	{words: []string{"shades|echoes", "of"}, direction: review.Like},
	{words: []string{"appeal|appeals|perfect|ideal|great", "fans", "of"}, gap: true, direction: review.Like},
	{words: []string{"cross|mix|mash-up|mashup", "between|of"}, direction: review.Like},
	{words: []string{"preferred|prefer", "this|it", "to|over"}, direction: review.Better},
}

// phrasesFrom are the comparing phrases by the words that they begin with, in their order.
var phrasesFrom = func() map[string][]*comparingPhrase {
	from := make(map[string][]*comparingPhrase)
	for i := range comparingPhrases {
		for _, word := range strings.Split(comparingPhrases[i].words[0], "|") {
			from[word] = append(from[word], &comparingPhrases[i])
		}
	}
	return from
}()

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}

var (
	betterWords = wordSet("better", "stronger", "superior", "finer", "richer", "funnier", "deeper", "tighter", "smarter",
		"greater", "smoother", "cleverer", "wittier", "wiser", "subtler", "sharper", "warmer", "livelier", "braver")
	worseWords = wordSet("worse", "weaker", "inferior", "poorer", "duller", "lesser", "thinner", "shallower", "clumsier",
		"drier", "sillier", "flatter", "messier", "lazier")
	lesserWords = wordSet("lesser", "poor", "bad", "watered-down", "inferior", "weaker", "worse", "cheap", "second-rate", "diluted")

	// stems of words that praise or blame a book when they are compared
	gradeUp = wordSet("good", "grip", "interest", "enjoy", "engag", "excit", "move", "fun", "compel", "satisfi", "satisfy",
		"readabl", "memor", "power", "well", "great", "strong", "polish", "focus", "cohes", "nuanc", "matur", "origin",
		"believ", "impact", "impress", "effect", "entertain", "thrill", "charm", "funni", "clever", "smart", "rich",
		"beauti", "emot", "poignant", "touch", "convinc", "rewarding", "reward", "fascin", "absorb", "immers",
		"heartfelt", "profound", "thought-provok", "insight", "wit", "witti", "brilliant", "excel", "vivid", "eleg",
		"ambiti", "success", "fresh", "subtl", "captiv", "delight", "intrigu", "inspir", "haunt", "suspens", "page-turn",
		"accomplish", "assur", "coher", "fine", "intens", "bright", "sharp", "deep", "complex", "sophist", "imagin",
		"impactful", "impact-ful", "impact-full", "impactfull", "impacting", "interesting", "gripping", "mind-bending")
	gradeDown = wordSet("bore", "tedious", "tedi", "predict", "slow", "bad", "disappoint", "confus", "weak", "dull",
		"annoy", "contriv", "repetit", "frustrat", "pretenti", "shallow", "silli", "clumsi", "preachi", "derivative",
		"deriv", "forgett", "flat", "aw", "awful", "terribl", "horribl", "dreari", "convolut", "melodramat", "irrit", "poor",
		"lazi", "messi", "bloat", "incomplet", "superfici")
	// what a book can be as much as another without being better or worse for it
	neutralGrades = wordSet("well", "soon", "long", "far", "dark", "violent", "short", "many", "few", "little", "fast",
		"quickly", "abruptly", "old", "young", "big", "large", "thick", "bleak", "sad", "graphic", "gory", "gruesome",
		"scary", "popular", "famous", "prominent", "common", "such", "long-winded", "internal", "linear", "explicit", "obvious", "clear", "fully")

	// words that only say how much
	degreeWords = wordSet("much", "far", "a", "bit", "lot", "little", "so", "just", "very", "more", "quite", "almost",
		"rather", "somewhat", "something", "exactly", "kind", "sort", "of", "too", "really", "also", "still", "way", "by",
		"even", "simply", "easily", "clearly", "definitely", "probably", "perhaps", "actually", "certainly", "to", "me", "for",
		"in", "many", "ways", "infinitely", "immeasurably", "thousand", "hundred", "times", "slightly", "remarkably", "oddly",
		"strongly", "undoubtedly", "always", "no", "doubt")
	// what a book can have more of than another and be the better for it
	qualities = wordSet("warmth", "wit", "humour", "humor", "charm", "depth", "subtlety", "grace", "energy", "tension", "bite", "magic",
		"heart", "power", "spark", "complexity", "elegance", "nuance", "ambition", "sparkle", "verve", "originality", "insight",
		"intensity", "urgency", "emotion", "tenderness", "beauty", "lightness", "richness", "precision", "ease", "edge", "life",
		"soul", "imagination", "intelligence", "menace", "suspense", "atmosphere", "momentum")
	likeVerbs = wordSet("is", "was", "'s", "’s", "feels", "felt", "reads", "read", "sounds", "seems", "seemed", "be")

	// what may stand between comparing words and the name of what is compared with
	gapWords = wordSet("a", "an", "the", "that", "those", "these", "any", "anything", "some", "all", "his", "her", "their",
		"its", "my", "our", "other", "others", "another", "prior", "previous", "earlier", "first", "second", "third", "last",
		"original", "next", "many", "much", "most", "several", "best", "worst", "lesser", "poor", "bad", "better", "latest",
		"in", "of", "by", "from", "with", "to", "even", "just", "say", "example", "for", "e.g.", "eg", "almost", "really",
		"parts", "half", "part", "works", "reading", "watching", "both", "either", "half-baked", "novels", "films", "books",
		"author", "authors", "classic", "classics", "excellent", "wonderful", "superb", "great", "brilliant", "previous",
		"middling", "minor", "watered-down", "inferior", "weaker", "good", "early", "late", "pages", "few", "dear", "old",
		"me", "was", "were", "is")

	// what a book, or a part of it, is called
	bookSubjects = wordSet("book", "books", "novel", "novels", "story", "stories", "read", "series", "trilogy", "saga", "sequel",
		"prequel", "volume", "instalment", "installment", "debut", "tale", "memoir", "collection", "plot", "prose", "writing",
		"style", "tone", "ending", "conclusion", "pacing", "setting", "premise", "narrative", "humour", "humor", "film", "movie", "show",
		"version", "one", "ones", "retelling", "audiobook", "anthology", "novella", "thriller", "mystery", "romance",
		"biography", "dystopia", "work")
	otherOnes = wordSet("first", "second", "third", "previous", "other", "last", "original", "next", "earlier", "prior", "another")

	// what was hoped, heard or supposed compares nothing that is
	hypothetical = wordSet("if", "whether", "wanted", "want", "expected", "expecting", "expect", "hoping", "hoped", "hope",
		"wish", "wished", "told", "heard", "supposed", "promised", "promises", "billed", "marketed", "described", "unless",
		"compared", "pitched", "sold", "advertised")

	// "is better known than" says nothing of worth
	comparativeIdioms = wordSet("known", "off", "suited", "left", "served", "understood", "late")
)
