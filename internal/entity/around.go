package entity

const edge = "<>" // where a sentence begins or ends

// around gives the lower-case word at i, or the edge where it lies outside the sentence.
func (r *reading) around(i int32, sent int32) string {
	if i < r.starts[sent] || i >= r.starts[sent+1] {
		return edge
	}
	return r.words[i].low
}

// setAt gives the lists that the word at i stands in; none outside the sentence.
func (r *reading) setAt(i, sent int32) listSet {
	if i < r.starts[sent] || i >= r.starts[sent+1] {
		return 0
	}
	return r.words[i].set
}

func isQuote(low string) bool {
	switch low {
	case "\"", "“", "”", "``", "''", "'", "‘", "’", "«", "»", "*", "_":
		return true
	}
	return false
}

func isArticle(low string) bool { return low == "the" || low == "a" || low == "an" }

func isPersonal(low string) bool {
	switch low {
	case "he", "she", "his", "her", "him", "himself", "herself":
		return true
	}
	return false
}

// isHeadline reports whether a sentence is set like a title: most of its words have capitals.
func (r *reading) isHeadline(sent int32) bool {
	first, end := r.starts[sent], r.starts[sent+1]
	if end-first > 20 {
		return false
	}
	return end-first > 1 && r.titleLike(first, end)
}
