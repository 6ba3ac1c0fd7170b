package entity

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

// The embedded lists; data/README.md says where each comes from.
var (
	//go:embed data/lists.txt
	listsText []byte
	//go:embed data/names.txt.gz
	namesText []byte
	//go:embed data/nicknames.txt.gz
	nicknamesText []byte
	//go:embed data/case.txt.gz
	caseText []byte
)

// listSet says in which of the hand-written lists a word or name stands.
type listSet uint32

const (
	function listSet = 1 << iota
	joint
	abbreviation
	honorific
	volume
	demonym
	calendar
	work
	bookish
	prize
	placeword
	place
	org
	author
	authorverb
	authornoun
	artnoun
	artverb
	characternoun
	characterverb
	title
	figure
	production
	celebrity
)

// listNames is the heading of each list in data/lists.txt, in the order of the constants; they are features' names too.
var listNames = [...]string{
	"function", "joint", "abbreviation", "honorific", "volume", "demonym", "calendar", "work", "bookish", "prize",
	"placeword", "place", "org", "author", "authorverb", "authornoun", "artnoun", "artverb", "characternoun", "characterverb",
	"title", "figure", "production", "celebrity",
}

// gender of a first name.
type gender uint8

const (
	unknown gender = iota
	female
	male
	either
)

// firstName is how common a first name is and whose.
type firstName struct {
	gender gender
	common uint8 // 1 rare, 2 known, 3 common
}

// lists are the word lists, read once.
type lists struct {
	sets  map[string]listSet
	names map[string]firstName
	nick  map[string][]string // full first name → nicknames
	lower map[string]uint8    // share of the word's uses without a capital, in tenths

	titleOpenings map[string]bool // the first words, two or more, of well-known titles that have more

	uncapped map[string]bool // well-known names that are known without their capital
}

// filter tells quickly, by length and three of its bytes, that a word is not in a set: few that are not pass.
type filter [1 << 9]uint64

func (f *filter) add(word string) {
	if word != "" {
		at, bit := filterPlace(word)
		f[at] |= bit
	}
}

func (f *filter) may(word string) bool {
	if word == "" {
		return false
	}
	at, bit := filterPlace(word)
	return f[at]&bit != 0
}

func filterPlace(word string) (at uint32, bit uint64) {
	n := len(word)
	hash := (uint32(word[0]) | uint32(word[n/2])<<8 | uint32(word[n-1])<<16 | uint32(n)<<24) * 2654435761
	return hash >> 23, 1 << (hash >> 17 & 63)
}

// findUncapped lists the names that are told from ordinary words without a capital: "goodreads", "1984".
func (l *lists) findUncapped() {
	l.uncapped = make(map[string]bool)
	for word, set := range l.sets {
		number := word != "" && word[0] >= '0' && word[0] <= '9'
		if len(word) < 4 || number && set&title == 0 {
			continue
		}
		if number || set&(place|org|author|figure|production) != 0 && l.lowerShare(word) < 0.4 {
			l.uncapped[word] = true
		}
	}
}

func (l *lists) has(word string, set listSet) bool { return l.sets[word]&set != 0 }

// lowerShare is the share, in [0, 1], of a word's uses inside sentences of reviews that have no capital; 0 for words
// never met without one.
func (l *lists) lowerShare(word string) float64 { return float64(l.lower[word]) / 10 }

// met reports whether a word is common in reviews, with a capital or without.
func (l *lists) met(word string) bool {
	_, ok := l.lower[word]
	return ok
}

// readLists reads all embedded lists.
func readLists() (*lists, error) {
	l := &lists{sets: make(map[string]listSet, 3000)}
	if err := l.readSets(); err != nil {
		return nil, err
	}
	names, err := unzip(namesText)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	l.names = make(map[string]firstName, bytes.Count(names, newline))
	err = eachLine(names, func(line string) error {
		// "mary F3": name, gender, how common
		name, code, ok := strings.Cut(line, " ")
		if !ok || len(code) != 2 {
			return fmt.Errorf("names: malformed line %q", line)
		}
		l.names[name] = firstName{gender: gender(strings.IndexByte("?FMX", code[0])), common: code[1] - '0'}
		return nil
	})
	if err != nil {
		return nil, err
	}
	nicknames, err := unzip(nicknamesText)
	if err != nil {
		return nil, fmt.Errorf("nicknames: %w", err)
	}
	l.nick = make(map[string][]string, bytes.Count(nicknames, newline))
	err = eachLine(nicknames, func(line string) error {
		all := strings.Split(strings.ToLower(line), "\t")
		l.nick[all[0]] = append(l.nick[all[0]], all[1:]...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	shares, err := unzip(caseText)
	if err != nil {
		return nil, fmt.Errorf("case: %w", err)
	}
	l.lower = make(map[string]uint8, bytes.Count(shares, newline))
	tenths := uint8(0)
	err = eachLine(shares, func(line string) error {
		// "=7" opens the words with a share of seven tenths
		if rest, ok := strings.CutPrefix(line, "="); ok {
			_, err := fmt.Sscan(rest, &tenths)
			return err
		}
		l.lower[line] = tenths
		return nil
	})
	l.titleOpenings = make(map[string]bool)
	for word, set := range l.sets {
		if set&title != 0 {
			l.addTitleOpenings(word)
		}
	}
	l.findUncapped()
	return l, err
}

func (l *lists) addTitleOpenings(key string) {
	for i := len(key) - 1; i > 0; i-- {
		if key[i] == ' ' && strings.IndexByte(key, ' ') < i {
			l.titleOpenings[key[:i]] = true
		}
	}
}

func (l *lists) readSets() error {
	var set listSet
	return eachLine(listsText, func(line string) error {
		if line == "" || strings.HasPrefix(line, "#") {
			return nil
		}
		name, rest, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("lists: line without a heading: %.40q", line)
		}
		set = 0
		for i, known := range listNames {
			if known == name {
				set = 1 << i
			}
		}
		if set == 0 {
			return fmt.Errorf("lists: unknown list %q", name)
		}
		for _, word := range strings.Split(rest, ",") {
			word = strings.TrimSpace(word)
			l.sets[word] |= set
			if key := bare(word); key != word && key != "" {
				l.sets[key] |= set
			}
		}
		return nil
	})
}

var newline = []byte{'\n'}

func eachLine(data []byte, do func(string) error) error {
	for line := range strings.Lines(string(data)) {
		if err := do(strings.TrimRight(line, "\r\n")); err != nil {
			return err
		}
	}
	return nil
}

func unzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
