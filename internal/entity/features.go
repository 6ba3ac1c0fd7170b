package entity

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// mentionsRead is how many mentions of a name are looked at; later ones add nothing new.
const mentionsRead = 12

// features hands everything that is known about a group to a sink: the mean over its mentions, then the group's own.
func (r *reading) features(g *group, s *sink) {
	n := min(len(g.mentions), mentionsRead)
	s.scale = 1 / float32(n)
	for _, i := range g.mentions[:n] {
		r.contextFeatures(&r.mentions[i], s)
	}
	s.scale = 1
	r.signFeatures(g, s)
	r.shapeFeatures(g, s)
	r.poolFeatures(g, s)
	r.metaFeatures(g, s)
}

// signFeatures hands over the signs that tell by standing once, whatever the other mentions are like.
func (r *reading) signFeatures(g *group, s *sink) {
	g.signs = r.signsOfAll(g)
	seen := g.signs
	stranger := r.strangerAs(g)
	for ; seen != 0; seen &= seen - 1 {
		name := signNames[bits.TrailingZeros32(uint32(seen))]
		s.add("any", name)
		if stranger != "" {
			s.add(stranger, name)
		}
	}
	if stranger != "" {
		s.add(stranger, "is")
	}
}

// signsOfAll are those of all mentions of a name.
func (r *reading) signsOfAll(g *group) (seen sign) {
	for _, i := range g.mentions {
		seen |= r.signsOf(&r.mentions[i])
	}
	return seen
}

// sign is a set of things that stand beside a name.
type sign uint32

const (
	signIn sign = 1 << iota
	signArticle
	signHonorific
	signBy
	signNamed
	signVerb
	signWriting
	signOwns
	signOwnsKin
	signOwnsWork
	signAs
	signKin
	signWho
	signWhere
	signPlural
	signPronoun
	signMid
)

var signNames = [...]string{
	"in", "article", "honorific", "by", "named", "verb", "writing", "owns", "owns_kin", "owns_work", "as", "kin", "who",
	"where", "plural", "pronoun", "mid",
}

func (r *reading) signsOf(m *mention) sign {
	sent := r.words[m.first].sent
	out := sign(0)
	before := m.first - 1
	if r.words[m.first].capped && !r.words[m.first].start {
		out |= signMid
	}
	if isArticle(r.around(before, sent)) {
		out |= signArticle
		before--
	}
	switch r.around(before, sent) {
	case "in", "at", "to", "from", "near", "into", "across", "around", "through", "on":
		out |= signIn
	case "by":
		out |= signBy
	case "named", "called", "nicknamed":
		out |= signNamed
	case "as", "like":
		out |= signAs
	}
	set := r.setAt(before, sent)
	if set&honorific != 0 {
		out |= signHonorific
	}
	if set&characternoun != 0 {
		out |= signKin
	}
	next := r.around(m.end, sent)
	if isPossessive(next) {
		out |= signOwns
		set := r.setAt(m.end+1, sent)
		if at := m.end + 1; at < r.starts[sent+1] && (set != 0 || !strings.HasPrefix(r.words[at].tag, "NN")) {
			set |= r.setAt(m.end+2, sent) // "Marlow's best works", not "Wickham's charm works on the reader"
		}
		if set&characternoun != 0 {
			out |= signOwnsKin
		}
		if set&(authornoun|bookish) != 0 {
			out |= signOwnsWork
		}
		return out
	}
	switch next {
	case "who", "whose", "whom":
		out |= signWho
	case "where":
		out |= signWhere
	case "are", "were", "have":
		out |= signPlural
	}
	set = r.setAt(m.end, sent)
	if set&characterverb != 0 {
		out |= signVerb
	}
	if set&authorverb != 0 {
		out |= signWriting
	}
	for i := m.end; i < min(m.end+6, r.starts[sent+1]); i++ {
		if isPersonal(r.words[i].low) {
			out |= signPronoun
		}
	}
	return out
}

const edge = "<>" // where a sentence begins or ends

// around gives the lower-case word at i, or the edge where it lies outside the sentence.
func (r *reading) around(i int32, sent int32) string {
	if i < r.starts[sent] || i >= r.starts[sent+1] {
		return edge
	}
	return r.words[i].low
}

