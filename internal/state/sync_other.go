//go:build !unix

package state

// syncDir does nothing where directories cannot be synced.
func syncDir(string) error { return nil }
