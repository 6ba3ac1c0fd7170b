package aggregate

import (
	"math"

	"tonearc/pipeline/review"
)

// Digest is what the corpus keeps of one analysis while the run lasts (packed, see Digests): enough to join names, to fill
// the index and to draw small arcs. Texts stay on disk.
type Digest struct {
	ReviewID string
	Source   string
	Line     int
	Metadata review.Metadata

	Words        int
	Sentences    int
	OpinionShare float64
	Tone         review.Estimate
	Verdict      review.Verdict
	Feel         float64
	Shape        review.Shape
	StarsGap     *float64
	Warnings     int

	Shifts     []ShiftDigest
	Turnaround float64        // largest |after − before| of the tested shifts; 0 without one
	Arc        []int8         // the arc at sparkPoints positions from 0 to 100 % of the review, in hundredths of tone; arcUnknown where it has no value
	Entities   []EntityDigest // all; once Resolve has joined them only those that the review is about
}

// ShiftDigest is a tested shift as a small arc shows it.
type ShiftDigest struct {
	Position  float32
	Direction review.Direction
	Before    float32
	After     float32
}

// EntityDigest is one entity of a review, as Resolve needs it.
type EntityDigest struct {
	Type       review.EntityType
	Name       string
	Aliases    []string
	Main       bool
	Book       int32 // index of the entity it belongs to; −1 = none
	Mentions   int32
	Confidence float64
	Record     *EntityRecord // nil = nothing
}

// EntityRecord is what a record or a link says of an entity. Few entities have one, and there are millions of them.
type EntityRecord struct {
	ISBN   string
	WorkID string
	Link   string
	Series string
	Whole  bool // it is a series as a whole
}

const (
	// SparkPoints is the number of points of a digest's arc.
	SparkPoints = 48
	// ArcUnknown stands in a digest's arc where no opinion is near.
	ArcUnknown = -128
)

// NewDigest condenses an analysis. The result shares strings with it, nothing else.
func NewDigest(an *review.Analysis) Digest {
	d := Digest{
		ReviewID: an.Review.ID, Source: an.Review.Source, Line: an.Review.Line, Metadata: an.Review.Metadata,
		Words: an.Summary.Words, Sentences: len(an.Sentences), OpinionShare: an.Summary.OpinionShare,
		Tone: an.Summary.Tone, Verdict: an.Summary.Verdict, Feel: an.Summary.Feel, Shape: an.Arc.Shape,
		StarsGap: an.Summary.StarsGap, Warnings: len(an.Warnings),
		Arc: sparkline(an.Arc.Points),
	}
	d.Metadata.Book, d.Metadata.Authors = an.Book(), an.Authors()
	if n := len(an.Arc.Shifts); n > 0 {
		d.Shifts = make([]ShiftDigest, 0, n)
	}
	for _, shift := range an.Arc.Shifts {
		d.Shifts = append(d.Shifts, ShiftDigest{float32(shift.Position), shift.Direction, float32(shift.Before), float32(shift.After)})
		d.Turnaround = max(d.Turnaround, shift.After-shift.Before, shift.Before-shift.After)
	}
	index := make(map[string]int, len(an.About.Entities))
	for i, ent := range an.About.Entities {
		index[ent.ID] = i
	}
	mentions := make([]int32, len(an.About.Entities))
	for _, mention := range an.About.Mentions {
		mentions[mention.Entity]++
	}
	if n := len(an.About.Entities); n > 0 {
		d.Entities = make([]EntityDigest, 0, n) // no more than it takes: there will be one digest for every review
	}
	for i := range an.About.Entities {
		ent, book := &an.About.Entities[i], int32(-1)
		if at, ok := index[ent.Book]; ok && ent.Book != "" {
			book = int32(at)
		}
		var record *EntityRecord
		if r := (EntityRecord{ent.ISBN, ent.WorkID, ent.Link, ent.Series, ent.IsSeries}); r != (EntityRecord{}) {
			record = &r
		}
		d.Entities = append(d.Entities, EntityDigest{
			Type: ent.Type, Name: ent.Name, Aliases: ent.Aliases, Main: ent.Main, Book: book, Mentions: mentions[i],
			Confidence: ent.Confidence, Record: record,
		})
	}
	return d
}

// sparkline samples the arc at evenly spaced positions; nil where the arc has no value at all. Between two known
// points it interpolates; beyond the first and the last, and across unknown points, it has no value.
func sparkline(points []review.Point) []int8 {
	out := make([]int8, SparkPoints)
	known, at := 0, 0
	for i := range out {
		x := float64(i) / (SparkPoints - 1)
		for at+1 < len(points) && points[at+1].Position < x {
			at++
		}
		value, ok := between(points, at, x)
		if !ok {
			out[i] = ArcUnknown
			continue
		}
		known++
		out[i] = int8(math.Round(min(100, max(-100, value*100))))
	}
	if known == 0 {
		return nil
	}
	return out
}

// between is the arc at x, which lies at or after points[at] and, unless at is the last, not after points[at+1].
func between(points []review.Point, at int, x float64) (float64, bool) {
	if len(points) == 0 || !points[at].Known {
		return 0, false
	}
	if at+1 == len(points) || x <= points[at].Position {
		return points[at].Value, true
	}
	left, right := points[at], points[at+1]
	if !right.Known {
		return left.Value, true
	}
	width := right.Position - left.Position
	if width <= 0 {
		return right.Value, true
	}
	share := (x - left.Position) / width
	return left.Value + share*(right.Value-left.Value), true
}
