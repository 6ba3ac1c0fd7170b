package review

// Span is a half-open byte range [Start, End) into Review.Text. Both ends lie on rune boundaries.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// In returns the part of text that the span covers. It panics, as slicing does, where the span is out of bounds.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlap is the number of bytes that s and other share; 0 where they do not meet.
func (s Span) Overlap(other Span) int {
	return max(0, min(s.End, other.End)-max(s.Start, other.Start))
}
