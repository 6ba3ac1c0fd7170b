package entity

import (
	"math"
	"strings"

	"tonearc/pipeline/review"
)

// gather lists, for every family, what the reviewer says of it: at its names, at what refers to it, and, for a book, in
// the judging sentences that speak of it without naming anything else. main is the book under review, -1 = unknown.
func (r *reading) gather(families []family, main int, refs []reference) [][]attitude {
	out := make([][]attitude, len(families))
	room := len(r.doc.Sentences)
	for i := range families {
		room += len(families[i].mentions)
	}
	all := make([]attitude, room)
	for i := range families {
		n := len(families[i].mentions)
		if i == main {
			n += len(r.doc.Sentences) // most of them speak of it
		}
		out[i], all = all[:0:n], all[n:]
	}
	add := func(f, sent int, tone, weight float64) {
		if n := len(out[f]); n > 0 && out[f][n-1].sent == sent && out[f][n-1].tone == tone {
			out[f][n-1].weight = math.Max(out[f][n-1].weight, weight)
			return
		}
		out[f] = append(out[f], attitude{sent, tone, weight})
	}
	for i := range families {
		for _, j := range families[i].mentions {
			m := &r.mentions[j]
			sent := int(r.words[m.first].sent)
			add(i, sent, r.toneTowards(i, sent, r.span(m)), r.score(sent).Weight)
		}
	}
	for _, ref := range refs {
		sent := int(r.words[ref.first].sent)
		span := review.Span{Start: r.words[ref.first].Start, End: r.words[ref.end-1].End}
		add(ref.family, sent, r.toneAt(sent, span), r.score(sent).Weight*ref.confidence)
	}
	var charges [2]charge
	for sent := range r.doc.Sentences {
		score := r.score(sent)
		for _, c := range r.charged(charges[:0], families, main, sent) {
			add(c.book, sent, score.Tone, score.Weight*c.share)
		}
	}
	return out
}

// toneTowards is the tone at a mention of a family. What another book is blamed for by comparison is praise of the one
// that it is compared with ("worse than Foundation"); what it is praised for is a little blame.
func (r *reading) toneTowards(f, sent int, span review.Span) float64 {
	const least, share = 0.3, 0.3
	tone := r.toneAt(sent, span)
	for i := range r.compared {
		if c := &r.compared[i]; c.Sentence == sent && c.Object == f {
			switch c.Direction {
			case review.Worse:
				return math.Max(math.Abs(tone), least)
			case review.Better:
				return -share * math.Abs(tone)
			}
		}
	}
	return tone
}

// role groups entities whose tone comes about in the same way: another book with sentences of its own is judged in them
// as the one under review is in the review.
func (f *family) role(of *section) string {
	switch {
	case of.own:
		return "main_book"
	case f.kind == kindBook:
		return "book"
	case f.kind == kindAuthor && f.main:
		return "main_author"
	case f.kind == kindAuthor:
		return "author"
	case f.kind == kindCharacter:
		return "character"
	}
	return "other"
}