func (r *reading) contextFeatures(m *mention, s *sink) {
	sent := r.words[m.first].sent
	first, end := m.first, m.end
	boxed := ""
	if m.box >= 0 {
		switch r.found[m.box].kind {
		case quoted:
			boxed = "quoted"
		case emphasised:
			boxed = "emphasised"
		case bookLink:
			boxed = "book_link"
		case authorLink:
			boxed = "author_link"
		case known, labelTitle, labelAuthor:
			boxed = "known"
		}
		s.add("box", boxed)
		// step over the quotation mark
		if quote := r.around(first-1, sent); boxed == "quoted" && isQuote(quote) {
			first--
		}
		if quote := r.around(end, sent); boxed == "quoted" && isQuote(quote) {
			end++
		}
	}
	p1, p2 := r.around(first-1, sent), r.around(first-2, sent)
	before := first - 1
	n1, n2 := r.around(end, sent), r.around(end+1, sent)
	if isArticle(p1) {
		s.add("article", p1)
		p1, p2 = p2, r.around(first-3, sent)
		before--
	}
	s.add("p1", p1)
	s.add("p2", p2)
	s.addJoined("p12", 1, p2, " ", p1)
	if isPossessive(n1) {
		s.add("owns", n2)
		r.lookUp(s, "owns_", r.setAt(end+1, sent))
		r.lookUp(s, "owns2_", r.setAt(end+2, sent))
	} else {
		s.add("n1", n1)
		s.add("n2", n2)
		r.lookUp(s, "n1_", r.setAt(end, sent))
		r.lookUp(s, "n2_", r.setAt(end+1, sent))
		if int(end) < len(r.words) && n1 != edge {
			s.add("n1tag", r.words[end].tag)
			if strings.HasPrefix(r.words[end].tag, "V") {
				s.add("n1stem", r.words[end].stem)
			}
		}
	}
	r.lookUp(s, "p1_", r.setAt(before, sent))
	r.lookUp(s, "p2_", r.setAt(before-1, sent))
	if p1 != edge && first > 0 {
		s.add("p1tag", r.words[first-1].tag)
	}
	if before >= r.starts[sent] && strings.HasPrefix(r.words[before].tag, "V") {
		s.add("p1stem", r.words[before].stem)
	}
	s.add("tag", r.words[m.end-1].tag)
	if p1 == "by" {
		if isQuote(p2) {
			s.add("by", "quote")
		} else if first >= 2 && r.words[first-2].sent == sent && r.words[first-2].capped {
			s.add("by", "name")
		}
	}
	if n1 == "by" {
		next := end + 1
		if next < r.starts[sent+1] && r.words[next].capped {
			s.add("by", "followed")
		}
	}
	if n1 == "(" && n2 != edge {
		s.add("bracket", "after")
	}
	if p1 == "(" {
		s.add("bracket", "before")
	}
	if p1 == "and" || p1 == "," || p1 == "&" || p1 == "or" {
		r.partnerFeatures(s, first-2, sent)
	}
	if n1 == "and" || n1 == "," || n1 == "&" || n1 == "or" {
		r.partnerFeatures(s, end+1, sent)
	}
	r.pronounFeatures(s, end, sent)
	if r.words[m.first].start {
		s.add("place", "start")
	}
	if w := &r.words[m.first]; w.alpha && !w.capped {
		s.add("place", "uncapped")
	}
	if m.end < r.starts[sent+1] && r.words[m.end].capped {
		s.add("beside", "after")
	}
	if m.first > r.starts[sent] && r.words[m.first-1].capped {
		s.add("beside", "before")
	}
	if sent == 0 {
		s.add("place", "first_sentence")
		if m.first <= r.starts[0]+1 {
			s.add("place", "very_first")
			s.add("very_first", boxed)
		}
	}
	if r.isHeadline(sent) {
		s.add("place", "headline")
	}
	score := r.score(int(sent))
	s.addBy("stance", "opinion", float32(score.Opinion))
	s.addBy("stance", "story", float32(score.Story))
	s.addBy("stance", "context", float32(score.Context))
	if r.words[m.first].start && m.atoms == 1 {
		s.addBy("start_stance", "story", float32(score.Story))
	}
	if m.gap != "" {
		s.add("gap", m.gap)
	}
	r.openingFeatures(m, boxed, s)
	if m.atoms > 1 {
		r.partFeatures(m, s)
	}
	if m.box >= 0 && !r.titleLike(m.first, m.end) {
		s.add("box", "small_letters")
	}
	// what else is spoken of near by
	from, to := max(r.starts[sent], first-8), min(r.starts[sent+1], end+8)
	seen := listSet(0)
	for i := from; i < to; i++ {
		if i < first || i >= end {
			seen |= r.words[i].set
		}
	}
	r.lookUp(s, "near", seen&(work|bookish|prize|honorific|authorverb))
}

