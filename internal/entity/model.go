package entity

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"tonearc/pipeline/review"
)

// kind is what a candidate is, in the order of the model's columns.
type kind uint8

const (
	kindNone kind = iota
	kindBook
	kindAuthor
	kindCharacter
	kindPerson
	kindWork
	kindPlace
	kindOrg
	types // how many kinds there are
)

var entityTypes = [types]review.EntityType{
	"", review.Book, review.Author, review.Character, review.Person, review.Work, review.Place, review.Org,
}

// KindNames are the columns of the model: what a candidate may be. The first is "no entity".
func KindNames() []string {
	out := []string{"none"}
	for _, name := range entityTypes[1:] {
		out = append(out, string(name))
	}
	return out
}

// isPerson reports whether a kind is a human or human-like being.
func (k kind) isPerson() bool { return k == kindAuthor || k == kindCharacter || k == kindPerson }

// Weights are the model's weights of one feature, one per kind.
type Weights [types]float32

// Model is a multinomial logistic regression over named features. It is immutable.
type Model struct {
	slots []slot // open addressing; a power of two, at most half full
}

type slot struct {
	hash uint64 // of the feature's name; 0 = free
	row  Weights
}

func newModel(features int) *Model {
	size := 16
	for size < 2*features {
		size *= 2
	}
	m := &Model{slots: make([]slot, size)}
	clear(m.slots) // in turn: a page of memory that is read before it is written to costs twice
	return m
}

func (m *Model) put(hash uint64, row Weights) {
	for i := hash; ; i++ {
		if s := &m.slots[i&uint64(len(m.slots)-1)]; s.hash == 0 || s.hash == hash {
			s.hash, s.row = hash, row
			return
		}
	}
}

// find gives a feature's weights; nil where it has none.
func (m *Model) find(hash uint64) *Weights {
	for i := hash; ; i++ {
		switch s := &m.slots[i&uint64(len(m.slots)-1)]; s.hash {
		case hash:
			return &s.row
		case 0:
			return nil
		}
	}
}

// NewModel makes a model of weights by feature name ("template=value").
func NewModel(weights map[string]Weights) *Model {
	m := newModel(len(weights))
	for name, row := range weights {
		m.put(hashOf(name), row)
	}
	return m
}

// weightUnit is the size of one step of the weights as written.
const weightUnit = 0.01

// WriteWeights writes weights as lines "feature TAB eight whole numbers", in hundredths, sorted.
func WriteWeights(w io.Writer, weights map[string]Weights) error {
	names := make([]string, 0, len(weights))
	for name := range weights {
		names = append(names, name)
	}
	sort.Strings(names)
	out := bufio.NewWriter(w)
	for _, name := range names {
		cells := make([]string, types)
		zero := true
		for k, x := range weights[name] {
			n := int(math.Round(float64(x) / weightUnit))
			zero = zero && n == 0
			cells[k] = strconv.Itoa(n)
		}
		if !zero {
			fmt.Fprintf(out, "%s\t%s\n", name, strings.Join(cells, " "))
		}
	}
	return out.Flush()
}

// ReadModel reads what WriteWeights wrote.
func ReadModel(data string) (*Model, error) {
	m := newModel(strings.Count(data, "\n"))
	n := 0
	for line := range strings.Lines(data) {
		n++
		name, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			return nil, fmt.Errorf("weights: line %d: no tab", n)
		}
		var row Weights
		for k := range row {
			var cell string
			cell, rest, _ = strings.Cut(rest, " ")
			x, err := strconv.Atoi(cell)
			if err != nil {
				return nil, fmt.Errorf("weights: line %d: %w", n, err)
			}
			row[k] = float32(x) * weightUnit
		}
		m.put(hashOf(name), row)
	}
	return m, nil
}

var (
	//go:embed data/names.tsv.gz
	namesWeights []byte
	//go:embed data/mains.tsv.gz
	mainsWeights []byte
	//go:embed data/attitudes.tsv.gz
	attitudesWeights []byte
)

var (
	embeddedNames     = sync.OnceValues(func() (*Model, error) { return readEmbedded("names", namesWeights) })
	embeddedMains     = sync.OnceValues(func() (*Model, error) { return readEmbedded("mains", mainsWeights) })
	embeddedAttitudes = sync.OnceValues(func() (*Model, error) { return readEmbedded("attitudes", attitudesWeights) })
)

func readEmbedded(name string, data []byte) (*Model, error) {
	raw, err := unzip(data)
	if err != nil {
		return nil, fmt.Errorf("weights of %s: %w", name, err)
	}
	return ReadModel(string(raw))
}

// The features' names are hashed piece by piece (FNV-1a), so that none of them is ever built as a string.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

func hashMore(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}

func hashOf(name string) uint64 { return hashMore(hashStart, name) }

// hashOfTemplate is the hash of a template with the sign behind it.
func hashOfTemplate(template string) uint64 { return (hashMore(hashStart, template) ^ '=') * hashPrime }

// sink takes features: it adds up their weights and, for the trainer, notes their names.
type sink struct {
	model *Model
	sum   Weights
	trace map[string]float64 // nil when not training
	scale float32
}

// add takes the feature "template=value" with strength 1.
func (s *sink) add(template, value string) { s.addBy(template, value, 1) }

// addBy takes a feature with a strength.
func (s *sink) addBy(template, value string, strength float32) {
	strength *= s.scale
	if s.trace != nil {
		s.trace[template+"="+value] += float64(strength)
	}
	if s.model != nil {
		s.weigh(hashMore(hashOfTemplate(template), value), strength)
	}
}

// addJoined takes a feature with a strength whose value is several pieces, one behind the other.
func (s *sink) addJoined(template string, strength float32, pieces ...string) {
	strength *= s.scale
	if s.trace != nil {
		s.trace[template+"="+strings.Join(pieces, "")] += float64(strength)
	}
	if s.model != nil {
		h := hashOfTemplate(template)
		for _, piece := range pieces {
			h = hashMore(h, piece)
		}
		s.weigh(h, strength)
	}
}

// weigh adds the weights of a feature up, where it has some.
func (s *sink) weigh(hash uint64, strength float32) {
	if row := s.model.find(hash); row != nil {
		for k := range row {
			s.sum[k] += strength * row[k]
		}
	}
}

// softmax turns sums into probabilities.
func softmax(sum Weights) (prob [types]float32) {
	top := sum[0]
	for _, x := range sum {
		top = max(top, x)
	}
	total := float32(0)
	for k, x := range sum {
		prob[k] = float32(math.Exp(float64(x - top)))
		total += prob[k]
	}
	for k := range prob {
		prob[k] /= total
	}
	return prob
}
