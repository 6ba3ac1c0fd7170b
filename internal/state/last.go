package state

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tonearc/pipeline/review"
)

// changeColumns is how many columns data/changes.csv has.
const changeColumns = 8

// ReadChanges reads the changes that a report lists in its data/changes.csv; nothing where it has no such table.
func ReadChanges(dir string) ([]review.Change, error) {
	path := filepath.Join(dir, "data", "changes.csv")
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the last report: %w", err)
	}
	defer file.Close()
	var changes []review.Change
	rows := csv.NewReader(file)
	rows.FieldsPerRecord = -1
	for header := true; ; header = false {
		row, err := rows.Read()
		if err == io.EOF {
			return changes, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the last report: %s: %w", path, err)
		}
		if len(row) != 5 && len(row) != changeColumns { // five are of a version before causes were told
			return nil, fmt.Errorf("the last report: %s: a row of %d columns", path, len(row))
		}
		if header {
			continue
		}
		for i := range row {
			row[i] = strings.TrimPrefix(row[i], "'") // which keeps spreadsheets from running a cell as a formula
		}
		row = append(row, "", "", "")
		changes = append(changes, review.Change{
			ReviewID: row[0], Kind: review.ChangeKind(row[1]), Field: row[2], Before: row[3], After: row[4],
			Cause: review.ChangeCause(row[5]), ToneBefore: row[6], ToneAfter: row[7],
		})
	}
}
