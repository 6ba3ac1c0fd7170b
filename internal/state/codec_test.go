package state

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonearc/pipeline/review"
)

// fill sets every field of a value to something that differs from zero and from its neighbours, except tokens, which
// are not stored.
func fill(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("word-%d’", *next))
	case reflect.Int:
		v.SetInt(int64(*next) - 40)
	case reflect.Float64:
		v.SetFloat(float64(*next)/7 - 3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), next)
	case reflect.Slice:
		if v.Type().Elem() == reflect.TypeFor[review.Token]() {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), next)
		fill(v.Index(1), next)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), next)
		}
	default:
		panic("codec_test: a kind that the codec does not know: " + v.Kind().String())
	}
}

func filled() *review.Analysis {
	an, next := new(review.Analysis), 0
	fill(reflect.ValueOf(an).Elem(), &next)
	return an
}

func TestCodecKeepsEveryField(t *testing.T) {
	empty := &review.Analysis{Sentences: []review.Sentence{}, Scores: []review.Score{{}}}
	for name, want := range map[string]*review.Analysis{"filled": filled(), "zero": {}, "empty lists": empty} {
		t.Run(name, func(t *testing.T) {
			stored := Encode(nil, want)
			var got review.Analysis
			if err := Decode(stored, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, &got); diff != "" {
				t.Errorf("stored and read again (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeRefusesEveryPrefix(t *testing.T) {
	stored := Encode(nil, filled())
	for n := range stored {
		if err := Decode(stored[:n], new(review.Analysis)); err == nil {
			t.Fatalf("the first %d of %d bytes were taken for an analysis", n, len(stored))
		}
	}
	if err := Decode(append(stored, 0), new(review.Analysis)); err == nil {
		t.Error("a byte too many was not noticed")
	}
}

// TestDecodePortions: what is not wanted is read over, and nothing else is lost.
func TestDecodePortions(t *testing.T) {
	outline := filled()
	outline.Review, outline.Warnings = review.Review{}, nil // the head
	findings := EncodeFindings(nil, outline)
	outline.Scores, outline.Terms, outline.About.Aspects, outline.About.Comparisons = nil, nil, nil, nil
	sums := filled()
	sums.Review.Marks, sums.Arc.Points = nil, nil
	for i := range sums.Sentences {
		sums.Sentences[i].Marks = nil
	}
	for i := range sums.Scores {
		sums.Scores[i].Evidence, sums.Scores[i].Clauses = nil, nil
	}
	for _, c := range []struct {
		name   string
		stored []byte
		decode func([]byte, *review.Analysis) error
		want   *review.Analysis
	}{{"outline", findings, DecodeOutline, outline}, {"sums", Encode(nil, filled()), DecodeSums, sums}} {
		t.Run(c.name, func(t *testing.T) {
			var got review.Analysis
			if err := c.decode(c.stored, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, &got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for n := range c.stored {
				if err := c.decode(c.stored[:n], new(review.Analysis)); err == nil {
					t.Fatalf("the first %d of %d bytes were taken for an analysis", n, len(c.stored))
				}
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(nil, filled()))
	f.Add(Encode(nil, &review.Analysis{}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		var an review.Analysis
		if Decode(data, &an) != nil {
			return
		}
		var again review.Analysis
		if err := Decode(Encode(nil, &an), &again); err != nil {
			t.Fatalf("what was read cannot be stored and read again: %v", err)
		}
	})
}

func BenchmarkCodec(b *testing.B) {
	an := filled()
	for len(an.Scores) < 24 {
		an.Scores = append(an.Scores, an.Scores[0])
		an.Sentences = append(an.Sentences, an.Sentences[0])
		an.Arc.Points = append(an.Arc.Points, an.Arc.Points[0])
	}
	stored := Encode(nil, an)
	b.Run("encode", func(b *testing.B) {
		b.SetBytes(int64(len(stored)))
		b.ReportAllocs()
		var buf []byte
		for b.Loop() {
			buf = Encode(buf[:0], an)
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(stored)))
		b.ReportAllocs()
		for b.Loop() {
			if err := Decode(stored, new(review.Analysis)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
