package entity

import (
	"strings"

	"tonearc/pipeline/review"
)

// titleLine reads the first line of a review as `"Title" by Author, Author` or "Title by Author", as many blogs open,
// where the record itself does not name the book. It returns the title and its authors, or nothing.
func (r *reading) titleLine() (title string, authors []string) {
	if len(r.doc.Sentences) == 0 {
		return "", nil
	}
	first, end := r.starts[0], r.starts[1]
	if end-first > 40 {
		return "", nil
	}
	by := int32(-1)
	for i := first + 1; i < end; i++ {
		if r.words[i].low == "by" && i+1 < end && r.words[i+1].capped {
			by = i
		}
	}
	if by < 0 {
		return "", nil
	}
	from, to := first, by
	for from < to && !r.words[from].name {
		from++
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
	if from >= to {
		return "", nil
	}
	// without quotation marks the line must be nothing but a title and a name
	if !isQuoted {
		if !r.titleLike(from, to) || end-first > 16 || !r.titleLike(by+1, end) || r.words[from].set&function != 0 && to-from < 2 {
			return "", nil
		}
		for i := first; i < end; i++ {
			if !r.words[i].capped && r.words[i].alpha && i != by && r.words[i].set&joint == 0 {
				return "", nil
			}
		}
	}
	text := r.doc.Review.Text
	title = tidy(review.Span{Start: r.words[from].Start, End: r.words[to-1].End}.In(text))
	for i := by + 1; i < end; {
		if !r.words[i].capped {
			break
		}
		stop := i
		for stop < end && (r.words[stop].capped || r.words[stop].low == "." || r.words[stop].set&joint != 0 && r.words[stop].low != "and" && r.words[stop].low != "&" && r.words[stop].low != "with") {
			stop++
		}
		last := stop
		for last > i && !r.words[last-1].capped {
			last--
		}
		authors = append(authors, tidy(review.Span{Start: r.words[i].Start, End: r.words[last-1].End}.In(text)))
		i = stop
		for i < end && (r.words[i].low == "," || r.words[i].low == "and" || r.words[i].low == "&" || r.words[i].low == "with") {
			i++
		}
		if i == stop {
			break
		}
	}
	if len(authors) == 0 || strings.TrimSpace(title) == "" {
		return "", nil
	}
	return title, authors
}
