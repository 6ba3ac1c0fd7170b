package aggregate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tonearc/pipeline/review"
)

// Votes are what reviews believe a name to be: each type that any of them takes it for, by type.
type Votes []Vote

// Vote is with how much weight reviews believe a name to be of one type, in millionths, so that any order of adding gives
// the same sums.
type Vote struct {
	Type   review.EntityType
	Weight int64
}

// certain is the confidence from which a review's own reading of a name stands, whatever other reviews say.
const certain = 0.9

// BallotKey is the name under which an entity's vote is counted; "" where it has none. Only names of two words or more
// take part: one word is too often the name of several.
func BallotKey(ent *EntityDigest) string {
	if key := personKey(ent.Name); strings.Contains(key, " ") {
		return key
	}
	return ""
}

// Unsure reports whether the corpus may have another mind of an entity's type than its review.
func Unsure(ent *EntityDigest) bool { return !ent.Main && ent.Confidence < certain }

// Add counts what one review believes.
func (v *Votes) Add(ent *EntityDigest) {
	weight := ent.Confidence
	if ent.Main {
		weight += 1
	}
	v.count(Vote{ent.Type, int64(math.RoundToEven(weight * micro))})
}

// Merge counts the votes of other reviews in.
func (v *Votes) Merge(other Votes) {
	for _, vote := range other {
		v.count(vote)
	}
}

func (v *Votes) count(vote Vote) {
	at, known := v.find(vote.Type)
	if known {
		(*v)[at].Weight += vote.Weight
	} else {
		*v = slices.Insert(*v, at, vote)
	}
}

func (v Votes) find(typ review.EntityType) (at int, known bool) {
	return slices.BinarySearchFunc(v, typ, func(vote Vote, typ review.EntityType) int { return cmp.Compare(vote.Type, typ) })
}

// weight is how much of the votes a type has.
func (v Votes) weight(typ review.EntityType) int64 {
	if at, known := v.find(typ); known {
		return v[at].Weight
	}
	return 0
}

// Of is the type of an entity: its own, unless it is unsure and the corpus is clearly of another mind: three times the
// weight of votes, from more than one review's worth.
func (v Votes) Of(ent *EntityDigest) review.EntityType {
	if !Unsure(ent) {
		return ent.Type
	}
	best, own := ent.Type, v.weight(ent.Type)
	most := own
	for _, typ := range []review.EntityType{review.Book, review.Author, review.Character, review.Person, review.Work, review.Place, review.Org} {
		if weight := v.weight(typ); weight > most {
			best, most = typ, weight
		}
	}
	if best != ent.Type && most >= 1.5*micro && most >= 3*own {
		return best
	}
	return ent.Type
}

// ballot is the vote on every name of the corpus, by BallotKey.
type ballot map[string]Votes

func (b ballot) add(ent *EntityDigest) {
	key := BallotKey(ent)
	if key == "" {
		return
	}
	votes := b[key]
	votes.Add(ent)
	b[key] = votes
}

// Types are the types of a review's entities, given the votes on their names by BallotKey.
func Types(d *Digest, votes map[string]Votes) []review.EntityType {
	types := make([]review.EntityType, len(d.Entities))
	for j := range d.Entities {
		ent := &d.Entities[j]
		types[j] = ent.Type
		if Unsure(ent) {
			types[j] = votes[BallotKey(ent)].Of(ent)
		}
	}
	return types
}
