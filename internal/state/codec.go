package state

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"unsafe"

	"tonearc/pipeline/review"
)

// errCorrupt means that bytes were not written by Encode.
var errCorrupt = errors.New("not a stored analysis")

// Encode appends the stored form of an analysis to buf: its head, then its findings.
func Encode(buf []byte, an *review.Analysis) []byte {
	buf, _ = EncodeHead(buf, an)
	return EncodeFindings(buf, an)
}

// EncodeHead appends what may differ between two runs over the same text: the review, and the doubts of all stages. It
// says where in the result the review's text begins.
func EncodeHead(buf []byte, an *review.Analysis) (head []byte, text int) {
	c := coder{buf: buf}
	c.head(an)
	return c.buf, c.textAt
}

// EncodeFindings appends what the parts found: what the cache keeps.
func EncodeFindings(buf []byte, an *review.Analysis) []byte {
	c := coder{buf: buf}
	c.findings(an)
	return c.buf
}

// Decode reads what Encode wrote into a zero Analysis. Its strings are parts of one copy of data: whoever keeps one longer
// than the analysis copies it.
func Decode(data []byte, an *review.Analysis) error {
	c := coder{buf: data, text: string(data), reading: true}
	c.head(an)
	c.findings(an)
	return c.done()
}

// DecodeOutline reads what EncodeFindings wrote but for scores, aspects, comparisons and terms: what a corpus has to know
// of a review before names are joined. Its strings are parts of data itself, which must not change any more.
func DecodeOutline(data []byte, an *review.Analysis) error {
	c := coder{buf: data, text: view(data), reading: true, only: outline}
	c.findings(an)
	return c.done()
}

// DecodeSums reads what Encode wrote but for marks, evidence, clauses and the arc's points: what totals are made from. The
// analysis may be one that it read before, whose room it uses again. Its strings are parts of data itself: the analysis is
// good until data changes.
func DecodeSums(data []byte, an *review.Analysis) error {
	c := coder{buf: data, text: view(data), reading: true, only: sums}
	c.head(an)
	c.findings(an)
	return c.done()
}