// openingFeatures tells of the words that a name opens with: an article with a capital amid a sentence is a title's, an
// honorific outside a box is a person's; and of the name of the book's author before it, who owns a book or a character.
func (r *reading) openingFeatures(m *mention, boxed string, s *sink) {
	first := &r.words[m.first]
	if boxed == "" {
		boxed = "unboxed"
	}
	if isArticle(first.low) && first.capped && !first.start && m.end > m.first+1 {
		s.add("capital_article", boxed)
	}
	if first.set&honorific != 0 && m.end > m.first+1 {
		s.add("honorific", boxed)
	}
	sent := first.sent
	if isPossessive(r.around(m.first-1, sent)) {
		owner := r.around(m.first-2, sent)
		for _, name := range r.meta.authors {
			if owner == surnameOf(name) {
				s.add("of_author", boxed)
				if _, ok := r.t.lists.names[first.low]; ok && m.end > m.first+1 && r.t.lists.names[first.low].common > 0 {
					s.add("of_author", "full_name")
				}
			}
		}
	}
}

// partFeatures tells of the first and the last part of a run with a joint, "Ruth" and "Tommy", whether they are names
// by themselves: then the whole is hardly one.
func (r *reading) partFeatures(m *mention, s *sink) {
	left := m.first
	for left < m.end && r.words[left].capped {
		left++
	}
	right := m.end
	for right > left && r.words[right-1].capped {
		right--
	}
	for _, part := range []struct {
		template   string
		first, end int32
	}{{"left", m.first, left}, {"right", right, m.end}} {
		if part.first >= part.end {
			continue
		}
		first, last := &r.words[part.first], &r.words[part.end-1]
		key := first.low
		if part.end-part.first > 1 {
			key = bare(review.Span{Start: first.Start, End: last.End}.In(r.doc.Review.Text))
		}
		r.lookUp(s, part.template, r.t.lists.sets[key]&(place|org|author|title|figure|celebrity|production|honorific|demonym|function))
		if r.t.lists.names[first.low].common >= 2 && r.t.lists.lowerShare(first.low) < 0.3 {
			s.add(part.template, "first_name")
		}
		for _, name := range r.meta.authors {
			if key == name || key == surnameOf(name) {
				s.add(part.template, "meta_author")
			}
		}
		if g, ok := r.byKey[key]; ok && r.stands(g) && len(r.groups[g].mentions) > 1 {
			s.add(part.template, "elsewhere")
			s.add(part.template+"_elsewhere", m.gap)
		}
		share := r.t.lists.lowerShare(first.low)
		s.add(part.template+"_share", tenths(share, 1))
	}
}

// partnerFeatures tells of the name that stands beside this one in a list: birds of a feather.
func (r *reading) partnerFeatures(s *sink, i, sent int32) {
	if i < r.starts[sent] || i >= r.starts[sent+1] || !r.words[i].capped {
		return
	}
	low := r.words[i].low
	if r.t.lists.names[low].common >= 2 && r.t.lists.lowerShare(low) < 0.3 {
		s.add("partner", "first_name")
	}
	r.lookUp(s, "partner", r.words[i].set&(place|org|author|title|figure|celebrity|production|honorific))
}

