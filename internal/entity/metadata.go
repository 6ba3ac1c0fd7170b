package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// metadata is what the record says about the book under review, made ready for comparing.
type metadata struct {
	title      string   // of the book, as shown
	writers    []string // its authors, as shown
	book, main string   // bare title, with and without the subtitle
	authors    []string // bare
	series     string   // bare, without number
	seriesName string   // as shown, with number
	isFirst    bool     // of its series, which has a name of its own
	headline   string   // bare title of the review
	names      []knownName
}

// knownName is a name to look for in the text, whatever its capitals.
type knownName struct {
	words  []string
	kind   kind
	key    string
	turned bool // the family name first
}

// readMetadata makes a record's metadata ready. A book title that is a headline in truth ("Book Review: T by A", as
// blogs have it) is taken apart, and then the record's author is the blogger, not the book's. A headline of that form
// stands in where the record names no book, and so does one that is nothing but a well-known title or one of the
// catalogue, however it is written: "the midnight library" and a smiley.
func (t *Tagger) readMetadata(meta *review.Metadata) metadata {
	m := metadata{title: strings.TrimSpace(meta.Book), writers: meta.Authors, headline: bareWords(meta.Title)}
	if title, author, ok := parseHeadline(m.title); ok {
		m.title = title
		if author != "" {
			m.writers = splitAuthors(author)
		}
	} else if m.title == "" {
		if title, author, ok := parseHeadline(meta.Title); ok {
			m.title = title
			if author != "" {
				m.writers = splitAuthors(author)
			}
		} else {
			m.title = t.knownTitle(meta.Title)
		}
	}
	series := meta.Series
	m.title, series = cutSeries(m.title, series)
	m.seriesName = series
	m.series = bare(seriesName(series))
	m.prepare()
	number := strings.TrimLeft(strings.TrimPrefix(series, seriesName(series)), " #,(")
	m.isFirst = m.series != "" && m.series != m.book && m.series != m.main && (number == "1" || strings.HasSuffix(number, " 1"))
	return m
}

