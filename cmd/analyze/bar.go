package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"tonearc/pipeline"
)

// bar shows progress on a terminal: one bar per stage.
type bar struct {
	out   io.Writer
	stage string
	bar   *progressbar.ProgressBar
}

func newBar(out io.Writer) *bar { return &bar{out: out} }

func (b *bar) show(p pipeline.Progress) {
	if p.Stage != b.stage {
		b.clear()
		b.stage = p.Stage
		total := p.Total
		if total <= 0 {
			total = -1 // a spinner
		}
		b.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(b.out), progressbar.OptionSetDescription(p.Stage), progressbar.OptionSetWidth(30),
			progressbar.OptionShowBytes(p.Stage == "reading"), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish())
	}
	_ = b.bar.Set64(p.Done)
}

// clear takes the bar off the screen.
func (b *bar) clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
	b.bar, b.stage = nil, ""
}
