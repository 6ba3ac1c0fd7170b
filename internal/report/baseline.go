package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gocarina/gocsv"
)

// Baseline is a row of an earlier run's reviews.csv, as the comparison with it needs it; values stay as printed.
type Baseline struct {
	ReviewID string `csv:"review_id"`
	Source   string `csv:"source"`
	Title    string `csv:"title"`
	Book     string `csv:"book"`
	Author   string `csv:"author"`
	Reviewer string `csv:"reviewer"`
	Date     string `csv:"date"`
	Stars    string `csv:"stars"`
	Words    string `csv:"words"`
	Tone     string `csv:"tone"`
	Verdict  string `csv:"verdict"`
	Shifts   string `csv:"shifts"`
	Shape    string `csv:"shape"`
	Language string `csv:"language"`
	ISBN     string `csv:"isbn"`
	Series   string `csv:"series"`
	Genre    string `csv:"genre"`
	// Fingerprint is review.Review.Fingerprint.
	Fingerprint string `csv:"fingerprint"`
}

// ReadBaseline hands each row of data/reviews.csv of an earlier report in dir to each; none where there is no such table.
func ReadBaseline(dir string, each func(Baseline)) error {
	file, err := openTable(dir, "reviews.csv")
	if file == nil {
		return err
	}
	defer file.Close()
	err = gocsv.UnmarshalToCallback(file, func(row Baseline) {
		row.undo()
		each(row)
	})
	if err != nil && !errors.Is(err, io.EOF) { // which is what a file without a header comes to
		return fmt.Errorf("report: %s: %w", file.Name(), err)
	}
	return nil
}

// undo takes back the neutralising of formulas.
func (b *Baseline) undo() {
	for _, cell := range []*string{&b.ReviewID, &b.Source, &b.Title, &b.Book, &b.Author, &b.Reviewer, &b.Date, &b.ISBN, &b.Series, &b.Genre} {
		*cell = undone(*cell)
	}
}

// openTable opens a table of an earlier report in dir; nil, without an error, where there is none.
func openTable(dir, name string) (*os.File, error) {
	file, err := os.Open(filepath.Join(dir, "data", name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return file, nil
}
