package main

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tonearc/internal/ingest"
	"tonearc/pipeline/review"
)

// The ledger of analyze sees all records in their order. This is the same book kept by key: ids by family, exact
// duplicates by print, near-duplicates by each entry of the sketch; in each group the place in the input decides.

// admission is what the ledger says of a record that is to be analysed.
type admission struct {
	ID   string
	Near string // id of an earlier record that says nearly the same; "" = none
}

// sighting is an earlier record that shares one entry of a sketch.
type sighting struct{ Place, ID string }

func init() {
	travels[admission]()
	travels[sighting]()
	beam.RegisterDoFn(&familyFn{})
	beam.RegisterDoFn(&nameFn{})
	beam.RegisterDoFn(&exactFn{})
	beam.RegisterDoFn(&sketchFn{})
	beam.RegisterDoFn(&nearbyFn{})
	beam.RegisterDoFn(&admitFn{})
}

// ledger admits records by their places, and says which are duplicates.
func ledger(s beam.Scope, claims beam.PCollection) (admissions, duplicates beam.PCollection) {
	byPrint := beam.ParDo(s, &nameFn{}, beam.GroupByKey(s, beam.ParDo(s, &familyFn{}, claims)))
	admitted, duplicates := beam.ParDo2(s, &exactFn{}, beam.GroupByKey(s, byPrint))
	sketches := beam.ParDo(s, &sketchFn{}, admitted)
	sightings := beam.ParDo(s, &nearbyFn{}, beam.GroupByKey(s, sketches))
	return beam.ParDo(s, &admitFn{}, beam.CoGroupByKey(s, admitted, sightings)), duplicates
}

// familyFn keys a record by the family of its id.
type familyFn struct{}

func (*familyFn) ProcessElement(c claim) ([]byte, claim) { return []byte(ingest.Family(c.ID)), c }

// nameFn makes the ids of a family unique, and keys each record by its print. It holds one family: the records of one id.
type nameFn struct{}

func (*nameFn) ProcessElement(_ []byte, claims func(*claim) bool, emit func([]byte, claim)) {
	family := collect(claims)
	slices.SortFunc(family, func(a, b claim) int { return strings.Compare(a.Place, b.Place) })
	ids := make([]string, len(family))
	for i, c := range family {
		ids[i] = c.ID
	}
	for i, name := range ingest.Names(ids) {
		family[i].ID = name
		emit(family[i].Print.Exact[:], family[i])
	}
}

// exactFn admits the first record of each print. It holds what the ledger knows of records that are word for word the
// same.
type exactFn struct{}

func (*exactFn) ProcessElement(_ []byte, claims func(*claim) bool, admit func([]byte, claim), skip func(review.Skip)) {
	same := collect(claims)
	first := slices.MinFunc(same, func(a, b claim) int { return strings.Compare(a.Place, b.Place) })
	for _, c := range same {
		if c.Place == first.Place {
			admit([]byte(c.Place), c)
			continue
		}
		skip(ingest.Duplicate(c.Source, c.Line, c.ID, first.ID))
	}
}

// collect reads a group into memory.
func collect[T any](next func(*T) bool) []T {
	var all []T
	for {
		var one T
		if !next(&one) {
			return all
		}
		all = append(all, one)
	}
}

// sketchFn keys a record by each entry of its sketch.
type sketchFn struct{}

func (*sketchFn) ProcessElement(_ []byte, c claim, emit func([]byte, sighting)) {
	for i, entry := range c.Print.Sketch {
		emit(binary.BigEndian.AppendUint64([]byte{byte(i)}, entry), sighting{c.Place, c.ID})
	}
}

// nearbyFn tells every record of an entry of the first that has it. It holds the places and ids of one entry.
type nearbyFn struct{}

func (*nearbyFn) ProcessElement(_ []byte, sightings func(*sighting) bool, emit func([]byte, sighting)) {
	all := collect(sightings)
	first := slices.MinFunc(all, func(a, b sighting) int { return strings.Compare(a.Place, b.Place) })
	for _, other := range all {
		if other.Place != first.Place {
			emit([]byte(other.Place), first)
		}
	}
}

// admitFn counts, for one record, which earlier one was seen most.
type admitFn struct{}

func (*admitFn) ProcessElement(place []byte, claims func(*claim) bool, sightings func(*sighting) bool, emit func([]byte, admission)) {
	var c claim
	if !claims(&c) {
		return
	}
	hits := make(map[sighting]int, 4)
	for earlier := (sighting{}); sightings(&earlier); {
		hits[earlier]++
	}
	out := admission{ID: c.ID}
	var best sighting
	for earlier, n := range hits {
		if n >= ingest.NearHits && (best.Place == "" || cmp.Or(hits[best]-n, strings.Compare(earlier.Place, best.Place)) < 0) {
			best, out.Near = earlier, earlier.ID
		}
	}
	emit(place, out)
}
