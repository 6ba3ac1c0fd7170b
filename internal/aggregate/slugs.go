package aggregate

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// slugLimit is the longest file name of a page in bytes, without ".html".
const slugLimit = 80

// setSlugs gives every review its page's file name: what can be kept of its ID, and a hash of the ID where that is not
// the whole of it, so that a name depends on no other review unless two would be the same.
func setSlugs(digests []Digest) {
	taken := make(map[string]bool, len(digests))
	for i := range digests {
		id := digests[i].ReviewID
		base := strings.TrimSuffix(strings.TrimSuffix(id, ".txt"), ".md")
		name := slug(base, slugLimit)
		if name == "" || len(name) >= slugLimit-9 {
			name = strings.Trim(slug(base, slugLimit-9)+"-"+hash8(id), "-")
		}
		if taken[name] {
			name = strings.Trim(slug(base, slugLimit-9)+"-"+hash8(id), "-")
		}
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s-%d", hash8(id), n)
		}
		taken[name] = true
		digests[i].Slug = name
	}
}

// slugs are the file names of entities' pages that are taken, "kind:name", and for those that were numbered the last
// number: a first name stands in hundreds of books.
type slugs map[string]int

// free takes a file name for an entity's page: its name; with its author or book where that is taken; else numbered.
func (taken slugs) free(kind, name, home string) string {
	base := slug(name, slugLimit-12)
	if base == "" {
		base = hash8(name)
	}
	is := func(name string) bool { return taken[kind+":"+name] > 0 }
	free := base
	if is(free) && home != "" {
		free = slug(base+"-"+home, slugLimit-4)
	}
	for n := max(2, taken[kind+":"+base]); is(free); n++ {
		free = fmt.Sprintf("%s-%d", base, n)
		taken[kind+":"+base] = n
	}
	taken[kind+":"+free] = 1
	return free
}

func hash8(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}