// knownTitle gives the title that a headline is, where it is a title of two words or more that the lists or the
// catalogue know; "" where not. A headline without capitals gets a title's.
func (t *Tagger) knownTitle(headline string) string {
	headline = strings.TrimFunc(headline, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	key := bare(headline)
	if entry := t.catalog.books[key]; entry != nil {
		return entry.Title
	}
	if !strings.Contains(key, " ") || !t.lists.has(key, title) {
		return ""
	}
	if strings.ToLower(headline) != headline {
		return headline
	}
	words := strings.Fields(headline)
	for i, word := range words {
		if i == 0 || !t.lists.has(word, joint) {
			first, size := utf8.DecodeRuneInString(word)
			words[i] = string(unicode.ToUpper(first)) + word[size:]
		}
	}
	return strings.Join(words, " ")
}

// prepare makes the bare forms of the title and the authors.
func (m *metadata) prepare() {
	m.book, m.main = bare(m.title), bare(mainTitle(m.title))
	m.authors, m.names = nil, nil
	for _, name := range m.writers {
		key := bareWords(name)
		m.authors = append(m.authors, key)
		words := strings.Fields(key)
		if len(words) == 0 {
			continue
		}
		m.names = append(m.names, knownName{words: words, kind: kindAuthor, key: key})
		for given := 1; given < len(words); given++ {
			m.names = append(m.names, knownName{slices.Concat(words[given:], words[:given]), kindAuthor, key, true})
		}
		if last := words[len(words)-1]; len(words) > 1 && len(last) > 4 {
			m.names = append(m.names, knownName{words: words[len(words)-1:], kind: kindAuthor, key: last})
		}
	}
	for _, key := range []string{m.book, m.main, m.series} {
		if key != "" {
			m.names = append(m.names, knownName{words: strings.Fields(key), kind: kindBook, key: key})
		}
	}
}

// parseHeadline takes "Book Review: T by A" and "Review – “T” by A" apart. ok is false where the words are no such
// headline.
func parseHeadline(s string) (title, author string, ok bool) {
	rest := s
	if i := strings.IndexAny(s, ":–—-"); i > 0 && i < 30 {
		label := strings.ToLower(s[:i])
		if strings.Contains(label, "review") || strings.HasPrefix(label, "reading") {
			rest = strings.TrimLeft(s[i:], ":–—- ")
			ok = true
		}
	}
	title = rest
	if i := strings.LastIndex(rest, " by "); i > 0 {
		title, author = rest[:i], strings.TrimSpace(rest[i+4:])
		if first, _ := utf8.DecodeRuneInString(author); !unicode.IsUpper(first) || strings.Count(author, " ") > 6 {
			title, author = rest, ""
		}
		ok = ok || author != "" && strings.ContainsAny(title[:1], "\"“*_")
	}
	return strings.Trim(title, " \"“”*_,"), strings.Trim(author, " ."), ok
}

// cutSeries takes the series and edition in brackets off a title: "Updraft (Bone Universe, #1)".
func cutSeries(title, series string) (string, string) {
	i := strings.LastIndex(title, "(")
	if i <= 0 || !strings.HasSuffix(title, ")") {
		return title, series
	}
	inner := title[i+1 : len(title)-1]
	if series == "" && strings.Contains(inner, "#") {
		series = inner
	}
	return strings.TrimSpace(title[:i]), series
}

// seriesName cuts the number from "The Locked Tomb #1" and "The Locked Tomb, Book 1".
func seriesName(series string) string {
	if i := strings.IndexAny(series, "#,("); i > 0 {
		series = series[:i]
	}
	series = strings.TrimRight(series, " 0123456789.")
	for _, tail := range []string{" book", " vol", " volume", " Book", " Vol", " Volume"} {
		series = strings.TrimSuffix(series, tail)
	}
	return series
}

// knownNames finds the names of the metadata and the catalogue in the text. A name written without capitals counts only
// where it can hardly be ordinary words: a title of three words or more, a long and rare surname.
func (r *reading) knownNames() []box {
	byFirst := r.t.catalog.byFirst
	own := make(map[string][]knownName, len(r.meta.names))
	for _, name := range r.meta.names {
		own[name.words[0]] = append(own[name.words[0]], name)
	}
	if len(own) == 0 && len(byFirst) == 0 {
		return nil
	}
	var out []box
	for i := range r.words {
		w := &r.words[i]
		if !w.name {
			continue
		}
		low := w.low
		if !isPlain(low) {
			low, _, _ = strings.Cut(bareWords(low), " ")
		}
		for _, name := range own[low] {
			out = r.matchKnown(out, int32(i), name, false)
		}
		if w.capped {
			for _, name := range byFirst[low] {
				out = r.matchKnown(out, int32(i), name, true)
			}
		}
	}
	return out
}

func (r *reading) matchKnown(out []box, at int32, name knownName, fromCatalog bool) []box {
	end := at
	have := 0
	capped, letters := 0, 0
	sent := r.words[at].sent
	for ; int(end) < len(r.words) && have < len(name.words); end++ {
		w := &r.words[end]
		if w.sent != sent {
			return out
		}
		if !w.name || isSuffix(w.low) {
			if w.low == "&" && name.words[have] == "and" {
				have++
			} else if have == 0 || len(w.low) > 3 {
				return out
			}
			continue
		}
		rest := name.words[have:]
		n := matchWord(w.low, rest)
		if n == 0 {
			return out
		}
		have += n
		letters += utf8.RuneCountInString(w.low)
		if w.capped && !w.start {
			capped++
		} else if w.capped && len(name.words) > 1 {
			capped++
		}
	}
	if have < len(name.words) {
		return out
	}
	if name.turned && (at > r.starts[sent] && r.words[at-1].capped || end < r.starts[sent+1] && r.words[end].capped) {
		return out // "Paul Reed, Anna Reed" has no "Reed, Anna"
	}
	lower := capped == 0
	if name.kind == kindAuthor && lower && (fromCatalog || len(name.words) == 1 && r.t.lists.lowerShare(name.words[0]) > 0) {
		return out
	}
	if name.kind == kindBook && lower && (fromCatalog || len(name.words) < 3 && letters < 12) {
		return out
	}
	if name.kind == kindBook && capped*2 < len(name.words) && capped > 0 && len(name.words) < 3 {
		return out
	}
	if before := at - 1; fromCatalog && name.kind == kindBook && before >= r.starts[sent] && isArticle(r.words[before].low) && r.words[before].capped {
		at = before
	}
	return append(out, box{first: at, end: end, kind: known, key: name.key})
}

// matchWord reports how many of the wanted words one token is: "notre-dame" is two.
func matchWord(low string, want []string) int {
	if low == want[0] {
		return 1
	}
	if isPlain(low) {
		return 0
	}
	parts := strings.Fields(bareWords(low))
	if len(parts) == 0 || len(parts) > len(want) {
		return 0
	}
	for i, part := range parts {
		if part != want[i] {
			return 0
		}
	}
	return len(parts)
}

// isPlain reports whether a lower-case word is its own bare form.
func isPlain(low string) bool {
	for i := 0; i < len(low); i++ {
		if c := low[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
