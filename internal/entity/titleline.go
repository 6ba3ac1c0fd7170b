package entity

import "tonearc/pipeline/review"

// run is a row of words, half-open.
type run struct{ first, end int32 }

// titleLine is a line that names a book and its authors and nothing else: `"Title" by Author, Author`, "Title by Author",
// "Title – Author", "Title, Author". Blogs open with it, and round-ups have one over each of their books.
type titleLine struct {
	title   run
	authors []run
}

// titleLine reads a sentence as such a line; ok is false where it is none. Behind a title in quotation marks the line may
// go on.
func (r *reading) titleLine(sent int) (line titleLine, ok bool) {
	first, end := r.starts[sent], r.starts[sent+1]
	if end-first > 40 {
		return line, false
	}
	by := r.authorMark(first, end)
	if by < 0 {
		return line, false
	}
	from, to := first, by
	for from < to && !r.words[from].name {
		from++
	}
	if isListNumber(r.words[from].low) && from+1 < to && !r.words[from+1].name {
		for from++; from < to && !r.words[from].name; {
			from++ // "1. Title by Author"
		}
	}
	isQuoted := from > first && isQuote(r.words[from-1].low) && isQuote(r.words[by-1].low)
	for to > from && !r.words[to-1].name {
		to--
	}
	if from < to && (r.words[to-1].low == "edited" || r.words[to-1].low == "written") {
		to--
		for to > from && !r.words[to-1].name {
			to--
		}
	}
	if from >= to || !isQuoted && to == from+1 && isListNumber(r.words[from].low) || madeBy[r.words[from].low] && (to == from+1 || r.holdsDigit(from, by)) {
		return line, false
	}
	// without quotation marks the line must be nothing but a title and a name
	if !isQuoted {
		if !r.titleLike(from, to) || end-first > 16 || !r.titleLike(by+1, end) || r.words[from].set&function != 0 && to-from < 2 {
			return line, false
		}
		for i := first; i < end; i++ {
			if !r.words[i].capped && r.words[i].alpha && i != by && r.words[i].set&joint == 0 {
				return line, false
			}
		}
	}
	line = titleLine{title: r.withoutKicker(run{from, to}), authors: r.authorsFrom(by+1, end)}
	return line, len(line.authors) > 0
}

// madeBy are the words before "by" that name no book: "Reviewed by …", "Posted on 3 July 2024 by …".
var madeBy = wordSet("reviewed", "review", "posted", "written", "edited", "illustrated", "translated", "narrated", "read", "published")

// holdsDigit reports whether a number stands among the words, as in a date.
func (r *reading) holdsDigit(first, end int32) bool {
	for i := first; i < end; i++ {
		if low := r.words[i].low; low != "" && low[0] >= '0' && low[0] <= '9' {
			return true
		}
	}
	return false
}

// authorMark gives the word of a line behind which its author stands: the last "by", or a dash or a comma between the title
// and what has the form of a person's name and ends the line; -1 = none.
func (r *reading) authorMark(first, end int32) int32 {
	by := int32(-1)
	for i := first + 1; i+1 < end; i++ {
		switch low := r.words[i].low; {
		case low == "by" && r.words[i+1].capped:
			by = i
		case by < 0 && (low == "-" || low == "–" || low == "—" || low == "," && i > first+2) && r.isPersonalName(i+1, end):
			by = i
		}
	}
	return by
}

// isPersonalName reports whether a first name opens the words and one or two more with capitals end them.
func (r *reading) isPersonalName(first, end int32) bool {
	for end > first && !r.words[end-1].name {
		end--
	}
	if n := end - first; n < 2 || n > 4 || r.t.lists.names[r.words[first].low].common == 0 {
		return false
	}
	for i := first; i < end; i++ {
		if w := &r.words[i]; w.low != "." && (!w.capped || r.t.lists.lowerShare(w.low) >= 0.5) {
			return false
		}
	}
	return true
}

func isListNumber(low string) bool {
	return low != "" && len(low) < 3 && low[0] >= '0' && low[0] <= '9'
}

// authorsFrom lists the names from a word on: "Author, Author and Author".
func (r *reading) authorsFrom(i, end int32) (out []run) {
	for i < end && r.words[i].capped {
		stop := i
		for stop < end && (r.words[stop].capped || r.words[stop].low == "." || r.words[stop].set&joint != 0 && !joinsAuthors(r.words[stop].low)) {
			stop++
		}
		last := stop
		for last > i && !r.words[last-1].capped {
			last--
		}
		out = append(out, run{i, last})
		i = stop
		for i < end && (r.words[i].low == "," || joinsAuthors(r.words[i].low)) {
			i++
		}
		if i == stop {
			break
		}
	}
	return out
}

func joinsAuthors(low string) bool { return low == "and" || low == "&" || low == "with" }

// written is a row of words as it stands in the text, tidied.
func (r *reading) written(of run) string {
	return tidy(review.Span{Start: r.words[of.first].Start, End: r.words[of.end-1].End}.In(r.doc.Review.Text))
}

// labels gives the boxes of the title lines that stand over parts of the review.
func (r *reading) labels() (out []box) {
	for i := range r.doc.Sentences {
		if !r.isLine(i) {
			continue
		}
		line, ok := r.titleLine(i)
		if !ok {
			continue
		}
		title := line.title
		if key := bare(r.written(title)); r.meta.main == "" || r.isMainTitle(key) || !hasWord(key, r.meta.main) {
			out = r.addBox(out, box{first: title.first, end: title.end, kind: labelTitle})
		}
		for _, name := range line.authors {
			out = r.addBox(out, box{first: name.first, end: name.end, kind: labelAuthor})
		}
	}
	return out
}

// kickers are the words that tell a blogger's kicker, besideKicker what may stand beside them.
var (
	kickers      = wordSet("review", "reviews", "dnf", "reading", "read", "reread", "thoughts", "finished")
	besideKicker = wordSet("book", "novel", "audiobook", "audio", "arc", "blog", "mini", "quick", "short", "my", "some", "first", "final",
		"just", "currently", "now", "recently", "friday", "of", "on", "the")
)

// withoutKicker cuts what a blogger puts before a title: "Book review: Title", "DNF: Title". In "Reading Lolita in Tehran: A
// Memoir in Books" nothing is cut.
func (r *reading) withoutKicker(title run) run {
	isKicker := false
	for i := title.first; i < title.end; i++ {
		switch w := &r.words[i]; {
		case w.low == ":" || w.low == "-" || w.low == "–" || w.low == "—":
			if isKicker && i+1 < title.end {
				return run{i + 1, title.end}
			}
			return title
		case kickers[w.low]:
			isKicker = true
		case w.alpha && !besideKicker[w.low]:
			return title
		}
	}
	return title
}

// isLine reports whether a sentence stands over what follows: a heading, what no full stop ends, or what opens a paragraph.
func (r *reading) isLine(i int) bool {
	sents := r.doc.Sentences
	if sents[i].Is(review.Heading) || i > 0 && sents[i].Paragraph != sents[i-1].Paragraph && i+1 < len(sents) && sents[i+1].Paragraph == sents[i].Paragraph {
		return true
	}
	end := r.starts[i+1]
	for end > r.starts[i] && (isQuote(r.words[end-1].low) || r.words[end-1].low == ")") {
		end--
	}
	if end == r.starts[i] {
		return false
	}
	switch r.words[end-1].low {
	case ".", "!", "?", "…", "...":
		return false
	}
	return true
}
