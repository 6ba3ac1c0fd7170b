package tone

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// Default is the name of the scorer that is used where none is asked for: the one that measures best.
const Default = "net"

// version changes whenever scores may change for another reason than new weights; it is part of every fingerprint.
const version = "1"

// Options are what a user can tell a scorer.
type Options struct {
	Lexicon []LexiconEntry // the user's own words, see [ReadLexicon]
}

// scorer is one row of the table of judges.
type scorer struct {
	name  string
	about string // one line for --help
	load  func() (judge, error)
	data  func() [][]byte // everything that its scores depend on, besides the code
}

// judge is a scorer before the wrappers: it fills everything but Rating, SecondOpinion and Weight.
type judge = review.Scorer

// scorers is every judge there is.
var scorers = []scorer{
	{"net", "the trained model: it reads each sentence in its review", loadNet, netData},
	{"lexicon", "VADER's lexicon with its rules of negation and emphasis", loadLexicon, lexiconData},
	{"bayes", "naive Bayes over words, trained on film reviews (cdipaolo/sentiment)", loadBayes, bayesData},
}

func loadNet() (judge, error) {
	net, err := NewNet()
	return signs{gated{advised{net}}}, err
}

func netData() [][]byte { return [][]byte{netWeights} }

// Names lists the scorers that New knows, in the order of the table.
func Names() []string {
	names := make([]string, len(scorers))
	for i, s := range scorers {
		names[i] = s.name
	}
	return names
}

// About says in one line what the named scorer is; empty for a name that New does not know.
func About(name string) string {
	s, err := find(name)
	if err != nil {
		return ""
	}
	return s.about
}

// New makes the named scorer, complete with ratings, second opinion, the user's lexicon and weights. It is safe for
// concurrent use. The error names the scorers that there are.
func New(name string, opts Options) (review.Scorer, error) {
	s, err := find(name)
	if err != nil {
		return nil, err
	}
	base, err := s.load()
	if err != nil {
		return nil, fmt.Errorf("scorer %s: %w", name, err)
	}
	lexicon, err := newUserLexicon(opts.Lexicon)
	if err != nil {
		return nil, err
	}
	return weights{userLexicon{ratings{secondOpinion{base}}, lexicon}}, nil
}

// Fingerprint identifies everything that the named scorer's answers depend on, as a hexadecimal SHA-256; empty for a
// name that New does not know. The user's lexicon is not part of it.
func Fingerprint(name string) string {
	s, err := find(name)
	if err != nil {
		return ""
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\x00%s\x00", version, name)
	for _, part := range append(s.data(), bayesData()...) { // the second opinion goes with every scorer
		fmt.Fprintf(hash, "%d\x00", len(part))
		hash.Write(part)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

func find(name string) (scorer, error) {
	i := slices.IndexFunc(scorers, func(s scorer) bool { return s.name == name })
	if i < 0 {
		return scorer{}, fmt.Errorf("unknown scorer %q (there are: %s)", name, strings.Join(Names(), ", "))
	}
	return scorers[i], nil
}
