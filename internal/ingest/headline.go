package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

var (
	// quotedTitle is `"Title" by Author` or `"Title" Author`, with straight or curly quotes.
	quotedTitle = regexp.MustCompile(`^(?:"(.+)"|“(.+)”)\s*(?:,|[-–—:])?\s*(.*)$`)
	// byNames is what leads to a name: "by", "written by", "edited and translated by".
	byNames = regexp.MustCompile(`^(?i:(?:(?:written|edited|compiled|selected|retold|collected|translated|and|&|,)\s+)*by)\s+(.+)$`)
	// reviewLabel is what stands before the title of a book: "Book Review:", "Novella review -", "Review of".
	reviewLabel = regexp.MustCompile(`^(?i:(?:\W*)(?:[\p{L}’'-]+\s+){0,3}reviews?\s*(?:\d+|#\d+)?\s*(?::|[-–—]\s|\|)|(?:a\s+)?(?:book\s+)?review of\s|(?:book|reading|read|currently reading|just finished|finished|thoughts on)\s*(?:\d+|#\d+)?\s*:|thoughts on\s)\s*`)
	// statusLabel is what a reader says about the reading, before the title: "DNF at 41%:", "DNF -", "Reread:".
	statusLabel = regexp.MustCompile(`^(?i:(?:dnf(?:['’]?e?d)?(?:\s*(?:at|@|on)?\s*(?:p(?:age|\.)?\s*)?\d+\s*%?)?|re-?read(?:ing)?|arc)\s*(?::|\s[-–—]\s))\s*`)
	// bracketAuthor is a title, its author in brackets, and perhaps a remark: "EMMA (Jane Austen): a joy".
	bracketAuthor = regexp.MustCompile(`^(.+?)\s+\(([^()]+)\)\s*(?:[:–—-]\s*.*)?$`)
	// dashAuthor is "Title - Author".
	dashAuthor = regexp.MustCompile(`^(.+?)\s+[-–—]\s+([^-–—:]+)$`)
	// reviewTail is what stands after it: "– a review", "(book review)", "| Review".
	reviewTail = regexp.MustCompile(`(?i)\s*(?:[-–—:|(\[]\s*)(?:an? )?(?:honest |quick |short |spoiler[- ]free |book |audiobook |arc )*reviews?\s*[)\]]?$`)
	// series label with a number and a colon, such as "Reading21: Never Let Me Go"
	numberedLabel = regexp.MustCompile(`^[A-Z][A-Za-z]*\s?#?\d+\s*:\s*(\S.*)$`)
	// helpers are those who did not write the book, behind the one who did.
	helpers = regexp.MustCompile(`(?i)\s*[,;(|]\s*(?:translated|illustrated|narrated|read|adapted|introduction|foreword|with)\b.*$`)
	// moreNames begins what follows an author: translators, illustrators.
	moreNames = regexp.MustCompile(`(?i)\s*(?:,|;|\(|\|)?\s*\b(?:translated|illustrated|narrated|edited|read|adapted|introduction|foreword|with illustrations)\b.*$`)
)

// fillFromTitle reads book and author from a headline where they are certain, and keeps the headline as the title.
// text is the rest of the review: a title that stands alone is a book's only where the text names it.
func fillFromTitle(m *review.Metadata, headline, text string) {
	headline = spaced(headline)
	if m.Title == "" {
		m.Title = headline
	}
	book, author := bookOf(headline)
	if book == "" {
		if label := numberedLabel.FindStringSubmatch(headline); label != nil && strings.Contains(text, label[1]) {
			book = label[1]
		} else if bare := stripEmoji(headline); len(bare) > 3 && len(strings.Fields(bare)) <= 12 && strings.Count(text, bare) > 0 && isTitleCase(bare) {
			book = bare
		}
	}
	if book != "" && author == "" && len(m.Authors) == 0 {
		author = authorBeside(book, text)
	}
	if book == "" {
		return
	}
	if m.Book == "" {
		setBook(m, book)
	}
	if len(m.Authors) == 0 && author != "" {
		m.Authors = authorNames(author)
	}
}

