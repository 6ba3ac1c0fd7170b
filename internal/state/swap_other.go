//go:build !linux && !darwin

package state

import "errors"

// exchange is not to be had on this system: Swap renames twice instead.
func exchange(string, string) error { return errors.ErrUnsupported }
