package main

import (
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/fxamacker/cbor/v2"
)

// What travels between workers is CBOR: exact for floats, and for strings that are not valid UTF-8, as names of files
// may be. Keys are bytes, which every engine compares as such.

var decMode = func() cbor.DecMode {
	mode, err := cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid, MaxArrayElements: 1 << 28, MaxMapPairs: 1 << 28}.DecMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return mode
}()

func encode(value beam.T) ([]byte, error) { return cbor.Marshal(value) }

func decode(t reflect.Type, data []byte) (beam.T, error) {
	value := reflect.New(t)
	if err := decMode.Unmarshal(data, value.Interface()); err != nil {
		return nil, err
	}
	return value.Elem().Interface(), nil
}

// travels makes values of T elements of collections.
func travels[T any]() { beam.RegisterCoder(reflect.TypeFor[T](), encode, decode) }
