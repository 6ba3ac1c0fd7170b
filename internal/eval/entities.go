package eval

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"tonearc/pipeline/review"
)

// GoldEntity is one labelled entity of a review, as the entity guidelines (gold/ENTITIES) define it.
type GoldEntity struct {
	Review    string
	Type      review.EntityType
	Name      string
	Aliases   []string
	Main      bool
	Tone      int   // -1, 0 or 1
	Sentences []int // 0-based, those that name it
	InText    bool  // false: the name stands in the metadata only
}

// ReadGoldEntities reads the tab-separated table with the header
// review, type, name, aliases, main, tone, sentences, in_text.
// The rows of one review stay in their order. A malformed row is an error that names its line.
func ReadGoldEntities(r io.Reader) (map[string][]GoldEntity, error) {
	out := make(map[string][]GoldEntity)
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if n == 1 || lines.Text() == "" {
			continue
		}
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 8 {
			return nil, fmt.Errorf("line %d: %d cells where 8 are needed", n, len(cells))
		}
		tone, err := strconv.Atoi(cells[5])
		if err != nil {
			return nil, fmt.Errorf("line %d: tone: %w", n, err)
		}
		ent := GoldEntity{
			Review: cells[0], Type: review.EntityType(cells[1]), Name: cells[2],
			Main: cells[4] == "1", Tone: tone, InText: cells[7] == "1",
		}
		if cells[3] != "" {
			ent.Aliases = strings.Split(cells[3], "|")
		}
		for _, cell := range strings.Split(cells[6], ",") {
			if cell == "" {
				continue
			}
			i, err := strconv.Atoi(cell)
			if err != nil {
				return nil, fmt.Errorf("line %d: sentences: %w", n, err)
			}
			ent.Sentences = append(ent.Sentences, i)
		}
		out[ent.Review] = append(out[ent.Review], ent)
	}
	return out, lines.Err()
}

// Tally counts what was found, what was found in error and what was missed.
type Tally struct{ Right, Wrong, Missed int }

// Add adds the counts of other.
func (t *Tally) Add(other Tally) {
	t.Right += other.Right
	t.Wrong += other.Wrong
	t.Missed += other.Missed
}

// Precision is the share of right ones among those found; 0 where nothing was found.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.Wrong) }

// Recall is the share of right ones among those to be found; 0 where there was nothing.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 { return share(2*t.Right, 2*t.Right+t.Wrong+t.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// EntityError is one difference between what was found and what was labelled, for the next person to look at.
type EntityError struct {
	Kind   string // "missed", "invented", "type", "main", "tone"
	Review string
	Detail string
}

// EntityScore is how well the entities of one or several reviews were found. Typed is in the order of EntityTypes.
type EntityScore struct {
	Names      Tally // whatever the type
	Typed      [7]Tally
	MainBook   Tally
	MainAuthor Tally
	Tone       [3][3]int // [gold][found]: negative, none, positive; over the entities found
	Named      Tally     // sentences that name an entity, over the entities found
	Errors     []EntityError
}

// EntityTypes are the types in the order of EntityScore.Typed.
var EntityTypes = [7]review.EntityType{
	review.Book, review.Author, review.Character, review.Person, review.Work, review.Place, review.Org,
}

// Add adds the counts and errors of other.
func (s *EntityScore) Add(other EntityScore) {
	s.Names.Add(other.Names)
	for i := range s.Typed {
		s.Typed[i].Add(other.Typed[i])
	}
	s.MainBook.Add(other.MainBook)
	s.MainAuthor.Add(other.MainAuthor)
	s.Named.Add(other.Named)
	for i := range s.Tone {
		for j := range s.Tone[i] {
			s.Tone[i][j] += other.Tone[i][j]
		}
	}
	s.Errors = append(s.Errors, other.Errors...)
}

// ToneAccuracy is the share of entities whose tone has the labelled sign.
func (s *EntityScore) ToneAccuracy() float64 {
	right, all := 0, 0
	for i := range s.Tone {
		for j, n := range s.Tone[i] {
			all += n
			if i == j {
				right += n
			}
		}
	}
	return share(right, all)
}

// ToneF1 is the mean of the F1 of the three tones.
func (s *EntityScore) ToneF1() float64 {
	sum := 0.0
	for c := range s.Tone {
		t := Tally{Right: s.Tone[c][c]}
		for o := range s.Tone {
			if o != c {
				t.Missed += s.Tone[c][o]
				t.Wrong += s.Tone[o][c]
			}
		}
		sum += t.F1() / 3
	}
	return sum
}

