package aggregate

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// slugLimit is the longest file name of a page in bytes, without ".html".
const slugLimit = 80

// setSlugs gives every review its page's file name, so that a name depends on no other review unless two would be the
// same. Only those that are not a review's own are kept.
func (ds *Digests) setSlugs() {
	ds.slugs = make(map[int32]string)
	taken := make(map[string]bool, ds.Len())
	for i := range ds.Len() {
		id := ds.id(i)
		own := reviewSlug(id)
		name := own
		if taken[name] {
			name = hashedSlug(id)
		}
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s-%d", hash8(id), n)
		}
		taken[name] = true
		if name != own {
			ds.slugs[int32(i)] = name
		}
	}
}

// reviewSlug is the file name that a review's page has where no other has it: what can be kept of its ID, and a hash of
// the ID where that is not the whole of it.
func reviewSlug(id string) string {
	name := slug(withoutFormat(id), slugLimit)
	if name == "" || len(name) >= slugLimit-9 {
		return hashedSlug(id)
	}
	return name
}

// hashedSlug is what can be kept of an ID, and a hash of it.
func hashedSlug(id string) string {
	return strings.Trim(slug(withoutFormat(id), slugLimit-9)+"-"+hash8(id), "-")
}

func withoutFormat(id string) string {
	return strings.TrimSuffix(strings.TrimSuffix(id, ".txt"), ".md")
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