// pronounFeatures tells whether he or she follows in the sentence, or opens the next one: then a person was named.
func (r *reading) pronounFeatures(s *sink, from, sent int32) {
	end := r.starts[sent+1]
	for i := from; i < min(end, from+15); i++ {
		if isPersonal(r.words[i].low) {
			s.add("pronoun", "after")
			break
		}
		if r.words[i].low == "where" {
			s.add("pronoun", "where")
			break
		}
	}
	if int(end) < len(r.words) && isPersonal(r.words[end].low) {
		s.add("pronoun", "next")
	}
}

func isPersonal(low string) bool {
	switch low {
	case "he", "she", "his", "her", "him", "himself", "herself":
		return true
	}
	return false
}

// setAt gives the lists that the word at i stands in; none outside the sentence.
func (r *reading) setAt(i, sent int32) listSet {
	if i < r.starts[sent] || i >= r.starts[sent+1] {
		return 0
	}
	return r.words[i].set
}

// lookUp adds the lists that a neighbouring word stands in.
func (r *reading) lookUp(s *sink, template string, set listSet) {
	for ; set != 0; set &= set - 1 {
		s.add(template, listNames[bits.TrailingZeros32(uint32(set))])
	}
}

func isQuote(low string) bool {
	switch low {
	case "\"", "“", "”", "``", "''", "'", "‘", "’", "«", "»", "*", "_":
		return true
	}
	return false
}

func isArticle(low string) bool { return low == "the" || low == "a" || low == "an" }

// isHeadline reports whether a sentence is set like a title: most of its words have capitals.
func (r *reading) isHeadline(sent int32) bool {
	first, end := r.starts[sent], r.starts[sent+1]
	if end-first > 20 {
		return false
	}
	return end-first > 1 && r.titleLike(first, end)
}

