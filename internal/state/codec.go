package state

import (
	"errors"

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