// attitudeFeatures hands to a sink what decides between blame, none and praise of an entity.
func (r *reading) attitudeFeatures(at int, f *family, all []attitude, of *section, s *sink) {
	role, overall := f.role(of), r.toneOf(of)
	s.scale = 1
	s.add(role, "is")
	mean := estimate(all)
	value := mean.Value
	praise, blame, weight := 0.0, 0.0, 0.0
	top, bottom := 0.0, 0.0
	for _, a := range all {
		x := a.weight * a.tone
		weight += a.weight
		praise += math.Max(x, 0)
		blame -= math.Min(x, 0)
		top, bottom = math.Max(top, x), math.Min(bottom, x)
	}
	signed := func(name string, x float64) {
		if x > 0 {
			s.addJoined(role, float32(x), name, "_up")
		} else if x < 0 {
			s.addJoined(role, float32(-x), name, "_down")
		}
	}
	signed("mean", value)
	if half := mean.High - value; half > 0 {
		signed("sure", math.Max(-2, math.Min(2, value/half))) // beyond 1 the interval leaves 0 out
	}
	signed("top", top)
	signed("bottom", bottom)
	signed("review", overall)
	if len(f.mentions) == 0 {
		s.add(role, "unnamed")
		signed("unnamed_review", overall)
	}
	if f.main || of.own {
		opening, closing := r.ends(of)
		signed("opening", opening)
		signed("closing", closing)
		up, down := r.strong(of)
		s.addBy(role, "strong_up", float32(up))
		s.addBy(role, "strong_down", float32(down))
		if rating, ok := r.rating(of); ok {
			signed("rating", rating)
		}
	}
	near, subject, alone, shared := r.closeUp(at, f)
	signed("near", near)
	signed("subject", subject)
	signed("alone", alone)
	signed("shared", shared)
	switch role {
	case "main_book":
		signed("prose", r.sideOf(at, review.Prose))
	case "main_author":
		signed("prose", r.sideOf(r.homes[at], review.Prose))
	case "character":
		signed("cast", r.sideOf(r.homes[at], review.Characters))
	}
	liked, compared := r.said(at, f)
	signed("liked", liked)
	signed("compared", compared)
	does, owns := r.deeds(at, f)
	signed("does", does)
	signed("owns", owns)
	someUp, someDown := 1.0, 1.0
	for _, a := range all {
		someUp *= 1 - math.Max(a.weight*a.tone, 0)
		someDown *= 1 + math.Min(a.weight*a.tone, 0)
	}
	s.addBy(role, "some_up", float32(1-someUp))
	s.addBy(role, "some_down", float32(1-someDown))
	s.addBy(role, "praise", float32(math.Log1p(praise)))
	s.addBy(role, "blame", float32(math.Log1p(blame)))
	s.addBy(role, "weight", float32(math.Log1p(weight)))
	if len(all) > 0 {
		s.addBy(role, "judged", float32(weight/float64(len(all))))
	}
	if value > 0 && overall > 0 {
		s.addBy(role, "agree_up", float32(math.Sqrt(value*overall)))
	} else if value < 0 && overall < 0 {
		s.addBy(role, "agree_down", float32(math.Sqrt(value*overall)))
	}
}

// said is what the words around a family's names say outright: that the reviewer likes it or not, and how it comes off
// where it is compared.
func (r *reading) said(at int, f *family) (liked, compared float64) {
	const before, after = 5, 2
	n := min(len(f.mentions), mentionsRead)
	for _, j := range f.mentions[:n] {
		m := &r.mentions[j]
		sent := r.words[m.first].sent
		for i := max(m.first-before, r.starts[sent]); i < min(m.end+after, r.starts[sent+1]); i++ {
			if i >= m.first && i < m.end {
				continue
			}
			x := 0.0
			switch r.words[i].stem {
			case "love", "enjoy", "ador", "favorit", "favourit", "recommend", "fan", "best", "admir", "beloved", "root":
				x = 1
			case "hate", "dislik", "loath", "worst", "annoy", "detest", "despis", "irrit", "bore":
				x = -1
			default:
				continue
			}
			if r.negated(i, int(sent)) {
				x = -x
			}
			liked += x * r.score(int(sent)).Weight
		}
	}
	for i := range r.compared {
		c := &r.compared[i]
		x := 0.0
		switch c.Direction {
		case review.Better:
			x = 1
		case review.Worse:
			x = -1
		}
		switch at {
		case c.Subject:
			compared += x
		case c.Object:
			compared -= x
		}
	}
	return soft(liked), math.Max(-1, math.Min(1, compared))
}

// sideOf is the tone of what the review says of a side of a book; 0 where it says nothing.
func (r *reading) sideOf(book int, kind review.AspectKind) float64 {
	for i := range r.sides {
		if a := &r.sides[i]; a.Book == book && a.Kind == kind {
			return a.Tone.Value
		}
	}
	return 0
}

// closeUp looks at the words right beside a family's names: the evidence within a few words, the tone where the name is
// what the sentence is about ("Ruth is …"), where it is the only thing named, and the tone of the sentences read by
// themselves, shared out among all that they name.
func (r *reading) closeUp(at int, f *family) (near, subject, alone, shared float64) {
	const reach = 40 // bytes to either side
	n := min(len(f.mentions), mentionsRead)
	for _, j := range f.mentions[:n] {
		m := &r.mentions[j]
		sent := int(r.words[m.first].sent)
		score := r.score(sent)
		span := r.span(m)
		around := review.Span{Start: span.Start - reach, End: span.End + reach}
		sum := 0.0
		for i := range score.Evidence {
			e := &score.Evidence[i]
			if len(e.Spans) > 0 && around.Overlap(e.Spans[0]) > 0 && span.Overlap(e.Spans[0]) == 0 {
				sum += e.Weight
			}
		}
		near += score.Weight * math.Max(-1, math.Min(1, sum))
		tone := score.Weight * r.toneTowards(at, sent, span)
		if m.end < r.starts[sent+1] && isLinking(r.words[m.end].low) {
			subject += tone
		}
		others := 0
		for _, o := range r.inSentence[sent] {
			if int(o) != at {
				others++
			}
		}
		if others == 0 {
			alone += tone
		}
		own := score.Tone
		if score.Alone != nil {
			own = *score.Alone
		}
		shared += score.Weight * own / float64(1+others)
	}
	return soft(near), soft(subject), soft(alone), soft(shared)
}