// finishText reads what the headline and the text of a draft say about the book, where its source did not.
func finishText(d *draft, headline string) {
	m, text := &d.meta, d.body.text
	if isRating(m.Title) {
		m.Title = ""
	}
	if headline != "" && !isRating(headline) {
		fillFromTitle(m, headline, strings.TrimPrefix(text, headline))
	}
	fillFromFacts(m, text)
	if m.Stars == 0 {
		m.Stars = statedStars(text)
	}
	if m.Genre == "" {
		m.Genre = genreOf(m.Tags)
	}
}

// bookOf cuts a headline into book and author where its form leaves no doubt; else both are empty.
func bookOf(headline string) (book, author string) {
	s := stripEmoji(headline)
	labelled := false
	if t := statusLabel.ReplaceAllString(s, ""); t != s && t != "" {
		s, labelled = t, true
	}
	if t := reviewLabel.ReplaceAllString(s, ""); t != s && t != "" {
		s, labelled = t, true
	}
	if t := reviewTail.ReplaceAllString(s, ""); t != s && t != "" {
		s, labelled = t, true
	}
	if m := quotedTitle.FindStringSubmatch(s); m != nil {
		title, rest := strings.TrimSpace(m[1]+m[2]), strings.TrimSpace(helpers.ReplaceAllString(m[3], ""))
		if rest == "" {
			return title, ""
		}
		if inner, ok := strings.CutPrefix(rest, "("); ok { // "Title" (Author)
			rest = strings.TrimSuffix(inner, ")")
		}
		if i := lastBy(" " + rest); i >= 0 { // "edited by A, by B": B wrote it
			if name := personOf(rest[i+len("by "):]); name != "" {
				return title, name
			}
		}
		if by := byNames.FindStringSubmatch(rest); by != nil {
			return title, personOf(by[1])
		}
		if n := len(strings.Fields(rest)); n >= 2 && n <= 5 && personOf(rest) != "" {
			return title, personOf(rest)
		}
	}
	if i := lastBy(s); i > 0 {
		title, name := strings.Trim(s[:i], " ,–—-:"), personOf(s[i+len(" by "):])
		if name != "" && (labelled || isTitleCase(title)) {
			return unquote(title), name
		}
	}
	for _, form := range []*regexp.Regexp{bracketAuthor, dashAuthor} {
		if m := form.FindStringSubmatch(s); m != nil && isTitleCase(m[1]) && isFullName(m[2]) {
			return smallCapitals(unquote(m[1])), personOf(m[2])
		}
	}
	if labelled {
		return unquote(s), ""
	}
	return "", ""
}