func (r *reading) shapeFeatures(g *group, s *sink) {
	words, l := g.words, r.t.lists
	last := words[len(words)-1]
	switch {
	case len(words) == 1:
		s.add("words", "1")
	case len(words) == 2:
		s.add("words", "2")
	case len(words) == 3:
		s.add("words", "3")
	default:
		s.add("words", "4+")
	}
	s.add("first", words[0])
	s.add("last", last)
	if len(words) == 1 && len(last) > 3 {
		s.add("prefix", last[:3])
		s.add("ending", last[len(last)-2:])
	}
	if n := utf8.RuneCountInString(last); n > 4 {
		_, size := utf8.DecodeLastRuneInString(last)
		cutAt := len(last) - size
		for k := 0; k < 2; k++ {
			_, size = utf8.DecodeLastRuneInString(last[:cutAt])
			cutAt -= size
		}
		s.add("suffix", last[cutAt:])
	}
	whole, firstIn, lastIn := l.sets[g.key], listSet(0), listSet(0)
	if len(words) > 1 {
		firstIn, lastIn = l.sets[words[0]], l.sets[last]
	}
	for left := whole | firstIn | lastIn; left != 0; left &= left - 1 {
		i := bits.TrailingZeros32(uint32(left))
		set, list := listSet(1)<<i, listNames[i]
		if whole&set != 0 {
			s.add("is", list)
		}
		if firstIn&set != 0 {
			s.add("first_in", list)
		}
		if lastIn&set != 0 {
			s.add("last_in", list)
		}
	}
	commonness := func(template, word string) {
		name, ok := l.names[word]
		switch {
		case !ok:
			s.add(template, "no")
		case name.common == 3:
			s.add(template, "common")
		case name.common == 2:
			s.add(template, "known")
		default:
			s.add(template, "rare")
		}
	}
	commonness("first_name", words[0])
	if len(words) > 1 {
		commonness("last_name", last)
		if l.names[words[0]].common > 0 && len(words) <= 3 && l.lowerShare(last) == 0 {
			s.add("full_name", "yes")
		}
	}
	highest, sum := 0.0, 0.0
	strange := 0
	for _, word := range words {
		share := l.lowerShare(word)
		if !l.met(word) {
			strange++
		}
		highest, sum = max(highest, share), sum+share
	}
	s.add("lower_share", tenths(sum/float64(len(words)), len(words)))
	switch {
	case strange == 0:
		s.add("strange", "none")
	case strange == len(words):
		s.add("strange", "all")
	default:
		s.add("strange", "some")
	}
	if len(words) > 1 && highest < 0.1 {
		s.add("all_rare", "yes")
	}
	surface := r.surface(&r.mentions[g.mentions[0]])
	caps, lower, digits, stops := 0, 0, 0, 0
	for _, c := range surface {
		switch {
		case 'A' <= c && c <= 'Z':
			caps++
		case '0' <= c && c <= '9':
			digits++
		case c == '.':
			stops++
		case 'a' <= c && c <= 'z':
			lower++
		}
	}
	if caps > 1 && lower == 0 {
		s.add("caps", lengthOf(len(surface)))
	}
	if digits > 0 {
		s.add("digits", "yes")
	}
	if stops > 0 {
		s.add("stops", "yes")
		if len(words) > 1 && len(words[0]) <= 3 {
			s.add("initials", "yes")
		}
	}
	if strings.Contains(surface, "-") {
		s.add("hyphen", "yes")
	}
	if isArticle(strings.ToLower(firstWord(surface))) && strings.Contains(surface, " ") {
		s.add("own_article", "yes")
	}
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func lengthOf(n int) string {
	if n <= 4 {
		return "short"
	}
	return "long"
}

func tenths(share float64, words int) string {
	const steps = "0123456789X"
	i := int(share*10 + 0.5)
	if words > 1 {
		return "m" + steps[i:i+1]
	}
	return steps[i : i+1]
}

// poolFeatures tells how the review uses the name as a whole.
func (r *reading) poolFeatures(g *group, s *sink) {
	switch n := len(g.mentions); {
	case n == 1:
		s.add("mentions", "1")
	case n == 2:
		s.add("mentions", "2")
	case n <= 4:
		s.add("mentions", "3-4")
	default:
		s.add("mentions", "5+")
	}
	s.addBy("review", "story", r.story)
	s.addBy("review", "opinion", r.opinion)
	inside, boxed, alone := 0, 0, 0
	sentences := 0
	last := int32(-1)
	for _, i := range g.mentions {
		m := &r.mentions[i]
		if !r.words[m.first].start {
			inside++
		}
		if m.box >= 0 {
			boxed++
		}
		if m.atoms == 1 {
			alone++
		}
		if sent := r.words[m.first].sent; sent != last {
			sentences++
			last = sent
		}
	}
	if inside == 0 {
		s.add("inside", "never")
	} else {
		s.add("inside", "yes")
	}
	if boxed*2 > len(g.mentions) {
		s.add("boxed", "mostly")
	}
	if alone == 0 {
		s.add("alone", "never")
	}
	if g.lower > 0 {
		if g.lower >= inside {
			s.add("lower", "more")
		} else {
			s.add("lower", "some")
		}
	}
	// what longer and shorter names of this review share its words
	words := g.words
	if len(words) == 1 {
		if o, ok := r.byHead[g.key]; ok {
			s.add("head_of", r.shapeOf(&r.groups[o]))
		} else if o, ok := r.byTail[g.key]; ok {
			s.add("tail_of", r.shapeOf(&r.groups[o]))
		}
	}
	if len(words) > 1 {
		if other, ok := r.byKey[words[len(words)-1]]; ok && r.stands(other) {
			s.add("has", "tail")
		}
		if other, ok := r.byKey[words[0]]; ok && r.stands(other) {
			s.add("has", "head")
		}
	}
}

// stands reports whether a group has a mention that is a run of its own, not a part of a longer one.
func (r *reading) stands(g int32) bool {
	for _, i := range r.groups[g].mentions {
		m := &r.mentions[i]
		if !r.opensJoin(m) {
			return true
		}
	}
	return false
}

// opensJoin reports whether a name word touches the mention, so that it may be a part of a longer name.
func (r *reading) opensJoin(m *mention) bool {
	sent := r.words[m.first].sent
	if i := m.first - 1; i >= r.starts[sent] && r.words[i].capped {
		return true
	}
	return m.end < r.starts[sent+1] && r.words[m.end].capped
}

func (r *reading) shapeOf(g *group) string {
	m := &r.mentions[g.mentions[0]]
	switch {
	case m.box >= 0:
		return "box"
	case m.atoms > 1:
		return "run"
	}
	return "name"
}

// metaFeatures compares the name with what the record says.
func (r *reading) metaFeatures(g *group, s *sink) {
	m := &r.meta
	if m.book == "" {
		s.add("meta", "no_book")
	} else {
		s.add("meta", "book")
		switch {
		case g.key == m.book || g.key == m.main:
			s.add("meta_title", "same")
			if strings.Contains(g.key, " ") {
				s.add("meta_title", "same_long")
			}
		case opensWith(m.book, g.key):
			s.add("meta_title", "opening")
		case hasWord(m.book, g.key):
			s.add("meta_title", "inside")
		case hasWord(g.key, m.main):
			s.add("meta_title", "around")
		case isAcronym(g.key, m.book) || isAcronym(g.key, m.main):
			s.add("meta_title", "acronym")
		}
	}
	if len(m.authors) == 0 {
		s.add("meta", "no_author")
	}
	for i, name := range m.authors {
		if name == "" {
			continue
		}
		which := "same"
		switch {
		case g.key == name:
		case endsWith(name, g.key):
			which = "surname"
		case opensWith(name, g.key):
			which = "given"
		case hasWord(name, g.key):
			which = "inside"
		case surnameOf(g.key) == surnameOf(name):
			which = "namesake"
		default:
			continue
		}
		if i == 0 {
			s.add("meta_author", which)
		} else {
			s.add("meta_coauthor", which)
		}
		break
	}
	if m.series != "" && g.key == m.series {
		s.add("meta_series", "same")
	}
	if m.headline != "" && hasWord(m.headline, g.key) {
		s.add("meta_headline", "inside")
	}
	if r.t.catalog.books[g.key] != nil || r.t.catalog.series[g.key] {
		s.add("meta_title", "same_long") // the user's catalogue is as good as the record
		s.add("meta_title", "same")
	}
	if r.t.catalog.authors[g.key] {
		s.add("meta_author", "same")
	}
}

// strangerAs is the template under which the signs of a name count once more where the book's authors are known and it
// is none of theirs: another writer is mostly a well-known one, or stands with a book of his own. It is "" elsewhere.
func (r *reading) strangerAs(g *group) string {
	if len(r.meta.authors) == 0 {
		return ""
	}
	for _, name := range r.meta.authors {
		if hasWord(name, g.key) || hasWord(g.key, name) || surnameOf(name) == surnameOf(g.key) {
			return ""
		}
	}
	switch {
	case r.t.lists.has(g.key, author):
		return strangerListed
	case strings.Contains(g.key, " "):
		return "stranger_full"
	}
	return "stranger_single"
}

const strangerListed = "stranger_listed"

func surnameOf(name string) string {
	return name[strings.LastIndexByte(name, ' ')+1:]
}

// opensWith reports whether a bare name begins with the words of part, and has more.
func opensWith(name, part string) bool {
	return len(name) > len(part) && name[len(part)] == ' ' && name[:len(part)] == part
}

// endsWith reports whether a bare name ends with the words of part, and has more.
func endsWith(name, part string) bool {
	at := len(name) - len(part)
	return at > 0 && name[at-1] == ' ' && name[at:] == part
}

// hasWord reports whether the words of part stand side by side in name.
func hasWord(name, part string) bool {
	if part == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(name[at:], part)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(part)
		if (i == 0 || name[i-1] == ' ') && (end == len(name) || name[end] == ' ') {
			return true
		}
		at = i + 1
	}
}

// isAcronym reports whether short is made of the first letters of the title's words: "nlmg" of "never let me go".
// Small words and the article may be left out.
func isAcronym(short, title string) bool {
	if len(short) < 2 || len(short) > 8 || strings.Contains(short, " ") {
		return false
	}
	all, long := make([]byte, 0, 12), make([]byte, 0, 12)
	for word := range strings.FieldsSeq(title) {
		all = append(all, word[0])
		if len(word) > 3 {
			long = append(long, word[0])
		}
	}
	return len(all) >= 2 && (short == string(all) || len(long) >= 2 && short == string(long) || short == "t"+string(all))
}
