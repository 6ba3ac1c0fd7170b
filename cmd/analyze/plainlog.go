package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// plainHandler writes log records as lines for people: "analyze: message (reason: …)".
type plainHandler struct {
	out    io.Writer
	level  slog.Level
	before func() // called before every line, to take a progress bar out of the way
	mu     sync.Mutex
}

func (h *plainHandler) Enabled(_ context.Context, level slog.Level) bool { return level >= h.level }

func (h *plainHandler) Handle(_ context.Context, record slog.Record) error {
	var attrs []string
	record.Attrs(func(attr slog.Attr) bool {
		attrs = append(attrs, fmt.Sprintf("%s: %v", attr.Key, attr.Value))
		return true
	})
	line := "analyze: " + record.Message
	if len(attrs) > 0 {
		line += " (" + strings.Join(attrs, ", ") + ")"
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.before()
	_, err := fmt.Fprintln(h.out, line)
	return err
}

// WithAttrs and WithGroup are not used by this program's few log lines.
func (h *plainHandler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h *plainHandler) WithGroup(string) slog.Handler      { return h }