// plainName is a name of two to four words: "Elizabeth Gilbert", "N. K. Jemisin", "Simone de Beauvoir".
var plainName = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?:\s+(?:de|la|le|du|van|von|der|den|di|da|del|\p{Lu}\.|\p{Lu}[\p{L}.'’-]*)){0,3}\s+\p{Lu}[\p{L}'’-]+$`)

// notNames are words that stand in brackets or behind a dash in headlines, and in no name.
var notNames = wordSet(`the a an my of in on to review reviews book books part volume series spoiler spoilers free edition audiobook novel
	thoughts rant chapter chapters reread dnf arc giveaway reading club week month blog tour post update notes first second final
	trilogy collection stories translation paperback kindle hardcover audio movie film stars star rating short honest
	january february march april may june july august september october november december day new young adult science fiction fantasy
	tuesday wednesday thursday friday saturday sunday monday`)

// isFullName reports whether s, which nothing else marks as a name, can hardly be anything but a person's name.
func isFullName(s string) bool {
	if !plainName.MatchString(s) || s == strings.ToUpper(s) {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		if word = strings.Trim(word, ".'’"); notNames[word] || word != "will" && (englishWords[word] || plainEnglish[word]) {
			return false
		}
	}
	return true
}

// smallWords stay small inside a title.
var smallWords = wordSet(`a an the of and or in on at to for from by with but nor as`)

// smallCapitals writes a title that is all in capitals as titles are written; others stay.
func smallCapitals(title string) string {
	words := strings.Fields(title)
	if len(words) < 2 || title != strings.ToUpper(title) || title == strings.ToLower(title) {
		return title // one word may be an abbreviation: IT, SPQR
	}
	for i, word := range words {
		if word = strings.ToLower(word); i == 0 || !smallWords[word] {
			at := strings.IndexFunc(word, unicode.IsLetter)
			if at >= 0 {
				r, n := utf8.DecodeRuneInString(word[at:])
				word = word[:at] + string(unicode.ToUpper(r)) + word[at+n:]
			}
		}
		words[i] = word
	}
	return strings.Join(words, " ")
}

// lastBy finds the last " by " of a headline.
func lastBy(s string) int {
	return max(strings.LastIndex(s, " by "), strings.LastIndex(s, " By "), strings.LastIndex(s, " BY "))
}

// personOf returns the names at the start of s, where they look like names of persons; "" otherwise.
func personOf(s string) string {
	s = strings.TrimSpace(moreNames.ReplaceAllString(role.ReplaceAllString(s, ""), ""))
	s = strings.TrimRight(reviewTail.ReplaceAllString(s, ""), " ,;:!–—-")
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 24 {
		return ""
	}
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "\"'“‘("))
		if !unicode.IsUpper(r) && !nameJoiner[strings.ToLower(strings.Trim(word, ",."))] && unicode.IsLetter(r) && unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) {
			return ""
		}
		if unicode.IsDigit(r) {
			return ""
		}
	}
	return s
}

var nameJoiner = map[string]bool{"and": true, "&": true, "de": true, "la": true, "le": true, "du": true, "van": true, "von": true, "der": true, "den": true, "di": true, "da": true, "del": true, "el": true, "al": true, "bin": true, "ibn": true, "of": true, "the": true, "ten": true, "ter": true, "y": true, "e": true, "with": true, "dos": true, "hooks": true, "bell": true}

// isTitleCase reports whether a headline is set like a title: its first word and most long words begin with a capital.
func isTitleCase(s string) bool {
	words := strings.Fields(s)
	long, upper := 0, 0
	for i, word := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "\"'“‘("))
		if i == 0 && unicode.IsLower(r) {
			return false
		}
		if utf8.RuneCountInString(word) > 3 && unicode.IsLetter(r) {
			long++
			if !unicode.IsLower(r) {
				upper++
			}
		}
	}
	return upper*4 >= long*3
}

// unquote takes off quotes that stand around the whole.
func unquote(s string) string {
	for _, pair := range [][2]string{{`"`, `"`}, {"“", "”"}, {"‘", "’"}, {"'", "'"}, {"*", "*"}, {"_", "_"}, {"«", "»"}} {
		if len(s) > len(pair[0])+len(pair[1]) && strings.HasPrefix(s, pair[0]) && strings.HasSuffix(s, pair[1]) && !strings.Contains(s[len(pair[0]):len(s)-len(pair[1])], pair[1]) {
			return s[len(pair[0]) : len(s)-len(pair[1])]
		}
	}
	return s
}

// stripEmoji takes pictures off both ends of a headline.
func stripEmoji(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || r == '\ufe0f'
	})
}

var capitalName = `((?:\p{Lu}[\p{L}.'’-]*\s+){1,3}\p{Lu}[\p{L}’-]+)`

// authorBeside finds an author who stands right beside the book's title in the text: "Kazuo Ishiguro’s Never Let Me
// Go", "Never Let Me Go by Kazuo Ishiguro". "" where none does, or where two do.
func authorBeside(book, text string) string {
	quoted := `["“‘']?` + regexp.QuoteMeta(book) + `["”’']?`
	found := ""
	for _, pattern := range []string{capitalName + `['’]s?\s+` + quoted, quoted + `,?\s+by\s+` + capitalName} {
		re, err := regexp.Compile(pattern)
		if err != nil {
			continue
		}
		for _, m := range re.FindAllStringSubmatch(text, 4) {
			name := strings.TrimSuffix(strings.TrimSuffix(spaced(m[1]), "’s"), "'s")
			if found != "" && found != name {
				return ""
			}
			found = name
		}
	}
	return found
}

// ratingLine is a sentence or line that states a rating: "Rating: 4/5 Stars.", "My rating: ★★★★", "Score - 8/10".
var ratingLine = regexp.MustCompile(`(?im)(?:^|[.!?]\s)\W{0,4}(?:my |overall |final |book |star |goodreads )*(?:rating|score|stars)\W{0,3}?(?:[:=–—-]|\bis\b)[\s*_]{0,3}(\d+(?:[.,]\d+)?\s*½?(?:\s*(?:/|out of|of)\s*\d+)?(?:\s*(?:stars?|★|⭐))?|[★☆⭐🌟✩][★☆⭐🌟✩½\x{fe0f} ]*)`)

// statedStars finds the rating that a sentence or a line of the text states; 0 where none does, or where two differ.
func statedStars(text string) float64 {
	stars := 0.0
	for i := 0; i < len(text); i++ {
		n := ratingWordAt(text[i:])
		if n == 0 {
			continue
		}
		from := max(0, i-ratingWindow)
		if line := strings.LastIndexByte(text[from:i], '\n'); line >= 0 {
			from += line + 1
		} else if from > 0 { // not at the start of a line; what begins here is no start
			from = max(from, i-ratingWindow+1)
		}
		window := strings.ToValidUTF8(text[from:min(len(text), i+n+ratingWindow)], " ")
		if from > 0 && text[from-1] != '\n' {
			window = "x" + window
		}
		i += n - 1
		m := ratingLine.FindStringSubmatch(window)
		if m == nil {
			continue
		}
		value := starsOf(m[1])
		if value == 0 {
			continue
		}
		if stars != 0 && stars != value {
			return 0
		}
		stars = value
	}
	if stars == 0 {
		return lineStars(text)
	}
	return stars
}

// ratingSign is what a line needs to be a rating, and not a page, a date or a part: 1/2.
var ratingSign = regexp.MustCompile(`(?i)[★⭐🌟]|stars?\b|/ ?(?:5|10)$`)

// lineStars finds a line that is nothing but a rating, and says that it is one: "★★★★½", "4/5 stars", "Three stars.";
// 0 where no line is, or where another line is or ends with another one, as in a list of several books.
func lineStars(text string) float64 {
	stars, seen := 0.0, 0.0
	for line := range strings.Lines(text) {
		line = strings.Trim(line, " \t\r\n*_()[]")
		if len(line) > 2*ratingWindow || !ratingSign.MatchString(line) {
			continue
		}
		value := starsOf(line)
		whole := value > 0
		if m := ratingTail.FindStringSubmatch(line); !whole && m != nil {
			value = starsOf(m[1])
		}
		if value == 0 {
			continue
		}
		if seen != 0 && seen != value {
			return 0
		}
		seen = value
		if whole {
			stars = value
		}
	}
	return stars
}

// ratingTail is a rating at the end of a line, which may be a heading: "Mud by Otto Kern (2/5)", "Mud ★★".
var ratingTail = regexp.MustCompile(`[\s(\[](\d+(?:[.,]\d+)?\s*/\s*(?:5|10)|[★☆⭐🌟✩][★☆⭐🌟✩½\x{fe0f} ]*)$`)

// isRating reports whether a headline is nothing but a rating, "★★★★☆" or "4/5", and so names nothing. "9/11" does.
func isRating(headline string) bool {
	return strings.ContainsAny(headline, "★⭐🌟/") && ratingSign.MatchString(headline) && starsOf(headline) > 0
}

// ratingWindow is how far a stated rating may reach to either side of its word, in bytes.
const ratingWindow = 60

// ratingWordAt returns the length of the word that every stated rating holds, where s begins with it.
func ratingWordAt(s string) int {
	if c := s[0] | 0x20; c != 'r' && c != 's' {
		return 0
	}
	for _, word := range []string{"rating", "score", "stars"} {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
			return len(word)
		}
	}
	return 0
}
