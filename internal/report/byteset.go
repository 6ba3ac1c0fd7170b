package report

// byteSet is a set of bytes. It is asked for every byte of what a report writes, which strings.ContainsAny would make its
// own set for, string by string.
type byteSet [256]bool

func newByteSet(bytes string) *byteSet {
	set := new(byteSet)
	for i := range len(bytes) {
		set[bytes[i]] = true
	}
	return set
}

// index gives the place of the first byte of s, from a place on, that is in the set; len(s) where none is.
func (set *byteSet) index(s string, from int) int {
	for from < len(s) && !set[s[from]] {
		from++
	}
	return from
}

// in reports whether a byte of s is in the set.
func (set *byteSet) in(s string) bool { return set.index(s, 0) < len(s) }