// view is data as a string, without copying it.
func view(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// portion is how much of an analysis is wanted.
type portion uint8

const (
	all portion = iota
	outline
	sums
)

// coder walks over a value field by field and either writes every field to buf or reads it from there. One description
// serves both directions, so that they cannot drift apart; a test fills every field of review.Analysis by reflection
// and fails where one is forgotten here.
//
// Integers are zigzag varints, floats eight bytes little-endian, strings a length and bytes, slices their length plus
// one (0 = nil). Before a slice that some portion leaves out stands how many bytes it takes, in four bytes little-endian.
type coder struct {
	buf     []byte
	text    string // reading: buf as a string
	at      int    // reading: how far
	reading bool
	only    portion // reading: what is wanted
	failed  bool    // reading: buf ended early or made no sense
	textAt  int     // writing: where in buf the review's text begins
}

func (c *coder) head(an *review.Analysis) {
	c.review(&an.Review)
	list(c, &an.Warnings, (*coder).warning)
}

func (c *coder) findings(an *review.Analysis) {
	list(c, &an.Sentences, (*coder).sentence)
	listBut(c, outline, &an.Scores, (*coder).score)
	c.about(&an.About)
	c.arc(&an.Arc)
	c.summary(&an.Summary)
	listBut(c, outline, &an.Terms, (*coder).term)
}

func (c *coder) review(rev *review.Review) {
	c.string(&rev.ID)
	c.string(&rev.Source)
	c.int(&rev.Line)
	word(c, &rev.Format)
	c.metadata(&rev.Metadata)
	c.content(rev)
	list(c, &rev.Warnings, (*coder).warning)
}

func (c *coder) metadata(meta *review.Metadata) {
	c.string(&meta.Title)
	c.string(&meta.Book)
	list(c, &meta.Authors, (*coder).string)
	c.string(&meta.Reviewer)
	c.string(&meta.Date)
	c.float(&meta.Stars)
	word(c, &meta.Language)
	c.string(&meta.ISBN)
	c.string(&meta.WorkID)
	c.string(&meta.Series)
	word(c, &meta.Genre)
	list(c, &meta.Tags, (*coder).string)
	c.string(&meta.Link)
}

func (c *coder) content(rev *review.Review) {
	c.string(&rev.Text)
	c.textAt = len(c.buf) - len(rev.Text)
	listBut(c, sums, &rev.Marks, (*coder).mark)
}

func (c *coder) mark(mark *review.Mark) {
	c.span(&mark.Span)
	word(c, &mark.Kind)
	optional(c, &mark.Link, (*coder).link)
}

func (c *coder) link(link *review.Link) {
	c.string(&link.Name)
	c.string(&link.Author)
	c.string(&link.Series)
	c.string(&link.ID)
	c.string(&link.WorkID)
	c.string(&link.URL)
}

func (c *coder) sentence(sent *review.Sentence) {
	c.span(&sent.Span)
	c.int(&sent.Paragraph)
	listBut(c, sums, &sent.Marks, word[review.MarkKind])
}

func (c *coder) score(sc *review.Score) {
	c.float(&sc.Opinion)
	c.float(&sc.Story)
	c.float(&sc.Context)
	c.float(&sc.Negative)
	c.float(&sc.Neutral)
	c.float(&sc.Positive)
	c.float(&sc.Tone)
	optional(c, &sc.Alone, (*coder).float)
	c.float(&sc.Mixed)
	c.float(&sc.Feel)
	c.float(&sc.Weight)
	optional(c, &sc.Rating, (*coder).float)
	optional(c, &sc.SecondOpinion, (*coder).float)
	listBut(c, sums, &sc.Evidence, (*coder).evidence)
	listBut(c, sums, &sc.Clauses, (*coder).clause)
}

func (c *coder) evidence(ev *review.Evidence) {
	list(c, &ev.Spans, (*coder).span)
	c.float(&ev.Weight)
	word(c, &ev.Source)
}

func (c *coder) clause(clause *review.Clause) {
	c.span(&clause.Span)
	c.float(&clause.Tone)
}

func (c *coder) about(about *review.About) {
	list(c, &about.Entities, (*coder).entity)
	list(c, &about.Mentions, (*coder).mention)
	listBut(c, outline, &about.Aspects, (*coder).aspect)
	listBut(c, outline, &about.Comparisons, (*coder).comparison)
	list(c, &about.Warnings, (*coder).warning)
}

func (c *coder) entity(ent *review.Entity) {
	c.string(&ent.ID)
	word(c, &ent.Type)
	c.string(&ent.Name)
	list(c, &ent.Aliases, (*coder).string)
	c.bool(&ent.Main)
	c.string(&ent.Book)
	list(c, &ent.Sentences, (*coder).int)
	c.float(&ent.Salience)
	c.estimate(&ent.Tone)
	word(c, &ent.Class)
	c.float(&ent.Confidence)
	c.string(&ent.ISBN)
	c.string(&ent.WorkID)
	c.string(&ent.Link)
	c.string(&ent.Series)
	c.bool(&ent.IsSeries)
}

func (c *coder) estimate(est *review.Estimate) {
	c.float(&est.Value)
	c.float(&est.Low)
	c.float(&est.High)
	c.int(&est.N)
}

func (c *coder) mention(mention *review.Mention) {
	c.span(&mention.Span)
	c.int(&mention.Entity)
	c.int(&mention.Sentence)
	word(c, &mention.Form)
	c.float(&mention.Tone)
	c.float(&mention.Confidence)
}

func (c *coder) aspect(aspect *review.Aspect) {
	word(c, &aspect.Kind)
	c.int(&aspect.Book)
	list(c, &aspect.Sentences, (*coder).int)
	list(c, &aspect.Tones, (*coder).float)
	c.estimate(&aspect.Tone)
	c.int(&aspect.Quote)
}

func (c *coder) comparison(cmp *review.Comparison) {
	c.int(&cmp.Sentence)
	c.int(&cmp.Subject)
	c.int(&cmp.Object)
	word(c, &cmp.Direction)
}

func (c *coder) arc(arc *review.Arc) {
	listBut(c, sums, &arc.Points, (*coder).point)
	list(c, &arc.Stretches, (*coder).stretch)
	list(c, &arc.Shifts, (*coder).shift)
	word(c, &arc.Shape)
	list(c, &arc.Warnings, (*coder).warning)
}

func (c *coder) point(point *review.Point) {
	c.float(&point.Position)
	c.bool(&point.Known)
	c.float(&point.Value)
	c.float(&point.Low)
	c.float(&point.High)
}

func (c *coder) stretch(stretch *review.Stretch) {
	c.int(&stretch.First)
	c.int(&stretch.End)
	c.estimate(&stretch.Tone)
}

func (c *coder) shift(shift *review.Shift) {
	c.int(&shift.Sentence)
	c.float(&shift.Position)
	c.float(&shift.Before)
	c.float(&shift.After)
	c.float(&shift.Effect)
	c.float(&shift.PValue)
	word(c, &shift.Direction)
	word(c, &shift.Cause)
	c.string(&shift.Explanation)
	c.int(&shift.QuoteBefore)
	c.int(&shift.QuoteAfter)
	list(c, &shift.Words, (*coder).wordChange)
}

func (c *coder) wordChange(change *review.WordChange) {
	c.string(&change.Word)
	c.float(&change.Weight)
}

func (c *coder) summary(sum *review.Summary) {
	c.int(&sum.Words)
	c.float(&sum.OpinionShare)
	c.estimate(&sum.Tone)
	word(c, &sum.Verdict)
	c.float(&sum.Feel)
	optional(c, &sum.StarsGap, (*coder).float)
}

func (c *coder) term(term *review.Term) {
	c.string(&term.Stem)
	c.string(&term.Word)
	c.int(&term.Positive)
	c.int(&term.Negative)
}

func (c *coder) warning(warning *review.Warning) {
	c.string(&warning.Code)
	c.string(&warning.Message)
}

func (c *coder) span(span *review.Span) {
	c.int(&span.Start)
	length := span.End - span.Start
	c.int(&length)
	span.End = span.Start + length
}

func (c *coder) int(p *int) {
	if !c.reading {
		c.buf = binary.AppendVarint(c.buf, int64(*p))
		return
	}
	value, n := binary.Varint(c.buf[c.at:])
	if n <= 0 {
		c.fail()
		return
	}
	*p = int(value)
	c.at += n
}

func (c *coder) float(p *float64) {
	if !c.reading {
		c.buf = binary.LittleEndian.AppendUint64(c.buf, math.Float64bits(*p))
		return
	}
	if len(c.buf)-c.at < 8 {
		c.fail()
		return
	}
	*p = math.Float64frombits(binary.LittleEndian.Uint64(c.buf[c.at:]))
	c.at += 8
}

func (c *coder) bool(p *bool) {
	if !c.reading {
		c.buf = append(c.buf, flag(*p))
		return
	}
	*p = c.byte() == 1
}

// string reads as a part of the whole stored text: free, but it keeps all of it alive.
func (c *coder) string(p *string) {
	if !c.reading {
		c.length(len(*p))
		c.buf = append(c.buf, *p...)
		return
	}
	n := c.readLength()
	if n > len(c.text)-c.at {
		c.fail()
		return
	}
	*p = c.text[c.at : c.at+n]
	c.at += n
}

// word is for strings out of a small set, which are read without allocating.
func word[S ~string](c *coder, p *S) {
	s := string(*p)
	c.string(&s)
	if !c.reading {
		return
	}
	if s == string(*p) { // as in the analysis before, whose room this is
		return
	}
	known, ok := words[s]
	if !ok {
		known = strings.Clone(s)
	}
	*p = S(known)
}

// words are the values of the vocabulary's string types, and others that recur in nearly every review.
var words = func() map[string]string {
	set := make(map[string]string)
	for _, s := range []string{
		string(review.Emphasis), string(review.Strong), string(review.Heading), string(review.Quotation), string(review.Spoiler),
		string(review.ListItem), string(review.BookLink), string(review.AuthorLink), string(review.WebLink), string(review.Code),
		string(review.Struck), string(review.Blurb),
		string(review.Book), string(review.Author), string(review.Character), string(review.Person), string(review.Work),
		string(review.Place), string(review.Org),
		string(review.Name), string(review.Alias), string(review.Nominal), string(review.Pronoun),
		string(review.Negative), string(review.Neutral), string(review.Positive),
		string(review.VerdictTooShort), string(review.VerdictMixed),
		string(review.Prose), string(review.Plot), string(review.Pacing), string(review.Characters), string(review.World),
		string(review.Ending), string(review.Ideas), string(review.Humour), string(review.Length), string(review.Narration),
		string(review.Edition),
		string(review.Up), string(review.Down), string(review.Better), string(review.Worse), string(review.Like),
		string(review.CauseTarget), string(review.CauseStance), string(review.CauseContrast),
		string(review.Flat), string(review.Rise), string(review.Fall), string(review.Valley), string(review.Hill), string(review.Wave),
		"lexicon", "rating", "en",
	} {
		set[s] = s
	}
	return set
}()

func list[T any](c *coder, p *[]T, each func(*coder, *T)) {
	if !c.reading {
		if *p == nil {
			c.length(0)
			return
		}
		c.length(len(*p) + 1)
		for i := range *p {
			each(c, &(*p)[i])
		}
		return
	}
	n := c.readLength() // every element takes a byte at least, so this bounds the allocation
	if n == 0 {
		*p = (*p)[:0]
		return
	}
	out := *p // may have room from before
	if n == 1 || cap(out) < n-1 {
		out = make([]T, n-1)
	}
	out = out[:n-1]
	for i := range out {
		each(c, &out[i])
		if c.failed {
			return
		}
	}
	*p = out
}

// listBut is a list that is left out where only that portion is wanted.
func listBut[T any](c *coder, without portion, p *[]T, each func(*coder, *T)) {
	if !c.reading {
		start := len(c.buf)
		c.buf = append(c.buf, make([]byte, sizeBytes)...)
		list(c, p, each)
		binary.LittleEndian.PutUint32(c.buf[start:], uint32(len(c.buf)-start-sizeBytes))
		return
	}
	if len(c.buf)-c.at < sizeBytes {
		c.fail()
		return
	}
	size := uint64(binary.LittleEndian.Uint32(c.buf[c.at:]))
	c.at += sizeBytes
	if size > uint64(len(c.buf)-c.at) {
		c.fail()
		return
	}
	end := c.at + int(size)
	if c.only == without {
		c.at = end
		return
	}
	if list(c, p, each); c.at != end {
		c.fail()
	}
}

// sizeBytes is how many bytes the size of a list takes that is left out of a portion.
const sizeBytes = 4

func optional[T any](c *coder, p **T, each func(*coder, *T)) {
	there := *p != nil
	c.bool(&there)
	if !there || c.failed {
		*p = nil
		return
	}
	if c.reading && *p == nil {
		*p = new(T)
	}
	each(c, *p)
}

func (c *coder) length(n int) { c.buf = binary.AppendUvarint(c.buf, uint64(n)) }

// readLength is a length that fits into what is left, plus one for a list's nil.
func (c *coder) readLength() int {
	value, n := binary.Uvarint(c.buf[c.at:])
	if n <= 0 {
		c.fail()
		return 0
	}
	c.at += n
	if value > uint64(len(c.buf)-c.at)+1 {
		c.fail()
		return 0
	}
	return int(value)
}

func (c *coder) byte() byte {
	if c.at >= len(c.buf) {
		c.fail()
		return 0
	}
	c.at++
	return c.buf[c.at-1]
}

// done ends the reading: all of buf must have been used.
func (c *coder) done() error {
	if c.failed || c.at != len(c.buf) {
		return errCorrupt
	}
	return nil
}

// fail ends the reading: everything after it reads as zero.
func (c *coder) fail() {
	c.failed = true
	c.buf, c.text, c.at = nil, "", 0
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}
