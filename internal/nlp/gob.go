package nlp

import (
	"errors"
	"math"
	"math/bits"
	"unsafe"
)

// gobReader walks over the three shapes of gob that prose's files have, without building the maps that encoding/gob
// would: that decoder needs 0.13 s and 75,000 maps for what is a few flat arrays in the end. The encoding is the one that
// the documentation of encoding/gob lays down.
type gobReader struct {
	data []byte
	at   int
	bad  bool
}

var errGob = errors.New("not the gob that prose ships")

// uint reads an unsigned integer: one byte below 128, else the negated count of the big-endian bytes that follow.
func (r *gobReader) uint() uint64 {
	if r.at >= len(r.data) {
		r.bad = true
		return 0
	}
	b := r.data[r.at]
	r.at++
	if b < 0x80 {
		return uint64(b)
	}
	n := -int(int8(b)) // as an int, in which 128 has a negative
	if n > 8 || len(r.data)-r.at < n {
		r.bad = true
		return 0
	}
	var x uint64
	for _, b := range r.data[r.at : r.at+n] {
		x = x<<8 | uint64(b)
	}
	r.at += n
	return x
}

// string returns a view of the next string; it is valid as long as the data is.
func (r *gobReader) string() string {
	n := r.uint()
	if r.bad || n > uint64(len(r.data)-r.at) {
		r.bad = true
		return ""
	}
	if n == 0 {
		return ""
	}
	s := unsafe.String(&r.data[r.at], int(n))
	r.at += int(n)
	return s
}

// float reads a float64, whose bytes gob reverses so that trailing zeros cost nothing.
func (r *gobReader) float() float64 {
	return math.Float64frombits(bits.ReverseBytes64(r.uint()))
}

// count reads a number of elements, each of which takes at least one byte.
func (r *gobReader) count() int {
	n := r.uint()
	if n > uint64(len(r.data)-r.at) {
		r.bad = true
		return 0
	}
	return int(n)
}

// value goes to the value behind the type definitions: a message with a positive type id, then a zero byte because the
// value is no struct.
func (r *gobReader) value() error {
	for !r.bad {
		length := r.uint()
		if r.bad || length > uint64(len(r.data)-r.at) {
			break
		}
		end := r.at + int(length)
		id := r.uint()
		if id&1 == 0 { // a type id that is not negative: zig-zag has no sign bit
			if r.uint() != 0 {
				break
			}
			return nil
		}
		r.at = end
	}
	return errGob
}

func (r *gobReader) done() error {
	if r.bad || r.at != len(r.data) {
		return errGob
	}
	return nil
}

// strings reads a []string.
func (r *gobReader) strings(into *[]string) error {
	if err := r.value(); err != nil {
		return err
	}
	for n := r.count(); n > 0 && !r.bad; n-- {
		*into = append(*into, string([]byte(r.string())))
	}
	return r.done()
}

// stringMap reads a map[string]string.
func (r *gobReader) stringMap(each func(key, value string)) error {
	if err := r.value(); err != nil {
		return err
	}
	for n := r.count(); n > 0 && !r.bad; n-- {
		key := r.string()
		each(key, r.string())
	}
	return r.done()
}

// weights reads a map[string]map[string]float64: begin is called with each outer key, then weigh with each inner pair.
func (r *gobReader) weights(begin func(key string), weigh func(class string, weight float64)) error {
	if err := r.value(); err != nil {
		return err
	}
	for n := r.count(); n > 0 && !r.bad; n-- {
		begin(r.string())
		for inner := r.count(); inner > 0 && !r.bad; inner-- {
			class := r.string()
			weigh(class, r.float())
		}
	}
	return r.done()
}
