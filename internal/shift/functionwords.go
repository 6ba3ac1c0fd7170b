package shift

import "strings"

// negations turn what they stand before; by themselves they say nothing of what changed.
var negations = wordSet("no not never none nobody nothing nowhere neither nor hardly barely scarcely without cannot")

// functionWords are the words that hold a sentence together, or say how much, and mean nothing by themselves, and those
// that every review has. The tone
// scorer may well have leant on one ("but", "very"): as the word that changed it would tell a reader nothing.
var functionWords = wordSet(`
	a an the this that these those such same other another each every either both all any some few many much more most
	several own
	i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
	herself it its itself they them their theirs themselves one ones oneself who whom whose which what whatever whoever
	someone somebody something anyone anybody anything everyone everybody everything somewhere anywhere everywhere
	about above across after against along among around as at before behind below beneath beside between beyond by despite
	down during except for from in inside into near of off on onto out outside over past per since than through
	throughout till to toward towards under until up upon via with within
	and but or so yet if unless although though because while whereas whether when whenever where wherever why how once
	am is are was were be been being do does did doing done have has had having can could may might must shall should will
	would ought ca wo sha let lets get gets got
	's 'm 're 've 'll 'd s m re ve ll d t
	very too quite rather really just only even ever still also again already almost always often sometimes usually then
	there here now thus hence however therefore perhaps maybe else instead indeed anyway somewhat somehow least less lot
	bit little truly actually basically simply certainly definitely absolutely completely totally utterly highly
	extremely incredibly fairly pretty oh yes
	book books novel novels story stories read reads reading reader readers page pages chapter chapters author writer
	feel feels felt feeling think thinks thought make makes made put puts say says said thing things way time
`)

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// plain is a word in lower case, with straight apostrophes and a negation in full: "n't" is "not".
func plain(word string) string {
	word = strings.ReplaceAll(strings.ToLower(word), "’", "'")
	if rest, ok := strings.CutSuffix(word, "n't"); ok && (rest == "" || functionWords[rest]) || word == "nt" {
		return "not"
	}
	return word
}

// means reports whether a plain word says something by itself.
func means(word string) bool {
	if negations[word] || functionWords[word] {
		return false
	}
	if stem, _, ok := strings.Cut(word, "'"); ok && stem != "" { // it's, you've
		return !functionWords[stem]
	}
	return true
}