// ScoreEntities compares what was found in one review with its labels. An entity matches a label when any of its names
// equals any of the label's names, ignoring case, a leading article, possessives and punctuation; each is matched once,
// those of the same type first. sentence maps our sentence indexes to the labelled ones; nil = they are the same.
// With textOnly, labels that stand in the metadata only are left out, as are found ones without a sentence.
func ScoreEntities(about review.About, gold []GoldEntity, sentence func(int) int, textOnly bool) EntityScore {
	var s EntityScore
	var found []review.Entity
	for _, ent := range about.Entities {
		if !textOnly || len(ent.Sentences) > 0 {
			found = append(found, ent)
		}
	}
	var want []GoldEntity
	for _, ent := range gold {
		if !textOnly || ent.InText {
			want = append(want, ent)
		}
	}
	match := matchEntities(found, want)
	taken := make([]bool, len(found))
	reviewID := ""
	for i, g := range want {
		reviewID = g.Review
		at := match[i]
		kind := typeIndex(g.Type)
		if at < 0 {
			s.Names.Missed++
			s.Typed[kind].Missed++
			s.fail("missed", g.Review, fmt.Sprintf("%s %q", g.Type, g.Name))
			continue
		}
		taken[at] = true
		ent := found[at]
		s.Names.Right++
		if ent.Type == g.Type {
			s.Typed[kind].Right++
		} else {
			s.Typed[kind].Missed++
			s.Typed[typeIndex(ent.Type)].Wrong++
			s.fail("type", g.Review, fmt.Sprintf("%q is a %s, found as a %s", g.Name, g.Type, ent.Type))
		}
		tone := toneSign(ent.Class)
		s.Tone[g.Tone+1][tone+1]++
		if tone != g.Tone {
			s.fail("tone", g.Review, fmt.Sprintf("%s %q is %+d, found as %+d (%.2f, main %v)", g.Type, g.Name, g.Tone, tone, ent.Tone.Value, g.Main))
		}
		s.Named.Add(compareSentences(ent.Sentences, g.Sentences, sentence))
	}
	for i, ent := range found {
		if !taken[i] {
			s.Names.Wrong++
			s.Typed[typeIndex(ent.Type)].Wrong++
			s.fail("invented", reviewID, fmt.Sprintf("%s %q (%.2f)", ent.Type, ent.Name, ent.Confidence))
		}
	}
	s.MainBook = s.mainRight(found, want, review.Book)
	s.MainAuthor = s.mainRight(found, want, review.Author)
	return s
}

// MatchEntities gives for each label the index of the entity that matches it, or -1.
func MatchEntities(about review.About, gold []GoldEntity) []int {
	return matchEntities(about.Entities, gold)
}

// matchEntities gives for each label the index of the entity that matches it, or -1.
func matchEntities(found []review.Entity, want []GoldEntity) []int {
	foundNames := make([][]string, len(found))
	for i, ent := range found {
		foundNames[i] = bareNames(ent.Name, ent.Aliases)
	}
	match := make([]int, len(want))
	taken := make([]bool, len(found))
	for i := range match {
		match[i] = -1
	}
	for _, sameType := range []bool{true, false} {
		for i, g := range want {
			if match[i] >= 0 {
				continue
			}
			names := bareNames(g.Name, g.Aliases)
			for j, ent := range found {
				if !taken[j] && (!sameType || ent.Type == g.Type) && meet(names, foundNames[j]) {
					match[i], taken[j] = j, true
					break
				}
			}
		}
	}
	return match
}

// mainRight compares the main entities of a type: right when one that is main carries a name of a labelled main one.
func (s *EntityScore) mainRight(found []review.Entity, want []GoldEntity, kind review.EntityType) Tally {
	var t Tally
	for _, g := range want {
		if !g.Main || g.Type != kind {
			continue
		}
		names := bareNames(g.Name, g.Aliases)
		right := false
		var instead []string
		for _, ent := range found {
			if ent.Main && ent.Type == kind {
				right = right || meet(names, bareNames(ent.Name, ent.Aliases))
				instead = append(instead, ent.Name)
			}
		}
		if right {
			t.Right++
		} else {
			t.Missed++
			s.fail("main", g.Review, fmt.Sprintf("%s %q, found %q", kind, g.Name, instead))
		}
	}
	return t
}

func (s *EntityScore) fail(kind, id, detail string) {
	s.Errors = append(s.Errors, EntityError{Kind: kind, Review: id, Detail: detail})
}

func compareSentences(found, want []int, sentence func(int) int) Tally {
	wanted := make(map[int]bool, len(want))
	for _, i := range want {
		wanted[i] = true
	}
	var t Tally
	seen := make(map[int]bool, len(found))
	for _, i := range found {
		if sentence != nil {
			i = sentence(i)
		}
		if seen[i] {
			continue
		}
		seen[i] = true
		if wanted[i] {
			t.Right++
		} else {
			t.Wrong++
		}
	}
	t.Missed = len(wanted) - t.Right
	return t
}

func typeIndex(kind review.EntityType) int {
	for i, k := range EntityTypes {
		if k == kind {
			return i
		}
	}
	return 0
}

func toneSign(class review.Class) int {
	switch class {
	case review.Negative:
		return -1
	case review.Positive:
		return 1
	}
	return 0
}

// bareNames reduces names to their letters and digits, lower case, without a leading article or possessives; sorted.
func bareNames(name string, aliases []string) []string {
	out := []string{bareName(name)}
	for _, alias := range aliases {
		out = append(out, bareName(alias))
	}
	sort.Strings(out)
	return out
}

func bareName(name string) string {
	name = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(name, "’", "'")))
	for _, article := range []string{"the ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(name, article); ok {
			name = rest
			break
		}
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "'")
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, name)
}

func meet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y && x != "" {
				return true
			}
		}
	}
	return false
}
