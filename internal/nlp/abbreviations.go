package nlp

import "strings"

// An abbreviation's kind says when the full stop behind it ends a sentence.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	titled                      // "Mr.": never
	numbered                    // "p.", "No.": not before a number
	inner                       // "e.g.", "vs.": never
	final                       // "U.S.", "Jr.": before a word that rarely is a name ("The", "She")
	closingOne                  // "etc.": before a capital
)

// abbreviations by their lower-case spelling without the last full stop.
var abbreviations = func() map[string]abbreviation {
	set := map[string]abbreviation{}
	for kind, words := range map[abbreviation]string{
		titled: `mr mrs ms mx dr prof rev fr gen col cpt capt cmdr lt sgt cpl maj hon gov sen rep pres supt insp det messrs
			mme mlle msgr esq sra srta`,
		numbered: `no nos p pp pg pgs vol vols ch chap chs fig figs bk pt pts ep eps ca c b r d nr art sec par`,
		inner:    `e.g eg i.e ie cf viz vs v approx incl esp resp orig`,
		final: `jr sr st mt ft inc ltd co corp bros dept est ave blvd rd univ ed eds trans ill al a.k.a u.s u.k u.s.a u.n e.u
			d.c n.y l.a b.c a.d b.c.e c.e ph.d m.d b.a m.a d.phil m.f.a jan feb mar apr jun jul aug sept sep oct nov dec
			mon tue tues wed thu thurs fri sat sun min mins hr hrs yr yrs p.s n.b r.i.p w.w.ii`,
		closingOne: `etc a.m p.m`,
	} {
		for _, word := range strings.Fields(words) {
			set[word] = kind
		}
	}
	return set
}()

// capitalOnly are abbreviations that are common words in lower case.
var capitalOnly = wordSet(`gen col hon rev fr sen rep pres det art sec par ill co est mar sat sun mon wed min fig sep dec jan fri
	ms maj ft mt`)

// abbreviationOf tells the kind of the word before a full stop.
func abbreviationOf(word string) abbreviation {
	if len(word) == 0 || len(word) > 8 {
		return noAbbreviation
	}
	var buf [8]byte
	for i := range len(word) {
		buf[i] = lower(word[i])
	}
	kind := abbreviations[string(buf[:len(word)])]
	if kind != noAbbreviation && isLower(word[0]) && capitalOnly[word] {
		return noAbbreviation
	}
	return kind
}

// starters are words that open sentences and are hardly ever names: what decides behind "U.S." and "Kathy H.".
var starters = wordSet(`he she it they we you i the a an this that these those there here but and so or nor if when whenever while as in
	on at for to from with without after before since because although though however my his her its our their your what
	why how who whose where which not no yes yet also still then now once one some many most all both each every another
	other such maybe perhaps overall finally first second third unfortunately thankfully sadly luckily is was are were do
	did does have has had can could would should will may might let's just only even despite instead meanwhile nothing
	everything everyone anyway i'm i've i'd i'll it's that's there's he's she's they're we're you're don't didn't until
	unless through during under over by of about than`)

// speech are verbs that go on with a sentence behind a quotation: “Why?” Ruth asked.
var speech = wordSet(`said says asked asks replied replies answered answers cried cries shouted shouts whispered whispers
	muttered murmured exclaimed yelled sighed`)

// domains are endings of web addresses and files, which no space is missing before.
var domains = wordSet(`com org net co uk io gov edu de fr us ca info biz tv js ts html htm php py txt pdf jpg png csv doc md net`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// inSet looks a word up without regard to case, and with straight apostrophes for curly ones.
func inSet(set map[string]bool, word string) bool {
	var buf [24]byte
	n := 0
	for i := 0; i < len(word); i++ {
		if n == len(buf) {
			return false
		}
		if strings.HasPrefix(word[i:], "’") {
			buf[n] = '\''
			i += len("’") - 1
		} else {
			buf[n] = lower(word[i])
		}
		n++
	}
	return set[string(buf[:n])]
}
