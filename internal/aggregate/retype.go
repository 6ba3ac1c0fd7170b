package aggregate

import (
	"strings"

	"tonearc/pipeline/review"
)

// typing is what the corpus knows about the type of a name.
type typing struct {
	votes map[string]map[review.EntityType]float64 // by person key of names of two words or more
}

// certain is the confidence from which a review's own reading of a name stands, whatever other reviews say.
const certain = 0.9

// retype counts, over all reviews, how sure they are of each name's type. Only names of two words or more take part:
// one word is too often the name of several.
func retype(digests []Digest) typing {
	t := typing{votes: make(map[string]map[review.EntityType]float64)}
	for i := range digests {
		for _, ent := range digests[i].Entities {
			key := personKey(ent.Name)
			if !strings.Contains(key, " ") {
				continue
			}
			votes := t.votes[key]
			if votes == nil {
				votes = make(map[review.EntityType]float64, 1)
				t.votes[key] = votes
			}
			weight := ent.Confidence
			if ent.Main {
				weight += 1
			}
			votes[ent.Type] += weight
		}
	}
	return t
}

// of is the type of an entity: its own, unless it is unsure and the corpus is clearly of another mind: three times the
// weight of votes, from more than one review's worth.
func (t typing) of(ent EntityDigest) review.EntityType {
	if ent.Main || ent.Confidence >= certain {
		return ent.Type
	}
	votes := t.votes[personKey(ent.Name)]
	best, own := ent.Type, votes[ent.Type]
	for _, typ := range []review.EntityType{review.Book, review.Author, review.Character, review.Person, review.Work, review.Place, review.Org} {
		if votes[typ] > votes[best] {
			best = typ
		}
	}
	if best != ent.Type && votes[best] >= 1.5 && votes[best] >= 3*own {
		return best
	}
	return ent.Type
}
