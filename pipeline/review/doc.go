// Package review is the public vocabulary of Tonearc: plain data, no behaviour beyond small, pure helpers.
//
// One review is one text. Everything the program learns about it is a position in that text (a [Span]) or a number
// with a unit. Text comes in as a [Review], is read as a [Document] (sentences and tokens), gets one [Score] per
// sentence, an [About] (books, authors, characters, aspects, comparisons) and an [Arc] (stretches and tested shifts),
// and leaves as an [Analysis].
//
// The rooms of the program (internal/ingest, nlp, tone, entity, shift, aggregate, state, report) speak to each other
// only in these types.
//
// # Units and ranges
//
//   - Spans are half-open byte ranges into [Review.Text], on rune boundaries. Files for people (CSV, JSON) count
//     Unicode code points instead; the conversion happens where they are written.
//   - Tone, feel, arc and clause values lie in [-1, 1]; probabilities, weights and positions in [0, 1].
//   - Stars lie in (0, 5]; 0 means "not rated".
package review
