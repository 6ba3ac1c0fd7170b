package aggregate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// filled sets every field of v, and of all that is in it, to something of its own, and every pointer or none.
func filled(v reflect.Value, rng *rand.Rand) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), rng)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+rng.IntN(4), 9))
		for i := range v.Len() {
			filled(v.Index(i), rng)
		}
	case reflect.Pointer:
		if rng.IntN(4) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			filled(v.Elem(), rng)
		}
	case reflect.String:
		v.SetString(strings.Repeat("ü", rng.IntN(3)) + fmt.Sprint(1+rng.IntN(99)))
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(rng.Int32()) - math.MaxInt32/2)
	case reflect.Int8:
		v.SetInt(int64(rng.IntN(256) - 128))
	case reflect.Float64, reflect.Float32:
		v.SetFloat(float64(float32(rng.NormFloat64())))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no such field is known: " + v.Type().String())
	}
}

// Whatever is appended comes back whole, also into room that held another digest, and across blocks.
func TestDigestsComeBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	list := make([]Digest, 200)
	for i := range list {
		if i%7 > 0 { // every seventh is empty
			filled(reflect.ValueOf(&list[i]).Elem(), rng)
		}
	}
	list[50].Metadata.Title = strings.Repeat("long ", largestBlock/4)
	ds := PackDigests(list...)
	if ds.Len() != len(list) || len(ds.blocks) < 3 {
		t.Fatalf("%d digests in %d blocks", ds.Len(), len(ds.blocks))
	}
	ds.Each(func(i int, d *Digest) {
		if !reflect.DeepEqual(*ds.At(i), list[i]) {
			t.Fatalf("digest %d: got\n%+v\nwant\n%+v", i, ds.At(i), list[i])
		}
		if got, want := fmt.Sprintf("%+v", plain(d)), fmt.Sprintf("%+v", plain(&list[i])); got != want {
			t.Fatalf("digest %d, in the room of another: got\n%s\nwant\n%s", i, got, want)
		}
	})
	var g Gist
	for i := range list {
		d := &list[i]
		if ds.ReadGist(i, &g); g.Date != d.Metadata.Date || g.Tone != d.Tone || !slices.Equal(g.Arc, d.Arc) {
			t.Fatalf("gist %d: got\n%+v\nwant that of\n%+v", i, g, d)
		}
	}
	if (*Digests)(nil).Len() != 0 {
		t.Error("no digests have a length")
	}
}

// plain is a digest with what its pointers lead to in their places, and no list where it is empty.
func plain(d *Digest) any {
	var records []EntityRecord
	flat := *d
	flat.Entities = slices.Clone(d.Entities)
	for i, ent := range d.Entities {
		if ent.Record != nil {
			records = append(records, *ent.Record)
			flat.Entities[i].Record = &EntityRecord{}
		}
		flat.Entities[i].Record = nil
	}
	gap := math.NaN()
	if d.StarsGap != nil {
		gap = *d.StarsGap
	}
	flat.StarsGap = nil
	return []any{flat, records, gap}
}

// Packing is worth its while: a digest as reviews have them takes a fraction of what it takes unpacked.
func TestDigestsAreSmall(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	ds := PackDigests(crowd(rng, 1000)...)
	size := 0
	for _, block := range ds.blocks {
		size += cap(block)
	}
	if each := size / ds.Len(); each > 400 {
		t.Errorf("a digest takes %d bytes", each)
	}
}

func TestDigestsSort(t *testing.T) {
	ds := PackDigests(one("b", "X"), one("c", ""), one("", "Y"), one("a~2", ""), one("a", ""))
	ds.Sort()
	var got []string
	ds.Each(func(i int, d *Digest) { got = append(got, fmt.Sprint(d.ReviewID, ds.Came(i))) })
	if want := []string{"2", "a4", "a~23", "b0", "c1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, id := range []string{"", "a", "a~2", "b", "c"} {
		if at, found := ds.Find(id); at != i || !found {
			t.Errorf("%q is found at %d (%v)", id, at, found)
		}
	}
	if at, found := ds.Find("aa"); at != 2 || found {
		t.Errorf("what is not there is found at %d (%v)", at, found)
	}
}

// What was read into does not change what is packed.
func TestDigestsAreCopies(t *testing.T) {
	d := one("a", "Ann Leckie", ent("book", "Provenance"))
	ds := PackDigests(d)
	d.Metadata.Authors[0], d.Entities[0].Name = "?", "?"
	read := ds.At(0)
	read.Metadata.Authors[0], read.Entities[0].Name = "!", "!"
	if again := ds.At(0); again.Metadata.Authors[0] != "Ann Leckie" || again.Entities[0].Name != "Provenance" {
		t.Errorf("got %+v", again)
	}
}

func BenchmarkDigestsEach(b *testing.B) {
	ds := PackDigests(crowd(rand.New(rand.NewPCG(1, 1)), 1000)...)
	b.ReportAllocs()
	for b.Loop() {
		words := 0
		ds.Each(func(_ int, d *Digest) { words += d.Words })
	}
}

// Once names are joined, digests hold what the report shows of a review, in the order of the ids, and no more.
func TestResolveCondenses(t *testing.T) {
	ds := PackDigests(
		one("b", "Ann Leckie", ent("character", "Breq"), ent("book", "Provenance", main), ent("author", "Ann Leckie", main, book(1))),
		one("a", "", ent("book", "Provenance")))
	r := Resolve(ds)
	if r.Digests.Len() != 2 || r.Digests.Came(0) != 1 || r.Digests.Came(1) != 0 || r.Digests.Slug(1) != "b" {
		t.Fatalf("%+v", r.Digests)
	}
	if d := r.Digests.At(0); d.ReviewID != "a" || len(d.Entities) != 0 || r.Main(0, 0) {
		t.Errorf("%+v", d)
	}
	d := r.Digests.At(1)
	if d.ReviewID != "b" || d.Metadata.Author() != "Ann Leckie" || len(d.Entities) != 2 || d.Entities[0].Name != "Provenance" {
		t.Errorf("%+v", d)
	}
	if r.Main(1, 0) || !r.Main(1, 1) || !r.Main(1, 2) {
		t.Error("what the review is about was forgotten")
	}
}
