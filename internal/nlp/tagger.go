package nlp

import (
	"bytes"

	"tonearc/pipeline/review"
)

// tagSentence chooses the tags of one sentence, left to right, as prose does; equal scores go to the label that sorts
// first. The forms are those of the sentence's tokens.
func (m *model) tagSentence(edge *edges, forms []*form, toks []review.Token) {
	p1, p2 := edge.startTag, edge.start2Tag
	before, before2 := edge.start2, edge.start
	for i, f := range forms {
		if f.tag != "" {
			toks[i].Tag = f.tag
			p2, p1 = p1, f.id
		} else {
			after, after2 := edge.end, edge.end2
			if i+1 < len(forms) {
				after, after2 = forms[i+1], edge.end
				if i+2 < len(forms) {
					after2 = forms[i+2]
				}
			}
			class := m.predict(f, before, before2, after, after2, p1, p2)
			toks[i].Tag = m.classes[class]
			p2, p1 = p1, m.classID[class]
		}
		before2, before = before, f
	}
}

// edges are what stands before the first and behind the last word.
type edges struct {
	start, start2, end, end2 *form
	startTag, start2Tag      uint8
}

func (m *model) newEdges() *edges {
	edge := func(name string) *form {
		f := &form{text: name, tag: name}
		m.place(f, name)
		return f
	}
	return &edges{
		start: edge("-START-"), start2: edge("-START2-"), end: edge("-END-"), end2: edge("-END2-"),
		startTag: m.idOf("-START-"), start2Tag: m.idOf("-START2-"),
	}
}

// predict sums the weights of the fourteen features and takes the best class.
func (m *model) predict(f, before, before2, after, after2 *form, p1, p2 uint8) int {
	r := m.base[int(p1)*maxTags+int(p2)]
	for i := range r {
		r[i] += f.here[i] + before.before[i] + after.after[i]
	}
	m.add(&r, before2.before2)
	m.add(&r, after2.after2)
	if i := bytes.IndexByte(f.pairTag, p1); i >= 0 {
		m.add(&r, f.pairOf[i])
	}
	// The score goes above the lane's number counted from the end, so that the larger of two keys is the better class.
	var best uint64
	for i, word := range r {
		key := uint64(lanes - i*wordLanes)
		best = max(best,
			word&laneMask<<8|key,
			word>>laneBits&laneMask<<8|(key-1),
			word>>(2*laneBits)<<8|(key-2))
	}
	return lanes - int(best&0xff)
}
