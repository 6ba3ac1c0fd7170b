//go:build !linux

package main

import "testing"

// asNobody runs the program as the tests run; root and administrators may do everything, so they skip.
func asNobody(t *testing.T, _ string) func(args ...string) (int, string) {
	t.Helper()
	t.Skip("taking away permissions is tested on Linux")
	return nil
}
