//go:build unix

package state

import (
	"os"
	"syscall"
)

// WriteFile is os.WriteFile with mode 0644, for reports of many small files. It leaves out what package os does for files
// that a program may have to wait for, which is a third of what a small file takes.
func WriteFile(name string, content []byte) error {
	failed := func(op string, err error) error { return &os.PathError{Op: op, Path: name, Err: err} }
	fd, err := unlessInterrupted(func() (int, error) {
		return syscall.Open(name, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_TRUNC|syscall.O_CLOEXEC, 0o644)
	})
	if err != nil {
		return failed("open", err)
	}
	for len(content) > 0 {
		n, err := unlessInterrupted(func() (int, error) { return syscall.Write(fd, content) })
		if err != nil {
			syscall.Close(fd)
			return failed("write", err)
		}
		content = content[n:]
	}
	if err := syscall.Close(fd); err != nil {
		return failed("close", err)
	}
	return nil
}

// unlessInterrupted calls a system call again that a signal cut short.
func unlessInterrupted(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != syscall.EINTR {
			return n, err
		}
	}
}