// deeds is the tone where a family's name stands before what it does ("Hugo paints …", "Hugo never …") and before what
// is its own ("Hugo's prose"): there praise and blame are meant for it.
func (r *reading) deeds(at int, f *family) (does, owns float64) {
	for _, j := range f.mentions[:min(len(f.mentions), mentionsRead)] {
		m := &r.mentions[j]
		sent := r.words[m.first].sent
		if m.end >= r.starts[sent+1] {
			continue
		}
		tone := r.score(int(sent)).Weight * r.toneTowards(at, int(sent), r.span(m))
		switch w := &r.words[m.end]; {
		case isPossessive(w.low):
			owns += tone
		case strings.HasPrefix(w.tag, "VB"), w.tag == "MD", w.tag == "RB":
			does += tone
		}
	}
	return soft(does), soft(owns)
}

// soft bends a sum of any size into (-1, 1).
func soft(x float64) float64 { return x / (1 + math.Abs(x)) }

func isLinking(low string) bool {
	switch low {
	case "is", "was", "are", "were", "'s", "’s", "has", "does", "did", "makes", "made", "feels", "felt", "remains", "seems", "seemed":
		return true
	}
	return false
}

// The columns of the attitude model's weights; the others stay empty.
const (
	columnNegative = iota
	columnNone
	columnPositive
	toneColumns
)

// classOf turns the sums of the attitude model into a class with its probabilities.
func classOf(sum Weights) (review.Class, float64) {
	top := max(sum[columnNegative], sum[columnNone], sum[columnPositive])
	var p [toneColumns]float64
	total := 0.0
	for i := range p {
		p[i] = math.Exp(float64(sum[i] - top))
		total += p[i]
	}
	lean := (p[columnPositive] - p[columnNegative]) / total
	switch {
	case sum[columnNone] >= sum[columnNegative] && sum[columnNone] >= sum[columnPositive]:
		return review.Neutral, lean
	case sum[columnNegative] >= sum[columnPositive]:
		return review.Negative, lean
	}
	return review.Positive, lean
}

// unlessSure gives the sign of an estimate whose interval leaves 0 out, and else the class: where many sentences speak
// of a thing, their mean needs no help. A class that their mean contradicts is given up for a balance, so that the mean
// stands as it was measured.
func unlessSure(class review.Class, e review.Estimate) review.Class {
	switch {
	case e.N < sureCount:
		return class
	case e.Low > 0:
		return review.Positive
	case e.High < 0:
		return review.Negative
	case class == review.Positive && e.Value < 0, class == review.Negative && e.Value > 0:
		return review.Neutral
	}
	return class
}

// sureCount is how many sentences make an interval worth trusting.
const sureCount = 8

// agree makes an estimate and a class say the same: the class is decided on all the evidence, the mean on the clauses
// alone, and where their signs differ the mean gives way; a mean of many sentences by no more than the word needs.
func agree(e review.Estimate, class review.Class, lean float64) review.Estimate {
	const least = 0.05
	if e.N >= sureCount {
		lean = 0
	}
	shift := 0.0
	switch class {
	case review.Positive:
		if e.Value < least {
			shift = math.Max(lean*0.5, least) - e.Value
		}
	case review.Negative:
		if e.Value > -least {
			shift = math.Min(lean*0.5, -least) - e.Value
		}
	}
	if shift != 0 {
		half := math.Max((e.High-e.Low)/2, 0.5)
		e.Value += shift
		e.Low, e.High = math.Max(-1, e.Value-half), math.Min(1, e.Value+half)
		e.N = max(e.N, 1)
	}
	return e
}
