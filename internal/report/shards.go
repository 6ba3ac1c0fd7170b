package report

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// shardSize is how many reviews one file of the index's data holds: about 200 kB.
const shardSize = 1000

// shards writes the index's data for search, filter and sort, as scripts that hand their rows over: pages are opened from
// disk, where a script may be loaded and data may not. Rows stand in the order of the index. It returns the scripts' names,
// and holds one of them at a time: all together they are as large as the index is long.
func (p *pages) shards(order []int, write func(file) error) (names []string, err error) {
	var room []byte
	for first := 0; first < len(order); first += shardSize {
		room = p.appendShard(room[:0], order[first:min(first+shardSize, len(order))])
		shard := newAsset("index-"+strconv.Itoa(len(names)+1)+".js", room)
		if err := write(file{"assets/" + shard.name, shard.content}); err != nil {
			return nil, err
		}
		names = append(names, shard.name)
	}
	return names, nil
}

func (p *pages) appendShard(b []byte, order []int) []byte {
	b = append(b, "tonearc([\n"...)
	var d aggregate.Digest
	for k, i := range order {
		if k > 0 {
			b = append(b, ",\n"...)
		}
		p.res.Digests.Read(i, &d)
		b = p.appendShardRow(b, i, &d)
	}
	return append(b, "])\n"...)
}

// appendShardRow appends a review as an array: path, title, what stands below it, author, date, stars, verdict, shape,
// tone in hundredths (null = none), its half interval as printed, how far text and stars are at odds in hundredths (null =
// not clearly), words, turnaround in hundredths, shifts (per mille of the review, negative = down), small arc.
func (p *pages) appendShardRow(b []byte, i int, d *aggregate.Digest) []byte {
	row := p.listedDigest(i, d)
	comma := func() { b = append(b, ',') }
	b = append(b, '[')
	for _, s := range [...]string{row.href, row.title, row.below, listedAuthor(d), d.Metadata.Date} {
		b = appendScriptString(b, s)
		comma()
	}
	b = appendFixed(b, d.Metadata.Stars, 2)
	comma()
	b = appendScriptString(b, string(d.Verdict))
	comma()
	b = appendScriptString(b, string(d.Shape))
	comma()
	if d.Tone.N > 0 {
		b = strconv.AppendInt(b, int64(hundredths(d.Tone.Value)), 10)
	} else {
		b = append(b, "null"...)
	}
	comma()
	b = appendScriptString(b, row.tone.doubt)
	comma()
	if off := atOdds(d); off != 0 {
		b = strconv.AppendInt(b, int64(hundredths(off)), 10)
	} else {
		b = append(b, "null"...)
	}
	comma()
	b = strconv.AppendInt(b, int64(d.Words), 10)
	comma()
	b = strconv.AppendInt(b, int64(hundredths(d.Turnaround)), 10)
	b = append(b, ",["...)
	for k, shift := range d.Shifts {
		if k > 0 {
			comma()
		}
		position := max(1, int(shift.Position*1000))
		if shift.Direction == review.Down {
			position = -position
		}
		b = strconv.AppendInt(b, int64(position), 10)
	}
	b = append(b, `],"`...)
	b = appendArc(b, d.Arc)
	return append(b, `"]`...)
}

// arcDigits spell a point of a small arc, as it is drawn: '0' is −20, 'K' is 0, 'e' is 20 (sparkStep).
const arcDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"

func appendArc(b []byte, arc []int8) []byte {
	for _, tone := range arc {
		b = append(b, arcDigits[sparkStep(tone)+20])
	}
	return b
}

// appendScriptString appends s as a string literal that is safe in a script, in a file or inline: JSON with <, >, & and
// the line separators escaped.
func appendScriptString(b []byte, s string) []byte {
	if isPlain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	quoted, err := json.Marshal(s)
	if err != nil { // a string always has a JSON form
		return append(b, `""`...)
	}
	return append(b, quoted...)
}

// isPlain reports whether a string is its own JSON form, quotation marks aside. Of what is not ASCII it does not say so.
func isPlain(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ', b >= utf8.RuneSelf-1, b == '"', b == '\\', b == '<', b == '>', b == '&':
			return false
		}
	}
	return true
}

// shardList is the attribute that names the shards for the script. Their names are hashes and numbers of our own.
func shardList(names []string) safe {
	return safe(` data-shards="` + strings.Join(names, " ") + `"`)
}
