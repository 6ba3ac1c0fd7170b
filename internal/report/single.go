package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"

	"tonearc/internal/aggregate"
	"tonearc/pipeline/review"
)

// SingleFile writes the reviews as one HTML file that can be mailed: one review as its page, several with the corpus at
// a glance and a list before them. Style and script stand inside, allowed by their hashes and nothing else. analyses
// are in the order of the resolution.
func SingleFile(w io.Writer, opts Options, res *aggregate.Resolution, analyses []*review.Analysis, totals *aggregate.Totals) error {
	opts.Pages = -1
	p, err := newPages(opts, res)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	p.single = true
	var m markup
	several := len(analyses) != 1
	title := p.opts.Title
	if !several {
		title, _, _ = titles(&analyses[0].Review.Metadata, &analyses[0].About)
	}
	m.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '")
	m.raw(inlineHash(styleSource))
	m.raw(`'; script-src '`)
	m.raw(inlineHash(scriptSource))
	m.raw(`'"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="Tonearc"><link rel="icon" href="data:,"><title>`)
	m.text(title)
	m.raw(`</title><style>`)
	m.raw(safe(styleSource))
	m.raw(`</style></head><body data-page="single"><a class="skip" href="#main">Skip to the content</a><main id="main" tabindex="-1">`)
	if several {
		v := p.newIndexView(totals, nil, RunInfo{})
		v.panels = v.panels[:len(v.panels)-1] // what changed since the last run is not for those who get the file
		m.indexTop(&v)
		m.section("", "h-all", "All reviews")
		rows := make([]listedView, 0, len(v.order))
		for _, i := range v.order {
			rows = append(rows, p.listed(i))
		}
		m.listedRows(rows, "")
		m.raw(`</section>`)
		m.level = 1
	}
	for i, an := range analyses {
		if several {
			m.place = singlePlace(i)
		}
		v := p.newReviewView(i, an)
		m.raw(`<div class="review" id="`)
		m.raw(m.place)
		m.raw(`top">`)
		m.reviewPage(&v, "", "")
		m.raw("</div>\n")
	}
	m.raw("</main>\n<footer><p>Made by Tonearc. Tone runs from −1 (blame) to +1 (praise); ± gives a 95&nbsp;% interval.</p></footer><script>")
	m.raw(safe(scriptSource))
	m.raw("</script></body></html>\n")
	if _, err := w.Write(m.buf); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// singlePlace is put before the ids of review i in a single file of several.
func singlePlace(i int) safe { return safe("r" + strconv.Itoa(i) + "-") }

// inlineHash names an inline style or script of our own to the content security policy.
func inlineHash(source []byte) safe {
	sum := sha256.Sum256(source)
	return safe("sha256-" + base64.StdEncoding.EncodeToString(sum[:]))
}
